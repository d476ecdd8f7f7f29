"""What a turn at risk gets beside its fixed text: help lines, and replies to our questions."""

from __future__ import annotations

import math
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import bot_messages, messages_by_turn, response_name, utter
from attachment_guide.content.help_lines import (
    ABUSE,
    CHILD,
    ELSEWHERE,
    GENERAL,
    country_choices,
    find_country,
    has_written_lines,
    help_lines,
    is_elsewhere,
    lines_text,
)
from attachment_guide.names import KEY_RISK, SLOT_COUNTRY
from attachment_guide.risk.tiers import AT_RISK
from attachment_guide.settings import read_setting

SLOT_CRISIS_TURN = "crisis_turn"
SLOT_CHECK_ASKED = "check_asked"

CRISIS_PREFIX = "utter_crisis"
CHECK_PREFIX = "utter_check/"
SUPPORT_PREFIX = "utter_support"
GUIDANCE_PREFIX = "utter_crisis/"
REPLY_PREFIX = "utter_crisis_reply/"

# What may be waiting for the visitor's answer, and how a yes to it is to be read.
ASKED_OF_RISK = "risk"  # "Are you having thoughts of …?"
ASKED_IF_SAFE = "safe"  # "Are you safe right now?"
GUIDED = "guided"  # Nothing that yes would answer, but the danger may go on.
ASKS_IF_SAFE = (GUIDANCE_PREFIX, "utter_check_yes", f"{REPLY_PREFIX}not_me")
# After these nothing is open any more.
CLOSED = ("utter_check_no", *(f"{REPLY_PREFIX}{key}" for key in ("safe_now", "joke", "denied", "got_help")))
# Turns of these leave a question open: why it is asked, and help lines for a country.
DETOURS = (f"{REPLY_PREFIX}why_ask", "utter_crisis_lines", "utter_crisis_text_lines")
OTHER_TURNS_BETWEEN = 1


def country_named(tracker: Tracker) -> str | None:
    """ISO code of the country that this message names; None when it names none with help lines."""
    said = find_country(tracker.latest_message.get("text") or "")
    entities = tracker.latest_message.get("entities") or []
    chosen = [e["value"] for e in entities if e["entity"] == SLOT_COUNTRY]
    return next((code for code in (said, *chosen) if code in help_lines()["countries"]), None)


def country_of(tracker: Tracker) -> str | None:
    """ISO code of the visitor's country, from this message or from before; None when unknown."""
    if is_elsewhere_now(tracker):
        return None
    before = (tracker.get_slot(SLOT_COUNTRY), read_setting("default_country"))
    known = (code for code in before if code in help_lines()["countries"])
    return country_named(tracker) or next(known, None)


def is_elsewhere_now(tracker: Tracker) -> bool:
    """Whether the visitor named a country without stored help lines, in this message or before."""
    if is_elsewhere(tracker.latest_message.get("text") or ""):
        return True
    return tracker.get_slot(SLOT_COUNTRY) == ELSEWHERE and not country_named(tracker)


def give_lines(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    *,
    category: str | None,
    minor: bool,
    written: bool = False,
) -> list[dict[str, Any]]:
    """Utters the help lines of the visitor's country, or asks which country it is.

    Args:
        dispatcher: where the messages go.
        tracker: the conversation.
        category: of the risk; abuse has lines of its own.
        minor: whether a child or teenager is concerned.
        written: whether lines that take texts or chats are wanted, where there are any.

    Returns:
        Events that keep the country, when the visitor named it.
    """
    if is_elsewhere_now(tracker):
        utter(dispatcher, "crisis_lines_elsewhere")
        return [SlotSet(SLOT_COUNTRY, ELSEWHERE)]
    code = country_of(tracker)
    if not code:
        utter(dispatcher, "crisis_lines_unknown", buttons=country_buttons())
        return []
    country = help_lines()["countries"][code]
    written = written and has_written_lines(code)
    purpose = CHILD if minor else ABUSE if category == "abuse" else GENERAL
    name = "crisis_text_lines" if written else "crisis_child_lines" if minor else "crisis_lines"
    lines = lines_text(code, purpose, written=written)
    utter(dispatcher, name, country_name=country["name"], help_lines=lines)
    return [SlotSet(SLOT_COUNTRY, code)]


