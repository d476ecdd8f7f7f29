"""Shares with confidence intervals, and what they are shares of."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from attachment_guide.names import DECISION_REJECT
from evaluation.reading import Reading
from evaluation.sets import Question

Z_95 = 1.959964


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @property
    def percent(self) -> float:
        """The share in percent; 0 of nothing."""
        return 100 * self.count / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % confidence interval, in percent."""
        if not self.of:
            return 0.0, 100.0
        share, spread = self.count / self.of, Z_95**2 / self.of
        middle = share + spread / 2
        half = Z_95 * math.sqrt(share * (1 - share) / self.of + spread / self.of / 4)
        low, high = (middle - half) / (1 + spread), (middle + half) / (1 + spread)
        return 100 * max(0.0, low), 100 * min(1.0, high)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.percent:.1f} % ({low:.1f}\u2013{high:.1f})"


def share(values: Iterable[bool]) -> Share:
    """The share of true values.

    Args:
        values: one for each case.
    """
    cases = list(values)
    return Share(sum(cases), len(cases))


def is_within(question: Question, reading: Reading, places: int) -> bool:
    """Whether an answer that fits stands among the first of the ranking.

    Args:
        question: with the answers that fit.
        reading: what the pipeline made of it.
        places: how many count.
    """
    return any(answer in question.accept for answer in reading.ranking[:places])


def is_answered(question: Question, reading: Reading) -> bool:
    """Whether the visitor gets an answer that fits, with nothing asked back.

    Args:
        question: with the answers that fit.
        reading: what the pipeline made of it.
    """
    return any(answer in question.accept for answer in reading.shown)


def is_rejected(reading: Reading) -> bool:
    """Whether the message is taken for one that the document does not answer.

    Args:
        reading: what the pipeline made of it.
    """
    return reading.decision == DECISION_REJECT


def quantile(values: Sequence[float], share_below: float) -> float:
    """A quantile by the nearest rank.

    Args:
        values: at least one.
        share_below: between 0 and 1.
    """
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share_below * len(ordered)) - 1)]
