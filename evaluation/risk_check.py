"""How long the whole risk check takes: `python -m evaluation.risk_check`."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from attachment_guide.risk.detector import shared_detector
from evaluation.safety import our_cases
from evaluation.sets import load_questions

# What the check is asked to stay below, in milliseconds, at the 99th percentile of ORDINARY_LENGTH.
TARGET = 15.0
ORDINARY_LENGTH = 300
LONGEST_LENGTH = 16_000
MESSAGES = 300
LONG_MESSAGES = 20
WARM_UP = 20


def messages(texts: Sequence[str], length: int, count: int) -> list[str]:
    """Messages of the same length, made of texts one after another.

    Args:
        texts: to take.
        length: in characters.
        count: how many messages.
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
    """How long each check took.

    Args:
        check: what to time.
        texts: to check.
    """
    taken = []
    for text in texts:
        started = time.perf_counter()
        check(text)
        taken.append(1000 * (time.perf_counter() - started))
    return taken


def lines() -> Iterator[str]:
    """The table, in Markdown."""
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
        median, high = np.percentile(taken, [50, 99])
        yield f"| {name}, {length:,} characters | {median:.1f} ms | {high:.1f} ms | {max(taken):.1f} ms |"
    yield ""
    yield f"Asked for: below {TARGET:.0f} ms at the 99th percentile of {ORDINARY_LENGTH} characters."


if __name__ == "__main__":
    for line in lines():
        print(line, flush=True)
