"""Answers that cannot be offered as a choice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.checks.small_project import ANSWERS, SECOND, Change, Expected, assert_said

LONG = "I ask for something that no screen of a phone can hold"
CASES = [
    pytest.param(
        (ANSWERS, "        choice: I ask for about/effects\n", ""),
        [(ANSWERS, SECOND[:20], "The answer “about/effects” cannot be offered: write “choice:”")],
        id="no choice",
    ),
    pytest.param(
        (ANSWERS, "        subject: the about/effects\n", ""),
        [(ANSWERS, SECOND[:20], "The answer “about/effects” cannot be offered: write “subject:”")],
        id="no subject",
    ),
    pytest.param(
        (ANSWERS, "choice: I ask for about/effects", f"choice: {LONG}"),
        [(ANSWERS, SECOND[:20], f"“about/effects” has {len(LONG)} characters; 40 are allowed.")],
        id="too long a choice",
    ),
    pytest.param(
        (ANSWERS, "choice: I ask for about/effects", "choice: I ask for about/definition"),
        [(ANSWERS, SECOND[:20], "“about/effects” and “about/definition” have the same choice")],
        id="the same choice twice",
    ),
]


@pytest.mark.parametrize(("change", "expected"), CASES)
def test_what_is_said(change: Change, expected: Expected, tmp_path: Path) -> None:
    assert_said(change, expected, tmp_path)
