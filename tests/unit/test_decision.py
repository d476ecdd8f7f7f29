"""What is decided from probabilities alone: no model, no Rasa."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from attachment_guide.nlu.decision import (
    Labels,
    Thresholds,
    choices,
    decide,
    rank_intents,
    rank_keys,
    several_answers,
)

LABELS = Labels(
    [
        "affirm",
        "contact/phone",
        "follow_up_children",
        "out_of_scope/general",
        "smalltalk/greet",
        "symptoms/adults",
        "symptoms/children",
        "treatment/emdr",
    ]
)
THRESHOLDS = Thresholds(
    in_scope_threshold=0.6,
    answer_threshold=0.15,
    sure_threshold=0.5,
    intent_threshold=0.25,
    multi_intent_threshold=0.5,
)


def probabilities(**told: float) -> np.ndarray:
    """Of the labels; `/` is written `__`. What is left goes nowhere."""
    return np.array([told.get(name.replace("/", "__"), 0.0) for name in LABELS.names])


@pytest.mark.parametrize(
    ("told", "decision", "intent"),
    [
        ({}, "reject", "nlu_fallback"),
        ({"symptoms__children": 0.6, "affirm": 0.4}, "answer", "symptoms/children"),
        ({"symptoms__children": 0.59, "affirm": 0.41}, "answer", "affirm"),
        ({"follow_up_children": 0.5, "symptoms__adults": 0.3}, "answer", "follow_up_children"),
        ({"out_of_scope__general": 0.9}, "reject", "out_of_scope/general"),
        ({"symptoms__children": 0.4, "affirm": 0.24, "smalltalk__greet": 0.24}, "ask", "nlu_fallback"),
        ({"symptoms__children": 0.39, "affirm": 0.24, "smalltalk__greet": 0.24}, "reject", "nlu_fallback"),
        # The follow-up adds to the answer that it asks for.
        ({"symptoms__children": 0.3, "follow_up_children": 0.4}, "answer", "follow_up_children"),
    ],
)
def test_decisions(told, decision, intent):
    assert decide(LABELS, probabilities(**told), THRESHOLDS) == (decision, intent)


@pytest.mark.parametrize(("threshold", "decision"), [(0.3, "answer"), (0.41, "ask")])
def test_an_unlikely_answer_is_asked_about(threshold, decision):
    told = probabilities(symptoms__children=0.4, symptoms__adults=0.3)
    thresholds = replace(THRESHOLDS, answer_threshold=threshold)
    assert decide(LABELS, told, thresholds)[0] == decision


RANKING = [
    ("symptoms/adults", 0.4),
    ("treatment/emdr", 0.3),
    ("symptoms/children", 0.2),
    ("about/brain", 0.1),
]


@pytest.mark.parametrize(
    ("decision", "intent", "ranking", "expected"),
    [
        ("ask", "nlu_fallback", RANKING, ["symptoms/adults", "treatment/emdr", "symptoms/children"]),
        ("answer", "symptoms/adults", RANKING, ["treatment/emdr", "symptoms/children"]),
        ("answer", "treatment/emdr", RANKING, ["symptoms/adults", "symptoms/children"]),
        ("answer", "symptoms/adults", [("symptoms/adults", 0.5), *RANKING[1:]], []),  # sure enough
        ("answer", "smalltalk/greet", RANKING, []),
        ("reject", "out_of_scope/general", RANKING, []),
    ],
)
def test_what_is_offered(decision, intent, ranking, expected):
    assert choices(ranking, decision, intent, THRESHOLDS) == expected


def test_answers_are_ranked_with_what_follow_ups_ask_for():
    told = probabilities(symptoms__adults=0.3, follow_up_children=0.25, symptoms__children=0.1, affirm=0.3)
    ranking = LABELS.rank_answers(told)
    assert [answer for answer, _ in ranking] == ["symptoms/children", "symptoms/adults", "treatment/emdr"]
    assert ranking[0][1] == pytest.approx(0.35)


def test_intents_are_ranked_with_the_decided_one_first():
    told = probabilities(symptoms__adults=0.3, symptoms__children=0.3, affirm=0.4)
    assert rank_intents(LABELS, told, "affirm")[0] == ("affirm", pytest.approx(0.4))
    assert rank_intents(LABELS, told, "affirm")[1] == ("symptoms", pytest.approx(0.6))
    assert rank_intents(LABELS, told, "nlu_fallback")[0] == ("nlu_fallback", pytest.approx(0.4))


@pytest.mark.parametrize(
    ("decided", "keys"),
    [
        ("symptoms/children", ["symptoms/children", "symptoms/adults"]),
        ("symptoms/adults", ["symptoms/adults", "symptoms/children"]),
        ("affirm", []),
        ("weather/today", []),
    ],
)
def test_keys_of_the_decided_intent(decided, keys):
    told = probabilities(symptoms__adults=0.3, symptoms__children=0.2)
    assert [key for key, _ in rank_keys(LABELS, told, decided)] == keys


@pytest.mark.parametrize(
    ("questions", "answers"),
    [
        ([], []),
        ([{"treatment__emdr": 0.9}], []),
        ([{"treatment__emdr": 0.9}, {"symptoms__adults": 0.5}], ["treatment/emdr", "symptoms/adults"]),
        ([{"treatment__emdr": 0.9}, {"symptoms__adults": 0.49}], []),
        ([{"treatment__emdr": 0.9}, {"follow_up_children": 0.9}], ["treatment/emdr", "symptoms/children"]),
        ([{"treatment__emdr": 0.9}, {"treatment__emdr": 0.9}, {"affirm": 0.9}], []),
        ([{"contact__phone": 0.9}, {"symptoms__adults": 0.9}], ["contact/phone", "symptoms/adults"]),
        ([{"out_of_scope__general": 0.9}, {"symptoms__adults": 0.9}], []),
    ],
)
def test_several_questions(questions, answers):
    rows = [probabilities(**told) for told in questions]
    assert several_answers(LABELS, rows, THRESHOLDS) == answers
