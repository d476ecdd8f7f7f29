"""`make memory`: whether a server's memory grows with the messages that it answers."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import aiohttp

from tests.load.visitors import Visitor
from tests.running import Running, assistant

PEOPLE, TURNS = 8, 20
# Until then, what is loaded when it is first needed and what is bounded fills up.
WARM = 0.1
MOST_GROWTH = 0.05
TOLD = 20


def resident(running: Running) -> float:
    """Megabytes of the server process."""
    status = Path(f"/proc/{running.server_pid('tools.rasa_server')}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


async def grow(running: Running, messages: int) -> list[tuple[int, float]]:
    """Has people talk, each conversation for some turns; returns megabytes by the number of messages."""
    seen: list[tuple[int, float]] = []
    done = 0

    def goes_on(visitor: Visitor) -> Callable[[], bool]:
        return lambda: len(visitor.said) < TURNS and done < messages

    async with aiohttp.ClientSession() as client:

        async def one_after_the_other(number: int) -> None:
            nonlocal done
            while done < messages:
                visitor = Visitor(number, client, [running.url], 0)
                await visitor.talk(goes_on(visitor))
                done += len(visitor.said)

        talks = asyncio.gather(*(one_after_the_other(number) for number in range(1, PEOPLE + 1)))
        started, next_look = time.monotonic(), 0
        while not talks.done():
            if done >= next_look:
                next_look = done + messages // TOLD
                seen.append((done, resident(running)))
                print(
                    f"{done:6} messages, {time.monotonic() - started:5.0f} s: {seen[-1][1]:.0f} MB",
                    flush=True,
                )
            await asyncio.sleep(0.2)
        await talks
    return [*seen, (done, resident(running))]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs it.

    Returns:
        0 when memory grew by less than a twentieth once it was warm, else 1.
    """
    parser = argparse.ArgumentParser(prog="make memory", description=__doc__)
    parser.add_argument("--messages", type=int, default=50_000)
    messages = parser.parse_args(arguments).messages
    with tempfile.TemporaryDirectory(prefix="memory-") as folder, assistant(Path(folder)) as running:
        seen = asyncio.run(grow(running, messages))
    warm = next(megabytes for number, megabytes in seen if number >= WARM * messages)
    growth = seen[-1][1] / warm - 1
    print(f"from {WARM:.0%} of {seen[-1][0]} messages on: {growth:+.1%} ({warm:.0f} to {seen[-1][1]:.0f} MB)")
    return 0 if growth < MOST_GROWTH else 1


if __name__ == "__main__":
    sys.exit(main())
