"""Texts that name a drug."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.checks.small_project import TALK, Change, Expected, assert_said

CASES = [
    pytest.param(
        (TALK, "- text: Hello.", "- text: Hello, take ZOLOFT or 20 mg of sertraline."),
        [
            (TALK, "Hello, take", "“utter_smalltalk/greet” names the dose “20 mg”. The assistant"),
            (TALK, "Hello, take", "“utter_smalltalk/greet” names the drug “ZOLOFT”."),
            (
                TALK,
                "Hello, take",
                "“utter_smalltalk/greet” names the drug “sertraline”. The assistant names no drug: "
                "say “medication” or “a medicine”.",
            ),
        ],
        id="drugs and a dose",
    ),
]


@pytest.mark.parametrize(("change", "expected"), CASES)
def test_what_is_said(change: Change, expected: Expected, tmp_path: Path) -> None:
    assert_said(change, expected, tmp_path)
