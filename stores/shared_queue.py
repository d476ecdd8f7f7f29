"""Waiting in line for a conversation over all server processes, by Redis.

Each conversation has a list of tickets, and a turn is its first ticket's. Every change is one Lua script, so
that nothing can come between. Who leaves tells the next one by its process's mailbox, which that process
awaits with BLPOP: nobody polls. A process that dies stops renewing its sign of life, and its tickets are
passed over. A stalled holder may come back later; `stores/tracker_store.py` refuses what it writes then.

One Redis, or one with replicas; not a Redis Cluster, whose scripts may only use keys of one slot.
"""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import RedisError

from stores.redis import PREFIX, RedisUnavailableError, SharedRedis

logger = logging.getLogger(__name__)

# How long a process that is silent counts as alive: a turn may block its event loop for a while.
ALIVE_SECONDS = 3.0
TICK_SECONDS = 0.8
# Numbers go on for as long as a conversation may be quiet; then they start from the clock, which is higher.
NUMBER_SECONDS = 86_400

# Passes over the tickets of dead processes, and wakes the new first ticket when another one was first.
_ADVANCE = """
local function advance(prefix, queue, before)
  local first = redis.call('LINDEX', queue, 0)
  while first and redis.call('EXISTS', prefix .. 'alive:' .. string.match(first, '^[^/]+')) == 0 do
    redis.call('LPOP', queue)
    first = redis.call('LINDEX', queue, 0)
  end
  if first and first ~= before then
    local mail = prefix .. 'mail:' .. string.match(first, '^[^/]+')
    redis.call('RPUSH', mail, first)
    redis.call('PEXPIRE', mail, 60000)
  end
  return first
end
"""
# Joins the queue; gives back the holder's number and whether it is this one's turn.
JOIN = (
    _ADVANCE
    + """
local prefix, ticket = ARGV[1], ARGV[2]
redis.call('SET', prefix .. 'alive:' .. string.match(ticket, '^[^/]+'), 1, 'PX', ARGV[3])
local time = redis.call('TIME')
local number = math.max(tonumber(redis.call('GET', KEYS[2]) or 0) + 1, time[1] * 1000000 + time[2])
redis.call('SET', KEYS[2], string.format('%.0f', number), 'EX', ARGV[4])
local before = redis.call('LINDEX', KEYS[1], 0)
redis.call('RPUSH', KEYS[1], ticket)
local first = advance(prefix, KEYS[1], before or ticket)
return {string.format('%.0f', number), first == ticket and 1 or 0}
"""
)
LEAVE = (
    _ADVANCE
    + """
local before = redis.call('LINDEX', KEYS[1], 0)
redis.call('LREM', KEYS[1], 0, ARGV[2])
advance(ARGV[1], KEYS[1], before)
"""
)
# Says whether it is a ticket's turn, and puts a ticket back that a restart of Redis has lost.
CONFIRM = (
    _ADVANCE
    + """
local before = redis.call('LINDEX', KEYS[1], 0)
if not redis.call('LPOS', KEYS[1], ARGV[2]) then
  redis.call(ARGV[3] == '1' and 'LPUSH' or 'RPUSH', KEYS[1], ARGV[2])
end
return advance(ARGV[1], KEYS[1], before) == ARGV[2] and 1 or 0
"""
)


@dataclass
class Ticket:
    """A place in a conversation's queue.

    Attributes:
        name: the process's mailbox and what tells its tickets apart.
        key: the conversation's id.
        turn: done when it is this ticket's turn.
    """

    name: str
    key: str
    turn: asyncio.Future[None]