def last_risk(tracker: Tracker) -> dict[str, Any]:
    """The last risk of the conversation at which help was shown; empty when there was none."""
    messages = (event for event in reversed(tracker.events) if event.get("event") == "user")
    risks = ((message.get("parse_data") or {}).get(KEY_RISK) or {} for message in messages)
    return next((risk for risk in risks if risk.get("tier") in AT_RISK), {})


def country_buttons() -> list[dict[str, str]]:
    """One button for each country that has help lines."""
    return [{"title": title, "payload": payload} for payload, title in country_choices()]


def next_crisis_turn(tracker: Tracker) -> dict[str, Any]:
    """The event that makes the next crisis text differ from this one."""
    return SlotSet(SLOT_CRISIS_TURN, "2" if tracker.get_slot(SLOT_CRISIS_TURN) == "1" else "1")


def was_shown(tracker: Tracker, name: str) -> bool:
    """Whether a response was shown at any time in the conversation."""
    return any(response_name(message) == name for message in bot_messages(tracker))


def last_guidance(tracker: Tracker) -> str:
    """Key of the last crisis guidance or check-in, such as `suicide_other` or `self`; empty when none."""
    for message in reversed(bot_messages(tracker)):
        name = response_name(message)
        if name.startswith((GUIDANCE_PREFIX, CHECK_PREFIX)):
            return name.partition("/")[2]
    return ""


def open_question(tracker: Tracker) -> tuple[str | None, bool]:
    """Which question about safety is still waiting for an answer.

    Asking why, naming a country and one question of another kind leave it open.

    Args:
        tracker: the conversation.

    Returns:
        ASKED_OF_RISK, ASKED_IF_SAFE, GUIDED or None; and whether it was said in the last turn.
    """
    others = 0
    for number, names in enumerate(reversed(_turns(tracker))):
        found = _asked_in(names)
        if found or any(name in CLOSED for name in names):
            return found, number == 0
        if not any(name.startswith(DETOURS) for name in names):
            others += 1
        if others > OTHER_TURNS_BETWEEN:
            break
    return None, False


def turns_since_help(tracker: Tracker) -> float:
    """How many of the visitor's messages ago a way to help was shown; infinite when never."""
    for number, names in enumerate(reversed(_turns(tracker)), start=1):
        if any(name.startswith((CRISIS_PREFIX, CHECK_PREFIX, SUPPORT_PREFIX)) for name in names):
            return number
    return math.inf


def _asked_in(names: list[str]) -> str | None:
    if any(name.startswith(ASKS_IF_SAFE) for name in names):
        return ASKED_IF_SAFE
    if any(name.startswith(CHECK_PREFIX) for name in names):
        return ASKED_OF_RISK
    replies = [n for n in names if n.startswith(CRISIS_PREFIX) and not n.startswith((*DETOURS, *CLOSED))]
    return GUIDED if replies else None


def _turns(tracker: Tracker) -> list[list[str]]:
    """Names of the responses of each turn before this message, oldest first."""
    return [[response_name(message) for message in turn] for turn in messages_by_turn(tracker)[:-1]]


def said_yes(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]] | None:
    """Replies to a yes after a question about safety; None when none was asked."""
    asked, just_now = open_question(tracker)
    if asked is None:
        return None
    if asked == ASKED_OF_RISK:
        utter(dispatcher, "check_yes")
        lines = give_lines(dispatcher, tracker, category=None, minor=False)
        return [*lines, next_crisis_turn(tracker)]
    if last_guidance(tracker).startswith("medical_emergency"):
        utter(dispatcher, "crisis_reply/feels_fine")
    elif asked == ASKED_IF_SAFE and just_now:
        utter(dispatcher, "crisis_reply/safe_now")
    else:
        utter(dispatcher, "crisis_unclear")
    return []


def said_no(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]] | None:
    """Replies to a no after a question about safety; None when none was asked."""
    asked, _ = open_question(tracker)
    if asked is None:
        return None
    if asked == ASKED_OF_RISK:
        utter(dispatcher, "check_no")
        return []
    utter(dispatcher, "crisis_reply/not_safe")
    return give_lines(dispatcher, tracker, category=None, minor=False)
