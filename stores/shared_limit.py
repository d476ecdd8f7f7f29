"""A rate limit that all server processes share: token buckets in Redis."""

from __future__ import annotations

import hashlib

from stores.redis import SharedRedis

# Takes a token; gives back 0, or the seconds until there is one again. Redis's clock, since machines differ.
TAKE = """
local capacity = tonumber(ARGV[1])
local time = redis.call('TIME')
local now = time[1] + time[2] / 1000000
local bucket = redis.call('HMGET', KEYS[1], 'left', 'since')
local left = tonumber(bucket[1] or capacity)
local since = tonumber(bucket[2] or now)
left = math.min(capacity, left + math.max(0, now - since) * capacity / 60)
local wait = 0
if left >= 1 then
  left = left - 1
else
  wait = math.floor((1 - left) * 60 / capacity) + 1
end
redis.call('HSET', KEYS[1], 'left', tostring(left), 'since', string.format('%.6f', now))
redis.call('EXPIRE', KEYS[1], 61)
return wait
"""


class SharedLimit:
    """Allows a number of requests per minute for each key, over all processes, and a burst of that size."""

    def __init__(self, redis: SharedRedis, name: str, per_minute: int) -> None:
        """Makes the limit.

        Args:
            redis: what all server processes share.
            name: tells it from other limits.
            per_minute: the number of requests.
        """
        self._redis = redis
        self._name = name
        self._per_minute = per_minute

    async def wait(self, key: str) -> int:
        """Takes one request from a key's bucket.

        Args:
            key: a session's or an address's id; Redis holds a digest of it for a minute.

        Returns:
            0 when it may pass, else the seconds to wait.

        Raises:
            RedisUnavailableError: when Redis cannot be asked.
        """
        digest = hashlib.sha256(key.encode()).hexdigest()[:32]
        return int(await self._redis.run(TAKE, [f"limit:{self._name}:{digest}"], self._per_minute))
