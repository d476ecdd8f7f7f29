"""How the assistant's responses are spoken: settings filled in, and another wording than last time."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
import yaml
from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SlotSet, UserUttered
from rasa.shared.core.slots import TextSlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig, read_endpoint_config

from attachment_guide.content.choices import choice
from attachment_guide.content.feelings import shared_feelings
from channels.nlg import ResponseGenerator, texts_said

ROOT = Path(__file__).resolve().parents[2]
TURN = {"type": "slot", "name": "crisis_turn", "value": "1"}
RESPONSES = {
    "utter_one": [{"text": "one"}],
    "utter_two": [{"text": "two a"}, {"text": "two b"}],
    "utter_three": [{"text": "a"}, {"text": "b"}, {"text": "c"}],
    "utter_turns": [{"text": "first"}, {"text": "later", "condition": [TURN]}],
    "utter_page": [{"text": "See {contact_url} of {clinic_name}.", "buttons": [{"title": "{contact_url}"}]}],
    "utter_lines": [{"text": "In {place}"}, {"text": "Again in {place}", "condition": [TURN]}],
    "utter_sms": [{"text": "here"}, {"text": "by text message", "channel": "sms"}],
    "utter_only_later": [{"text": "later", "condition": [TURN]}],
}


def tracker(*said, turn=None):
    """A conversation in which pairs of response and text were spoken."""
    events = [BotUttered(text, metadata={"utter_action": name}) for name, text in said]
    slots = [SlotSet("crisis_turn", turn)] if turn else []
    return DialogueStateTracker.from_events(
        "x", [UserUttered("hi"), *events, *slots], slots=[TextSlot("crisis_turn", [])]
    )


def speak(name, *said, turn=None, channel="web", **parts):
    texts = ResponseGenerator()
    texts.responses = RESPONSES  # as Rasa does when a model is loaded
    return asyncio.run(texts.generate(name, tracker(*said, turn=turn), channel, **parts))


@pytest.mark.parametrize(
    ("name", "said", "turn", "possible"),
    [
        ("utter_one", [], None, {"one"}),
        ("utter_one", [("utter_one", "one")], None, {"one"}),  # there is no other
        ("utter_two", [], None, {"two a", "two b"}),
        ("utter_two", [("utter_two", "two a")], None, {"two b"}),
        ("utter_two", [("utter_two", "two b"), ("utter_one", "one")], None, {"two a"}),
        ("utter_two", [("utter_two", "two a"), ("utter_two", "two b")], None, {"two a"}),
        ("utter_two", [("utter_one", "two a")], None, {"two a", "two b"}),
        ("utter_turns", [], None, {"first"}),
        ("utter_turns", [], "1", {"later"}),
        # The action server is down and sets no slot.
        ("utter_turns", [("utter_turns", "first")], None, {"later"}),
        ("utter_turns", [("utter_turns", "later")], "1", {"first"}),
        ("utter_sms", [("utter_sms", "here")], None, {"here"}),  # not what is meant for another channel
    ],
)
def test_which_text_comes_next(name, said, turn, possible):
    assert {speak(name, *said, turn=turn)["text"] for _ in range(30)} == possible


def test_a_text_that_was_cut_off_before_it_was_stored_counts_as_well():
    texts = ResponseGenerator()
    texts.responses = RESPONSES

    def said(sender):
        nothing_stored = DialogueStateTracker.from_events(sender, [UserUttered("hi")])
        return asyncio.run(texts.generate("utter_turns", nothing_stored, "web"))["text"]

    assert [said("a"), said("a"), said("a"), said("b")] == ["first", "later", "first", "first"]
    texts.forget("a")
    assert [said("a"), said("b")] == ["first", "later"]
    assert set(texts._spoken) == {"a", "b"}


def test_what_actions_fill_in_is_compared_as_well():
    said = [("utter_lines", "In Spain")]
    assert speak("utter_lines", *said, place="Spain")["text"] == "Again in Spain"
    assert speak("utter_lines", *said, place="Italy")["text"] == "In Italy"


def test_settings_are_filled_in(monkeypatch):
    monkeypatch.setenv("ATTACHMENT_GUIDE_CONTACT_URL", "https://clinic.test/contact")
    monkeypatch.setenv("ATTACHMENT_GUIDE_CLINIC_NAME", "Clinic")
    message = speak("utter_page")
    assert message["text"] == "See https://clinic.test/contact of Clinic."
    assert message["buttons"] == [{"title": "https://clinic.test/contact"}]
    assert "{contact_url}" in RESPONSES["utter_page"][0]["text"], "the domain's own text stays as it is"


@pytest.mark.parametrize("name", ["utter_unknown", "utter_only_later"])
def test_no_text(name):
    known = speak(name)
    assert known is None or known["text"] == "later"


def test_a_text_that_has_not_been_said_goes_before_one_that_has():
    said = [("utter_three", "a"), ("utter_three", "b")]
    assert {speak("utter_three", *said)["text"] for _ in range(30)} == {"c"}
    said.append(("utter_three", "c"))
    assert {speak("utter_three", *said)["text"] for _ in range(30)} == {"a", "b"}


def test_guidance_on_risk_comes_in_the_order_of_its_texts():
    texts = ResponseGenerator()
    texts.responses = {"utter_crisis_lines": [{"text": text} for text in ("first", "once more", "again")]}
    said: list[tuple[str, str]] = []
    for expected in ("first", "once more", "again"):
        conversation = tracker(*said)
        message = asyncio.run(texts.generate("utter_crisis_lines", conversation, "web"))
        assert message["text"] == expected
        said.append(("utter_crisis_lines", expected))


ASKED = {
    "intent": {"name": "about", "confidence": 0.4},
    "said_intent": "about/brain",
    "choices": ["about/effects", "about/definition"],
}


def speak_of_the_brain(parsed, *earlier, name="utter_about/brain"):
    texts = ResponseGenerator()
    texts.responses = {
        "utter_about/brain": [{"text": "The brain.", "buttons": [{"title": "next", "payload": "/menu"}]}],
        "utter_menu": [{"text": "Topics."}],
        "utter_alternatives": [{"text": "Or else:"}, {"text": "Or these:"}],
    }
    events = [*earlier, UserUttered("brain?", parse_data=parsed)]
    return asyncio.run(texts.generate(name, DialogueStateTracker.from_events("x", events), "web"))


def test_below_an_answer_that_is_not_sure_stand_others():
    message = speak_of_the_brain(ASKED)
    assert message["text"] == "The brain.\n\nOr else:"
    assert [button["payload"] for button in message["buttons"]] == ["/about/effects", "/about/definition"]
    assert message["buttons"][0]["title"] == choice("about/effects").title
    said = BotUttered(message["text"], metadata={"utter_action": "utter_about/brain", **message})
    again = speak_of_the_brain(ASKED, said)
    assert again["text"] == "The brain.\n\nOr these:", "not the same words again"
    spoken = DialogueStateTracker.from_events("x", [UserUttered("hi"), said])
    assert texts_said(spoken, "utter_about/brain") == ["The brain."]


SAD = {**ASKED, "choices": [], "feeling": "sad"}


def test_a_feeling_is_taken_up_once_in_each_way():
    sentences = shared_feelings().sentences["sad"]
    said: list[BotUttered] = []
    for _ in sentences:
        message = speak_of_the_brain(SAD, *said)
        before, text = message["text"].split("\n\n")
        assert before in sentences
        assert not any(event.text.startswith(before) for event in said)
        assert text == "The brain."
        said.append(BotUttered(message["text"], metadata={"utter_action": "utter_about/brain", **message}))
    assert speak_of_the_brain(SAD, *said)["text"] == "The brain.", "all has been said"
    spoken = DialogueStateTracker.from_events("x", [UserUttered("hi"), *said])
    assert set(texts_said(spoken, "utter_about/brain")) == {"The brain."}


@pytest.mark.parametrize(("tier", "parts"), [("concern", 3), ("support", 1), ("check", 1), ("crisis", 1)])
def test_beside_guidance_on_risk_nothing_else_has_a_place(tier, parts):
    message = speak_of_the_brain({**ASKED, "feeling": "sad", "risk": {"tier": tier}})
    assert len(message["text"].split("\n\n")) == parts


def test_what_stands_around_an_answer_never_costs_it(monkeypatch):
    monkeypatch.setattr("channels.nlg.framed", lambda *_: 1 / 0)
    assert speak_of_the_brain(ASKED)["text"] == "The brain."


@pytest.mark.parametrize(
    ("parsed", "name"),
    [
        ({**ASKED, "choices": []}, "utter_about/brain"),
        ({**ASKED, "said_intent": "about/effects"}, "utter_about/brain"),  # not what was asked
        (ASKED, "utter_menu"),
        ({"intent": {"name": "about", "confidence": 1.0}}, "utter_about/brain"),  # a button
    ],
)
def test_nothing_else_is_offered(parsed, name):
    message = speak_of_the_brain(parsed, name=name)
    assert "Or" not in message["text"]
    assert "text_without_frame" not in message.get("metadata", {})


def test_texts_said():
    said = tracker(("utter_a", "1"), ("utter_a", "2"), ("utter_b", "3"))
    assert [texts_said(said, name) for name in ("utter_a", "utter_b", "utter_c")] == [["1", "2"], ["3"], []]


def test_rasa_speaks_with_it():
    """Also in `rasa shell` and `rasa run`: both read endpoints.yml."""
    endpoint = read_endpoint_config(str(ROOT / "endpoints.yml"), "nlg")
    assert isinstance(endpoint, EndpointConfig)
    assert isinstance(NaturalLanguageGenerator.create(endpoint, Domain.empty()), ResponseGenerator)


# What may be said more than once to someone at risk.
TEXTS = {
    name: variations
    for file in ("crisis", "check", "crisis_replies", "safety_texts")
    for name, variations in yaml.safe_load(
        (ROOT / f"data/conversation/{file}.yml").read_text(encoding="utf-8")
    )["responses"].items()
}


@pytest.mark.parametrize("name", TEXTS)
def test_every_text_for_someone_at_risk_has_another_one(name):
    texts = [variation["text"] for variation in TEXTS[name]]
    assert len(set(texts)) == len(texts) >= 2


@pytest.mark.parametrize("name", ["utter_check/self", "utter_check/other"])
def test_nobody_is_asked_again_however_often_they_are_at_risk(name):
    """Once asked, there are two texts without the question, to take turns."""
    asked = [v for v in TEXTS[name] if v.get("condition")]
    assert len(asked) >= 2
    assert not any(v.get("buttons") for v in asked)
