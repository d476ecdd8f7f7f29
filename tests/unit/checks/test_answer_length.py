"""Answers that are too short or too long."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.checks.small_project import ANSWERS, SECOND, Change, Expected, assert_said

CASES = [
    pytest.param(
        (ANSWERS, SECOND, "It is hard to trust. Talk to one you trust."),
        [
            (
                ANSWERS,
                "Talk to one you trust",
                "The answer “about/effects” has 10 words; 30 to 90 are allowed. Please lengthen",
            )
        ],
        id="too short an answer",
    ),
    pytest.param(
        (ANSWERS, SECOND, f"{SECOND} {SECOND} {SECOND}"),
        [(ANSWERS, SECOND[:20], "The answer “about/effects” has 123 words; 30 to 90 are allowed.")],
        id="too long an answer",
    ),
]


@pytest.mark.parametrize(("change", "expected"), CASES)
def test_what_is_said(change: Change, expected: Expected, tmp_path: Path) -> None:
    assert_said(change, expected, tmp_path)
