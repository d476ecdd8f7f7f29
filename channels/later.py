"""Tries again and again to store what could not be stored, whether or not its visitors write again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection

# Until the first try, and at most between two: what waits is lost if the process is killed meanwhile.
FIRST_SECONDS, RETRY_SECONDS = 0.5, 5.0
# How many conversations may fail in one try.
MOST_FAILURES = 3


class Later:
    """One task for all conversations that wait."""

    def __init__(self, waiting: Collection[str], store: Callable[[str], Awaitable[None]]) -> None:
        """Prepares to store.

        Args:
            waiting: the ids of the conversations that wait, as they are at any time.
            store: tries to store one, which then no longer waits if that has worked.
        """
        self._waiting = waiting
        self._store = store
        self.task: asyncio.Future[None] | None = None

    def begin(self) -> None:
        """Begins to try, unless it does already."""
        if self.task is None or self.task.done():
            self.task = asyncio.ensure_future(self._try())

    async def _try(self) -> None:
        first = pause = min(FIRST_SECONDS, RETRY_SECONDS)
        while self._waiting:
            await asyncio.sleep(pause)
            failures = 0
            for sender in list(self._waiting):
                await self._store(sender)
                failures += sender in self._waiting
                if failures == MOST_FAILURES:
                    # The store is still down: asking for each conversation would only hold up the turns.
                    break
            pause = min(2 * pause, RETRY_SECONDS) if failures else first
