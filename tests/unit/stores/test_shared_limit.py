"""Rate limits that processes share."""

from __future__ import annotations

import uuid

import pytest

from channels import limits
from channels.incoming import TooManyError
from channels.limits import RateLimit
from stores.redis import SharedRedis


@pytest.fixture
async def redis(redis_address, monkeypatch):
    """The Redis of each process."""
    shared = SharedRedis(redis_address)
    monkeypatch.setattr(limits, "shared_redis", lambda: shared)
    yield shared
    await shared.close()


async def passed(processes: list[RateLimit], key: str, tries: int) -> int:
    """How many of some requests pass, which go to the processes by turns."""
    count = 0
    for number in range(tries):
        try:
            await processes[number % len(processes)].admit(key)
        except TooManyError as error:
            assert error.seconds > 0
        else:
            count += 1
    return count


def name() -> str:
    return uuid.uuid4().hex


async def test_a_burst_passes_and_then_no_more(redis):
    shared = name()
    assert await passed([RateLimit(5, name=shared) for _ in range(2)], "a", 12) == 5


async def test_keys_and_limits_do_not_touch_each_other(redis):
    limit = RateLimit(2, name=name())
    assert await passed([limit], "a", 5) == 2
    assert await passed([limit], "b", 5) == 2
    assert await passed([RateLimit(2, name=name())], "a", 5) == 2


async def test_time_gives_room_again(redis):
    limit = RateLimit(6, name=name())
    assert await passed([limit], "a", 6) == 6
    client = redis.client()
    [key] = [key async for key in client.scan_iter(f"*{limit._shared._name}*")]
    since = float(await client.hget(key, "since"))
    await client.hset(key, "since", since - 20)
    assert await passed([limit], "a", 6) == 2
    assert 0 < await client.ttl(key) <= 61


async def test_zero_lifts_the_limit(redis):
    assert await passed([RateLimit(0, name=name())], "a", 50) == 50


async def test_no_key_is_in_redis(redis):
    await passed([RateLimit(5, name=name())], "198.51.100.7", 1)
    assert [key async for key in redis.client().scan_iter("*198.51*")] == []


async def test_without_redis_each_process_limits_by_itself(monkeypatch):
    monkeypatch.setattr(limits, "shared_redis", lambda: SharedRedis("redis://127.0.0.1:1/0"))
    assert await passed([RateLimit(3, name=name())], "a", 6) == 3
