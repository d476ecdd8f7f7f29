"""`make soak`: servers on PostgreSQL and Redis under load, all of which are killed or restarted meanwhile."""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import aiohttp

from evaluation.stats import quantile
from tests.load.compare import Faults, compare, lost
from tests.load.visitors import Said, Visitor
from tests.running import Running, assistant
from tests.services import PostgreSQLServer, RedisServer, own_postgresql, own_redis

CRISIS_SECONDS = 5.0
# How long a database is away, and how long what waits in memory may take until it is stored.
AWAY_SECONDS, SETTLE_SECONDS = 3.0, 60.0
DONE_SECONDS = 120.0


class Trouble:
    """What happens to the servers meanwhile."""

    def __init__(
        self, servers: Sequence[Running], database: PostgreSQLServer, redis: RedisServer, until: float
    ) -> None:
        self._servers = servers
        self._database = database
        self._redis = redis
        self._until = until
        self.kills = 0

    async def kill(self, every: float) -> None:
        """Kills a server without a word, again and again; the watchdog starts it again."""
        while time.monotonic() + every < self._until:
            await asyncio.sleep(every)
            server = random.choice(self._servers)
            try:
                pid = await asyncio.to_thread(server.server_pid, "tools.rasa_server")
            except StopIteration:
                continue
            os.kill(pid, signal.SIGKILL)
            self.kills += 1
            _say(f"killed {server.url}")

    async def restart(self, part: PostgreSQLServer | RedisServer, after: float) -> None:
        """Takes PostgreSQL or Redis away for a while."""
        await asyncio.sleep(after)
        await asyncio.to_thread(part.stop)
        _say(f"{type(part).__name__} is away")
        await asyncio.sleep(AWAY_SECONDS)
        await asyncio.to_thread(part.start)
        _say(f"{type(part).__name__} is back")

    async def all(self, kill_every: float) -> None:
        """Everything, at its time."""
        left = self._until - time.monotonic()
        # Between two kills: a process that is killed while the database is away takes along what it could
        # not store, which no process can help.
        slot = kill_every * max(1, round(left / 3 / kill_every)) + kill_every / 3
        await asyncio.gather(
            self.kill(kill_every),
            self.restart(self._database, slot),
            self.restart(self._redis, min(2 * slot, left - kill_every / 3)),
        )


async def soak(
    servers: Sequence[Running],
    database: PostgreSQLServer,
    redis: RedisServer,
    options: argparse.Namespace,
) -> bool:
    """Talks, breaks, and compares; returns whether all is as promised."""
    seconds = options.minutes * 60
    until = time.monotonic() + seconds
    urls = [server.url for server in servers]
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector) as client:
        visitors = [Visitor(number, client, urls, options.pause) for number in range(1, options.people + 1)]
        trouble = Trouble(servers, database, redis, until)
        talks = [asyncio.create_task(v.talk(lambda: time.monotonic() < until)) for v in visitors]
        await asyncio.gather(trouble.all(options.kill_every), *talks)
        faults = await _compare(visitors)
    return _report([said for v in visitors for said in v.said], faults, trouble.kills, seconds)


async def _compare(visitors: Sequence[Visitor]) -> Faults:
    """The faults that are left once everything had time to be stored."""
    deadline = time.monotonic() + SETTLE_SECONDS
    while True:
        kept = [await visitor.history() for visitor in visitors]
        found = [compare(v.said, its) for v, its in zip(visitors, kept, strict=True)]
        faults = sum(found, Faults())
        if faults.are_none or time.monotonic() > deadline:
            for visitor, its, history in zip(visitors, found, kept, strict=True):
                if not its.are_none:
                    _say(f"visitor {visitor.number}: {its}")
                for said in lost(visitor.said, history):
                    _say(f"lost: answered by {said.names[0]} after {said.seconds:.1f} s, {said.tries} tries")
            return faults
        await asyncio.sleep(5)


def _report(said: Sequence[Said], faults: Faults, kills: int, seconds: float) -> bool:
    at_risk = [message.seconds for message in said if message.is_at_risk]
    others = [message.seconds for message in said if not message.is_at_risk]
    slow = sum(took > CRISIS_SECONDS for took in at_risk)
    again = sum(message.tries > 1 for message in said)
    print(f"{len(said)} messages in {seconds:.0f} s ({len(said) / seconds:.1f} a second); {kills} kills")
    print(f"sent again: {again}; answered with an apology: {sum(m.is_apology for m in said)}")
    for name, took in (("at risk", at_risk), ("others", others)):
        if took:
            quantiles = ", ".join(f"p{p} {quantile(took, p / 100):.2f} s" for p in (50, 95, 99))
            print(f"{name}: {len(took)} messages, {quantiles}, longest {max(took):.2f} s")
    print(f"messages at risk that waited for more than {CRISIS_SECONDS:g} s: {slow}")
    print(", ".join(f"{name.replace('_', ' ')}: {number}" for name, number in vars(faults).items()))
    return faults.are_none and not slow


def _say(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what}", flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the soak.

    Returns:
        0 when nothing was lost, doubled, reordered or mixed up and nobody at risk waited too long, else 1.
    """
    parser = argparse.ArgumentParser(prog="make soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--servers", type=int, default=3)
    parser.add_argument(
        "--pause", type=float, default=10, help="seconds between a reply and the next message"
    )
    parser.add_argument("--kill-every", type=float, default=30, help="seconds")
    options = parser.parse_args(arguments)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="soak-")))
        database = stack.enter_context(own_postgresql(folder))
        redis = stack.enter_context(own_redis(folder))
        settings = {"ATTACHMENT_GUIDE_DATABASE": database.url, "ATTACHMENT_GUIDE_REDIS": redis.url}
        servers = []
        for number in range(options.servers):
            own = folder / str(number)
            own.mkdir()
            servers.append(stack.enter_context(assistant(own, **settings)))
        _say(f"{len(servers)} servers; {options.people} people for {options.minutes:g} minutes")
        is_well = asyncio.run(soak(servers, database, redis, options))
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
