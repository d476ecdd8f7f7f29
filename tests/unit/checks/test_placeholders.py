"""Placeholders and conditions that nothing fills in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.checks.small_project import TALK, Change, Expected, assert_said

CASES = [
    pytest.param(
        (TALK, "{contact_url}", "{contact_ulr} and {"),
        [
            (
                TALK,
                "What shall we",
                "Nothing fills in “{contact_ulr}” in “utter_menu”. Did you mean “contact_url”? "
                "Known are clinic_name, contact_url, place, place_asked, privacy_url.",
            ),
            (TALK, "What shall we", "“utter_menu” holds a single curly bracket."),
        ],
        id="placeholders",
    ),
    pytest.param(
        (
            TALK,
            "- text: Hello.",
            "- text: Hello.\n      condition:\n        - type: slot\n          name: turn",
        ),
        [
            (
                TALK,
                "name: turn",
                "“utter_smalltalk/greet” depends on “turn”, which is no slot of domain.yml.",
            )
        ],
        id="a condition on no slot",
    ),
]


@pytest.mark.parametrize(("change", "expected"), CASES)
def test_what_is_said(change: Change, expected: Expected, tmp_path: Path) -> None:
    assert_said(change, expected, tmp_path)
