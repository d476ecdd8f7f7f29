"""Answers to crisis guidance that sound like another kind of danger."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.constants import INTENT, RESPONSE_SELECTOR, TEXT
from rasa.shared.nlu.training_data.message import Message

from attachment_guide.nlu.response_selector import response_selector
from attachment_guide.risk.assessment import Risk
from attachment_guide.risk.tiers import Tier
from components.risk_intent_classifier import RiskIntentClassifier


@pytest.mark.parametrize(
    ("guided_about", "by_meaning", "intent"),
    [
        ("abuse", True, "crisis_reply"),  # "he'll take the kids" is no new kind of danger
        ("abuse", False, "crisis"),  # a phrase says so
        ("suicide", True, "crisis"),  # the reply is none to that guidance
        (None, True, "crisis"),
    ],
)
def test_a_reply_to_the_guidance_before_goes_before_a_category_by_meaning(guided_about, by_meaning, intent):
    component = RiskIntentClassifier(RiskIntentClassifier.get_default_config())
    message = Message({TEXT: "..."})
    message.set(INTENT, {"name": "crisis_reply", "confidence": 0.9})
    message.set(
        RESPONSE_SELECTOR, {"crisis_reply": response_selector([("crisis_reply/abuse_children", 0.9)])}
    )
    risk = Risk(Tier.CRISIS, "harm_to_others", 0.9, by_meaning=by_meaning)
    component.apply_risk(message, risk, guided_about)
    assert message.get(INTENT)["name"] == intent
