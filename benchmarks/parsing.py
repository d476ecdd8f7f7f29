"""Parses messages with a trained model, in this process."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent

from benchmarks.reading import Reading, read

WARM_UP = 20


class Parser:
    """A loaded model."""

    def __init__(self, model: Path) -> None:
        """Loads a model.

        Args:
            model: the archive that `rasa train` or `rasa train nlu` wrote.
        """
        started = time.perf_counter()
        self._agent = Agent.load(str(model))
        self.load_seconds = time.perf_counter() - started

    def parse(self, text: str) -> dict[str, Any]:
        """Parses one message.

        Args:
            text: the message.
        """
        return asyncio.run(self._agent.parse_message(text))

    def read_all(self, texts: Sequence[str], what: str = "") -> tuple[list[Reading], list[float]]:
        """Parses messages one after the other, as a server does.

        Args:
            texts: the messages.
            what: they are, to show progress; shown is none when left out.

        Returns:
            What the model made of each, and the milliseconds that each took.
        """
        return asyncio.run(self._read_all(texts, what))

    async def _read_all(self, texts: Sequence[str], what: str) -> tuple[list[Reading], list[float]]:
        readings, milliseconds = [], []
        for text in texts[:WARM_UP]:
            await self._agent.parse_message(text)
        for number, text in enumerate(texts, start=1):
            started = time.perf_counter()
            parsed = await self._agent.parse_message(text)
            milliseconds.append(1000 * (time.perf_counter() - started))
            readings.append(read(parsed))
            if what and (number % 50 == 0 or number == len(texts)):
                end = "\n" if number == len(texts) else ""
                print(f"\r{what}: {number} of {len(texts)}", end=end, file=sys.stderr, flush=True)
        return readings, milliseconds
