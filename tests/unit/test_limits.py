"""Rate limits, with a clock that the tests turn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels import limits
from channels.limits import RateLimit


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def passed(limit: RateLimit, key: str, tries: int) -> int:
    """How many of some requests pass."""
    return sum(limit.wait(key) == 0 for _ in range(tries))


def test_a_burst_passes_and_then_no_more(clock):
    assert passed(RateLimit(6, clock), "a", 20) == 6


def test_time_gives_room_again(clock):
    limit = RateLimit(6, clock)
    passed(limit, "a", 6)
    clock.now += 20
    assert passed(limit, "a", 20) == 2


def test_never_more_room_than_the_burst(clock):
    limit = RateLimit(6, clock)
    limit.wait("a")
    clock.now += 1e6
    assert passed(limit, "a", 20) == 6


def test_keys_do_not_touch_each_other(clock):
    limit = RateLimit(2, clock)
    passed(limit, "a", 5)
    assert limit.wait("b") == 0


def test_zero_lifts_the_limit(clock):
    limit = RateLimit(0, clock)
    assert passed(limit, "a", 1000) == 1000
    assert not limit._buckets


@given(per_minute=st.integers(1, 1000), pause=st.floats(0, 60))
def test_after_the_wait_that_was_told_it_passes(per_minute, pause):
    clock = Clock()
    limit = RateLimit(per_minute, clock)
    passed(limit, "a", per_minute)
    clock.now += pause
    wait = limit.wait("a")
    clock.now += wait
    assert wait == 0 or limit.wait("a") == 0


def test_waiting_in_vain_costs_nothing(clock):
    limit = RateLimit(1, clock)
    limit.wait("a")
    for _ in range(100):
        limit.wait("a")
    clock.now += 60
    assert limit.wait("a") == 0


def test_memory_is_bounded(clock, monkeypatch):
    monkeypatch.setattr(limits, "MAX_BUCKETS", 10)
    limit = RateLimit(1, clock)
    for n in range(100):
        limit.wait(str(n))
    assert list(limit._buckets) == [str(n) for n in range(90, 100)]
