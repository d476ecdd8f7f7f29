"""What the web channel keeps of running conversations between requests, bounded, in memory."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from typing import Any

MOST = 10_000
PREVIOUS_MESSAGES = 2


class Recent(OrderedDict):
    """A dictionary that forgets its oldest entries."""

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(key, value)
        self.move_to_end(key)
        while len(self) > MOST:
            self.popitem(last=False)


class Conversations:
    """Loses nothing that matters when the server restarts: the tracker has it all as well."""

    def __init__(self) -> None:
        """Starts with none."""
        self._previous: dict[str, deque[str]] = Recent()
        self._guided: dict[str, bool] = Recent()
        self.countries: dict[str, str] = Recent()
        self.replies: dict[tuple[str, str], asyncio.Future[list[dict[str, Any]]]] = Recent()
        self.sent: dict[str, tuple[str, str | None]] = Recent()

    def previous(self, sender: str) -> list[str]:
        """The visitor's last messages, oldest first: a sentence may be split over two."""
        return list(self._previous.get(sender, ()))

    def heard(self, sender: str, text: str) -> None:
        """Remembers a message of the visitor's."""
        if sender not in self._previous:
            self._previous[sender] = deque(maxlen=PREVIOUS_MESSAGES)
        self._previous[sender].append(text)

    def said(self, sender: str, messages: list[dict[str, Any]]) -> None:
        """Remembers the assistant's messages, so that feedback on them can be told apart."""
        for message in messages:
            self.sent[message["id"]] = (sender, message["name"])

    def needs_reminder(self, sender: str, guided: bool) -> bool:
        """Whether the help line belongs under this turn's reply: under all that follow crisis guidance.

        Args:
            sender: the conversation's id.
            guided: whether the reply itself is crisis guidance.
        """
        if guided or sender in self._guided:
            self._guided[sender] = True  # Set again: the newest are kept longest.
            return not guided
        return False

    def forget(self, sender: str) -> None:
        """Drops everything about a conversation."""
        self._previous.pop(sender, None)
        self._guided.pop(sender, None)
        self.countries.pop(sender, None)
        for key in [k for k in self.replies if k[0] == sender]:
            self.replies.pop(key)
        for message in [m for m, (owner, _) in self.sent.items() if owner == sender]:
            self.sent.pop(message)
