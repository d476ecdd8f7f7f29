"""Redis, for what server processes must agree on at once. Without it, each process goes on by itself."""

from __future__ import annotations

import asyncio
import logging
import time
import weakref
from collections.abc import Awaitable, Callable
from functools import lru_cache
from typing import Any, TypeVar

from redis.asyncio import Redis
from redis.exceptions import RedisError

from attachment_guide.settings import read_setting

logger = logging.getLogger(__name__)

# Longer than any command takes; shorter than what a visitor waits for an answer.
COMMAND_SECONDS = 0.5
# How long nobody asks a Redis that has failed, so that not every message waits for it.
REST_SECONDS = 1.0
PREFIX = "attachment-guide:"

Result = TypeVar("Result")


def shared_redis() -> SharedRedis | None:
    """The Redis of the setting REDIS, once for each process; None when there is none."""
    url = read_setting("redis")
    return _redis_at(url) if url else None


@lru_cache(maxsize=1)
def _redis_at(url: str) -> SharedRedis:
    return SharedRedis(url)


class RedisUnavailableError(Exception):
    """Redis does not answer, or has not a moment ago."""


class SharedRedis:
    """One Redis, spoken to from any event loop of this process."""

    def __init__(self, url: str) -> None:
        """Connects at the first use.

        Args:
            url: such as `redis://:password@host:6379/0`, or `rediss://` for TLS.
        """
        self._url = url
        # Connections belong to the event loop that opened them.
        self._clients: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, Redis] = (
            weakref.WeakKeyDictionary()
        )
        self._rests_until = 0.0

    def client(self) -> Redis:
        """The connections of the running event loop."""
        loop = asyncio.get_running_loop()
        if loop not in self._clients:
            self._clients[loop] = self.new_client(COMMAND_SECONDS)
        return self._clients[loop]

    def new_client(self, seconds: float) -> Redis:
        """Connections for the running event loop alone.

        Args:
            seconds: how long a command may take.
        """
        return Redis.from_url(
            self._url, decode_responses=True, socket_timeout=seconds, socket_connect_timeout=COMMAND_SECONDS
        )

    async def ask(self, command: Callable[[Redis], Awaitable[Result]]) -> Result:
        """Runs a command.

        Args:
            command: gets the connections of the running event loop.

        Raises:
            RedisUnavailableError: when Redis fails, or has failed a moment ago.
        """
        if time.monotonic() < self._rests_until:
            raise RedisUnavailableError("Redis has just failed")
        try:
            return await command(self.client())
        except (RedisError, OSError, asyncio.TimeoutError) as error:
            self._rests_until = time.monotonic() + REST_SECONDS
            logger.error("Redis cannot be used: %s", type(error).__name__)
            raise RedisUnavailableError(type(error).__name__) from error

    async def run(self, script: str, keys: list[str], *arguments: Any) -> Any:
        """Runs a Lua script, which nothing can come between.

        Args:
            script: its text.
            keys: the keys that it uses, without the prefix of all of ours.
            arguments: what else it is given.

        Raises:
            RedisUnavailableError: when Redis fails, or has failed a moment ago.
        """
        names = [PREFIX + key for key in keys]
        return await self.ask(lambda client: client.register_script(script)(names, arguments))

    async def close(self) -> None:
        """Closes the connections of the running event loop."""
        client = self._clients.pop(asyncio.get_running_loop(), None)
        if client is not None:
            await client.close(close_connection_pool=True)
