"""Talks to a running assistant as the chat window does, and checks what comes back."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from evaluation.sets import Dialogue, Turn

SECONDS = 30
TOO_MANY_REQUESTS = 429


@dataclass(frozen=True)
class Played:
    """One turn of a replayed dialogue.

    Attributes:
        dialogue: its name.
        number: of the turn, from 1.
        turn: what was said and expected.
        names: of the messages that came back.
    """

    dialogue: str
    number: int
    turn: Turn
    names: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """Whether one of the expected names came, or each of them where all have to."""
        came = [any(name.startswith(start) for name in self.names) for start in self.turn.expect]
        return all(came) if self.turn.all else any(came)


class Visitor:
    """A visitor of the web channel with a conversation of their own, forgotten when they leave."""

    def __init__(self, url: str) -> None:
        """Prepares a visitor.

        Args:
            url: of the assistant, without a slash at its end.
        """
        self._url = f"{url}/chat"
        self._headers = {"Content-Type": "application/json", "X-Session-Mode": "header"}

    def __enter__(self) -> Visitor:
        """Starts a session."""
        self._headers["X-Chat-Session"] = self._send("POST", "/sessions", {})["token"]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Deletes the conversation."""
        self._send("DELETE", "/sessions/current")

    def say(self, text: str) -> list[dict[str, Any]]:
        """Sends a message.

        Args:
            text: what the visitor types.

        Returns:
            The messages that come back.
        """
        return self._send("POST", "/messages", {"text": text})["messages"]

    def _send(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._url + path, data=data, headers=self._headers, method=method)
        while True:
            try:
                with urllib.request.urlopen(request, timeout=SECONDS) as reply:
                    return json.loads(reply.read() or "{}")
            except urllib.error.HTTPError as error:
                if error.code != TOO_MANY_REQUESTS:
                    raise
                # The server's own limits: wait as long as it says.
                time.sleep(int(error.headers.get("Retry-After", "1")))


def replay(
    dialogues: Iterable[Dialogue], url: str, visitor: Callable[[str], Visitor] = Visitor
) -> Iterator[Played]:
    """Plays dialogues, each as a new visitor.

    Args:
        dialogues: what to play.
        url: of the running assistant.
        visitor: makes one.

    Yields:
        The turns, as they are played.
    """
    for dialogue in dialogues:
        with visitor(url) as someone:
            for number, turn in enumerate(dialogue.turns, start=1):
                names = tuple(message["name"] or "" for message in someone.say(turn.say))
                yield Played(dialogue.name, number, turn, names)
