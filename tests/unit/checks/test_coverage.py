"""Answers without examples or text, and answers that the content map does not list."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.checks.small_project import (
    ANSWERS,
    MAP,
    SECOND,
    Change,
    Expected,
    assert_said,
    findings_of,
    shown,
    small_project,
)

CASES = [
    pytest.param(
        (ANSWERS, "- intent: about/effects", "- intent: about/effect"),
        [
            (
                MAP,
                "effects:",
                "The answer “about/effects” has no examples, so nobody can ask for it. Add them to "
                "the data under “- intent: about/effects”.",
            ),
            (
                ANSWERS,
                "- outcome numbera",
                "The content map has no answer “about/effect”, but examples are given for it. Did "
                "you mean “about/effects”? Correct the name or take it out.",
            ),
        ],
        id="examples under a wrong name",
    ),
    pytest.param(
        (ANSWERS, "utter_about/effects:", "utter_about/efects:"),
        [
            (MAP, "effects:", "The answer “about/effects” has no text. Add it to the data under"),
            (
                ANSWERS,
                "To /about/effects",
                "The button “To /about/effects” of “utter_about/definition” leads nowhere: there "
                "is no text “utter_about/effects”. Did you mean “about/efects”?",
            ),
            (
                ANSWERS,
                SECOND[:20],
                "The content map has no answer “about/efects”, but a text is given for it.",
            ),
        ],
        id="a text under a wrong name",
    ),
]


@pytest.mark.parametrize(("change", "expected"), CASES)
def test_what_is_said(change: Change, expected: Expected, tmp_path: Path) -> None:
    assert_said(change, expected, tmp_path)


def test_other_names_and_follow_ups_lead_to_answers(tmp_path: Path) -> None:
    files = small_project()
    files["attachment_guide/content/follow_ups.yml"] = """\
answers:
  more:
    by_default: about/definition
    after:
      about/effects: about/efects
"""
    files["data/conversation/names.yml"] = """\
nlu:
  - synonym: about/defnition
    examples: |
      - the meaning
"""
    assert shown(findings_of(tmp_path, files), tmp_path) == [
        "attachment_guide/content/follow_ups.yml:5 The content map has no answer “about/efects”, but "
        "“more” is answered with it. Did you mean “about/effects”? Correct the name or take it out.",
        "data/conversation/names.yml:2 The content map has no answer “about/defnition”, but other "
        "names are given for it. Did you mean “about/definition”? Correct the name or take it out.",
    ]
