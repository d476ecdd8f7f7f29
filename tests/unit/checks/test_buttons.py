"""Buttons that lead nowhere, or twice to the same place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.checks.small_project import TALK, Change, Expected, assert_said

CASES = [
    pytest.param(
        (TALK, "payload: /about/definition", "payload: /about/definitoin"),
        [
            (
                TALK,
                "- title: The bond",
                "The button “The bond” of “utter_menu” leads nowhere: there is no text "
                "“utter_about/definitoin”. Did you mean “about/definition”?",
            )
        ],
        id="a button to no text",
    ),
    pytest.param(
        (TALK, "payload: /about/definition", "payload: /about"),
        [
            (
                TALK,
                "- title: The bond",
                "leads nowhere: “/about” is a whole group. Choose one of it,",
            )
        ],
        id="a button to a group",
    ),
    pytest.param(
        (TALK, "payload: /about/definition", "payload: /mnu"),
        [(TALK, "- title: The bond", "leads nowhere: no rule replies to “mnu”.")],
        id="a button to no intent",
    ),
    pytest.param(
        (TALK, "payload: /about/definition", "payload: about/definition"),
        [(TALK, "- title: The bond", "leads nowhere: “about/definition” must be written like")],
        id="a button without slash",
    ),
    pytest.param(
        (TALK, "payload: /about/definition", "payload: /menu"),
        [
            (
                TALK,
                "- title: The bond",
                "The button “The bond” of “utter_menu” leads to the very text that it stands "
                "under. Let it lead somewhere else.",
            )
        ],
        id="a button to its own text",
    ),
    pytest.param(
        (
            TALK,
            "payload: /about/definition\n",
            "payload: /about/definition\n        - title: The bond that somebody has with one who "
            "cares\n          payload: /about/definition\n",
        ),
        [
            (
                TALK,
                "- title: The bond that",
                "The button “The bond that somebody has with one who cares” of “utter_menu” has a "
                "title of 45 characters; at most 40 are allowed. Shorten it.",
            ),
            (
                TALK,
                "- title: The bond that",
                "of “utter_menu” leads to the same place as “The bond”. Take one of the two out.",
            ),
        ],
        id="two buttons to one place, and a long title",
    ),
]


@pytest.mark.parametrize(("change", "expected"), CASES)
def test_what_is_said(change: Change, expected: Expected, tmp_path: Path) -> None:
    assert_said(change, expected, tmp_path)
