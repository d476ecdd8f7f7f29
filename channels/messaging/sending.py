"""Sends replies through a platform's API, and tells what has become of them."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import aiohttp

SECONDS = 10.0
# Between attempts: 1, 2, 4 … seconds, at most this, and a little more so that not all come back at once.
LONGEST_PAUSE = 300.0
LONGEST_RETRY_AFTER = 3600.0


class Fate(Enum):
    """What has become of a reply."""

    SENT = "sent"
    LATER = "later"  # the platform is down, or asks to wait
    REFUSED = "refused"  # it will never take this one
    GONE = "gone"  # the person takes no messages any more


@dataclass(frozen=True)
class Outcome:
    """What has become of a reply.

    Attributes:
        fate: what happened.
        error: why, without a word of anybody's: a status or a code.
        retry_after: seconds that the platform asks to wait, if it does.
    """

    fate: Fate
    error: str = ""
    retry_after: float | None = None


@dataclass(frozen=True)
class Call:
    """A request to a platform's API.

    Attributes:
        url: where to.
        json: the body, as JSON.
        form: the body, as a form.
        headers: such as the access token.
        auth: user and password.
    """

    url: str
    json: Any = None
    form: Mapping[str, str] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    auth: tuple[str, str] | None = None


@dataclass(frozen=True)
class Answer:
    """What a platform's API has answered.

    Attributes:
        status: the HTTP status.
        headers: their names in lower case.
        content: the body, when it is a JSON object; empty otherwise.
    """

    status: int
    headers: Mapping[str, str]
    content: Mapping[str, Any]

    @property
    def retry_after(self) -> float | None:
        """The seconds of the header `Retry-After`; None when there is none."""
        try:
            return min(max(0.0, float(self.headers.get("retry-after", ""))), LONGEST_RETRY_AFTER)
        except ValueError:
            return None

    @property
    def error(self) -> Mapping[str, Any]:
        """The object `error`, as Meta's APIs send it; empty when there is none."""
        error = self.content.get("error")
        return error if isinstance(error, Mapping) else {}


def outcome_by_status(answer: Answer) -> Outcome:
    """What the HTTP status alone says, where a platform says nothing more.

    Args:
        answer: of the platform.
    """
    error = f"HTTP {answer.status}"
    if 200 <= answer.status < 300:
        return Outcome(Fate.SENT)
    # A token that has run out is replaced by the operator; nobody's reply is lost by that.
    if answer.status in (401, 403, 404, 408, 409, 425, 429) or answer.status >= 500:
        return Outcome(Fate.LATER, error, answer.retry_after)
    return Outcome(Fate.REFUSED, error)


class Sender:
    """Calls a platform's API; one connection pool for a channel."""

    def __init__(self) -> None:
        """Starts without a connection."""
        self._http: aiohttp.ClientSession | None = None

    async def call(self, call: Call) -> Answer | None:
        """Makes a request.

        Args:
            call: what to send.

        Returns:
            The answer; None when there was none, for whatever reason.
        """
        if self._http is None:
            self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SECONDS))
        auth = aiohttp.BasicAuth(*call.auth) if call.auth else None
        try:
            async with self._http.post(
                call.url, json=call.json, data=call.form, headers=dict(call.headers), auth=auth
            ) as reply:
                return Answer(
                    reply.status, {k.lower(): v for k, v in reply.headers.items()}, await _body(reply)
                )
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
            return None

    async def close(self) -> None:
        """Closes the connections."""
        if self._http is not None:
            await self._http.close()
            self._http = None


async def _body(reply: aiohttp.ClientResponse) -> dict[str, Any]:
    try:
        content = json.loads(await reply.read())
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def pause(attempts: int, outcome: Outcome) -> float:
    """How long to wait before the next attempt, in seconds.

    Args:
        attempts: how many have failed before this one.
        outcome: of this one.
    """
    if outcome.retry_after is not None:
        return outcome.retry_after
    return min(2.0 ** min(attempts, 20), LONGEST_PAUSE) * (1 + random.random() / 4)
