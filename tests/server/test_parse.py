"""Rasa's own parse endpoint carries what the design promises."""

from __future__ import annotations

import pytest

from attachment_guide.content.content_map import content_map
from attachment_guide.risk.tiers import CONCERN_CATEGORIES, CRISIS_CATEGORIES

CATEGORIES = {"crisis": CRISIS_CATEGORIES, "concern": CONCERN_CATEGORIES}


@pytest.mark.parametrize(
    ("text", "tier", "about"),
    [
        ("what is anxious attachment?", "none", "self"),
        ("I want to die", "crisis", "self"),
        ("my brother says he wants to kill himself", "crisis", "other"),
        ("I can't cope with everyday life any more", "concern", "self"),
        ("", "none", "self"),
        ("/affirm{} I want to die", "crisis", "self"),
        ("/affirm@1 I want to die", "crisis", "self"),
    ],
)
def test_risk(rasa, text, tier, about):
    parsed = rasa.post("/model/parse", json={"text": text}).json()
    risk = parsed["risk"]
    assert set(risk) >= {"tier", "category", "score", "evidence", "about"}
    assert (risk["tier"], risk["about"]) == (tier, about)
    assert 0 <= risk["score"] <= 1
    assert isinstance(risk["evidence"], list)
    assert risk["category"] in (*CATEGORIES.get(tier, ()), None)


@pytest.mark.parametrize("text", ["what is anxious attachment?", "zzz", "I want to die", ""])
def test_answers(rasa, text):
    parsed = rasa.post("/model/parse", json={"text": text}).json()
    ids = [answer["id"] for answer in parsed["answers"]]
    scores = [answer["score"] for answer in parsed["answers"]]
    assert len(ids) >= 5 and len(set(ids)) == len(ids)
    assert set(ids) <= set(content_map())
    assert scores == sorted(scores, reverse=True)
    assert parsed["decision"] in ("answer", "ask", "reject")


def test_a_question_and_its_decision(rasa):
    parsed = rasa.post("/model/parse", json={"text": "what is anxious attachment?"}).json()
    assert parsed["answers"][0]["id"] == "attachment_types/anxious"
    assert parsed["decision"] == "answer"
    assert parsed["intent"]["name"] == "attachment_types"
    selected = parsed["response_selector"]["attachment_types"]["response"]
    assert selected["intent_response_key"] == "attachment_types/anxious"


def test_what_is_not_covered_is_rejected(rasa):
    parsed = rasa.post("/model/parse", json={"text": "best pizza topping for a party"}).json()
    assert parsed["decision"] == "reject"
