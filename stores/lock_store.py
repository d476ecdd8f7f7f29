"""The locks of conversations, named in endpoints.yml: one turn at a time, first come first served.

Within one process, or over all that share a Redis, by the setting REDIS. Rasa's own lock stores give the same
ticket to two turns that come at once, block the event loop, look once a second whether it is their turn, and
drop a message that has waited for 60 seconds.
"""

from __future__ import annotations

import asyncio
import time
import weakref
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager

from rasa.core.lock import Ticket, TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, LockStore
from rasa.utils.endpoints import EndpointConfig

from stores.held import HELD, Held
from stores.near_queue import NearQueues
from stores.redis import RedisUnavailableError, SharedRedis, shared_redis
from stores.shared_queue import SharedQueues


class ConversationLockStore(LockStore):
    """Locks of conversations.

    While Redis is down, the turns of one process still wait for each other, and the tracker store refuses
    to write over what another process has written: nobody is turned away, and nothing is lost.
    """

    def __init__(self, endpoint_config: EndpointConfig | None = None) -> None:
        """Makes the store.

        Args:
            endpoint_config: of endpoints.yml; its `url` is taken before the setting REDIS.
        """
        super().__init__()
        url = endpoint_config.url if endpoint_config else None
        self._redis = SharedRedis(url) if url else shared_redis()
        self._near = NearQueues()
        self._shared: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, SharedQueues] = (
            weakref.WeakKeyDictionary()
        )

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LOCK_LIFETIME,
        wait_time_in_seconds: float = 1,
    ) -> AsyncGenerator[TicketLock, None]:
        """Waits until it is this turn's turn, and holds the lock for as long as the turn takes.

        Args:
            conversation_id: the conversation's id.
            lock_lifetime: not used, since a lock is renewed for as long as it is held.
            wait_time_in_seconds: not used, since nobody polls.

        Yields:
            A lock as Rasa knows it, with a number that rises from holder to holder.
        """
        async with self._place(conversation_id) as number:
            before = HELD.get()
            HELD.set(Held(conversation_id, number))
            try:
                yield TicketLock(conversation_id, deque([Ticket(number, time.time() + lock_lifetime)]))
            finally:
                HELD.set(before)

    @asynccontextmanager
    async def _place(self, key: str) -> AsyncIterator[int]:
        if self._redis is not None:
            shared = self._queues().turn(key)
            try:
                number = await shared.__aenter__()
            except RedisUnavailableError:
                pass
            else:
                try:
                    # Also near: a turn of this process may have got its place while Redis was down.
                    async with self._near.turn(key):
                        yield number
                finally:
                    await shared.__aexit__(None, None, None)
                return
        async with self._near.turn(key):
            yield time.time_ns() // 1000

    def _queues(self) -> SharedQueues:
        assert self._redis is not None
        loop = asyncio.get_running_loop()
        if loop not in self._shared:
            self._shared[loop] = SharedQueues(self._redis)
        return self._shared[loop]

    async def check(self) -> None:
        """Makes sure that Redis answers, where one is used.

        Raises:
            RedisUnavailableError: when it does not.
        """
        if self._redis is not None:
            await self._redis.ask(lambda client: client.ping())

    async def close(self) -> None:
        """Ends what runs in this event loop; for tests, whose event loops end."""
        if queues := self._shared.pop(asyncio.get_running_loop(), None):
            await queues.close()
        if self._redis is not None:
            await self._redis.close()
