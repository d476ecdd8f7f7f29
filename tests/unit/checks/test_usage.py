"""Texts that are named and missing, and texts that nothing shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.checks.small_project import MORE, TALK, Change, Expected, assert_said

CASES = [
    pytest.param(
        (MORE, '"more_nothing"', '"more_nothng"'),
        [
            (
                MORE,
                "more_nothng",
                "The program shows the text “utter_more_nothng” here, and there is none. Did you "
                "mean “utter_more_nothing”? Add it to the data below “responses:”.",
            ),
            (
                TALK,
                "That is all",
                "The text “utter_more_nothing” is never shown: no rule, action or channel names "
                "it. Correct its name, add a rule, or take it out.",
            ),
        ],
        id="a text that the program names wrongly",
    ),
    pytest.param(
        (TALK, "utter_smalltalk/greet:", "utter_smalltalk/greet_all:"),
        [
            (
                TALK,
                "- hello numbera",
                "“smalltalk/greet” has examples and no text. Add one below “responses:” as "
                "“utter_smalltalk/greet:”.",
            ),
            (
                TALK,
                "- text: Hello.",
                "The text “utter_smalltalk/greet_all” is never shown: no rule, action or channel "
                "names it. Did you mean “utter_smalltalk/greet”?",
            ),
        ],
        id="examples without text",
    ),
]


@pytest.mark.parametrize(("change", "expected"), CASES)
def test_what_is_said(change: Change, expected: Expected, tmp_path: Path) -> None:
    assert_said(change, expected, tmp_path)
