"""Answers without their source, or with a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.checks.small_project import (
    ANSWERS,
    SECOND,
    THIRD,
    Change,
    Expected,
    assert_said,
    findings_of,
    line_with,
    shown,
    small_project,
)

CASES = [
    pytest.param(
        (
            ANSWERS,
            "        source:\n          section: Introduction\n          references: []\n",
            "",
        ),
        [
            (
                ANSWERS,
                SECOND[:20],
                "The answer “about/effects” does not say where it comes from. Add below it "
                "“metadata:”, “source:”, “section:” with the heading of the article,",
            )
        ],
        id="no source",
    ),
    pytest.param(
        (
            ANSWERS,
            'section: Introduction\n          references: ["Psych Central: One"]',
            'section: ""\n          references: ["Psych Centrl: One"]',
        ),
        [
            (ANSWERS, 'section: ""', "The source of “utter_about/definition” has no section."),
            (
                ANSWERS,
                "Psych Centrl: One",
                "The content map lists reference 1 for “utter_about/definition”, and it is missing "
                "here. Add “Psych Central: One”.",
            ),
            (
                ANSWERS,
                "Psych Centrl: One",
                "“Psych Centrl: One” is none of the article's references. Did you mean “Psych "
                "Central: One”? Write it just as in “utter_sources/references”.",
            ),
        ],
        id="an empty section and a wrong reference",
    ),
    pytest.param(
        (ANSWERS, "references: []", 'references: ["Choosing Therapy: Two"]'),
        [
            (
                ANSWERS,
                'references: ["Choosing Therapy: Two"]',
                "The content map does not list reference 2 for “utter_about/effects”. Take "
                "“Choosing Therapy: Two” out.",
            )
        ],
        id="a reference too many",
    ),
]


@pytest.mark.parametrize(("change", "expected"), CASES)
def test_what_is_said(change: Change, expected: Expected, tmp_path: Path) -> None:
    assert_said(change, expected, tmp_path)


def test_references_that_the_map_does_not_know(tmp_path: Path) -> None:
    files = small_project()
    both = '["Psych Central: One", "Choosing Therapy: Two"]'
    files[ANSWERS] = files[ANSWERS].replace(both, '["Psych Central: One"]')
    line = line_with(files[ANSWERS], THIRD[:20])
    assert shown(findings_of(tmp_path, files), tmp_path) == [
        f"{ANSWERS}:{line} “utter_sources/references” must name the article's 2 references below "
        "“references:”, in the order of the content map."
    ]
