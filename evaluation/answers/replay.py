"""Plays dialogues on a running assistant, talking to it as the chat window does."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from evaluation.sets.cases import Dialogue, Turn

SECONDS = 30
TOO_MANY_REQUESTS = 429


@dataclass(frozen=True)
class PlayedTurn:
    """One turn of a dialogue, as it was played.

    Attributes:
        dialogue: the dialogue's name.
        number: the turn's number, counted from 1.
        turn: what the visitor said, and which replies are right.
        names: the names of the messages in the reply.
    """

    dialogue: str
    number: int
    turn: Turn
    names: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """Whether an expected message came; where the turn asks for all of them, whether each came."""
        came = [any(name.startswith(start) for name in self.names) for start in self.turn.expect]
        return all(came) if self.turn.all else any(came)


class Visitor:
    """A visitor of the web channel; their conversation is deleted when they leave."""

    def __init__(self, url: str) -> None:
        """Prepares a visitor; nothing is sent yet.

        Args:
            url: the assistant's URL, without a slash at its end.
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
            The messages of the reply.

        Raises:
            urllib.error.URLError: when the assistant cannot be reached or answers with an error.
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
                # The rate limit has been reached: the server says how long to wait.
                time.sleep(int(error.headers.get("Retry-After", "1")))


def replay(dialogues: Iterable[Dialogue], url: str) -> Iterator[PlayedTurn]:
    """Plays dialogues, each as a new visitor.

    Args:
        dialogues: the dialogues to play.
        url: the running assistant's URL, without a slash at its end.

    Yields:
        Each turn as soon as it has been played.

    Raises:
        urllib.error.URLError: when the assistant cannot be reached or answers with an error.
    """
    for dialogue in dialogues:
        with Visitor(url) as visitor:
            for number, turn in enumerate(dialogue.turns, start=1):
                names = tuple(message["name"] or "" for message in visitor.say(turn.say))
                yield PlayedTurn(dialogue.name, number, turn, names)
