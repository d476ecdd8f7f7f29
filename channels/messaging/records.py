"""Inbox and outbox for commands that run beside the server: retention, forgetting somebody, dead letters."""

from __future__ import annotations

import time
from typing import Any

from attachment_guide.messaging_settings import MessagingSettings
from attachment_guide.settings import read_setting
from channels.messaging import upkeep
from channels.messaging.database import Database
from channels.messaging.seal import Seal
from channels.messaging.upkeep import DeadLetter
from channels.secret import read_or_make_secret


class Records:
    """What the messaging channels keep of people; the tracker store is another place.

    A command that forgets somebody takes the conversations of `senders_of` out of the tracker store, and
    then calls `forget` with each.
    """

    def __init__(self, database: Database, seal: Seal) -> None:
        """Opens the records.

        Args:
            database: of inbox and outbox.
            seal: opens the addresses.
        """
        self._database = database
        self._seal = seal

    @classmethod
    def from_environment(cls) -> Records | None:
        """The records of this installation.

        Returns:
            The records; None when no key is set, since no messaging channel can have run then.

        Raises:
            SettingError: when a setting is invalid.
            SealError: when a key is none.
        """
        settings = MessagingSettings.from_environment()
        if not settings.keys:
            return None
        seal = Seal(read_setting("secret") or read_or_make_secret(), settings.keys)
        return cls(Database(settings.database_url), seal)

    def senders_of(self, address: str) -> list[str]:
        """The conversations of an address, on all channels.

        Args:
            address: such as a phone number; punctuation and spaces do not matter.
        """
        return self._database.run_now(lambda c: upkeep.senders_of(c, self._seal, address))

    def forget(self, sender: str) -> int:
        """Removes somebody from all tables of inbox and outbox, sent or not.

        Args:
            sender: id of the conversation.

        Returns:
            How many rows were removed or emptied.
        """
        return self._database.run_now(lambda c: upkeep.forget(c, sender))

    def export(self, sender: str) -> list[dict[str, Any]]:
        """All that inbox and outbox hold of somebody, opened.

        Args:
            sender: id of the conversation.
        """
        return self._database.run_now(lambda c: upkeep.export(c, self._seal, sender))

    def purge_before(self, before: float) -> int:
        """Removes what is older than a time: dead letters, addresses, keys of messages.

        Args:
            before: in seconds since the epoch.

        Returns:
            How many rows were removed.
        """
        return self._database.run_now(lambda c: upkeep.purge(c, before))

    def purge(self, days: float) -> int:
        """Removes what is older than a retention period: dead letters, addresses, keys of messages.

        Args:
            days: the period.

        Returns:
            How many rows were removed.
        """
        return self.purge_before(time.time() - days * 86_400)

    def dead_letters(self) -> list[DeadLetter]:
        """All dead letters, the oldest first."""
        return self._database.run_now(upkeep.dead_letters)

    def replay(self, names: list[str]) -> int:
        """Lets dead letters be tried again.

        Args:
            names: of dead letters; all of them when empty.

        Returns:
            How many there were.
        """
        return self._database.run_now(lambda c: upkeep.replay(c, names, time.time()))

    def rotate(self) -> int:
        """Encrypts everything anew with the first key.

        Returns:
            How many values were encrypted.

        Raises:
            SealError: when a row was encrypted with a key that is not there any more.
        """
        return self._database.run_now(lambda c: upkeep.rotate(c, self._seal))
