"""What whoever keeps something of a person's has to be able to do; `tools/kept.py` lists them all."""

from __future__ import annotations

from typing import Any, Protocol


class Keeper(Protocol):
    """What each of them can do.

    Attributes:
        name: for messages to operators.
    """

    name: str

    def export(self, sender: str) -> list[dict[str, Any]]:
        """All that is kept of a person, as JSON can hold it.

        Args:
            sender: the conversation's id.
        """

    def forget(self, sender: str) -> int:
        """Deletes all that is kept of a person; returns how many entries there were.

        Args:
            sender: the conversation's id.
        """

    def clear_out(self, before: float, before_without_consent: float) -> int:
        """Deletes what has been kept for long enough; returns how many entries there were.

        Args:
            before: seconds since the epoch; what is older goes.
            before_without_consent: the same, where the person has not agreed that it is kept.
        """

    def rotate(self) -> int:
        """Encrypts everything with the newest key; returns how many entries were changed."""
