"""Runs a trained model over messages, inside this process."""

from __future__ import annotations

import asyncio
import logging
import time
import warnings
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from attachment_guide.progress import Progress
from evaluation.answers.prediction import Prediction, to_prediction

if TYPE_CHECKING:
    from rasa.core.agent import Agent

# Messages parsed before the clock starts: the first ones load what is only loaded when it is used.
WARM_UP = 20


def load_agent(model: Path) -> Agent:
    """Loads a model and keeps Rasa's warnings and debug lines out of the output.

    Args:
        model: the archive that `rasa train` or `rasa train nlu` has written.

    Raises:
        FileNotFoundError: when the archive does not exist.
    """
    if not model.exists():
        raise FileNotFoundError(f"there is no model {model}; `make train` makes one")
    with warnings.catch_warnings(record=True):
        # Imported here because it takes seconds, which `--help` or a missing model need not wait for.
        from rasa.core.agent import Agent
        from rasa.utils.log_utils import configure_structlog

        configure_structlog(logging.WARNING)
        return Agent.load(str(model))


def predict_all(agent: Agent, texts: Sequence[str], title: str = "") -> tuple[list[Prediction], list[float]]:
    """Parses messages one after the other, as a server does.

    Args:
        agent: a loaded model.
        texts: the messages.
        title: what the progress is called that is shown; empty to show none.

    Returns:
        The prediction for each message, and the milliseconds that each took.
    """
    return asyncio.run(_predict_all(agent, texts, title))


async def _predict_all(
    agent: Agent, texts: Sequence[str], title: str
) -> tuple[list[Prediction], list[float]]:
    predictions, milliseconds = [], []
    for text in texts[:WARM_UP]:
        await agent.parse_message(text)
    with Progress(title, len(texts)) if title else nullcontext() as progress:
        for text in texts:
            started = time.perf_counter()
            parsed = await agent.parse_message(text)
            milliseconds.append(1000 * (time.perf_counter() - started))
            predictions.append(to_prediction(parsed))
            if progress:
                progress.advance()
    return predictions, milliseconds
