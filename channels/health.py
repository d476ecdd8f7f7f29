"""Whether the assistant's parts work, for those who watch over it."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import aiohttp
from rasa.core.agent import Agent
from rasa.core.lock_store import LockStore
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore

from channels import metrics
from channels.assistant_loop import actions_loop, assistant_loop
from channels.own_actions import OwnActions
from stores.lock_store import ConversationLockStore

# How long one part may take to answer, and how long its answer is good for: anybody may ask for it.
PART_SECONDS = 2.0
KEEP_SECONDS = 3.0
# With less than this, neither conversations nor logs can be trusted to be written.
LEAST_FREE_BYTES = 50_000_000
# After which a loop that does nothing but wait for one piece of work will not come back.
STUCK_SECONDS = 90.0
PROBE = "health"


class Health:
    """Asks the parts of the assistant how they are."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begins without having asked.

        Args:
            clock: seconds, for tests.
        """
        self._clock = clock
        self._known: tuple[float, dict[str, bool]] | None = None
        self._asked_since: dict[asyncio.AbstractEventLoop, float] = {}
        self._asking = asyncio.Lock()

    async def parts(self, agent: Agent | None) -> dict[str, bool]:
        """Which parts work, by name.

        Args:
            agent: Rasa's, with the stores and the action server; None while it is being loaded.
        """
        # One at a time: who comes meanwhile gets the same answer.
        async with self._asking:
            if self._known is None or self._clock() - self._known[0] > KEEP_SECONDS:
                self._known = (self._clock(), await self._ask(agent))
            return dict(self._known[1])

    async def _ask(self, agent: Agent | None) -> dict[str, bool]:
        checks: dict[str, Awaitable[Any]] = {"model": _model(agent)}
        if agent is not None:
            checks |= {
                "database": asyncio.to_thread(_read_database, agent.tracker_store),
                "lock_store": _ask_lock_store(agent.lock_store),
                "action_server": _ask_action_server(agent),
                "disk": asyncio.to_thread(_look_at_disk, agent.tracker_store),
            }
        results = await asyncio.gather(*map(_works, checks.values()))
        parts = dict(zip(checks, results, strict=True))
        for name, works in parts.items():
            metrics.UP.labels(name).set(works)
        return parts

    def is_alive(self, agent: Agent | None) -> bool:
        """Whether the assistant's event loops still get round to their work.

        Args:
            agent: as above; while it is being loaded the loop may be busy for a long time.
        """
        if agent is None:
            return True
        now = self._clock()
        for loop in (assistant_loop(), actions_loop()):
            if loop not in self._asked_since:
                self._asked_since[loop] = now
                loop.call_soon_threadsafe(self._asked_since.pop, loop, None)
        return all(now - since < STUCK_SECONDS for since in [*self._asked_since.values()])


async def _works(check: Awaitable[Any]) -> bool:
    try:
        return await asyncio.wait_for(check, PART_SECONDS) is not False
    except Exception:
        return False


async def _model(agent: Agent | None) -> bool:
    return bool(agent and agent.is_ready())


def _innermost(store: TrackerStore) -> TrackerStore:
    """Rasa's wrappers go on without the database, and do not say so."""
    while inner := getattr(store, "_tracker_store", None):
        store = inner
    return store


def _read_database(store: TrackerStore) -> None:
    store = _innermost(store)
    if isinstance(store, SQLTrackerStore):
        with store.session_scope() as session:
            session.query(store.SQLEvent.id).limit(1).all()


async def _ask_lock_store(store: LockStore) -> None:
    if isinstance(store, ConversationLockStore):
        await store.check()
    else:
        # Rasa's own do not yield while they wait.
        await asyncio.to_thread(store.get_lock, PROBE)


def _look_at_disk(store: TrackerStore) -> bool:
    store = _innermost(store)
    database = store.engine.url.database if isinstance(store, SQLTrackerStore) else None
    is_file = bool(database) and store.engine.dialect.name == "sqlite"
    free = shutil.disk_usage(Path(str(database)).absolute().parent if is_file else Path.cwd()).free
    metrics.DISK.set(free)
    return free > LEAST_FREE_BYTES


async def _ask_action_server(agent: Agent) -> bool:
    endpoint = agent.action_endpoint
    if isinstance(endpoint, OwnActions):
        await endpoint.check()
        return True
    if endpoint is None or not endpoint.url:
        return False
    url = urljoin(endpoint.url, "health")
    async with aiohttp.ClientSession() as session, session.get(url) as reply:
        return reply.status == 200
