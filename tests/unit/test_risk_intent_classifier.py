"""The RiskIntentClassifier component: how the risk of a message comes to lead the dialogue."""

from __future__ import annotations

import pytest
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, RESPONSE_SELECTOR, TEXT
from rasa.shared.nlu.training_data.message import Message

from attachment_guide.nlu.response_selector import response_selector
from attachment_guide.risk.detector import Risk
from attachment_guide.risk.tiers import CONCERN_CATEGORIES, CRISIS_CATEGORIES
from components import risk_intent_classifier as module
from components.risk_intent_classifier import RiskIntentClassifier, apply_risk, leading_intent


class FixedDetector:
    """Finds the same risk in each text, and keeps what it was asked."""

    def __init__(self, risk: Risk) -> None:
        self.risk = risk
        self.asked: list[tuple[str, list[str]]] = []

    def assess(self, text, previous=()):
        self.asked.append((text, list(previous)))
        return self.risk


@pytest.fixture
def found(monkeypatch):
    """Sets what the detector finds."""

    def find(risk):
        detector = FixedDetector(risk)
        monkeypatch.setattr(module, "shared_detector", lambda: detector)
        return detector

    return find


def classified(text="some words", key="children", **more):
    """A message as the AnswerClassifier leaves it."""
    message = Message({TEXT: text, **more})
    ranking = [{"name": "symptoms", "confidence": 0.8}, {"name": "crisis", "confidence": 0.1}]
    message.set(INTENT, ranking[0], add_to_output=True)
    message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
    selected = {"symptoms": response_selector([(f"symptoms/{key}", 0.8)])} if key else {}
    message.set(RESPONSE_SELECTOR, {"all_retrieval_intents": ["symptoms"], **selected}, add_to_output=True)
    return message


@pytest.mark.parametrize(
    ("risk", "intent"),
    [
        (Risk(), None),
        # At tier none the category only says what a harmless message is about.
        (Risk("none", "suicide"), None),
        (Risk("concern", "anxiety_depression"), "concern"),
        (Risk("check"), "check/self"),
        (Risk("check", "suicide", about="other"), "check/other"),
        (Risk("crisis", "suicide"), "crisis/suicide"),
        (Risk("crisis", "abuse", about="other"), "crisis/abuse_other"),
        (Risk("crisis", None), "crisis/suicide"),
        (Risk("crisis", None, about="other"), "crisis/suicide_other"),
    ],
)
def test_tier_to_intent(risk, intent):
    assert leading_intent(risk) == intent


def test_there_is_guidance_for_all_that_may_lead():
    """A text for each intent, or the visitor at risk would get none."""
    from rasa.shared.core.domain import Domain

    responses = Domain.load(["data/conversation"]).responses
    for about in ("self", "other"):
        for category in (*CRISIS_CATEGORIES, None):
            assert f"utter_{leading_intent(Risk('crisis', category, about=about))}" in responses
        assert f"utter_{leading_intent(Risk('check', about=about))}" in responses
    for sign in CONCERN_CATEGORIES:
        assert f"utter_concern_{sign}" in responses


class TestApply:
    def test_no_risk_changes_no_intent(self):
        message = classified()
        apply_risk(message, Risk(score=0.02))
        assert message.get(INTENT)["name"] == "symptoms"
        assert message.get("said_intent") == "symptoms/children"
        assert message.get("risk") == Risk(score=0.02).as_dict()

    def test_a_crisis_leads_and_what_was_said_is_kept(self):
        message = classified()
        apply_risk(message, Risk("crisis", "abuse", 0.97, ("hits me",)))
        out = message.as_dict(only_output_properties=True)
        assert out["intent"] == {"name": "crisis", "confidence": 0.97}
        assert [i["name"] for i in out["intent_ranking"]] == ["crisis", "symptoms"]
        assert out["said_intent"] == "symptoms/children"
        assert out["risk"]["evidence"] == ["hits me"]
        selector = out["response_selector"]
        assert selector["crisis"]["response"]["utter_action"] == "utter_crisis/abuse"
        assert selector["symptoms"]["response"]["intent_response_key"] == "symptoms/children"
        assert selector["all_retrieval_intents"] == ["crisis", "symptoms"]

    def test_a_concern_leads_without_a_key(self):
        message = classified()
        before = dict(message.get(RESPONSE_SELECTOR))
        apply_risk(message, Risk("concern", "anxiety_depression", 0.5))
        assert message.get(INTENT) == {"name": "concern", "confidence": 0.5}
        assert message.get(RESPONSE_SELECTOR) == before

    def test_said_intent_without_a_key(self):
        message = classified(key=None)
        apply_risk(message, Risk("check"))
        assert message.get("said_intent") == "symptoms"

    def test_a_message_that_nothing_classified(self):
        message = Message({TEXT: "x"})
        apply_risk(message, Risk("crisis", "suicide", 0.9))
        assert message.get("said_intent") is None
        assert message.get(INTENT)["name"] == "crisis"
        assert message.get(RESPONSE_SELECTOR)["all_retrieval_intents"] == ["crisis"]


