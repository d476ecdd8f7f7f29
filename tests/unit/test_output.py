"""What the web channel sends of the assistant's messages. Single messages: see test_choices.py."""

from __future__ import annotations

import asyncio

import pytest

from attachment_guide.content.content_map import content_map
from channels.output import CHANNEL, WebOutput, kind, outgoing


def test_keeps_messages_in_their_order():
    async def send(output):
        await output.send_response("x", {"text": "one", "utter_action": "utter_menu"})
        await output.send_text_message("x", "two")
        await output.send_response("x", {"text": "three"})

    output = WebOutput()
    asyncio.run(send(output))
    assert [(m["text"], m["name"]) for m in output.messages] == [
        ("one", "utter_menu"),
        ("two", None),
        ("three", None),
    ]
    assert len({m["id"] for m in output.messages}) == 3


def test_channels_do_not_share_messages():
    WebOutput().messages.append({})
    assert WebOutput().messages == []


def test_the_trackers_name_for_it():
    assert WebOutput.name() == CHANNEL


@pytest.mark.parametrize("empty", [{}, {"text": None, "buttons": None, "metadata": None}, {"text": ""}])
def test_an_empty_message_has_all_keys(empty):
    message = outgoing(empty)
    assert message.keys() >= {"id", "text", "buttons", "source", "kind", "name", "time"}
    assert (message["text"], message["buttons"], message["kind"]) == ("", [], "chat")


def test_no_payload_leaves_the_server():
    buttons = [{"title": "Spain", "payload": '/choose_country{"country": "ES"}'}]
    assert "choose_country" not in str(outgoing({"text": "where?", "buttons": buttons}))


def test_every_answer_is_shown_as_one():
    assert {kind(f"utter_{name}") for name in content_map()} == {"answer"}
