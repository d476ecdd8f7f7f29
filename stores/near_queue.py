"""Waiting in line for a conversation within one process, over threads and event loops."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class NearQueues:
    """A queue for each conversation: first come, first served, woken at once."""

    def __init__(self) -> None:
        """Starts without anybody waiting."""
        self._queues: dict[str, deque[asyncio.Future[None]]] = {}
        self._guard = threading.Lock()

    @asynccontextmanager
    async def turn(self, key: str) -> AsyncIterator[None]:
        """Waits until all who came before have left.

        Args:
            key: the conversation's id.
        """
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        with self._guard:
            queue = self._queues.setdefault(key, deque())
            queue.append(mine)
            is_first = len(queue) == 1
        try:
            if not is_first:
                await mine
            yield
        finally:
            self._leave(key, mine)

    def _leave(self, key: str, mine: asyncio.Future[None]) -> None:
        with self._guard:
            queue = self._queues[key]
            was_first = queue[0] is mine
            queue.remove(mine)
            if not queue:
                del self._queues[key]
            # A loop that was closed has nobody left who waits.
            while was_first and queue:
                try:
                    queue[0].get_loop().call_soon_threadsafe(_wake, queue[0])
                    break
                except RuntimeError:
                    queue.popleft()
            if not queue:
                self._queues.pop(key, None)


def _wake(waiting: asyncio.Future[None]) -> None:
    if not waiting.done():
        waiting.set_result(None)
