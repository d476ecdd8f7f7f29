"""What counts as answered, as ranked first, and as rejected."""

from __future__ import annotations

from evaluation.answers.measures import is_answered, is_in_top, is_rejected
from tests.unit.evaluation.predictions import LATE, QUESTION, REJECTED, RIGHT


def test_first_and_within_three() -> None:
    assert is_in_top(QUESTION, RIGHT, 1)
    assert not is_in_top(QUESTION, LATE, 1)
    assert is_in_top(QUESTION, LATE, 3)


def test_answered_means_shown_and_not_only_ranked() -> None:
    assert is_answered(QUESTION, RIGHT)
    assert not is_answered(QUESTION, LATE)
    assert is_rejected(REJECTED)
