"""Somebody at risk writes while eight others send messages of 58 kB, as fast as they are answered."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.load.figures import times
from tests.running import assistant
from tests.server.talk import AT_RISK, is_crisis, say, visitor

# What takes the detector longest, and what once kept the server busy for eleven seconds.
LONG = ["I " * 29_000, "kill my " * 7_300, "i want to " * 5_800]
FLOODERS, ROUNDS = 8, 30
MOST_SECONDS = 1.0


def measure(folder: Path) -> bool:
    """Measures with and without the flood.

    Args:
        folder: for the server's files.
    """
    with assistant(folder) as running:
        alone = [_crisis(running.url) for _ in range(ROUNDS)]
        is_over = threading.Event()
        with ThreadPoolExecutor(FLOODERS) as pool:
            flood = [pool.submit(_flood, running.url, number, is_over) for number in range(FLOODERS)]
            time.sleep(1)
            flooded = [_crisis(running.url) for _ in range(ROUNDS)]
            is_over.set()
            sent = sum(each.result() for each in flood)
    print(f"crisis guidance without others: {times(alone)}")
    print(f"crisis guidance during {sent} messages of 58 kB: {times(flooded)}")
    return max(flooded) < MOST_SECONDS


def _crisis(url: str) -> float:
    """Seconds until somebody new, who is at risk, has guidance; getting a session is part of it."""
    started = time.monotonic()
    with visitor(url) as client:
        assert is_crisis(say(client, AT_RISK))
    return time.monotonic() - started


def _flood(url: str, number: int, is_over: threading.Event) -> int:
    sent = 0
    while not is_over.is_set():
        with visitor(url) as client:
            text = LONG[(number + sent) % len(LONG)]
            assert client.post("/messages", json={"text": text}).status_code in (200, 413, 429)
        sent += 1
    return sent
