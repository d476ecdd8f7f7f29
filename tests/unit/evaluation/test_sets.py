"""The evaluation sets: that they can be read, and that they fit the content map."""

from __future__ import annotations

import pytest

from attachment_guide.content.content_map import content_map
from evaluation.sets.cases import load_declined, load_dialogues, load_questions, sample


def test_every_accepted_answer_is_in_the_content_map() -> None:
    assert {answer for q in load_questions() for answer in q.accept} <= set(content_map())


def test_every_set_can_be_read() -> None:
    assert load_declined()
    assert all(turn.expect for dialogue in load_dialogues() for turn in dialogue.turns)


def test_texts_are_unique_since_reports_are_compared_by_them() -> None:
    for texts in ([q.text for q in load_questions()], [d.text for d in load_declined()]):
        assert len(set(texts)) == len(texts)


@pytest.mark.parametrize(
    ("limit", "expected"), [(None, list(range(10))), (3, [0, 3, 6]), (99, list(range(10)))]
)
def test_a_sample_is_spread_evenly(limit: int | None, expected: list[int]) -> None:
    assert sample(list(range(10)), limit) == expected
