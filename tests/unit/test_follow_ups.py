"""Questions that lean on the last answer, and several questions in one message."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from attachment_guide.content.content_map import content_map
from attachment_guide.content.follow_ups import (
    FOLLOW_UPS_FILE,
    compares_nothing_named,
    follow_up_answer,
    follow_up_intents,
    is_comparable,
    leans_on_last_answer,
    place_named,
    split_questions,
)
from attachment_guide.paths import ROOT

TABLE = yaml.safe_load(FOLLOW_UPS_FILE.read_text(encoding="utf-8"))["answers"]
OTHER_REPLIES = ("no_medical_advice",)
GROUPS = {name.split("/")[0] for name in content_map()}


@pytest.mark.parametrize("intent", follow_up_intents())
class TestTable:
    def test_names_only_answers_and_other_replies(self, intent):
        assert TABLE[intent]["by_default"] in content_map()
        assert set(TABLE[intent]["after"].values()) <= {*content_map(), *OTHER_REPLIES}

    def test_comes_after_answers_that_there_are(self, intent):
        assert set(TABLE[intent]["after"]) <= {*content_map(), *GROUPS}

    def test_every_last_answer_leads_somewhere(self, intent):
        for last in (None, *content_map()):
            assert follow_up_answer(intent, last) in {*content_map(), *OTHER_REPLIES}


def test_the_domain_knows_each():
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    assert set(follow_up_intents()) <= {name for name in domain["intents"] if isinstance(name, str)}


@pytest.mark.parametrize(
    ("intent", "last", "expected"),
    [
        ("follow_up_children", None, "symptoms/children"),
        ("follow_up_children", "", "symptoms/children"),
        ("follow_up_children", "symptoms/adults_emotions", "symptoms/children_aggression"),
        ("follow_up_children", "treatment/emdr", "treatment/tf_cbt"),
        ("follow_up_children", "about/brain", "symptoms/children"),
        ("follow_up_causes", "attachment_types/anxious", "causes/inconsistent_caregiving"),
        ("follow_up_relationships", "symptoms/children_withdrawal", "symptoms/children_trust"),
        ("follow_up_meaning", None, "about/definition"),
        ("follow_up_kinds", "treatment/medication", "no_medical_advice"),
        ("follow_up_kinds", "seek_help/overview", "treatment/overview"),
        ("follow_up_kinds", "about/definition", "attachment_types/overview"),
        ("follow_up_kinds", "treatment/overview", "treatment/therapies"),
        ("follow_up_kinds", "treatment/therapies", "treatment/therapies"),
    ],
)
def test_answer_by_what_was_said(intent, last, expected):
    assert follow_up_answer(intent, last) == expected


def test_the_longest_match_wins(monkeypatch):
    after = {"a": "x/group", "a/b": "x/answer", "a/b_c": "x/longest"}
    table = {"answers": {"f": {"by_default": "x/none", "after": after}}}
    monkeypatch.setattr("attachment_guide.content.follow_ups._table", lambda: table)
    for last, expected in [("a/z", "group"), ("a/b", "answer"), ("a/b_c", "longest"), ("ab/c", "none")]:
        assert follow_up_answer("f", last) == f"x/{expected}"


def test_an_unknown_follow_up():
    with pytest.raises(KeyError):
        follow_up_answer("follow_up_weather")


@pytest.mark.parametrize(
    "text",
    [
        "and hitting?",
        "And in adults?",
        "... and adults",
        "what about kids",
        "how is it treated",
        "does THAT go away?",
        "why do they do this",
        "the same for toddlers?",
        "ok",
        "what's the cause of it",
    ],
)
def test_leaning(text):
    assert leans_on_last_answer(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "what is attachment trauma",
        "symptoms in children",
        "android phones",  # begins with "and", but not with the word
        "bit of history please",
        "otherwise known as",
        # Longer than what may lean.
        "and what does the article say about the brain of a child in foster care",
    ],
)
def test_not_leaning(text):
    assert not leans_on_last_answer(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("what is emdr? and what is ddp?", ["what is emdr", "what is ddp"]),
        ("what causes it and how is it treated", ["what causes it", "how is it treated"]),
        ("what causes it & can it heal?", ["what causes it", "can it heal"]),
        ("what is it, and also how common is it", ["what is it", "also how common is it"]),
        ("what is emdr\n\nwhat is ddp", ["what is emdr", "what is ddp"]),
        ("which signs???who helps", ["which signs", "who helps"]),
        ("What is it AND HOW common is it", ["What is it", "HOW common is it"]),
        # "and" between things, not between questions.
        ("signs in children and adults", ["signs in children and adults"]),
        ("anxiety and depression?", ["anxiety and depression"]),
        ("what is the science and history behind this", ["what is the science and history behind this"]),
        ("and whatever", ["and whatever"]),
        # Words alone are no questions.
        ("why? how is it treated?", ["how is it treated"]),
        # Asides ask nothing of their own.
        ("what is EMDR? explain please", ["what is EMDR"]),
        ("pls explain! what is EMDR?? thanks so much", ["pls explain! what is EMDR"]),
        ("what is somatic therapy?? is it like yoga lol", ["what is somatic therapy"]),
        ("what is ddp? so is that basically the same as family therapy?", ["what is ddp"]),
        ("is it like a phobia? what helps", ["what helps"]),
        ("what is emdr? is it safe", ["what is emdr", "is it safe"]),
        ("what is emdr? explain ddp please", ["what is emdr", "explain ddp please"]),
        ("how common is it? what are the signs?", ["how common is it", "what are the signs"]),
        ("hi", []),
        ("", []),
        ("???", []),
    ],
)
def test_split(text, parts):
    assert split_questions(text) == parts


@given(st.text(max_size=300))
def test_parts_of_any_text_come_from_it(text):
    parts = split_questions(text)
    assert all(part in text and len(part.split()) > 1 for part in parts)
    leans_on_last_answer(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("whats the difference", True),
        ("compare them", True),
        ("and which is better?", True),
        ("Which one of the two is best, please?", True),
        ("vs", True),
        ("", True),
        ("emdr vs ddp", False),
        ("the clingy kind or the distant kind", False),
        ("compare it with hypnosis", False),
    ],
)
def test_a_comparison_that_names_nothing(text, expected):
    assert compares_nothing_named(text) is expected


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("the second one", 2),
        ("The FIRST", 1),
        ("1", 1),
        ("number 2 please", 2),
        ("3)", 3),
        ("option b", 2),
        ("one", 1),
        ("the last one", -1),
        ("the one at the bottom", -1),
        ("the green one", 1),
        ("that", None),
        ("12", None),
        ("", None),
    ],
)
def test_a_place_in_a_list(text, place):
    assert place_named(text) == place


def test_what_may_be_compared_are_groups_of_the_content_map() -> None:
    comparable = set(yaml.safe_load(FOLLOW_UPS_FILE.read_text(encoding="utf-8"))["comparable"])
    assert comparable and comparable <= GROUPS
    assert {name.split("/")[0] for name in content_map() if is_comparable(name)} == comparable