class TestProcess:
    def test_of_a_typed_message(self, found):
        detector = found(Risk("check", score=0.5))
        message = classified("I can't")
        assert RiskIntentClassifier().process([message]) == [message]
        assert message.get(INTENT)["name"] == "check"
        assert detector.asked == [("I can't", [])]

    def test_previous_messages_come_from_the_tracker(self, found):
        detector = found(Risk())
        said = [UserUttered(text) for text in ("one", "two", "three")]
        events = [said[0], BotUttered("hm"), said[1], BotUttered("hm"), said[2]]
        RiskIntentClassifier().process([classified("die")], DialogueStateTracker.from_events("x", events))
        assert detector.asked == [("die", ["two", "three"])]

    def test_messages_without_a_text_do_not_count(self, found):
        detector = found(Risk())
        events = [UserUttered("i want to"), UserUttered(None, {"name": "affirm"}), UserUttered("")]
        RiskIntentClassifier().process([classified("die")], DialogueStateTracker.from_events("x", events))
        assert detector.asked == [("die", ["i want to"])]

    @pytest.mark.parametrize("text", ["/symptoms/children", "/menu", '/choose_country{"country": "ES"}'])
    def test_a_payload_is_not_assessed(self, text, found):
        detector = found(Risk("crisis", "suicide"))
        message = classified(text)
        RiskIntentClassifier().process([message])
        assert detector.asked == []
        assert message.get(INTENT)["name"] == "symptoms"
        assert message.get("risk")["tier"] == "none"

    def test_what_only_looks_like_one_is(self, found):
        detector = found(Risk("crisis", "suicide"))
        RiskIntentClassifier().process([classified("/affirm{} I want to die")])
        assert detector.asked

    def test_what_the_channel_found_is_taken_over(self, found):
        detector = found(Risk())
        risk = Risk("crisis", "self_harm", 0.9, ("cut",), "other", True)
        message = classified(metadata={"risk": risk.as_dict()})
        RiskIntentClassifier().process([message])
        assert message.get("risk") == risk.as_dict()
        assert message.get(INTENT)["name"] == "crisis"
        assert detector.asked == []

    @pytest.mark.parametrize("metadata", [None, {}, {"risk": None}, {"key": "x"}])
    def test_metadata_without_a_risk(self, metadata, found):
        detector = found(Risk("check"))
        RiskIntentClassifier().process([classified(metadata=metadata)])
        assert len(detector.asked) == 1

    @pytest.mark.parametrize("text", [None, ""])
    def test_no_text(self, text, found):
        detector = found(Risk())
        RiskIntentClassifier().process([classified(text)])
        assert detector.asked == [("", [])]

    def test_each_message_of_a_batch(self, found):
        found(Risk("concern", "physical_health"))
        messages = [classified("a"), classified("b")]
        RiskIntentClassifier().process(messages)
        assert [m.get(INTENT)["name"] for m in messages] == ["concern", "concern"]


@pytest.mark.parametrize(
    ("said", "sure", "tier", "category", "leads"),
    [
        ("crisis_reply/denied", 0.9, "check", "suicide", False),
        ("crisis_reply/denied", 0.9, "concern", "self_harm", False),
        ("crisis_reply/denied", 0.3, "check", "suicide", True),
        ("crisis_reply/denied", 0.9, "crisis", "suicide", True),
        ("crisis_reply/abuse_watched", 0.9, "crisis", "abuse", False),
        ("crisis_reply/not_safe", 0.9, "crisis", "abuse", True),
        ("crisis_reply/help_coming", 0.9, "crisis", "medical_emergency", False),
        ("crisis_reply/abuse_watched", 0.9, "crisis", "medical_emergency", True),
        ("smalltalk/greet", 0.9, "check", "suicide", True),
    ],
)
def test_an_answer_to_guidance_goes_before_asking_again(said, sure, tier, category, leads):
    name = said.split("/")[0]
    message = Message({TEXT: "..."})
    message.set(INTENT, {"name": name, "confidence": sure})
    message.set(RESPONSE_SELECTOR, {name: response_selector([(said, sure)])})
    apply_risk(message, Risk(tier, category, 0.9))
    assert (message.get(INTENT)["name"] != name) is leads
    assert message.get("risk")["tier"] == tier
    assert message.get("said_intent") == said
