"""What the limits mean for people, by the scores of the last run of `make safety`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from attachment_guide.risk.thresholds import Thresholds
from evaluation.risk.scores import FILE, Figures, Scored, errors, load
from evaluation.stats import Proportion
from studio.work.safety import TRIED

# By so much all limits are raised or lowered together, for the curve that today's limits lie on.
SHIFTS = (-0.6, -0.45, -0.3, -0.2, -0.1, -0.05, 0.0, 0.05, 0.1, 0.15, 0.2, 0.25)
PEOPLE = 1000


def scores() -> Sequence[Scored]:
    """The messages of the last run of `make safety`; none when there was none."""
    return _scores(FILE, FILE.stat().st_mtime_ns) if FILE.exists() else ()


@lru_cache(maxsize=1)
def _scores(file: Path, _: int) -> tuple[Scored, ...]:
    return tuple(load(file))


def mistakes(limits: Thresholds) -> Iterator[tuple[Scored, str, str]]:
    """What is missed, or alarmed about for nothing: the message, which of the two, the tier that it gets.

    Args:
        limits: to judge by.
    """
    for message, tier in errors(scores(), limits):
        yield message, "missed" if message.tier == "crisis" else "alarmed", str(tier)


def compared(now: Thresholds, tried: Thresholds) -> dict[str, Any]:
    """Figures of today's limits and of others, and the curve of recall against false alarms, for JSON.

    Args:
        now: today's limits.
        tried: others.
    """
    messages = tuple(scores())
    return {
        "messages": len(messages),
        "now": _figures(_judged(messages, _key(now))),
        "tried": _figures(_judged(messages, _key(tried))),
        "differ": now != tried,
        "curve": [
            [each.alarmed.percent, each.found.percent]
            for each in (_judged(messages, _key(_shifted(now, by))) for by in SHIFTS)
        ],
    }


# Thresholds hold a mapping, and cannot be remembered by: their values can.
_Key = tuple[tuple[str, Any], ...]


def _key(limits: Thresholds) -> _Key:
    return tuple((name, value) for name, value in vars(limits).items() if not isinstance(value, Mapping))


@lru_cache(maxsize=64)
def _judged(messages: tuple[Scored, ...], key: _Key) -> Figures:
    return Figures.of(messages, Thresholds(**dict(key)))


def _shifted(limits: Thresholds, by: float) -> Thresholds:
    return replace(limits, **{name: min(1.0, max(0.0, getattr(limits, name) + by)) for name in TRIED})


def _figures(figures: Figures) -> dict[str, dict[str, float]]:
    return {name: _figure(Proportion(**value)) for name, value in asdict(figures).items()}


def _figure(figure: Proportion) -> dict[str, float]:
    low, high = figure.interval
    return {
        "count": figure.count,
        "total": figure.total,
        "percent": round(figure.percent, 1),
        "people": round(PEOPLE * figure.count / figure.total) if figure.total else 0,
        "fewest": round(PEOPLE * low),
        "most": round(PEOPLE * high),
    }
