"""Actions that are named and do not exist."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.checks.small_project import DOMAIN, RULES, TALK, Change, Expected, assert_said

CASES = [
    pytest.param(
        (RULES, "- action: action_more", "- action: action_mroe"),
        [
            (
                RULES,
                "action_mroe",
                "There is no action “action_mroe”. Did you mean “action_more”? Correct the name, "
                "or add what is missing.",
            ),
            (RULES, "action_mroe§2", "There is no action “action_mroe”."),
            (RULES, "action_mroe§3", "There is no action “action_mroe”."),
        ],
        id="a rule for an action that is not there",
    ),
    pytest.param(
        (RULES, "- action: utter_menu", "- action: utter_manu"),
        [
            (TALK, "What shall we look at", "The text “utter_menu” is never shown: no rule,"),
            (RULES, "utter_manu", "There is no text “utter_manu”. Did you mean “utter_menu”?"),
        ],
        id="a rule for a text that is not there",
    ),
    pytest.param(
        (DOMAIN, "  - action_more\n", "  - action_more\n  - action_less\n"),
        [
            (
                DOMAIN,
                "action_less",
                "The domain lists the action “action_less”, and there is no file actions/action_less.py.",
            )
        ],
        id="an action without program",
    ),
]


@pytest.mark.parametrize(("change", "expected"), CASES)
def test_what_is_said(change: Change, expected: Expected, tmp_path: Path) -> None:
    assert_said(change, expected, tmp_path)
