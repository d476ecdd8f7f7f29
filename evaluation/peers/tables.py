"""The tables of `make benchmark`, in Markdown."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from evaluation.answers.measures import is_answered, is_in_top, is_rejected
from evaluation.peers.measure import Measurement
from evaluation.sets.cases import Question
from evaluation.stats import Proportion, quantile

MEGABYTE = 2**20


@dataclass(frozen=True)
class Result:
    """The figures of one pipeline.

    Attributes:
        name: what the pipeline is called in the tables.
        train_seconds: the time that `rasa train nlu` takes from scratch.
        train_cpu_seconds: the same in processor time, which depends less on what else runs.
        model_bytes: the size of the model's archive.
        needed_bytes: the size of the archive and of the encoder that the model needs beside it.
        rounds: the measurements, each from a process of its own.
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
        other: the other pipeline's figures.
        questions: the questions that both were asked.

    Yields:
        The lines of a Markdown table.
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
        rankings: for each variant, the answers that it ranks first for each question.
        questions: the questions that were asked.

    Yields:
        The lines of a Markdown table.
    """
    yield "| trained on | right first | right in three |"
    yield "|---|---:|---:|"
    for name, answers in rankings.items():
        first, three = (
            Proportion.of(
                any(answer in question.accept for answer in ranked[:k])
                for question, ranked in zip(questions, answers, strict=True)
            )
            for k in (1, 3)
        )
        yield f"| {name} | {first} | {three} |"


def _qualities(result: Result, questions: Sequence[Question]) -> Iterable[tuple[str, Proportion]]:
    last = result.rounds[-1]
    asked = list(zip(questions, last.questions, strict=True))
    yield "right answer first", Proportion.of(is_in_top(*pair, 1) for pair in asked)
    yield "right answer in first three", Proportion.of(is_in_top(*pair, 3) for pair in asked)
    yield "right answer given at once", Proportion.of(is_answered(*pair) for pair in asked)
    yield "questions rejected (less is better)", Proportion.of(map(is_rejected, last.questions))
    yield "other messages rejected", Proportion.of(map(is_rejected, last.declined))


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
    yield "a message, 99th percentile", "ms", quantile(milliseconds, 0.99)
    yield "a message, processor time", "ms", min(each.cpu_milliseconds for each in rounds)


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}"


def _ratio(mine: float, theirs: float) -> str:
    if mine <= theirs:
        return f"{theirs / mine:.1f} times less"
    return f"{mine / theirs:.1f} times more"
