"""How an answer is spoken in simpler words: as the same answer, with its source and next steps."""

from __future__ import annotations

import asyncio

import yaml
from rasa.core.actions.action import RemoteAction
from rasa.core.channels import CollectingOutputChannel
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import utter_simply
from attachment_guide.content.content_map import content_map
from attachment_guide.paths import ANSWERS
from channels.nlg import ResponseGenerator

NOTHING_SAID = DialogueStateTracker.from_events("x", [UserUttered("simpler please")])


def generator_of(responses):
    texts = ResponseGenerator()
    texts.responses = responses
    return texts


def speak_simply(*variations):
    """A message of `utter_about/brain` as Rasa makes it after an action that asks for simple words."""
    texts = generator_of({"utter_about/brain": variations})
    dispatcher = CollectingDispatcher()
    utter_simply(dispatcher, "about/brain")
    said = RemoteAction._utter_responses(dispatcher.messages, CollectingOutputChannel(), texts, NOTHING_SAID)
    [message] = asyncio.run(said)
    return message


BRAIN = {
    "text": "The brain in long words.",
    "buttons": [{"title": "next", "payload": "/menu"}],
    "metadata": {"source": {"section": "Brain"}, "simple": "See {contact_url}."},
}


def test_a_simpler_text_is_the_same_answer_with_its_source_and_next_steps(monkeypatch):
    monkeypatch.setenv("ATTACHMENT_GUIDE_CONTACT_URL", "https://clinic.test")
    said = speak_simply(BRAIN)
    assert said.text == "See https://clinic.test."
    assert said.data["buttons"] == BRAIN["buttons"]
    assert said.metadata["utter_action"] == "utter_about/brain"
    assert said.metadata["metadata"] == {"source": {"section": "Brain"}}, "the text is not kept twice"
    assert said.metadata["simple"] is True
    assert "simple" in BRAIN["metadata"], "the domain's own text stays as it is"


def test_the_answer_itself_is_not_put_simply():
    message = asyncio.run(
        generator_of({"utter_about/brain": [BRAIN]}).generate("utter_about/brain", NOTHING_SAID, "x")
    )
    assert message["text"] == BRAIN["text"]
    assert message["metadata"] == {"source": {"section": "Brain"}}


def test_of_several_texts_one_that_has_a_simpler_one_is_said():
    other = {"text": "The brain in other words."}
    assert {speak_simply(other, BRAIN).text.split()[0] for _ in range(20)} == {"See"}
    assert speak_simply(other).text == other["text"], "better than nothing"


def test_every_answer_has_a_simpler_text_that_is_said():
    responses = {}
    for file in sorted(ANSWERS.glob("*.yml")):
        responses.update(yaml.safe_load(file.read_text(encoding="utf-8"))["responses"])
    generator = generator_of(responses)
    for answer in content_map():
        said = [
            asyncio.run(generator.generate(f"utter_{answer}", NOTHING_SAID, "web", simple=simple))
            for simple in (False, True)
        ]
        texts = [v["metadata"]["simple"] for v in responses[f"utter_{answer}"] if "simple" in v["metadata"]]
        assert said[1]["text"] in texts
        assert said[1]["text"] != said[0]["text"]
        assert said[1]["buttons"]
        assert said[1]["metadata"]["source"]["section"]
