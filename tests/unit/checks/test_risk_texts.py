"""Kinds of risk without a text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.checks.small_project import RISK_TEXTS, Change, Expected, assert_said

CASES = [
    pytest.param(
        (RISK_TEXTS, "  utter_crisis/abuse_other:\n    - text: Please call.\n", ""),
        [
            (
                RISK_TEXTS,
                "version",
                "There is no text “utter_crisis/abuse_other” for somebody in a crisis (abuse, of "
                "someone else). Write it below “responses:”.",
            )
        ],
        id="a crisis without text",
    ),
]


@pytest.mark.parametrize(("change", "expected"), CASES)
def test_what_is_said(change: Change, expected: Expected, tmp_path: Path) -> None:
    assert_said(change, expected, tmp_path)
