"""Intents that the domain or the rules do not know."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.checks.small_project import DOMAIN, RULES, TALK, Change, Expected, assert_said

CASES = [
    pytest.param(
        (TALK, "  - intent: more\n", "  - intent: mroe\n"),
        [
            (DOMAIN, "- more", "The intent “more” has no examples, so nobody can say it."),
            (
                TALK,
                "- more numbera",
                "There are examples for the intent “mroe”, which the domain does not know. Did you "
                "mean “more”?",
            ),
        ],
        id="an intent the domain does not know",
    ),
    pytest.param(
        (RULES, "      - intent: smalltalk\n", "      - intent: smaltalk\n"),
        [
            (TALK, "- hello numbera", "Nothing replies to the intent “smalltalk”. Did you mean"),
            (TALK, "- text: Hello.", "The text “utter_smalltalk/greet” is never shown"),
            (
                RULES,
                "- intent: smaltalk",
                "The domain does not know the intent “smaltalk”. Did you mean “smalltalk”?",
            ),
        ],
        id="a rule for an intent that is not there",
    ),
]


@pytest.mark.parametrize(("change", "expected"), CASES)
def test_what_is_said(change: Change, expected: Expected, tmp_path: Path) -> None:
    assert_said(change, expected, tmp_path)
