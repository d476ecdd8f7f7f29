"""The tables of `make benchmark`, in Markdown."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from evaluation.figures import Share, is_answered, is_rejected, is_within, quantile, share
from evaluation.measure import Measurement
from evaluation.sets import Question

MEGABYTE = 2**20


@dataclass(frozen=True)
class Result:
    """All that was measured of one pipeline.

    Attributes:
        name: of the pipeline, for people.
        train_seconds: training from scratch, as `rasa train nlu` takes.
        train_cpu_seconds: the same in processor time, which a busy machine does not change.
        model_bytes: size of the model's archive.
        needed_bytes: the same with the encoder that the model needs beside it.
        rounds: measurements, one a process.
    """

    name: str
    train_seconds: float
    train_cpu_seconds: float
    model_bytes: int
    needed_bytes: int
    rounds: tuple[Measurement, ...]


def comparison_lines(ours: Result, other: Result, questions: Sequence[Question]) -> Iterator[str]:
    """Puts two pipelines side by side.

    Args:
        ours: our pipeline's figures.
        other: those of the one to compare with.
        questions: that both were asked.

    Yields:
        Lines of a Markdown table.
    """
    yield f"| | {ours.name} | {other.name} | |"
    yield "|---|---:|---:|---|"
    qualities = zip(_qualities(ours, questions), _qualities(other, questions), strict=True)
    for (name, mine), (_, theirs) in qualities:
        points = mine.percent - theirs.percent
        yield f"| {name} | {mine} | {theirs} | {points:+.1f} points |"
    for (name, unit, cost), (_, _, peer) in zip(_costs(ours), _costs(other), strict=True):
        yield f"| {name} | {_short(cost)} {unit} | {_short(peer)} {unit} | {_ratio(cost, peer)} |"


def ablation_lines(rankings: dict[str, list[list[str]]], questions: Sequence[Question]) -> Iterator[str]:
    """Shows what each part of our classifier adds.

    Args:
        rankings: by the variant's name, the first answers for each question.
        questions: that were asked.

    Yields:
        Lines of a Markdown table.
    """
    yield "| trained on | right first | right in three |"
    yield "|---|---:|---:|"
    for name, answers in rankings.items():
        first, three = (
            share(
                any(answer in question.accept for answer in ranked[:places])
                for question, ranked in zip(questions, answers, strict=True)
            )
            for places in (1, 3)
        )
        yield f"| {name} | {first} | {three} |"


def _qualities(result: Result, questions: Sequence[Question]) -> Iterable[tuple[str, Share]]:
    last = result.rounds[-1]
    asked = list(zip(questions, last.questions, strict=True))
    yield "right answer first", share(is_within(*pair, 1) for pair in asked)
    yield "right answer in first three", share(is_within(*pair, 3) for pair in asked)
    yield "right answer given at once", share(is_answered(*pair) for pair in asked)
    yield "questions rejected (less is better)", share(map(is_rejected, last.questions))
    yield "other messages rejected", share(map(is_rejected, last.declined))


def _costs(result: Result) -> Iterable[tuple[str, str, float]]:
    rounds = result.rounds
    milliseconds = [value for each in rounds for value in each.milliseconds]
    yield "training from scratch", "s", result.train_seconds
    yield "training, processor time", "s", result.train_cpu_seconds
    yield "model", "MB", result.model_bytes / MEGABYTE
    yield "model and the encoder it needs", "MB", result.needed_bytes / MEGABYTE
    yield "loading the model", "s", min(each.load_seconds for each in rounds)
    yield "process start to first reply", "s", min(each.start_seconds for each in rounds)
    yield "memory, at most", "MB", max(each.peak_bytes for each in rounds) / MEGABYTE
    yield "a message, median", "ms", statistics.median(milliseconds)
    yield "a message, 99 in 100 below", "ms", quantile(milliseconds, 0.99)
    yield "a message, processor time", "ms", min(each.cpu_milliseconds for each in rounds)


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}"


def _ratio(mine: float, theirs: float) -> str:
    if mine <= theirs:
        return f"{theirs / mine:.1f} times less"
    return f"{mine / theirs:.1f} times more"
