"""Numbers that are not the article's."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.checks.small_project import ANSWERS, FIRST, Change, Expected, assert_said
from tools.checks.figures import figures

CASES = [
    pytest.param(
        (ANSWERS, "About 40\u201350% of people", "About 60% of people, or 3 in 5,"),
        [
            (ANSWERS, FIRST[:20], "The answer “about/definition” leaves out the figure “40%” of"),
            (ANSWERS, FIRST[:20], "The answer “about/definition” leaves out the figure “50%” of"),
            (
                ANSWERS,
                FIRST[:20],
                "The answer “about/definition” says “3”, which is not among its facts",
            ),
            (ANSWERS, FIRST[:20], "The answer “about/definition” says “5”, which is not among"),
            (
                ANSWERS,
                FIRST[:20],
                "The answer “about/definition” says “60%”, which is not among its facts in the "
                "content map. Write the figures of the article, and no others.",
            ),
        ],
        id="other figures than the document's",
    ),
]


@pytest.mark.parametrize(("change", "expected"), CASES)
def test_what_is_said(change: Change, expected: Expected, tmp_path: Path) -> None:
    assert_said(change, expected, tmp_path)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("about 40\u201350 % of people, in week 4", {"40%", "50%", "4"}),
        ("between 40 and 50 percent", {"40%", "50%"}),
        ("open 24/7", {"24", "7"}),
        ("none at all", set()),
    ],
)
def test_figures(text: str, found: set[str]) -> None:
    assert figures(text) == found
