"""Help lines that are not written as they should be, or not verified."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.checks.small_project import LINES, Change, Expected, assert_said

CASES = [
    pytest.param(
        (LINES, 'emergency: ["112"]', "emergency: []"),
        [
            (
                LINES,
                "IT:",
                'Italy has no emergency number. Add it, in quotes: emergency: ["112"].',
            )
        ],
        id="a country without emergency number",
    ),
    pytest.param(
        (LINES, "people: [Italian]", "people: Italian"),
        [(LINES, "IT:", "“people” of Italy must be a list, such as “people: [Irish]”.")],
        id="words for people that are no list",
    ),
    pytest.param(
        (LINES, 'emergency: ["112"]', "emergency: [112]"),
        [(LINES, "[112]", "The emergency number of Italy must stand in quotes, or its zeros may")],
        id="an emergency number without quotes",
    ),
    pytest.param(
        (LINES, "  IT:", "  NO:", LINES, "for: [general]", "for: [generl]"),
        [
            (LINES, "NO:", '“NO” without quotes would be read as another word. Write "NO":'),
            (
                LINES,
                "generl",
                "“generl” is not known in “for” of “Line One” of Italy. Did you mean",
            ),
        ],
        id="a code that YAML reads as false, and an unknown purpose",
    ),
    pytest.param(
        (
            LINES,
            'number: "02 2327"',
            "number: null",
            LINES,
            "source: a web page\n",
            "source: null\n",
        ),
        [
            (LINES, "- name: Line One", "“Line One” of Italy has no number to call or text and no"),
            (LINES, "- name: Line One", "“Line One” of Italy has no source."),
        ],
        id="a line without number and source",
    ),
    pytest.param(
        (LINES, '"2026-06-01"', '"2026-01-01"'),
        [
            (
                LINES,
                "IT:",
                "Italy: verified more than 180 days ago: Line One (2026-01-01). Call or look up "
                "each, and write the day into “verified_at”.",
            )
        ],
        id="a line not verified for long",
    ),
    pytest.param(
        (LINES, '"2026-06-01"', "null"),
        [(LINES, "IT:", "Italy: never verified: Line One. Call or look up each,")],
        id="a line never verified",
    ),
    pytest.param(
        (LINES, '"2026-06-01"', '"June 2026"'),
        [
            (LINES, "IT:", "Italy: never verified: Line One."),
            (LINES, "June 2026", "The day in “verified_at” of “Line One” of Italy, “June 2026”,"),
        ],
        id="a day that cannot be read",
    ),
]


@pytest.mark.parametrize(("change", "expected"), CASES)
def test_what_is_said(change: Change, expected: Expected, tmp_path: Path) -> None:
    assert_said(change, expected, tmp_path)
