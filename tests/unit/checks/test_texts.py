"""Helpers on texts."""

from __future__ import annotations

import pytest

from tools.checks.texts import count_words, fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("What's  EMDR?!", "whats emdr"),
        ('[EMDR](topic) or [it]{"entity": "topic"}', "emdr or it"),
        ("???", "???"),
        ("\U0001f44d yes", "\U0001f44d yes"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_words_are_counted_as_a_reader_does() -> None:
    assert count_words("Day-to-day life, 40\u201350% of it \u2013 see {contact_url}.") == 6
