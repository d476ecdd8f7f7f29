"""How long the risk check of one message takes: `python -m evaluation.risk.latency`."""

from __future__ import annotations

import itertools
import statistics
import time
from collections.abc import Callable, Iterator, Sequence

from attachment_guide.risk.detector import shared_detector
from evaluation.risk.cases import our_cases
from evaluation.sets.cases import load_questions
from evaluation.stats import quantile

# Our own target for the 99th percentile with messages of ORDINARY_LENGTH, in milliseconds.
TARGET = 15.0
# In characters.
ORDINARY_LENGTH = 300
LONGEST_LENGTH = 16_000
MESSAGES = 300
LONG_MESSAGES = 20
WARM_UP = 20


def messages(texts: Sequence[str], length: int, count: int) -> list[str]:
    """Makes messages of the same length by joining texts.

    Args:
        texts: the texts to join; they start over when they run out.
        length: the length of each message, in characters.
        count: the number of messages.
    """
    endless = itertools.cycle(texts)
    made = []
    for _ in range(count):
        message = ""
        while len(message) < length:
            message += next(endless) + " "
        made.append(message[:length])
    return made


def milliseconds(check: Callable[[str], object], texts: Sequence[str]) -> list[float]:
    """Measures how long a check takes.

    Args:
        check: the function to time.
        texts: the texts to call it with.

    Returns:
        The milliseconds that each text took.
    """
    taken = []
    for text in texts:
        started = time.perf_counter()
        check(text)
        taken.append(1000 * (time.perf_counter() - started))
    return taken


def lines() -> Iterator[str]:
    """Measures messages of several kinds and lengths.

    Yields:
        The lines of a Markdown table, and the target.
    """
    check = shared_detector().assess
    questions = [question.text for question in load_questions()]
    risky = [case.text for case in our_cases()]
    milliseconds(check, questions[:WARM_UP])
    yield "| messages | median | 99th percentile | longest |"
    yield "|---|---|---|---|"
    for name, texts, length, count in (
        ("questions", questions, ORDINARY_LENGTH, MESSAGES),
        ("the risk evaluation set", risky, ORDINARY_LENGTH, MESSAGES),
        ("the risk evaluation set", risky, LONGEST_LENGTH, LONG_MESSAGES),
    ):
        taken = milliseconds(check, messages(texts, length, count))
        figures = (statistics.median(taken), quantile(taken, 0.99), max(taken))
        cells = " | ".join(f"{figure:.1f} ms" for figure in figures)
        yield f"| {name}, {length:,} characters | {cells} |"
    yield ""
    yield f"Our target: the 99th percentile below {TARGET:.0f} ms with {ORDINARY_LENGTH} characters."


if __name__ == "__main__":
    for line in lines():
        print(line, flush=True)
