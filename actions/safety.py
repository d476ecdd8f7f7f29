"""What a turn at risk gets beside its fixed text: help lines, and answers to our questions."""

from __future__ import annotations

import os
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import bot_messages, messages_of_last_turn, response_name, utter
from guide.help_lines import (
    ABUSE,
    CHILD,
    GENERAL,
    country_choices,
    find_country,
    help_lines,
    lines_text,
)
from guide.names import KEY_RISK

DEFAULT_COUNTRY_SETTING = "ATTACHMENT_GUIDE_DEFAULT_COUNTRY"

SLOT_COUNTRY = "country"
SLOT_CRISIS_TURN = "crisis_turn"
SLOT_CHECK_ASKED = "check_asked"

CRISIS_PREFIX = "utter_crisis"
CHECK_PREFIX = "utter_check/"


def country_named(tracker: Tracker) -> str | None:
    """ISO code of the country that this message names; None when it names none with help lines."""
    said = find_country(tracker.latest_message.get("text") or "")
    entities = tracker.latest_message.get("entities") or []
    chosen = [e["value"] for e in entities if e["entity"] == SLOT_COUNTRY]
    return next((code for code in (said, *chosen) if code in help_lines()["countries"]), None)


def country_of(tracker: Tracker) -> str | None:
    """ISO code of the visitor's country, from this message or from before; None when unknown."""
    before = (tracker.get_slot(SLOT_COUNTRY), os.environ.get(DEFAULT_COUNTRY_SETTING))
    known = (code for code in before if code in help_lines()["countries"])
    return country_named(tracker) or next(known, None)


def give_lines(
    dispatcher: CollectingDispatcher, tracker: Tracker, *, category: str | None, minor: bool
) -> list[dict[str, Any]]:
    """Utters the help lines of the visitor's country, or asks which country it is.

    Args:
        dispatcher: where the messages go.
        tracker: the conversation.
        category: of the risk; abuse has lines of its own.
        minor: whether a child or teenager is concerned.

    Returns:
        Events that keep the country, when the visitor named it.
    """
    code = country_of(tracker)
    if not code:
        utter(dispatcher, "crisis_lines_unknown", buttons=country_buttons())
        return []
    country = help_lines()["countries"][code]
    purpose = CHILD if minor else ABUSE if category == "abuse" else GENERAL
    utter(
        dispatcher,
        "crisis_child_lines" if minor else "crisis_lines",
        country_name=country["name"],
        help_lines=lines_text(code, purpose),
    )
    return [SlotSet(SLOT_COUNTRY, code)]


def risk_before(tracker: Tracker) -> dict[str, Any]:
    """The risk in the visitor's message before this one; empty when there was none."""
    messages = [event for event in tracker.events if event.get("event") == "user"]
    return ((messages[-2].get("parse_data") or {}).get(KEY_RISK) or {}) if len(messages) > 1 else {}


def country_buttons() -> list[dict[str, str]]:
    """One button for each country that has help lines."""
    return [{"title": title, "payload": payload} for payload, title in country_choices()]


def next_crisis_turn(tracker: Tracker) -> dict[str, Any]:
    """The event that makes the next crisis text another one than this."""
    return SlotSet(SLOT_CRISIS_TURN, "2" if tracker.get_slot(SLOT_CRISIS_TURN) == "1" else "1")


def shown_in_last_turn(tracker: Tracker, prefix: str) -> bool:
    """Whether the turn before this message held a response whose name begins so."""
    return any(response_name(m).startswith(prefix) for m in messages_of_last_turn(tracker))


def was_shown(tracker: Tracker, name: str) -> bool:
    """Whether a response was shown at any time in the conversation."""
    return any(response_name(message) == name for message in bot_messages(tracker))


def said_yes(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]] | None:
    """Replies to a yes after a question about safety; None when none was asked."""
    if shown_in_last_turn(tracker, CHECK_PREFIX):
        utter(dispatcher, "check_yes")
        lines = give_lines(dispatcher, tracker, category=None, minor=False)
        return [*lines, next_crisis_turn(tracker)]
    if shown_in_last_turn(tracker, CRISIS_PREFIX) or shown_in_last_turn(tracker, "utter_check_yes"):
        utter(dispatcher, "crisis_reply/safe_now")
        return []
    return None


def said_no(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]] | None:
    """Replies to a no after a question about safety; None when none was asked."""
    if shown_in_last_turn(tracker, CHECK_PREFIX):
        utter(dispatcher, "check_no")
        return []
    if shown_in_last_turn(tracker, CRISIS_PREFIX) or shown_in_last_turn(tracker, "utter_check_yes"):
        utter(dispatcher, "crisis_reply/not_safe")
        return give_lines(dispatcher, tracker, category=None, minor=False)
    return None
