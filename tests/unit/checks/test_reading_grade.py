"""Texts that are hard to read."""

from __future__ import annotations

from pathlib import Path

import pytest

from attachment_guide.content.reading import reading_grade
from tests.unit.checks.small_project import ANSWERS, SECOND, Change, Expected, assert_said

CASES = [
    pytest.param(
        (
            ANSWERS,
            SECOND,
            "Difficulties establishing interpersonal relationships characteristically accompany "
            "considerable emotional dysregulation, frequently deteriorating occupational and "
            "educational participation and notwithstanding substantial individual motivation "
            "toward psychological recovery, rehabilitation, reconciliation, "
            "participation and integration "
            "among communities.",
        ),
        [
            (
                ANSWERS,
                "Difficulties establishing",
                "The text of “utter_about/effects” is hard to read: reading grade",
            )
        ],
        id="an answer that is hard to read",
    ),
]


@pytest.mark.parametrize(("change", "expected"), CASES)
def test_what_is_said(change: Change, expected: Expected, tmp_path: Path) -> None:
    assert_said(change, expected, tmp_path)


def test_reading_grade_needs_no_download(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr("socket.socket.connect", refuse)
    assert reading_grade("The cat sat on the mat. It was glad.") < 3
    assert reading_grade("Interpersonal dysregulation necessitates rehabilitation.") > 15
