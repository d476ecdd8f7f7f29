"""Risk examples: tiers, categories, and repeated texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.checks.small_project import RISK_EXAMPLES, Change, Expected, assert_said

CASES = [
    pytest.param(
        (RISK_EXAMPLES, '- "I could die of laughter."', '- "i want to die"\n  -'),
        [
            (
                RISK_EXAMPLES,
                '- "i want to die"',
                "“i want to die” stands here as “none, idiom, self” and as “crisis, suicide, self” "
                "in line 4 of a.yml. It can only be one: take the other out.",
            ),
            (RISK_EXAMPLES, "  -§3", "This example cannot be read as a text. Put it in quotes,"),
        ],
        id="a risk example of two tiers",
    ),
    pytest.param(
        (RISK_EXAMPLES, "tier: crisis\ncategory: suicide", "tier: concern\ncategory: suicide"),
        [(RISK_EXAMPLES, "category: suicide", "The category is “suicide”. For tier “concern” it")],
        id="a category of another tier",
    ),
]


@pytest.mark.parametrize(("change", "expected"), CASES)
def test_what_is_said(change: Change, expected: Expected, tmp_path: Path) -> None:
    assert_said(change, expected, tmp_path)
