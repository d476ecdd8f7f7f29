"""What is measured on a prediction."""

from __future__ import annotations

from attachment_guide.names import DECISION_REJECT
from evaluation.answers.prediction import Prediction
from evaluation.sets.cases import Question


def is_in_top(question: Question, prediction: Prediction, k: int) -> bool:
    """Whether a right answer is among the first `k` of the ranking (top-k accuracy counts these).

    Args:
        question: the question, with the answers that count as right.
        prediction: what the pipeline predicted for it.
        k: how many places of the ranking count.
    """
    return any(answer in question.accept for answer in prediction.ranking[:k])


def is_answered(question: Question, prediction: Prediction) -> bool:
    """Whether the visitor sees a right answer, without being asked "did you mean" first.

    Args:
        question: the question, with the answers that count as right.
        prediction: what the pipeline predicted for it.
    """
    return any(answer in question.accept for answer in prediction.shown)


def is_rejected(prediction: Prediction) -> bool:
    """Whether the pipeline takes the message for one that the article does not answer.

    Args:
        prediction: what the pipeline predicted for the message.
    """
    return prediction.decision == DECISION_REJECT
