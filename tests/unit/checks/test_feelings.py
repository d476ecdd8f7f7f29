"""Feelings that cannot be taken up."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.checks.small_project import FEELINGS, Change, Expected, assert_said

FIRST = "That sounds sad."
CASES = [
    pytest.param(
        (FEELINGS, f"      - {FIRST}\n", ""),
        [(FEELINGS, "    sentences:", "The feeling “sad” has 2 sentences; at least 3 are needed.")],
        id="few sentences",
    ),
    pytest.param(
        (FEELINGS, "      - sad numbera\n", ""),
        [(FEELINGS, "    examples:", "The feeling “sad” has 19 examples; at least 20 are needed.")],
        id="few examples",
    ),
    pytest.param(
        (FEELINGS, FIRST, "Why are you sad?"),
        [(FEELINGS, "Why are you sad?", "asks something")],
        id="a question",
    ),
    pytest.param(
        (FEELINGS, FIRST, "word " * 19),
        [(FEELINGS, "word word", "is too long: 18 words are allowed")],
        id="too long",
    ),
]


@pytest.mark.parametrize(("change", "expected"), CASES)
def test_what_is_said(change: Change, expected: Expected, tmp_path: Path) -> None:
    assert_said(change, expected, tmp_path)
