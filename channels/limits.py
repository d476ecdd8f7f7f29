"""Rate limits: token buckets, in Redis when server processes share one, else in memory."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

from channels.incoming import TooManyError
from stores.redis import RedisUnavailableError, shared_redis
from stores.shared_limit import SharedLimit

MAX_BUCKETS = 50_000


class RateLimit:
    """Allows a number of requests per minute for each key, and a burst of the same size."""

    def __init__(
        self, per_minute: int, clock: Callable[[], float] = time.monotonic, name: str | None = None
    ) -> None:
        """Makes the limit.

        Args:
            per_minute: the number of requests; 0 for no limit.
            clock: seconds, for tests.
            name: of a limit that all server processes share; None for one of this process.
        """
        redis = shared_redis() if name and per_minute else None
        self._shared = SharedLimit(redis, name, per_minute) if redis and name else None
        self._capacity = float(per_minute)
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, key: str) -> int:
        """Takes one request from a key's bucket.

        Args:
            key: a session's or an address's id.

        Returns:
            0 when it may pass, else the seconds to wait.
        """
        if not self._capacity:
            return 0
        now = self._clock()
        left, since = self._buckets.pop(key, (self._capacity, now))
        left = min(self._capacity, left + (now - since) * self._capacity / 60)
        passes = left >= 1
        self._buckets[key] = (left - 1 if passes else left, now)
        while len(self._buckets) > MAX_BUCKETS:
            self._buckets.popitem(last=False)
        return 0 if passes else int((1 - left) * 60 / self._capacity) + 1

    async def admit(self, key: str) -> None:
        """Takes one request from a key's bucket, the one that all processes share if they do.

        Args:
            key: a session's or an address's id.

        Raises:
            TooManyError: when it may not pass yet.
        """
        if self._shared is None:
            return self.check(key)
        try:
            wait = await self._shared.wait(key)
        except RedisUnavailableError:
            return self.check(key)
        if wait:
            raise TooManyError(wait)

    def check(self, key: str) -> None:
        """Takes one request from a key's bucket.

        Args:
            key: a session's or an address's id.

        Raises:
            TooManyError: when it may not pass yet.
        """
        wait = self.wait(key)
        if wait:
            raise TooManyError(wait)
