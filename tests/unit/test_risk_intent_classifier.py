"""The RiskIntentClassifier component: how the risk of a message comes to lead the dialogue."""

from __future__ import annotations

import pytest
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, RESPONSE_SELECTOR, TEXT
from rasa.shared.nlu.training_data.message import Message

from attachment_guide.nlu.response_selector import response_selector
from attachment_guide.paths import ROOT
from attachment_guide.risk.assessment import Risk
from attachment_guide.risk.handover import KEY_HANDOVER, handed_over
from attachment_guide.risk.thresholds import Thresholds
from attachment_guide.risk.tiers import CONCERN_CATEGORIES, CRISIS_CATEGORIES, Tier
from attachment_guide.yaml_files import read_yaml
from components import risk_intent_classifier as module
from components.risk_intent_classifier import RiskIntentClassifier, leading_intent

COMPONENT = RiskIntentClassifier(RiskIntentClassifier.get_default_config())


class FixedDetector:
    """Finds the same risk in each text, and keeps what it was asked."""

    def __init__(self, risk: Risk) -> None:
        self.risk = risk
        self.thresholds = Thresholds()
        self.asked: list[tuple[str, list[str]]] = []
        self.continued_from: list[tuple[Risk, str, list[str]]] = []

    def assess(self, text, previous=()):
        self.asked.append((text, list(previous)))
        return self.risk

    def continued(self, risk, text, previous):
        self.continued_from.append((risk, text, list(previous)))
        return self.risk if self.risk.tier.strength > risk.tier.strength else risk


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
        (Risk(Tier.NONE, "suicide"), None),
        (Risk(Tier.CONCERN, "anxiety_depression"), "concern"),
        (Risk(Tier.CHECK), "check/self"),
        (Risk(Tier.CHECK, "suicide", about="other"), "check/other"),
        (Risk(Tier.CRISIS, "suicide"), "crisis/suicide"),
        (Risk(Tier.CRISIS, "abuse", about="other"), "crisis/abuse_other"),
        (Risk(Tier.CRISIS, None), "crisis/suicide"),
        (Risk(Tier.CRISIS, None, about="other"), "crisis/suicide_other"),
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
            assert f"utter_{leading_intent(Risk(Tier.CRISIS, category, about=about))}" in responses
        assert f"utter_{leading_intent(Risk(Tier.CHECK, about=about))}" in responses
    for sign in CONCERN_CATEGORIES:
        assert f"utter_concern_{sign}" in responses


class TestApply:
    def test_no_risk_changes_no_intent(self):
        message = classified()
        COMPONENT.apply_risk(message, Risk(score=0.02))
        assert message.get(INTENT)["name"] == "symptoms"
        assert message.get("said_intent") == "symptoms/children"
        assert message.get("risk") == Risk(score=0.02).as_dict()

    def test_a_crisis_leads_and_what_was_said_is_kept(self):
        message = classified()
        COMPONENT.apply_risk(message, Risk(Tier.CRISIS, "abuse", 0.97, ("hits me",)))
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
        COMPONENT.apply_risk(message, Risk(Tier.CONCERN, "anxiety_depression", 0.5))
        assert message.get(INTENT) == {"name": "concern", "confidence": 0.5}
        assert message.get(RESPONSE_SELECTOR) == before

    def test_said_intent_without_a_key(self):
        message = classified(key=None)
        COMPONENT.apply_risk(message, Risk(Tier.CHECK))
        assert message.get("said_intent") == "symptoms"

    def test_a_message_that_nothing_classified(self):
        message = Message({TEXT: "x"})
        COMPONENT.apply_risk(message, Risk(Tier.CRISIS, "suicide", 0.9))
        assert message.get("said_intent") is None
        assert message.get(INTENT)["name"] == "crisis"
        assert message.get(RESPONSE_SELECTOR)["all_retrieval_intents"] == ["crisis"]


