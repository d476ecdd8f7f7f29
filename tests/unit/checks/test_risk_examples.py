"""Risk examples: tiers, categories, and repeated texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.checks.small_project import CRISIS, HARMLESS, Change, Expected, assert_said

CASES = [
    pytest.param(
        (HARMLESS, '- "I could die of laughter."', '- "i want to die"\n  -'),
        [
            (
                HARMLESS,
                '- "i want to die"',
                "“i want to die” stands here as “none, idioms, self” and as “crisis, suicide, self” "
                "in line 4 of crisis/suicide.yml. It can only be one: take the other out.",
            ),
            (HARMLESS, "  -§2", "This example cannot be read as a text. Put it in quotes,"),
        ],
        id="a risk example of two tiers",
    ),
    pytest.param(
        (CRISIS, "style: plain", "style: palin"),
        [(CRISIS, "style: palin", "“palin” is not a known style. Did you mean “plain”? Use one of")],
        id="an unknown style of a risk example",
    ),
]


@pytest.mark.parametrize(("change", "expected"), CASES)
def test_what_is_said(change: Change, expected: Expected, tmp_path: Path) -> None:
    assert_said(change, expected, tmp_path)
