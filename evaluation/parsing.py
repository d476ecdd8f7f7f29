"""Parses messages with a trained model, in this process."""

from __future__ import annotations

import asyncio
import logging
import sys
import time
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from evaluation.reading import Reading, read

if TYPE_CHECKING:
    from rasa.core.agent import Agent

# Messages parsed before time is taken: the first ones load what is loaded on first use.
WARM_UP = 20


def load_agent(model: Path) -> Agent:
    """Loads a model without the warnings and debug lines that come with it.

    Args:
        model: the archive that `rasa train` or `rasa train nlu` wrote.

    Raises:
        FileNotFoundError: when there is none.
    """
    if not model.exists():
        raise FileNotFoundError(f"there is no model {model}; `make train` makes one")
    with warnings.catch_warnings(record=True):
        # Here, since it takes seconds and whoever imports this module may not come so far.
        from rasa.core.agent import Agent
        from rasa.utils.log_utils import configure_structlog

        configure_structlog(logging.WARNING)
        return Agent.load(str(model))


def read_all(agent: Agent, texts: Sequence[str], title: str = "") -> tuple[list[Reading], list[float]]:
    """Parses messages one after the other, as a server does.

    Args:
        agent: a loaded model.
        texts: the messages.
        title: shown with the progress; none is shown when left out.

    Returns:
        What the model made of each, and the milliseconds that each took.
    """
    return asyncio.run(_read_all(agent, texts, title))


async def _read_all(agent: Agent, texts: Sequence[str], title: str) -> tuple[list[Reading], list[float]]:
    readings, milliseconds = [], []
    for text in texts[:WARM_UP]:
        await agent.parse_message(text)
    for number, text in enumerate(texts, start=1):
        started = time.perf_counter()
        parsed = await agent.parse_message(text)
        milliseconds.append(1000 * (time.perf_counter() - started))
        readings.append(read(parsed))
        if title and (number % 50 == 0 or number == len(texts)):
            end = "\n" if number == len(texts) else ""
            print(f"\r{title}: {number} of {len(texts)}", end=end, file=sys.stderr, flush=True)
    return readings, milliseconds
