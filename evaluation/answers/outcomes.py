"""Whether each case of the evaluation sets ended as it should, and what came instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from attachment_guide.names import DECISION_ASK
from evaluation.answers.measures import is_in_top, is_rejected
from evaluation.answers.prediction import Prediction
from evaluation.answers.replay import PlayedTurn
from evaluation.sets.cases import Declined, Question


@dataclass(frozen=True)
class Outcome:
    """How one case ended.

    Attributes:
        right: whether it ended as it should.
        got: the reply, as people read it.
        wanted: the right reply, as people read it.
    """

    right: bool
    got: str
    wanted: str


def question_outcomes(results: Sequence[tuple[Question, Prediction]]) -> dict[str, Outcome]:
    """For each question, whether a right answer came first.

    Args:
        results: the questions with their predictions.

    Returns:
        The outcomes, by the question's text.
    """
    return {
        question.text: Outcome(
            is_in_top(question, prediction, 1),
            f"{_names(prediction.ranking[:3])} ({prediction.decision})",
            " or ".join(question.accept),
        )
        for question, prediction in results
    }


def declined_outcomes(results: Sequence[tuple[Declined, Prediction]]) -> dict[str, Outcome]:
    """For each message to decline, whether it was declined.

    Args:
        results: the messages with their predictions.

    Returns:
        The outcomes, by the message's text.
    """
    return {
        declined.text: Outcome(is_rejected(prediction), _reply(prediction), "a refusal")
        for declined, prediction in results
    }


def dialogue_outcomes(turns: Sequence[PlayedTurn]) -> dict[str, Outcome]:
    """For each turn of the dialogues, whether the reply was right.

    Args:
        turns: the turns, as they were played.

    Returns:
        The outcomes, by the dialogue's name, the turn's number and the visitor's message.
    """
    return {
        f"{turn.dialogue}, turn {turn.number}: {turn.turn.say}": Outcome(
            turn.is_right, _names(turn.names), (" and " if turn.turn.all else " or ").join(turn.turn.expect)
        )
        for turn in turns
    }


def miss_lines(title: str, outcomes: dict[str, Outcome]) -> Iterator[str]:
    """Lists the cases that did not end as they should.

    Args:
        title: what these cases are called.
        outcomes: all outcomes, the right ones included.

    Yields:
        The title with the number of misses, then two lines for each.
    """
    misses = {text: outcome for text, outcome in outcomes.items() if not outcome.right}
    yield f"{title}: {len(misses)}"
    yield from outcome_lines(misses)


def outcome_lines(outcomes: dict[str, Outcome]) -> Iterator[str]:
    """Says what came and what should have come.

    Args:
        outcomes: the outcomes to list.

    Yields:
        Two lines for each outcome.
    """
    for text, outcome in outcomes.items():
        yield f"  {text}"
        yield f"    got {outcome.got}; wanted {outcome.wanted}"


def _reply(prediction: Prediction) -> str:
    if prediction.shown:
        return _names(prediction.shown)
    return "did you mean" if prediction.decision == DECISION_ASK else prediction.intent


def _names(names: Sequence[str]) -> str:
    return ", ".join(names) or "nothing"
