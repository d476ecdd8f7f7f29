"""Too few examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.checks.small_project import ANSWERS, TALK, Change, Expected, assert_said

CASES = [
    pytest.param(
        (TALK, "- menu numbera\n", "- Menu, numberb!\n"),
        [
            (
                TALK,
                "- Menu, numberb!",
                "“menu” has 9 different examples; at least 10 are needed. Add 1 more, as people "
                "would really write them.",
            )
        ],
        id="too few examples of an intent",
    ),
    pytest.param(
        (ANSWERS, "      - meaning numbera\n      - meaning numberb\n", ""),
        [
            (
                ANSWERS,
                "- meaning numberc",
                "“about/definition” has 23 different examples; at least 25 are needed. Add 2 more,",
            )
        ],
        id="too few examples of an answer",
    ),
]


@pytest.mark.parametrize(("change", "expected"), CASES)
def test_what_is_said(change: Change, expected: Expected, tmp_path: Path) -> None:
    assert_said(change, expected, tmp_path)
