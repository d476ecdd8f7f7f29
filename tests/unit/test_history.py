"""A conversation as it is shown again."""

from __future__ import annotations

from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered

from channels.history import messages_shown
from channels.output import outgoing

EVENTS = [
    ActionExecuted("action_listen"),
    UserUttered("hello", message_id="m1", timestamp=1.0),
    BotUttered("Hi.", metadata={"utter_action": "utter_smalltalk/greet"}, timestamp=2.0),
    SlotSet("country", "ES"),
    UserUttered("what is it?", message_id="m2", timestamp=3.0),
    BotUttered("It is ...", metadata={"utter_action": "utter_about/definition"}, timestamp=4.0),
    BotUttered("And ...", {"buttons": [{"title": "Menu", "payload": "/menu"}]}, timestamp=5.0),
    UserUttered(None, {"name": "external"}, timestamp=6.0),
    UserUttered("bye", message_id="m3", timestamp=7.0),
]
SHOWN = [
    ("visitor", "hello"),
    ("assistant", "Hi."),
    ("visitor", "what is it?"),
    ("assistant", "It is ..."),
    ("assistant", "And ..."),
    ("visitor", "bye"),
]


def said(events):
    return [(message["from"], message["text"]) for message in messages_shown(events)]


def test_in_order():
    messages = messages_shown(EVENTS)
    assert [(m["from"], m["text"]) for m in messages] == SHOWN
    assert messages[0]["id"] == "m1"
    assert (messages[3]["kind"], messages[3]["name"]) == ("answer", "utter_about/definition")
    assert messages[4]["buttons"][0]["name"] == "utter_menu"


def test_what_was_stored_late_stands_where_it_was_shown():
    late = EVENTS[2]
    assert said([*EVENTS[:2], *EVENTS[3:], late]) == SHOWN


def test_feedback_stands_with_the_message_that_it_is_on():
    ids = [outgoing(event)["id"] for event in EVENTS if isinstance(event, BotUttered)]
    feedback = [
        SlotSet("feedback", {"message": ids[number], "helped": helped})
        for number, helped in [(1, True), (2, True), (1, False)]
    ]
    messages = messages_shown([*EVENTS, *feedback, SlotSet("feedback", None)])
    assert [m["helped"] for m in messages if m["from"] == "assistant"] == [None, False, True]
    assert all("helped" not in m for m in messages if m["from"] == "visitor")


def test_nothing_said():
    assert messages_shown([ActionExecuted("action_listen")]) == []
