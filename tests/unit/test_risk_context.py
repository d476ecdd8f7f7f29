"""Context: in which directions and how far cues reach, and what they do to a phrase."""

from __future__ import annotations

from typing import Any

import pytest

from attachment_guide.risk.context import Context, categories_at, sentence_bounds
from attachment_guide.risk.hits import Group
from attachment_guide.risk.phrases import shared_phrases
from attachment_guide.risk.tiers import Tier

RULES = [
    {"category": "negation", "direction": "forward", "max_scope": 3, "cues": ["not", "no"]},
    {"category": "negation", "direction": "backward", "max_scope": 2, "cues": ["is over"]},
    {"category": "negation", "direction": "pseudo", "cues": ["not only"]},
    {"category": "story", "direction": "bidirectional", "cues": ["(my|the) book"]},
    {"category": "current", "direction": "bidirectional", "inside": True, "cues": ["now"]},
    {"category": "conjunction", "direction": "terminate", "cues": ["but"]},
]


def context(rules: list[dict[str, Any]] | None = None) -> Context:
    content = {
        "rules": RULES if rules is None else rules,
        "subject_scope": 3,
        "self_words_inside": ["i", "myself"],
        "other_words_inside": ["herself"],
        "self_words": ["i"],
        "other_words": ["she"],
        "question_starts": ["what"],
    }
    return Context(content, shared_phrases().normalizer)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("not PHRASE", {"negation"}, id="forward"),
        pytest.param("PHRASE not", set(), id="forward, after the phrase"),
        pytest.param("not a b c PHRASE", {"negation"}, id="as far as its scope"),
        pytest.param("not a b c d PHRASE", set(), id="beyond its scope"),
        pytest.param("PHRASE is over", {"negation"}, id="backward"),
        pytest.param("is over PHRASE", set(), id="backward, before the phrase"),
        pytest.param("PHRASE a b c is over", set(), id="backward, beyond its scope"),
        pytest.param("not only PHRASE", set(), id="pseudo"),
        pytest.param("no not only PHRASE", {"negation"}, id="pseudo hides only what it covers"),
        pytest.param("in my book a b c d e PHRASE", {"story"}, id="bidirectional, before"),
        pytest.param("PHRASE in the book", {"story"}, id="bidirectional, after"),
        pytest.param("in a book PHRASE", set(), id="another word"),
        pytest.param("not but PHRASE", set(), id="terminated before"),
        pytest.param("PHRASE but in my book", set(), id="terminated after"),
        pytest.param("but not PHRASE", {"negation"}, id="terminated elsewhere"),
        pytest.param("not . PHRASE", set(), id="another sentence"),
    ],
)
def test_reach(text: str, found: set[str]) -> None:
    words = text.split()
    place = words.index("PHRASE")
    cues = context().cues(words)
    assert categories_at(cues, (place, place + 1), sentence_bounds(words)[place]) == found


@pytest.mark.parametrize(("text", "found"), [("die now ok", {"current"}), ("die the book", set())])
def test_only_some_cues_count_inside_a_phrase(text: str, found: set[str]) -> None:
    words = text.split()
    assert categories_at(context().cues(words), (0, 3), (0, 3)) == found


@pytest.mark.parametrize(
    "wrong",
    [{"category": "mood"}, {"direction": "sideways"}, {"scope": 3}, {"cues": None}, {"cues": ["(open"]}],
)
def test_a_rule_that_cannot_be_read_does_not_take_the_others_away(wrong: dict[str, Any]) -> None:
    rules = context([{"category": "past", "direction": "forward", "cues": ["x"], **wrong}, RULES[0]])
    assert len(rules.problems) == 1
    assert [cue.rule.category for cue in rules.cues(["x", "not"])] == ["negation"]


@pytest.mark.parametrize(
    ("tier", "categories", "settings", "left"),
    [
        (Tier.CRISIS, set(), {}, Tier.CRISIS),
        (Tier.CRISIS, {"negation"}, {}, Tier.NONE),
        (Tier.CRISIS, {"negation"}, {"negatable": False}, Tier.CRISIS),
        (Tier.CRISIS, {"past"}, {}, Tier.CHECK),
        (Tier.CHECK, {"past"}, {}, Tier.CONCERN),
        (Tier.CRISIS, {"past", "current"}, {}, Tier.CRISIS),
        (Tier.CRISIS, {"past", "recovered"}, {}, Tier.NONE),
        (Tier.CRISIS, {"recovered"}, {}, Tier.CRISIS),
        (Tier.CRISIS, {"past"}, {"past": "keep"}, Tier.CRISIS),
        (Tier.CRISIS, {"story"}, {}, Tier.NONE),
        (Tier.CRISIS, {"story"}, {"story": "keep"}, Tier.CRISIS),
        (Tier.CRISIS, {"hypothesis"}, {}, Tier.CRISIS),
    ],
)
def test_weakened(tier: Tier, categories: set[str], settings: dict[str, Any], left: Tier) -> None:
    group = Group("g", tier, "suicide", **settings)
    assert context().weakened(group, categories, ["want", "to", "die"]) == left


def test_what_someone_says_of_themselves_in_a_story_is_asked_about() -> None:
    group = Group("g", Tier.CRISIS, "suicide")
    assert context().weakened(group, {"story"}, ["kill", "myself"]) == Tier.CHECK


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("she wants PHRASE", "other"),
        ("i think PHRASE", "self"),
        ("she says i want PHRASE", "self"),
        ("she a b c PHRASE", "self"),
        ("PHRASE", "self"),
        ("i found PHRASE herself", "other"),
        ("she said PHRASE myself", "self"),
    ],
)
def test_subject(text: str, about: str) -> None:
    words = text.split()
    start = words.index("PHRASE")
    assert context().subject(words, (start, len(words)), 0) == about


@pytest.mark.parametrize(
    ("text", "is_it"), [("what is it", True), ("is it ?", True), ("it is", False), ("", False)]
)
def test_question(text: str, is_it: bool) -> None:
    assert context().is_question(text.split()) is is_it
