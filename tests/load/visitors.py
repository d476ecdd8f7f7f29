"""Visitors who talk for as long as they are let, send again what was not answered, and keep account."""

from __future__ import annotations

import asyncio
import random
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from tests.server.talk import ANSWER, AT_RISK, QUESTION

# Each text with what its reply begins with, whatever number stands behind it.
QUESTIONS = {
    QUESTION: ANSWER,
    "what is avoidant attachment?": "utter_attachment_types/avoidant",
    "what is disorganized attachment?": "utter_attachment_types/disorganized",
    "what is attachment trauma?": "utter_about/definition",
    "what is emdr?": "utter_treatment/emdr",
    "who are you?": "utter_smalltalk/who_made_you",
}
CRISIS = "utter_crisis"
# What the safety net says where the assistant does not.
APOLOGIES = ("utter_unavailable", "utter_crisis_unavailable")
AT_RISK_EVERY = 12
TRY_SECONDS, AGAIN_SECONDS = 15.0, 0.2


@dataclass
class Said:
    """A message of a visitor's.

    Attributes:
        text: with a number that no other message has.
        expected: what the reply has to begin with.
        names: of the reply; empty while there is none.
        seconds: from the first try to the reply.
        tries: how often it was sent.
    """

    text: str
    expected: str
    names: list[str] = field(default_factory=list)
    seconds: float = 0.0
    tries: int = 0

    @property
    def is_at_risk(self) -> bool:
        return self.expected == CRISIS

    @property
    def is_apology(self) -> bool:
        return self.names[0] in APOLOGIES

    @property
    def is_right(self) -> bool:
        """Whether the reply is the right one, or an apology where that is allowed."""
        if self.is_at_risk:
            return self.names[0].startswith(CRISIS)
        return self.names[0].startswith(self.expected) or self.names[0] == APOLOGIES[0]


class Visitor:
    """A visitor with a conversation, who reaches the servers as through a proxy: any of those that answer."""

    def __init__(self, number: int, client: aiohttp.ClientSession, urls: Sequence[str], pause: float) -> None:
        self.number = number
        self.said: list[Said] = []
        self._client = client
        self._urls = urls
        self._pause = pause
        self._token = ""

    async def talk(self, goes_on: Callable[[], bool]) -> None:
        """Begins a session, and talks for as long as it goes on."""
        await asyncio.sleep(random.uniform(0, self._pause))
        reply = await self._ask("POST", "/sessions", {}, {"X-Session-Mode": "header"})
        self._token = reply["token"]
        while goes_on():
            self.said.append(said := self._next())
            body = {"text": said.text, "key": uuid.uuid4().hex}
            began = time.monotonic()
            reply = await self._ask("POST", "/messages", body, said=said)
            said.seconds = time.monotonic() - began
            said.names = [message["name"] for message in reply["messages"]]
            await asyncio.sleep(random.uniform(0.5, 1.5) * self._pause)

    def _next(self) -> Said:
        number = len(self.said) + 1
        text, expected = random.choice(list(QUESTIONS.items()))
        if (number + self.number) % AT_RISK_EVERY == 0:
            text, expected = AT_RISK, CRISIS
        return Said(f"{text} #{self.number}{number:04d}", expected)

    async def history(self) -> list[dict[str, Any]]:
        """The conversation as a server shows it."""
        return (await self._ask("GET", "/messages"))["messages"]

    async def _ask(
        self,
        method: str,
        path: str,
        body: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
        said: Said | None = None,
    ) -> dict[str, Any]:
        """Asks until a server answers, another one each time."""
        start = random.randrange(len(self._urls))
        for number in range(10_000):
            url = self._urls[(start + number) % len(self._urls)]
            if said:
                said.tries += 1
            try:
                async with self._client.request(
                    method,
                    f"{url}/chat{path}",
                    json=body,
                    headers={**(headers or {}), **({"X-Chat-Session": self._token} if self._token else {})},
                    timeout=aiohttp.ClientTimeout(TRY_SECONDS),
                ) as reply:
                    if reply.status in (200, 201):
                        return await reply.json()
                    if reply.status not in (500, 502, 503, 504):
                        raise RuntimeError(f"{reply.status} {await reply.text()}")
            except (aiohttp.ClientError, asyncio.TimeoutError):
                pass
            await asyncio.sleep(AGAIN_SECONDS)
        raise RuntimeError("nobody answers")
