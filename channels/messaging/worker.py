"""Answers what is in the inbox and sends what is in the outbox, each person's in order."""

from __future__ import annotations

import asyncio
import logging
import time
import uuid
from contextlib import suppress

from channels.messaging import ledger, metrics, upkeep
from channels.messaging.database import Database
from channels.messaging.person_service import PersonService
from channels.status import report

logger = logging.getLogger(__name__)

POLL_SECONDS = 0.5
# A process that dies holds its people up for this long; one that lives renews its claim well before.
LEASE_SECONDS = 15.0
RENEW_SECONDS = 4.0
COUNT_SECONDS = 5.0
STOP_SECONDS = 5.0


class Worker:
    """Serves the people of one channel, as many at once as there are, one after the other for each."""

    def __init__(self, channel: str, database: Database, service: PersonService) -> None:
        """Prepares to work.

        Args:
            channel: the channel's name.
            database: of inbox and outbox.
            service: does one step for one person.
        """
        self._channel = channel
        self._database = database
        self._service = service
        self._name = uuid.uuid4().hex
        self._news = asyncio.Event()
        self._busy: dict[str, asyncio.Task[None]] = {}
        self._is_stopping = False
        self._next_count = self._next_renewal = 0.0

    def wake(self) -> None:
        """Says that there is something to do."""
        self._news.set()

    async def run(self) -> None:
        """Works until `stop`."""
        while not self._is_stopping:
            self._news.clear()
            try:
                await self._look()
            except Exception as error:
                logger.error("%s: inbox and outbox cannot be read: %s", self._channel, type(error).__name__)
                report(f"{self._channel}: database", "Inbox and outbox cannot be read; see the log.")
            else:
                report(f"{self._channel}: database", None)
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._news.wait(), POLL_SECONDS)

    async def stop(self) -> None:
        """Ends the work; what is being sent is waited for, since it could be sent twice otherwise."""
        self._is_stopping = True
        self.wake()
        if self._busy:
            await asyncio.wait(self._busy.values(), timeout=STOP_SECONDS)
        for task in self._busy.values():
            task.cancel()

    async def _look(self) -> None:
        now = time.time()
        for sender in await self._database.run(lambda c: ledger.whom_to_serve(c, self._channel, now)):
            if sender not in self._busy:
                self._busy[sender] = asyncio.create_task(self._serve(sender))
        if now >= self._next_renewal:
            self._next_renewal = now + RENEW_SECONDS
            await self._database.run(lambda c: ledger.renew(c, self._name, now + LEASE_SECONDS))
        if now >= self._next_count:
            self._next_count = now + COUNT_SECONDS
            await self._count()

    async def _serve(self, sender: str) -> None:
        has_done = False
        try:
            now = time.time()
            if not await self._database.run(
                lambda c: ledger.claim(c, sender, self._name, now, now + LEASE_SECONDS)
            ):
                return
            while not self._is_stopping:
                step = await self._database.run(lambda c: ledger.next_step(c, sender, time.time()))
                if step is None:
                    break
                await self._service.take(step)
                has_done = True
            await self._database.run(lambda c: ledger.release(c, sender, self._name))
        except Exception as error:
            # Tried again with the next look. Not the traceback's locals: they hold words and addresses.
            logger.error("%s: a step failed: %s", self._channel, type(error).__name__)
            has_done = False
        finally:
            self._busy.pop(sender, None)
            if has_done:
                # Something may have come after the last look, while this person counted as served.
                self.wake()

    async def _count(self) -> None:
        numbers = await self._database.run(lambda c: upkeep.counts(c, self._channel))
        for box, number in numbers.items():
            metrics.BOXES.labels(self._channel, box).set(number)
        dead = numbers["inbox dead"] + numbers["outbox dead"]
        trouble = f"{dead} dead letters. List them with `python -m tools.messages list`." if dead else None
        report(f"{self._channel}: dead letters", trouble)