class TestProcess:
    def test_of_a_typed_message(self, found):
        detector = found(Risk(Tier.CHECK, score=0.5))
        message = classified("I can't")
        assert COMPONENT.process([message]) == [message]
        assert message.get(INTENT)["name"] == "check"
        assert detector.asked == [("I can't", [])]

    def test_previous_messages_come_from_the_tracker(self, found):
        detector = found(Risk())
        said = [UserUttered(text) for text in ("one", "two", "three")]
        events = [said[0], BotUttered("hm"), said[1], BotUttered("hm"), said[2]]
        COMPONENT.process([classified("die")], DialogueStateTracker.from_events("x", events))
        assert detector.asked == [("die", ["two", "three"])]

    def test_messages_without_a_text_do_not_count(self, found):
        detector = found(Risk())
        events = [UserUttered("i want to"), UserUttered(None, {"name": "affirm"}), UserUttered("")]
        COMPONENT.process([classified("die")], DialogueStateTracker.from_events("x", events))
        assert detector.asked == [("die", ["i want to"])]

    @pytest.mark.parametrize("text", ["/symptoms/children", "/menu", '/choose_country{"country": "ES"}'])
    def test_a_payload_is_not_assessed(self, text, found):
        detector = found(Risk(Tier.CRISIS, "suicide"))
        message = classified(text)
        COMPONENT.process([message])
        assert detector.asked == []
        assert message.get(INTENT)["name"] == "symptoms"
        assert message.get("risk")["tier"] == "none"

    def test_what_only_looks_like_one_is(self, found):
        detector = found(Risk(Tier.CRISIS, "suicide"))
        COMPONENT.process([classified("/affirm{} I want to die")])
        assert detector.asked

    def test_what_the_channel_found_is_taken_over(self, found):
        detector = found(Risk())
        risk = Risk(Tier.CRISIS, "self_harm", 0.9, ("cut",), "other", True)
        message = classified("she cuts", metadata={"key": "x", **handed_over(risk, "she cuts")})
        COMPONENT.process([message])
        assert message.get("risk") == risk.as_dict()
        assert message.get(INTENT)["name"] == "crisis"
        assert detector.asked == []

    def test_it_is_continued_with_what_the_tracker_knows(self, found):
        """Another process may have seen the beginning of a split statement."""
        detector = found(Risk(Tier.CRISIS, "suicide", 0.9))
        message = classified("die", metadata=handed_over(Risk(), "die"))
        events = [UserUttered("hello"), UserUttered("i want"), UserUttered("to")]
        COMPONENT.process([message], DialogueStateTracker.from_events("x", events))
        assert detector.continued_from == [(Risk(), "die", ["i want", "to"])]
        assert message.get("risk")["tier"] == "crisis"

    def test_a_button_is_not_continued(self, found):
        detector = found(Risk(Tier.CRISIS))
        message = classified("/menu", metadata=handed_over(Risk(), "/menu"))
        COMPONENT.process([message], DialogueStateTracker.from_events("x", [UserUttered("i want to")]))
        assert (detector.asked, detector.continued_from) == ([], [])
        assert message.get("risk") == Risk().as_dict()

    @pytest.mark.parametrize(
        "metadata",
        [
            None,
            {},
            {"key": "x"},
            {"risk": None},
            {"risk": Risk().as_dict()},
            {"risk": Risk(Tier.CRISIS).as_dict()},
            {"risk": {}},
            {"risk": []},
            {"risk": "none"},
            {KEY_HANDOVER: "unknown"},
            {KEY_HANDOVER: Risk().as_dict()},
            {KEY_HANDOVER: [1]},
            pytest.param({**handed_over(Risk(), "hello"), "risk": Risk().as_dict()}, id="both"),
            "text",
            [1, 2],
            7,
        ],
        ids=str,
    )
    def test_metadata_that_our_channel_did_not_set_is_ignored(self, metadata, found):
        detector = found(Risk(Tier.CHECK))
        message = classified("I can't", metadata=metadata)
        COMPONENT.process([message])
        assert detector.asked == [("I can't", [])]
        assert message.get("risk")["tier"] == "check"

    def test_a_handover_works_once(self, found):
        detector = found(Risk(Tier.CHECK))
        metadata = handed_over(Risk(), "hello")
        COMPONENT.process([classified("hello", metadata=metadata)])
        assert detector.asked == []
        COMPONENT.process([classified("hello", metadata=metadata)])
        assert detector.asked == [("hello", [])]

    @pytest.mark.parametrize("text", [None, ""])
    def test_no_text(self, text, found):
        detector = found(Risk())
        COMPONENT.process([classified(text)])
        assert detector.asked == [("", [])]

    def test_each_message_of_a_batch(self, found):
        found(Risk(Tier.CONCERN, "physical_health"))
        messages = [classified("a"), classified("b")]
        COMPONENT.process(messages)
        assert [m.get(INTENT)["name"] for m in messages] == ["concern", "concern"]


@pytest.mark.parametrize(
    ("said", "sure", "tier", "category", "leads"),
    [
        ("crisis_reply/denied", 0.9, Tier.CHECK, "suicide", False),
        ("crisis_reply/denied", 0.9, Tier.CONCERN, "self_harm", False),
        ("crisis_reply/denied", 0.3, Tier.CHECK, "suicide", True),
        ("crisis_reply/denied", 0.9, Tier.CRISIS, "suicide", True),
        ("crisis_reply/abuse_watched", 0.9, Tier.CRISIS, "abuse", False),
        ("crisis_reply/not_safe", 0.9, Tier.CRISIS, "abuse", True),
        ("crisis_reply/help_coming", 0.9, Tier.CRISIS, "medical_emergency", False),
        ("crisis_reply/abuse_watched", 0.9, Tier.CRISIS, "medical_emergency", True),
        ("smalltalk/greet", 0.9, Tier.CHECK, "suicide", True),
    ],
)
def test_an_answer_to_guidance_goes_before_asking_again(said, sure, tier, category, leads):
    name = said.split("/")[0]
    message = Message({TEXT: "..."})
    message.set(INTENT, {"name": name, "confidence": sure})
    message.set(RESPONSE_SELECTOR, {name: response_selector([(said, sure)])})
    COMPONENT.apply_risk(message, Risk(tier, category, 0.9))
    assert (message.get(INTENT)["name"] != name) is leads
    assert message.get("risk")["tier"] == tier
    assert message.get("said_intent") == said


def test_the_thresholds_are_the_configuration_s():
    component = RiskIntentClassifier({"crisis_reply_threshold": 0.95, "specific_crisis_replies": {}})
    message = Message({TEXT: "..."})
    message.set(INTENT, {"name": "crisis_reply", "confidence": 0.9})
    message.set(RESPONSE_SELECTOR, {"crisis_reply": response_selector([("crisis_reply/denied", 0.9)])})
    component.apply_risk(message, Risk(Tier.CHECK, "suicide", 0.9))
    assert message.get(INTENT)["name"] == "check"


def test_the_configuration_file_shows_the_defaults():
    (entry,) = [
        {key: value for key, value in entry.items() if key != "name"}
        for entry in read_yaml(ROOT / "config.yml")["pipeline"]
        if entry["name"].endswith("RiskIntentClassifier")
    ]
    assert entry == RiskIntentClassifier.get_default_config()
