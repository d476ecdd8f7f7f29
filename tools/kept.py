"""Everything that keeps something of a person's: all of them are asked to export, to forget and to clear out.

A part that keeps more than the tables of `stores/tables.py` is added here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attachment_guide.settings import read_setting
from channels.messaging.records import Records
from stores.conversations import Conversations
from stores.keepers import Keeper
from stores.log_files import LogFiles


def keepers() -> Iterator[Keeper]:
    """All of them, as the settings say where they are."""
    yield Conversations()
    yield LogFiles(Path(read_setting("logs")))
    records = Records.from_environment()
    if records is not None:
        yield Messages(records)


class Messages:
    """Inbox and outbox of the messaging channels."""

    name = "messages"

    def __init__(self, records: Records) -> None:
        """Takes the records.

        Args:
            records: of this installation.
        """
        self._records = records

    def export(self, sender: str) -> list[dict[str, Any]]:
        """A person's address and messages (see `Keeper`)."""
        return self._records.export(sender)

    def forget(self, sender: str) -> int:
        """Removes a person's address and messages (see `Keeper`)."""
        return self._records.forget(sender)

    def clear_out(self, before: float, before_without_consent: float) -> int:
        """Removes what was last heard of too long ago (see `Keeper`).

        What was answered has lost its words already; an address is needed for as long as its person may
        be answered.
        """
        return self._records.purge_before(before)

    def rotate(self) -> int:
        """Encrypts everything with the first of its own keys (see `Keeper`)."""
        return self._records.rotate()


def senders_of(address: str) -> list[str]:
    """The conversations of an address on the messaging channels.

    Args:
        address: such as a phone number; punctuation and spaces do not matter.
    """
    records = Records.from_environment()
    return records.senders_of(address) if records else []
