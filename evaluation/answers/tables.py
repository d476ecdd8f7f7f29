"""The tables of `make report`, as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from attachment_guide.names import DECISION_ASK
from attachment_guide.risk.tiers import AT_RISK
from evaluation.answers.measures import is_answered, is_in_top, is_rejected
from evaluation.answers.outcomes import dialogue_outcomes, outcome_lines
from evaluation.answers.prediction import Prediction
from evaluation.answers.replay import PlayedTurn
from evaluation.sets.cases import Declined, Question
from evaluation.stats import Proportion

Result = TypeVar("Result")


def question_lines(results: Sequence[tuple[Question, Prediction]]) -> Iterator[str]:
    """Says how many questions were answered, overall and for each style of writing.

    Args:
        results: the questions with their predictions.

    Yields:
        The lines of a table.
    """
    yield f"{len(results)} questions that the article answers (95 % interval in brackets)"
    rows = [("", "right first", "right in three", "answered right", "asked back", "rejected")]
    groups = _grouped((question.style, (question, prediction)) for question, prediction in results)
    for name, group in groups:
        answered = Proportion.of(is_answered(question, prediction) for question, prediction in group)
        asked = Proportion.of(prediction.decision == DECISION_ASK for _, prediction in group)
        rows.append(
            (
                name,
                str(Proportion.of(is_in_top(question, prediction, 1) for question, prediction in group)),
                str(Proportion.of(is_in_top(question, prediction, 3) for question, prediction in group)),
                f"{answered.percent:.1f} %",
                f"{asked.percent:.1f} %",
                f"{Proportion.of(is_rejected(prediction) for _, prediction in group).percent:.1f} %",
            )
        )
    yield from _aligned(rows)
    at_risk = sum(prediction.tier in AT_RISK for _, prediction in results)
    yield f"Met with help for a crisis, or asked about their safety: {at_risk}"


def declined_lines(results: Sequence[tuple[Declined, Prediction]]) -> Iterator[str]:
    """Says how many messages were declined, overall and for each kind.

    Args:
        results: the messages to decline with their predictions.

    Yields:
        The lines of a table.
    """
    yield f"{len(results)} messages to decline"
    rows = [("", "rejected", "asked back", "answered", "other reply")]
    for name, group in _grouped((declined.kind, prediction) for declined, prediction in results):
        rejected = Proportion.of(map(is_rejected, group))
        asked = sum(prediction.decision == DECISION_ASK for prediction in group)
        answered = sum(bool(prediction.shown) for prediction in group)
        other = rejected.total - rejected.count - asked - answered
        rows.append((name, str(rejected), str(asked), str(answered), str(other)))
    yield from _aligned(rows)


def dialogue_lines(turns: Sequence[PlayedTurn]) -> Iterator[str]:
    """Says how many turns of the dialogues were right, and lists the others.

    Args:
        turns: the turns, as they were played.

    Yields:
        A line of figures, then two lines for each turn that went wrong.
    """
    right = Proportion.of(turn.is_right for turn in turns)
    dialogues = len({turn.dialogue for turn in turns})
    yield f"{dialogues} dialogues, {right.total} turns: {right} as expected"
    yield from outcome_lines(dialogue_outcomes([turn for turn in turns if not turn.is_right]))


def _grouped(pairs: Iterable[tuple[str, Result]]) -> Iterator[tuple[str, list[Result]]]:
    """All values under "all", then those of each name."""
    named = list(pairs)
    yield "all", [value for _, value in named]
    for name in sorted({name for name, _ in named}):
        yield name, [value for other, value in named if other == name]


def _aligned(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Aligns the names to the left of their column and the figures to the right of theirs."""
    cells = list(rows)
    widths = [max(len(cell) for cell in column) for column in zip(*cells, strict=True)]
    for name, *figures in cells:
        columns = zip(figures, widths[1:], strict=True)
        yield f"  {name:<{widths[0]}}" + "".join(f"   {cell:>{width}}" for cell, width in columns)
