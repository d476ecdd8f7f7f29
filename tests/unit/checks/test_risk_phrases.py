"""Risk phrases: tiers, categories, and how phrases are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.checks.small_project import PHRASES, Change, Expected, assert_said

CASES = [
    pytest.param(
        (PHRASES, "tier: crisis", "tier: crises", PHRASES, "about: self", "abuot: self"),
        [
            (PHRASES, "crises", "The tier of “wish to die” is “crises”. Did you mean “crisis”?"),
            (PHRASES, "abuot", "“abuot” is not known here. Did you mean “about”?"),
        ],
        id="a tier that is not known",
    ),
    pytest.param(
        (PHRASES, "category: suicide", "category: sucide"),
        [
            (
                PHRASES,
                "- name: wish",
                "The category of “wish to die” is “sucide”. Did you mean “suicide”? For tier "
                "“crisis” it must be one of suicide,",
            )
        ],
        id="a category that is not known",
    ),
    pytest.param(
        (PHRASES, "(to die|death)", "(to die|death"),
        [(PHRASES, "(to die|death", "cannot be read: a bracket is not closed: “)” is missing.")],
        id="an open bracket in a phrase",
    ),
    pytest.param(
        (PHRASES, "@want *2", "@wnat *20"),
        [
            (
                PHRASES,
                "@wnat",
                "there is no list “wnat” in lists.yml to use here. Did you mean “want”",
            )
        ],
        id="an unknown list in a phrase",
    ),
    pytest.param(
        (PHRASES, "@want *2 (to die|death)", "@want *20 (to die|death)"),
        [(PHRASES, "*20", "“*20” must be a star with a number from 1 to 12, or none.")],
        id="a gap that is too long",
    ),
    pytest.param(
        (PHRASES, "(to die|death)", "(to die||death)"),
        [(PHRASES, "||", "there is nothing between two bars or brackets. Write a word there.")],
        id="an empty alternative",
    ),
]


@pytest.mark.parametrize(("change", "expected"), CASES)
def test_what_is_said(change: Change, expected: Expected, tmp_path: Path) -> None:
    assert_said(change, expected, tmp_path)
