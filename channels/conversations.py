"""The conversations of a channel: reading, completing, showing again and forgetting them.

The state is in the tracker, so another process, or this one after a restart, can go on from there. Only
what the tracker store does not hold yet is in memory: turns under way, and turns while the store is down.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from rasa.core.agent import Agent
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from sanic import Blueprint, Sanic

from channels import tracker_store
from channels.history import messages_shown
from channels.incoming import UnavailableError
from channels.later import Later
from channels.nlg import ResponseGenerator
from channels.past import Past
from channels.recent import Recent
from channels.safety_net import SafetyNet
from channels.tracker_store import Stored

logger = logging.getLogger(__name__)

# How long to look for what was said before; the rest of the time is for the assistant.
READ_SECONDS = 1.0
# How long a reply may wait until it is stored. What is not by then is stored with the next turn.
STORE_SECONDS = 0.5
MOST_UNSTORED = 200  # of one conversation, while the store is down
NOTHING_REMEMBERED = (False, None, 0.0)


class Conversations:
    """Everything that a channel needs to know about what was said."""

    def __init__(self, routes: Blueprint, net: SafetyNet) -> None:
        """Starts without any conversation.

        Args:
            routes: the channel's blueprint, through which this learns of the server.
            net: runs work that may hang outside the web server's event loop.
        """
        self._net = net
        self._app: Sanic | None = None
        self._under_way: dict[str, list[Event]] = Recent()
        self._unstored: dict[str, list[Event]] = Recent()
        # Whether guidance was given, the country, and when: for turns in which the events cannot be read.
        self._remembered: dict[str, tuple[bool, str | None, float]] = Recent()
        self._forgotten: dict[str, bool] = Recent()
        self._later = Later(self._unstored, lambda sender: self.keep(sender, []))
        routes.listener("before_server_start")(self._serve)

    def _serve(self, app: Sanic, _: asyncio.AbstractEventLoop) -> None:
        self._app = app

    @property
    def domain(self) -> Domain | None:
        """Of the model that is loaded; None while there is none."""
        return getattr(self._agent_or_none, "domain", None)

    @property
    def _agent_or_none(self) -> Agent | None:
        return getattr(self._app.ctx, "agent", None) if self._app else None

    @property
    def _agent(self) -> Agent:
        agent = self._agent_or_none
        if agent is None:
            raise UnavailableError("the assistant is starting")
        return agent

    # --- during a turn ---

    async def past(self, sender: str) -> Past:
        """The conversation so far; if the store cannot be read, as much of it as this process knows.

        Args:
            sender: the conversation's id.
        """
        stored = await self.read(sender, tracker_store.read) or Stored()
        if stored.end:
            self._drop_from_before(sender, stored.end.at)
        known = (*self._unstored.get(sender, ()), *self._under_way.get(sender, ()))
        was_guided, country, _ = self._remembered.get(sender, NOTHING_REMEMBERED)
        is_forgotten = stored.is_forgotten or sender in self._forgotten
        return Past([*stored.events, *known], is_forgotten, was_guided, country)

    def _drop_from_before(self, sender: str, deleted_at: float) -> None:
        """Forgets what this process knows of a conversation that another one has deleted."""
        if sender in self._unstored:
            self._unstored[sender] = [e for e in self._unstored[sender] if e.timestamp > deleted_at]
        if self._remembered.get(sender, NOTHING_REMEMBERED)[2] < deleted_at:
            self._remembered.pop(sender, None)

    async def read(self, sender: str, read: Callable[[TrackerStore, str], Awaitable[Any]]) -> Any:
        """Reads from the tracker store; None when it cannot be read.

        Args:
            sender: the conversation's id.
            read: such as `tracker_store.consent_of`.
        """
        if sender in self._unstored:
            # Before Rasa begins a session that it would not belong to.
            await self.keep(sender, [])
        try:
            return await self._net.run(read(self._agent.tracker_store, sender), READ_SECONDS)
        except Exception as error:
            # Nobody is turned away because a database is down.
            logger.error("A conversation could not be read: %s", type(error).__name__)
            return None

    @asynccontextmanager
    async def in_turn(self, place: str, seconds: float) -> AsyncIterator[bool]:
        """Waits, though not for ever, until all who came before are done, in whatever process.

        Args:
            place: what they queue for: a conversation, or one message of it.
            seconds: how long to wait.

        Yields:
            Whether it is this one's turn.
        """
        agent = self._agent_or_none
        lock = agent.lock_store.lock(f"turn:{place}") if agent else None
        try:
            if lock is not None:
                await asyncio.wait_for(lock.__aenter__(), seconds)
        except Exception as error:
            logger.error("A turn goes on without its lock: %s", type(error).__name__)
            yield False
            return
        try:
            yield True
        finally:
            if lock is not None:
                await lock.__aexit__(None, None, None)

    @contextmanager
    def under_way(self, sender: str, heard: Event) -> Iterator[None]:
        """Lets the conversation's other turns know of a message that is being answered.

        Args:
            sender: the conversation's id.
            heard: the visitor's message.
        """
        messages = self._under_way.setdefault(sender, [])
        messages.append(heard)
        try:
            yield
        finally:
            # By identity: events of the same text are equal for Rasa.
            messages[:] = [message for message in messages if message is not heard]

    def remember(self, sender: str, is_guidance: bool, past: Past, country: str | None) -> bool:
        """Keeps in memory what the next turns need most, whatever happens to the tracker store.

        Args:
            sender: the conversation's id.
            is_guidance: whether the reply of this turn is crisis guidance.
            past: the conversation before this turn.
            country: ISO code of the visitor's country, when known.

        Returns:
            Whether crisis guidance was given before, also by a turn that ended during this one.
        """
        meanwhile, known, _ = self._remembered.get(sender, NOTHING_REMEMBERED)
        was_guided = past.is_guided or meanwhile
        self._remembered[sender] = (was_guided or is_guidance, country or known, time.time())
        return was_guided

    def was_forgotten(self, sender: str) -> bool:
        """Whether the visitor has deleted the conversation through this process.

        Args:
            sender: the conversation's id.
        """
        return sender in self._forgotten

    async def keep(self, sender: str, events: list[Event]) -> None:
        """Stores what Rasa did not; what cannot be stored now waits in memory, and is tried again and again.

        Args:
            sender: the conversation's id.
            events: messages of the visitor and the assistant; some may be stored already.
        """
        self._unstored[sender] = waiting = [*self._unstored.get(sender, ()), *events][-MOST_UNSTORED:]
        try:
            await self._net.run(self._change(sender, tracker_store.add_missing, waiting), STORE_SECONDS)
        except Exception as error:
            logger.error("A reply could not be stored yet: %s", type(error).__name__)
            self._later.begin()
        else:
            # By identity: events of the same text are equal for Rasa.
            stored = set(map(id, waiting))
            if still := [event for event in self._unstored.pop(sender, ()) if id(event) not in stored]:
                self._unstored[sender] = still

    # --- at other times ---

    async def history(self, sender: str) -> list[dict[str, Any]]:
        """The whole conversation as the visitor saw it, oldest message first.

        Args:
            sender: the conversation's id.

        Raises:
            UnavailableError: when it cannot be read.
        """
        tracker = await self._run(self._agent.tracker_store.retrieve_full_tracker(sender))
        stored = list(tracker.events) if tracker else []
        return messages_shown([*stored, *self._unstored.get(sender, ())])

    async def change(self, sender: str, change: Callable[..., Awaitable[None]], *values: Any) -> None:
        """Changes what is stored of a conversation.

        Args:
            sender: the conversation's id.
            change: such as `tracker_store.agree`.
            *values: what it gets beside the tracker store and the id.

        Raises:
            UnavailableError: when it cannot be changed at the moment.
        """
        if sender in self._unstored:
            await self.keep(sender, [])
        if sender in self._unstored:
            raise UnavailableError("what was said is not stored yet")
        await self._run(self._change(sender, change, *values))

    async def is_forgotten(self, sender: str) -> bool:
        """Whether the visitor has deleted the conversation, in this process or in another one.

        Args:
            sender: the conversation's id.
        """
        return sender in self._forgotten or bool(await self.read(sender, tracker_store.is_forgotten))

    async def forget(self, sender: str, until: float | None = None) -> None:
        """Deletes a conversation everywhere.

        Args:
            sender: the conversation's id.
            until: time in seconds since the epoch when the id can be used again; None for at once.

        Raises:
            UnavailableError: when it cannot be deleted at the moment.
        """

        async def forget() -> None:
            await self._change(sender, tracker_store.forget, until)
            if isinstance(self._agent.nlg, ResponseGenerator):
                self._agent.nlg.forget(sender)

        if until:
            self._forgotten[sender] = True
        try:
            await self._run(forget())
        except UnavailableError:
            self._forgotten.pop(sender, None)
            raise
        for kept in (self._unstored, self._remembered, self._under_way):
            kept.pop(sender, None)

    async def _change(self, sender: str, change: Callable[..., Awaitable[None]], *values: Any) -> None:
        """Changes a stored conversation after whatever is being answered: both would write it."""
        agent = self._agent
        async with agent.lock_store.lock(sender):
            await change(agent.tracker_store, sender, *values)

    async def _run(self, work: Coroutine[Any, Any, Any]) -> Any:
        try:
            return await self._net.run(work)
        except Exception as error:
            logger.error("A conversation could not be reached: %s", type(error).__name__)
            raise UnavailableError(str(error)) from error
