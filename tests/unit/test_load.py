"""The account that `make soak` keeps: every fault is told by its name, and nothing else is."""

from __future__ import annotations

from typing import Any

import pytest

from tests.load.compare import Faults, compare
from tests.load.visitors import CRISIS, QUESTIONS, Said

ONE, TWO, *_ = QUESTIONS.values()


def said(text: str, *names: str, expected: str = ONE) -> Said:
    return Said(text, expected, list(names))


def kept(*messages: tuple[str, ...]) -> list[dict[str, Any]]:
    shown = []
    for text, *names in messages:
        shown.append({"from": "visitor", "text": text})
        shown += [{"from": "assistant", "name": name} for name in names]
    return shown


TALK = [said("a #1", ONE), said("b #2", TWO, "utter_help_line", expected=TWO)]
A, B = ("a #1", ONE), ("b #2", TWO, "utter_help_line")


@pytest.mark.parametrize(
    ("conversation", "faults"),
    [
        ([A, B], Faults()),
        ([A], Faults(lost=1)),
        ([], Faults(lost=2)),
        ([A, B, A], Faults(doubled=1)),
        ([B, A], Faults(reordered=1)),
        ([A, ("c #3", ONE), B], Faults(mixed_up=1)),
        ([A, ("b #2", TWO)], Faults(other_reply=1)),
        ([A, ("b #2",)], Faults(other_reply=1)),
    ],
)
def test_every_fault(conversation, faults):
    assert compare(TALK, kept(*conversation)) == faults


@pytest.mark.parametrize(
    ("expected", "name", "is_right"),
    [
        (ONE, ONE, True),
        (ONE, "utter_unavailable", True),
        (ONE, TWO, False),
        (CRISIS, "utter_crisis/suicide", True),
        (CRISIS, "utter_crisis_unavailable", True),
        (CRISIS, "utter_unavailable", False),
        (CRISIS, ONE, False),
    ],
)
def test_whose_reply_it_is(expected, name, is_right):
    message = said("a #1", name, expected=expected)
    assert compare([message], kept(("a #1", name))) == Faults(wrong_reply=int(not is_right))


def test_faults_are_added_up():
    assert sum([Faults(lost=1), Faults(lost=2, doubled=1)], Faults()) == Faults(lost=3, doubled=1)
