"""Whole conversations of the risk evaluation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from attachment_guide.risk.assessment import Risk
from attachment_guide.risk.thresholds import Thresholds
from attachment_guide.risk.tiers import Tier
from evaluation.risk.conversations import (
    Conversation,
    Course,
    conversation_figures,
    follow,
    read_conversations,
)
from evaluation.stats import Proportion

NONE, CHECK, CRISIS = Tier.NONE, Tier.CHECK, Tier.CRISIS
TURN_BY_TURN = {
    "turns": [
        {"who": "visitor", "text": "hi", "risk": "none"},
        {"who": "other", "text": "hello"},
        {"who": "visitor", "text": "I can't go on", "risk": "check"},
        {"who": "visitor", "text": "you know what I mean", "risk": "check_ok"},
    ]
}
AS_A_WHOLE = {"risk": "none", "turns": ["hi", "bye"]}


def written(folder: Path, *rows: dict[str, Any]) -> Path:
    (folder / "some.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
    return folder


def test_both_forms_are_read_and_single_messages_passed_over(tmp_path: Path) -> None:
    found = read_conversations(written(tmp_path, TURN_BY_TURN, {"text": "a"}, AS_A_WHOLE))
    assert found == [
        Conversation("some", "check", ("hi", "I can't go on", "you know what I mean"), (True, False, True)),
        Conversation("some", "none", ("hi", "bye")),
    ]
    assert [conversation.is_at_risk for conversation in found] == [True, False]


def test_each_turn_is_judged_with_the_messages_before_it() -> None:
    heard = []

    class Detector:
        thresholds = Thresholds()

        def assess(self, text: str, previous: tuple[str, ...] = ()) -> Risk:
            heard.append((text, list(previous)))
            return Risk(CRISIS if text == "c" else NONE)

    [course] = follow(Detector(), [Conversation("s", "none", ("a", "b", "c", "d"))])  # type: ignore[arg-type]
    assert heard == [("a", []), ("b", ["a"]), ("c", ["a", "b"]), ("d", ["b", "c"])]
    assert course.tiers == (NONE, NONE, CRISIS, NONE)


@pytest.mark.parametrize(("turn", "helped"), [(1, False), (2, True), (3, True)])
def test_help_by_a_turn(turn: int, helped: bool) -> None:
    course = Course(Conversation("s", "high", ("a", "b", "c")), (NONE, CHECK, NONE))
    assert course.helped_by(turn) is helped


def test_figures() -> None:
    courses = [
        Course(Conversation("s", "high", ("a", "b")), (NONE, CRISIS)),
        Course(Conversation("s", "none", ("a", "b")), (NONE, CHECK)),
        Course(Conversation("s", "none", ("a",)), (NONE,)),
        Course(Conversation("s", "check", ("a", "b"), (True, False)), (CHECK, CHECK)),
    ]
    figures = dict(conversation_figures(courses))
    assert figures["high: help by turn 1"] == Proportion(0, 1)
    assert figures["high: help by turn 3"] == Proportion(1, 1)
    assert figures["none: with a false crisis"] == Proportion(0, 2)
    assert figures["none: with a false crisis or check"] == Proportion(1, 2)
    assert figures["none: turns with one"] == Proportion(1, 3)
    assert figures["harmless turns with a false crisis or check"] == Proportion(1, 1)
