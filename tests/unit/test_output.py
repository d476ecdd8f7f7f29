"""What channels send of the assistant's messages. Buttons: see test_choices.py."""

from __future__ import annotations

import asyncio

import pytest
from rasa.shared.core.events import BotUttered

from attachment_guide.content import content_map as module
from attachment_guide.content.content_map import content_map
from attachment_guide.names import answer_intents
from channels.choices import choice_id
from channels.output import CollectingOutput, kind, outgoing

BUTTON = {"title": "Adults", "payload": "/symptoms/adults"}


def test_keeps_messages_in_their_order():
    async def send(output):
        await output.send_response("x", {"text": "one", "utter_action": "utter_menu"})
        await output.send_text_message("x", "two")
        await output.send_response("x", {"text": "three"})

    output = CollectingOutput("sms")
    asyncio.run(send(output))
    messages = [outgoing(event) for event in output.events]
    assert [(m["text"], m["name"]) for m in messages] == [
        ("one", "utter_menu"),
        ("two", None),
        ("three", None),
    ]
    assert len({m["id"] for m in messages}) == 3


def test_turns_do_not_share_messages():
    CollectingOutput("web").events.append(BotUttered("x"))
    assert CollectingOutput("web").events == []


@pytest.mark.parametrize("channel", ["web", "sms"])
def test_the_trackers_name_for_it(channel):
    assert CollectingOutput(channel).name() == channel


def test_what_is_collected_is_what_the_tracker_keeps():
    """The same id, whether a message comes from the turn or from the restored conversation."""
    metadata = {"utter_action": "utter_symptoms/children", "metadata": {"source": {"section": "Symptoms"}}}
    stored = BotUttered("Signs are ...", {"buttons": [BUTTON], "image": None}, metadata, 12.3456)
    output = CollectingOutput("web")
    asyncio.run(output.send_response("x", stored.message()))
    [collected] = output.events
    assert collected == BotUttered("Signs are ...", {"buttons": [BUTTON]}, metadata)
    assert outgoing(collected) == outgoing(stored)


def test_a_whole_message():
    metadata = {"utter_action": "utter_symptoms/children", "metadata": {"source": {"section": "Symptoms"}}}
    message = outgoing(BotUttered("Signs are ...", {"buttons": [BUTTON]}, metadata, 12.3456))
    assert message.pop("id")
    assert message == {
        "text": "Signs are ...",
        "buttons": [
            {"id": choice_id("/symptoms/adults"), "title": "Adults", "name": "utter_symptoms/adults"}
        ],
        "source": {"section": "Symptoms"},
        "kind": "answer",
        "name": "utter_symptoms/children",
        "time": 12.346,
    }


@pytest.mark.parametrize("empty", [BotUttered(), BotUttered(None, {"buttons": None}), BotUttered("")])
def test_an_empty_message_has_all_keys(empty):
    message = outgoing(empty)
    assert message.keys() >= {"id", "text", "buttons", "source", "kind", "name", "time"}
    assert (message["text"], message["buttons"], message["kind"]) == ("", [], "chat")


def test_a_button_without_a_payload_does_not_keep_a_message_back():
    message = outgoing(BotUttered("call", {"buttons": [{"title": "Call", "url": "tel:112"}, BUTTON]}))
    assert [button["title"] for button in message["buttons"]] == ["Adults"]


def test_no_payload_leaves_the_server():
    buttons = [{"title": "Spain", "payload": '/choose_country{"country": "ES"}'}]
    assert "choose_country" not in str(outgoing(BotUttered("where?", {"buttons": buttons})))


@pytest.fixture
def new_topic(tmp_path, monkeypatch):
    """A content map to which staff have added a topic of their own."""
    file = tmp_path / "content-map.yml"
    own = "\nsleep:\n  routine: {title: A routine, refs: [], facts: [a routine helps]}\n"
    file.write_text(module.CONTENT_MAP.read_text(encoding="utf-8") + own, encoding="utf-8")
    monkeypatch.setattr(module, "CONTENT_MAP", file)
    for kept in (module.content_map, answer_intents):
        kept.cache_clear()
    yield "sleep/routine"
    monkeypatch.undo()
    for kept in (module.content_map, answer_intents):
        kept.cache_clear()


def test_a_new_topic_of_the_content_map_is_shown_as_an_answer(new_topic):
    said = BotUttered("Go to bed at the same time.", metadata={"utter_action": f"utter_{new_topic}"})
    assert outgoing(said)["kind"] == "answer"


def test_what_looks_like_a_topic_and_is_none_is_not():
    assert kind("utter_sleep/routine") == "chat"


def test_every_answer_is_shown_as_one():
    assert {kind(f"utter_{name}") for name in content_map()} == {"answer"}


@pytest.mark.parametrize(
    ("response", "shown_as"),
    [
        ("utter_crisis/suicide", "crisis"),
        ("utter_crisis_lines", "crisis"),
        ("utter_check/self", "crisis"),
        ("utter_concern_self_harm", "concern"),
        ("utter_unavailable", "notice"),
        ("utter_help_line", "notice"),
        ("utter_symptoms/children", "answer"),
        ("utter_smalltalk/greet", "chat"),
        ("", "chat"),
    ],
)
def test_kinds(response, shown_as):
    assert kind(response) == shown_as