class SharedQueues:
    """The queues of all conversations, as one event loop of one process sees them."""

    def __init__(self, redis: SharedRedis) -> None:
        """Begins to listen at the first ticket.

        Args:
            redis: what all server processes share.
        """
        self._redis = redis
        self._mailbox = uuid.uuid4().hex
        self._tickets: dict[str, Ticket] = {}
        # Who asks first is first, though commands go over several connections.
        self._joining = asyncio.Lock()
        # Those that have left while Redis could not be told.
        self._gone: dict[str, str] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._listener: Redis | None = None
        self._is_closed = False

    @asynccontextmanager
    async def turn(self, key: str) -> AsyncIterator[int]:
        """Waits until all who came before have left, in whatever process.

        Args:
            key: the conversation's id.

        Yields:
            A number that rises from holder to holder.

        Raises:
            RedisUnavailableError: when Redis cannot be used, before it is this one's turn.
        """
        self._start()
        name = f"{self._mailbox}/{uuid.uuid4().hex}"
        ticket = Ticket(name, key, asyncio.get_running_loop().create_future())
        self._tickets[name] = ticket
        try:
            async with self._joining:
                number, is_first = await self._redis.run(
                    JOIN, self._keys(key), PREFIX, name, _milliseconds(ALIVE_SECONDS), NUMBER_SECONDS
                )
            if not is_first:
                await ticket.turn
            elif not ticket.turn.done():
                ticket.turn.set_result(None)
            yield int(number)
        finally:
            del self._tickets[name]
            if ticket.turn.done() and not ticket.turn.cancelled():
                # Otherwise asyncio reports an error that nobody was there to see.
                ticket.turn.exception()
            self._gone[name] = key
            # Nobody waits for Redis to take it down.
            self._in_background(self._leave(name))

    async def close(self) -> None:
        """Stops listening; for tests, whose event loops end."""
        # A cancellation alone may be taken for a timeout on its way through the client.
        self._is_closed = True
        for task in [*self._tasks]:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._listener is not None:
            await self._listener.close(close_connection_pool=True)

    def _keys(self, key: str) -> list[str]:
        return [f"queue:{key}", f"number:{key}"]

    def _start(self) -> None:
        if self._listener is None:
            self._listener = self._redis.new_client(TICK_SECONDS + 1)
            self._in_background(self._listen(self._listener))
            self._in_background(self._tick())

    def _in_background(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _leave(self, name: str) -> None:
        key = self._gone.get(name)
        if key is not None:
            with suppress(RedisUnavailableError):
                await self._redis.run(LEAVE, self._keys(key), PREFIX, name)
                self._gone.pop(name, None)

    async def _listen(self, client: Redis) -> None:
        """Wakes those whose turn it is."""
        mail = f"{PREFIX}mail:{self._mailbox}"
        while not self._is_closed:
            try:
                letter = await client.blpop([mail], timeout=TICK_SECONDS)
            except (RedisError, OSError, asyncio.TimeoutError):
                await asyncio.sleep(TICK_SECONDS)
                continue
            if letter:
                self._wake(letter[1])

    def _wake(self, name: str) -> None:
        ticket = self._tickets.get(name)
        if ticket and not ticket.turn.done():
            ticket.turn.set_result(None)

    async def _tick(self) -> None:
        """Tells that this process lives, and makes sure that no letter was lost."""
        alive = f"{PREFIX}alive:{self._mailbox}"
        while not self._is_closed:
            try:
                await self._redis.ask(lambda client: client.set(alive, 1, px=_milliseconds(ALIVE_SECONDS)))
                for name in [*self._gone]:
                    await self._leave(name)
                for ticket in [*self._tickets.values()]:
                    await self._confirm(ticket)
            except RedisUnavailableError as error:
                for ticket in self._tickets.values():
                    if not ticket.turn.done():
                        ticket.turn.set_exception(error)
            await asyncio.sleep(TICK_SECONDS)

    async def _confirm(self, ticket: Ticket) -> None:
        is_held = "1" if ticket.turn.done() else "0"
        is_first = await self._redis.run(CONFIRM, self._keys(ticket.key), PREFIX, ticket.name, is_held)
        if ticket.name not in self._tickets:
            # It has left in the meantime, perhaps before it was put back.
            self._gone[ticket.name] = ticket.key
            await self._leave(ticket.name)
        elif is_first:
            self._wake(ticket.name)


def _milliseconds(seconds: float) -> int:
    return int(seconds * 1000)
