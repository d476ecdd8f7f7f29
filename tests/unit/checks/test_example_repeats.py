"""Examples that occur twice, word for word or nearly."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.unit.checks.small_project import TALK, Change, Expected, assert_said
from tools.checks.example_repeats import Row, nearly_repeated
from tools.checks.findings import Place

CASES = [
    pytest.param(
        (TALK, "- hello numberj\n", "- hello numberj\n      - Outcome: numberA?\n"),
        [
            (
                TALK,
                "- Outcome: numberA?",
                "“Outcome: numberA?” is an example of “smalltalk/greet” and of “about/effects” "
                "(line 33 of about.yml). It can only mean one: take the other out.",
            )
        ],
        id="an example of two intents",
    ),
    pytest.param(
        (TALK, "- hello numberj\n", "- hello numberj\n      - hello numberj\n"),
        [
            (
                TALK,
                "- hello numberj§2",
                "“hello numberj” is twice among the examples of “smalltalk/greet” (line 40 of "
                "talk.yml). Take one out.",
            )
        ],
        id="an example twice",
    ),
    pytest.param(
        (
            TALK,
            "- hello numberj\n\n",
            "- hello numberj\n      - what does it all really mean to me\n",
            "- more numberj\n",
            "- more numberj\n      - What does it all realy mean to me?\n",
        ),
        [
            (
                TALK,
                "- what does it all really mean",
                "“what does it all really mean to me”, an example of “smalltalk/greet”, is nearly "
                "the same as “What does it all realy mean to me?” of “more” (line 28 of talk.yml). "
                "Take one out, or make the difference clear.",
            )
        ],
        id="nearly the same example of two intents",
    ),
]


@pytest.mark.parametrize(("change", "expected"), CASES)
def test_what_is_said(change: Change, expected: Expected, tmp_path: Path) -> None:
    assert_said(change, expected, tmp_path)


def test_near_repeats_are_found_at_any_place_and_in_time() -> None:
    rows = [
        Row(f"{i:05d} {i * 7919:09d} some words of a question", "", "a", Place(Path("x"), i))
        for i in range(100, 6100)
    ]
    rows = [Row(f"{row.folded} {'x' * (row.place.line % 90)}", "", "a", row.place) for row in rows]
    first = Row("why does my child not trust me any more", "", "a", Place(Path("x"), 1))
    second = Row("why does my child not trust me anymore", "", "b", Place(Path("x"), 9999))
    started = time.monotonic()
    assert nearly_repeated([first, *rows, second]) == [(first, second)]
    assert time.monotonic() - started < 10
