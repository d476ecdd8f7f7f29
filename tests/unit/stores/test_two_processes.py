"""Two processes at once on one conversation: our lock store, and why not Rasa's."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from rasa.core.lock_store import LockError, RedisLockStore

from attachment_guide.paths import ROOT

SENDER = "web-a"
# It has held with 1,000 as well, which takes a minute.
PAIRS = 200


@dataclass(frozen=True)
class Book:
    """What two processes made of a book.

    Attributes:
        lines: how many it has.
        turns: all turns.
        failed: turns that got no lock.
    """

    lines: int
    turns: list[dict]
    failed: int

    @property
    def overlaps(self) -> int:
        """How often a turn began before the one before it had ended."""
        ordered = sorted(self.turns, key=lambda turn: turn["from"])
        return sum(later["from"] < earlier["to"] for earlier, later in pairwise(ordered))

    @property
    def waits(self) -> list[float]:
        """Seconds from when each turn wanted the lock, and it was free, until the turn had it."""
        ordered = sorted(self.turns, key=lambda turn: turn["from"])
        free = ((turn, max(before["to"], turn["asked"])) for before, turn in pairwise(ordered))
        return [max(0.0, turn["from"] - since) for turn, since in free]


def two_processes(url: str, pairs: int, folder: Path, store: str = "ours") -> Book:
    """Has two processes write a book.

    Args:
        url: of a Redis.
        pairs: how many pairs of turns each of them tries at once.
        folder: for the book.
        store: whose locks they take, `ours` or the `stock` ones.
    """
    book = folder / "book"
    book.write_text("0")
    command = [sys.executable, "-m", "tests.unit.stores.bookkeeping", url, str(pairs), str(book), store]
    processes = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [json.loads(line) for process in processes for line in process.communicate()[0].splitlines()]
    assert [process.returncode for process in processes] == [0, 0]
    turns = [line for line in said if "number" in line]
    return Book(int(book.read_text()), turns, sum(line.get("failed", 0) for line in said))


class TestTwoProcessesAtOnce:
    def test_no_two_turns_overlap(self, redis_address, tmp_path):
        """Two processes, each with many pairs of simultaneous turns, on one conversation."""
        book = two_processes(redis_address, PAIRS, tmp_path)
        turns = 4 * PAIRS
        assert (book.lines, len(book.turns), book.failed, book.overlaps) == (turns, turns, 0, 0)
        assert len({turn["number"] for turn in book.turns}) == turns


class TestStockStore:
    """The reasons for ours, as two processes meet them."""

    @pytest.fixture
    def stock(self, redis_address):
        address = urlsplit(redis_address)
        stores = [RedisLockStore(address.hostname, address.port, db=0) for _ in range(2)]
        yield stores
        stores[0].delete_lock(SENDER)

    def test_two_turns_at_once_get_the_same_ticket(self, stock):
        one, other = stock
        # What `issue_ticket` does, with the other process between its reading and its writing.
        lock = one.get_or_create_lock(SENDER)
        others = other.issue_ticket(SENDER)
        ones = lock.issue_ticket(60)
        one.save_lock(lock)
        assert ones == others
        assert not one.get_lock(SENDER).is_locked(ones)
        assert not other.get_lock(SENDER).is_locked(others)

    async def test_a_message_that_waits_for_longer_than_its_ticket_lasts_is_dropped(self, stock):
        one, other = stock
        async with one.lock(SENDER):
            waiting = asyncio.create_task(take_briefly(other))
            await asyncio.sleep(0.3)
        with pytest.raises(LockError, match="Could not acquire"):
            await asyncio.wait_for(waiting, 10)


async def take_briefly(stock: RedisLockStore) -> None:
    async with stock.lock(SENDER, lock_lifetime=0.1, wait_time_in_seconds=0.05):
        pass
