"""One step for one person: answering a message of theirs, or sending them a reply."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any

from channels.incoming import UnavailableError
from channels.limits import RateLimit
from channels.messaging import ledger, metrics, upkeep
from channels.messaging.answering import Answering, Reply, is_at_risk
from channels.messaging.database import Database, inbox, outbox
from channels.messaging.parts import Part
from channels.messaging.platform import Platform
from channels.messaging.received import Kind, Received
from channels.messaging.seal import Seal, SealError, first_version
from channels.messaging.sending import LONGEST_PAUSE, Fate, Outcome, Sender, pause
from channels.recent import Recent

logger = logging.getLogger(__name__)

# More at once would only wait for the model longer than the safety net lets them.
MOST_TURNS = 6
# A server that has just been started: better the answer a little later than an apology at once.
READY_SECONDS = 60.0
READY_POLL_SECONDS = 0.1
MOST_ATTEMPTS = 4
# Where a reply cannot be kept, it is sent from memory, so often and with such pauses.
ATTEMPTS_FROM_MEMORY = 5
LONGEST_PAUSE_FROM_MEMORY = 10.0


class PersonService:
    """Does the steps, one at a time for each person."""

    def __init__(
        self, platform: Platform, database: Database, seal: Seal, answering: Answering, per_minute: int
    ) -> None:
        """Prepares to serve.

        Args:
            platform: of the channel.
            database: of inbox and outbox.
            seal: opens and closes what is stored.
            answering: makes the replies.
            per_minute: messages of one person that are answered in a minute; 0 for no limit.
        """
        self._platform = platform
        self._database = database
        self._seal = seal
        self._answering = answering
        self._limit = RateLimit(per_minute)
        self._turns = asyncio.Semaphore(MOST_TURNS)
        self._sender = Sender()
        # What has happened already and could not be noted in the database.
        self._sent: dict[int, bool] = Recent()
        self._answered: dict[str, bool] = Recent()
        # Of people who are served from memory, while the database is away.
        self._locks: dict[str, asyncio.Lock] = Recent()
        self._replied: dict[str, Reply] = Recent()
        self._tasks: set[asyncio.Task[Any]] = set()

    async def close(self) -> None:
        """Ends what goes on in the background."""
        for task in self._tasks:
            task.cancel()
        await self._sender.close()

    async def take(self, step: ledger.Step) -> None:
        """Does a step.

        Args:
            step: what is to be done.

        Raises:
            Exception: when the database cannot be reached.
        """
        if step.to_send is not None:
            await self._send(step.person, step.to_send)
        else:
            await self._answer(step.person, step.to_answer)

    # --- answering ---

    async def _answer(self, person: ledger.Person, row: Any) -> None:
        now = time.time()
        if row.key in self._answered:
            return await self._database.run(lambda c: ledger.answered(c, row, [], now))
        try:
            received = Received.from_dict(self._seal.open(row.body))
            offered = [(c, t) for c, t in self._seal.open(person.offered)] if person.offered else []
        except SealError as error:
            message = str(error)
            return await self._database.run(lambda c: ledger.give_up(c, inbox, row.id, message))
        if received.kind is Kind.TAKEN_BACK:
            return await self._take_back(row)
        wait = self._limit.wait(person.sender)
        would_wait = bool(wait) or not self._answering.is_ready or self._turns.locked()
        is_first_aid = would_wait and await asyncio.to_thread(is_at_risk, received.text)
        if wait and not is_first_aid:
            # Put off without holding up what comes behind: somebody in danger may write too much as well.
            return await self._database.run(
                lambda c: ledger.put_off(c, inbox, row.id, now + wait, "too many messages", 0)
            )
        self._in_background(self._be_courteous(received))
        try:
            is_due = self._is_notice_due(person)
            reply = await self._reply(received, person.sender, row.key, offered, is_due, is_first_aid)
        except Exception as error:
            return await self._after_failure(row, received, type(error).__name__)
        if reply.is_deletion:
            return await self._delete(person, row, received.address)
        await self._keep_or_send(row, received, reply)

    def _is_notice_due(self, person: ledger.Person) -> bool:
        lapse = self._platform.lapse_days * 86_400
        return not person.noticed_at or bool(lapse and time.time() - person.noticed_at > lapse)

    async def _reply(
        self,
        received: Received,
        sender: str,
        key: str,
        offered: list[tuple[str, str]],
        is_notice_due: bool,
        is_first_aid: bool,
    ) -> Reply:
        if is_first_aid:
            return await self._answering.reply(received, sender, key, offered, is_notice_due)
        deadline = time.monotonic() + READY_SECONDS
        while not self._answering.is_ready and time.monotonic() < deadline:
            await asyncio.sleep(READY_POLL_SECONDS)
        async with self._turns:
            return await self._answering.reply(received, sender, key, offered, is_notice_due)

    async def _keep_or_send(self, row: Any, received: Received, reply: Reply) -> None:
        now = time.time()
        sealed = [(self._seal.close(part.as_dict()), part.is_urgent) for part in reply.parts]
        offered = self._seal.close(reply.offered) if reply.offered is not None else None
        noticed_at = now if reply.was_noticed else None
        try:
            await self._database.run(lambda c: ledger.answered(c, row, sealed, now, offered, noticed_at))
        except Exception as error:
            logger.error("A reply cannot be kept and is sent from memory: %s", type(error).__name__)
            self._answered[row.key] = True
            await self._send_from_memory(received.address, reply.parts)

    async def _after_failure(self, row: Any, received: Received, error: str) -> None:
        logger.error("%s: a message could not be answered: %s", self._platform.name, error)
        now = time.time()
        if row.attempts + 1 < MOST_ATTEMPTS:
            due = now + 2.0**row.attempts
            return await self._database.run(lambda c: ledger.put_off(c, inbox, row.id, due, error))
        await self._database.run(lambda c: ledger.give_up(c, inbox, row.id, error))
        # Whatever is broken: nobody is left without a word, and without the help line.
        await self._send_from_memory(
            received.address, self._answering.broken(received.address, received.country)
        )

    async def _delete(self, person: ledger.Person, row: Any, address: str) -> None:
        """Deletes everything of a person; the confirmation leaves no row behind either."""
        try:
            await self._answering.forget(person.sender)
        except UnavailableError:
            parts = self._answering.after_deletion(address, is_deleted=False)
            sealed = [(self._seal.close(part.as_dict()), False) for part in parts]
            return await self._database.run(lambda c: ledger.answered(c, row, sealed, time.time()))
        await self._database.run(lambda c: upkeep.forget(c, person.sender))
        self._database.tidy()
        self._replied.pop(person.sender, None)
        await self._send_from_memory(address, self._answering.after_deletion(address, is_deleted=True))

    async def _take_back(self, row: Any) -> None:
        """Deletes the words of a message, once it is answered: what it said may have shown a danger."""
        key = first_version(row.key)
        error = "the message is not answered yet"
        if not await self._database.run(lambda c: upkeep.is_waiting(c, key, before=row.id)):
            try:
                await self._answering.take_back(row.sender, key)
            except UnavailableError:
                error = "the conversation cannot be reached"
            else:
                await self._database.run(lambda c: upkeep.empty(c, key))
                return self._database.tidy()
        due = time.time() + min(2.0**row.attempts, LONGEST_PAUSE)
        await self._database.run(lambda c: ledger.put_off(c, inbox, row.id, due, error))

    async def _be_courteous(self, received: Received) -> None:
        call = self._platform.courtesy(received)
        if call:
            await self._sender.call(call)

    # --- sending ---

    async def _send(self, person: ledger.Person, row: Any) -> None:
        if row.id in self._sent:
            return await self._database.run(lambda c: ledger.sent(c, row.id))
        now = time.time()
        window = self._platform.reply_hours * 3600
        try:
            part, address = Part.from_dict(self._seal.open(row.body)), self._seal.open(person.address)
        except SealError as error:
            message = str(error)
            return await self._database.run(lambda c: ledger.give_up(c, outbox, row.id, message))
        if now - min(row.created_at, person.heard_at) > window:
            outcome = Outcome(Fate.REFUSED, f"older than {self._platform.reply_hours:g} hours")
        else:
            outcome = await self._try(address, part)
        if outcome.fate is Fate.SENT:
            self._sent[row.id] = True
            await self._database.run(lambda c: ledger.sent(c, row.id))
        elif outcome.fate is Fate.GONE:
            await self._database.run(lambda c: ledger.drop_replies(c, person.sender))
        elif outcome.fate is Fate.REFUSED:
            logger.error("%s: a reply was refused: %s", self._platform.name, outcome.error)
            await self._database.run(lambda c: ledger.give_up(c, outbox, row.id, outcome.error))
        else:
            due = time.time() + pause(row.attempts, outcome)
            await self._database.run(lambda c: ledger.put_off(c, outbox, row.id, due, outcome.error))

    async def _try(self, address: str, part: Part) -> Outcome:
        answer = await self._sender.call(self._platform.call(address, part))
        outcome = self._platform.outcome(answer) if answer else Outcome(Fate.LATER, "no answer")
        metrics.REPLIES.labels(self._platform.name, outcome.fate.value).inc()
        return outcome

    # --- without the database ---

    def take_unkept(self, received: Received, sender: str, key: str) -> None:
        """Answers a message that could not be put into the inbox; once, however often it comes.

        Args:
            received: the message.
            sender: id of the conversation.
            key: of the message.
        """
        if key not in self._answered:
            self._answered[key] = True
            self._in_background(self._answer_from_memory(received, sender, key))

    def is_answered(self, key: str) -> bool:
        """Whether a message was answered from memory.

        Args:
            key: of the message.
        """
        return key in self._answered

    async def _answer_from_memory(self, received: Received, sender: str, key: str) -> None:
        async with self._locks.setdefault(sender, asyncio.Lock()):
            before = self._replied.get(sender)
            offered = before.offered or [] if before else []
            is_first_aid = await asyncio.to_thread(is_at_risk, received.text)
            reply = await self._reply(received, sender, key, offered, before is None, is_first_aid)
            if reply.is_deletion:
                # Rows cannot be deleted now.
                return await self._send_from_memory(
                    received.address, self._answering.after_deletion(received.address, is_deleted=False)
                )
            self._replied[sender] = reply
            await self._send_from_memory(received.address, reply.parts)

    async def _send_from_memory(self, address: str, parts: list[Part]) -> None:
        for part in parts:
            for attempt in range(ATTEMPTS_FROM_MEMORY):
                outcome = await self._try(address, part)
                if outcome.fate is not Fate.LATER:
                    break
                await asyncio.sleep(min(pause(attempt, outcome), LONGEST_PAUSE_FROM_MEMORY))

    def _in_background(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
