"""How many messages a second one server process answers, with SQLite and with PostgreSQL and Redis."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from pathlib import Path

import aiohttp

from tests.load.figures import times
from tests.load.visitors import Said, Visitor
from tests.running import Running, assistant
from tests.services import postgresql_url, redis_url

PEOPLE, SECONDS = 8, 20


def measure(folder: Path) -> bool:
    """Measures with few people who write at once, without pauses.

    Args:
        folder: for the server's files.
    """
    is_well = True
    near, shared = folder / "near", folder / "shared"
    for place in (near, shared):
        place.mkdir()
    with assistant(near) as running:
        is_well &= _one(running, "SQLite")
    with postgresql_url(folder) as database, redis_url(folder) as redis:
        settings = {"ATTACHMENT_GUIDE_DATABASE": database, "ATTACHMENT_GUIDE_REDIS": redis}
        with assistant(shared, **settings) as running:
            is_well &= _one(running, "PostgreSQL and Redis")
    return is_well


def _one(running: Running, name: str) -> bool:
    said = asyncio.run(talk([running.url], PEOPLE, SECONDS))
    answered = [message.seconds for message in said]
    right = all(message.is_right and not message.is_apology for message in said)
    print(f"{name}: {len(said) / SECONDS:.1f} messages a second with {PEOPLE} people; {times(answered)}")
    return right


async def talk(urls: Sequence[str], people: int, seconds: float, pause: float = 0.0) -> list[Said]:
    """Has people talk for a while; returns all that they said.

    Args:
        urls: of the servers.
        people: how many.
        seconds: for how long.
        pause: between a reply and the next message.
    """
    until = time.monotonic() + seconds
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as client:
        visitors = [Visitor(number, client, urls, pause) for number in range(1, people + 1)]
        await asyncio.gather(*(visitor.talk(lambda: time.monotonic() < until) for visitor in visitors))
    return [said for visitor in visitors for said in visitor.said]
