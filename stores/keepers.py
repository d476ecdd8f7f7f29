"""Whoever keeps something of a person's: all of them are asked to export, to forget and to clear out.

A part that keeps more than the tables of `stores/tables.py`, such as a database of its own, adds its module's
path to `KEEPERS`; the module has a function `keeper()`.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Any, Protocol

KEEPERS = ("stores.conversations", "stores.log_files")


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


def keepers() -> Iterator[Keeper]:
    """All of them."""
    for module in KEEPERS:
        yield importlib.import_module(module).keeper()
