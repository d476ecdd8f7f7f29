"""Texts that name a dose."""

from __future__ import annotations

import pytest

from tools.checks.doses import DOSE


@pytest.mark.parametrize(
    ("text", "dose"),
    [
        ("take 20mg a day", "20mg"),
        ("take 2.5 ml", "2.5 ml"),
        ("take two tablets", "two tablets"),
        ("stay 20 minutes", None),
        ("you took tablets", None),
    ],
)
def test_doses(text: str, dose: str | None) -> None:
    assert DOSE.findall(text) == ([dose] if dose else [])
