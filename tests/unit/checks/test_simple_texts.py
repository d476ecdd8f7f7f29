"""Answers without a simpler text, and simpler texts that are hard, long or say something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from attachment_guide.content.content_map import content_map
from attachment_guide.paths import ROOT
from tests.unit.checks.small_project import ANSWERS, SECOND, SIMPLE, TALK, Change, Expected, assert_said
from tools.checks import simple_texts
from tools.checks.project import Project
from tools.checks.project_reader import load_project

WRITTEN = f"        subject: the about/effects\n        simple: |-\n          {SIMPLE}\n"
HARD = "Interpersonal dysregulation necessitates rehabilitation."
LONG = "The cat sat on the mat. It was glad. The dog ran to the cat. It was glad too. Then both had a nap."


def instead(text: str) -> Change:
    return ANSWERS, WRITTEN, WRITTEN.replace(SIMPLE, text)


CASES = [
    pytest.param(
        (ANSWERS, WRITTEN, "        subject: the about/effects\n"),
        [
            (
                ANSWERS,
                SECOND[:20],
                "The answer “about/effects” has no text in simpler words: write “simple: |-”",
            )
        ],
        id="none",
    ),
    pytest.param(
        instead("..."),
        [(ANSWERS, SECOND[:20], "The answer “about/effects” has no text in simpler words")],
        id="one without a word",
    ),
    pytest.param(
        instead(HARD),
        [(ANSWERS, HARD, "The simpler text of “about/effects” is still hard to read: reading grade")],
        id="hard to read, though it has a few words only",
    ),
    pytest.param(
        instead(LONG),
        [
            (
                ANSWERS,
                LONG,
                "The simpler text of “about/effects” has 24 words; half as many as the answer itself",
            )
        ],
        id="longer than half the answer",
    ),
    pytest.param(
        instead("About 70% know how it is."),
        [(ANSWERS, "About 70%", "The simpler text of “about/effects” says “70%”, which is not among")],
        id="a figure that the article does not have",
    ),
    pytest.param(
        instead("You may see {contact_ulr} for it."),
        [(ANSWERS, "contact_ulr", "Nothing fills in “{contact_ulr}” in “utter_about/effects”.")],
        id="an unknown placeholder",
    ),
    pytest.param(
        instead("Zoloft may help you."),
        [(ANSWERS, "Zoloft", "“utter_about/effects” names the drug “Zoloft”")],
        id="a drug",
    ),
    pytest.param(
        instead("Take two pills a day."),
        [(ANSWERS, "two pills", "“utter_about/effects” names the dose “two pills”")],
        id="a dose",
    ),
    pytest.param(
        (
            TALK,
            "    - text: Hello.\n",
            f"    - text: Hello.\n      metadata:\n        simple: {SIMPLE[:3]}\n",
        ),
        [(TALK, "simple:", "The simpler text of “utter_smalltalk/greet” is never said")],
        id="below a text that is no answer",
    ),
]


@pytest.mark.parametrize(("change", "expected"), CASES)
def test_what_is_said(change: Change, expected: Expected, tmp_path: Path) -> None:
    assert_said(change, expected, tmp_path)


@pytest.fixture(scope="module")
def ours() -> Project:
    return load_project(ROOT)


@pytest.mark.parametrize("answer", content_map())
def test_every_answer_has_a_simpler_text(answer: str, ours: Project) -> None:
    texts = [simpler.text for simpler in ours.simpler_texts[f"utter_{answer}"]]
    assert texts
    for text in texts:
        assert 1 <= sum(text.count(end) for end in (". ", "? ", "! ")) + 1 <= 4, "one to four sentences"
        assert text[-1] in ".?!"


def test_ours_are_in_order(ours: Project) -> None:
    assert [finding.message for finding in simple_texts.check(ours)] == []
