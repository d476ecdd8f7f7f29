"""How long turns of two processes wait for each other's lock once it is free: our lock store and Rasa's."""

from __future__ import annotations

from pathlib import Path

from tests.load.figures import times
from tests.services import redis_url
from tests.unit.stores.test_two_processes import two_processes

# Rasa's store looks once a second, so that each of its turns takes about that long.
PAIRS, STOCK_PAIRS = 500, 15
MOST_SECONDS = 0.02


def measure(folder: Path) -> bool:
    """Measures both.

    Args:
        folder: for the processes' files.
    """
    with redis_url(folder) as url:
        ours = two_processes(url, PAIRS, folder)
        stock = two_processes(url, STOCK_PAIRS, folder, "stock")
    print(f"ours: {times(ours.waits)}; overlapping turns {ours.overlaps}, failed {ours.failed}")
    print(f"Rasa's: {times(stock.waits)}; overlapping turns {stock.overlaps}, failed {stock.failed}")
    middle = sorted(ours.waits)[len(ours.waits) // 2]
    return middle < MOST_SECONDS and not ours.overlaps and not ours.failed
