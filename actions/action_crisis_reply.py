"""Answers what a visitor says to crisis guidance: can't call, nobody there, safe now."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.action_fallback import ActionFallback
from actions.conversation import bot_messages, response_name, said_intent, utter
from actions.safety import (
    ASKED_OF_RISK,
    CHECK_PREFIX,
    CRISIS_PREFIX,
    give_lines,
    last_guidance,
    open_question,
    said_no,
    said_yes,
)
from attachment_guide.names import NO_TO_RISK
from attachment_guide.risk.ages import is_minor, tells_of_another

INTENT = "crisis_reply/"
CANNOT_CALL = "cannot_call"
WITH_LINES = (
    *("not_safe", "tried_no_answer", "nobody_there", "which_number", "a_little", CANNOT_CALL),
    *("abuse_cant_leave", "abuse_stay"),
)
# What counts as yes while the question is open whether somebody thinks of harm; `NO_TO_RISK` counts as no.
YES_TO_RISK = ("a_little",)
# What else a reply means, by what the guidance before it was about.
AFTER_MEDICAL = dict.fromkeys(("denied", "safe_now"), "feels_fine")
NOT_AFTER_MEDICAL = {"feels_fine": "denied"}
NOT_AFTER_ABUSE = {
    "abuse_cant_leave": "not_safe",
    "abuse_watched": CANNOT_CALL,
    "abuse_children": "afraid",
}
ABOUT_OTHER = {"scared": "other_scared"}
ABOUT_SELF = {
    "other_far": "nobody_there",
    "other_no_contact": "tried_no_answer",
    "other_promise": "secrecy",
    "other_scared": "scared",
}


class ActionCrisisReply(Action):
    """Replies to an answer to crisis guidance; without any guidance before, it asks what was meant."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_crisis_reply"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Utters the reply, and the help lines again when the visitor is not safe."""
        names = [response_name(message) for message in bot_messages(tracker)]
        if not any(name.startswith((CRISIS_PREFIX, CHECK_PREFIX)) for name in names):
            return await ActionFallback().run(dispatcher, tracker, domain)
        said = said_intent(tracker).removeprefix(INTENT)
        answered = answer_to_question(said, dispatcher, tracker)
        if answered is not None:
            return answered
        guidance = last_guidance(tracker)
        if said == "age":
            return reply_to_age(dispatcher, tracker, guidance)
        key = reply_key(said, guidance)
        utter(dispatcher, f"{INTENT}{key}")
        if key not in WITH_LINES:
            return []
        category = guidance.removesuffix("_other")
        return give_lines(dispatcher, tracker, category=category, minor=False, written=key == CANNOT_CALL)


def answer_to_question(
    said: str, dispatcher: CollectingDispatcher, tracker: Tracker
) -> list[dict[str, Any]] | None:
    """Takes a reply as yes or no to the question that is open; None when it answers none.

    Args:
        said: key of the reply.
        dispatcher: where the messages go.
        tracker: the conversation.
    """
    asked, _ = open_question(tracker)
    if asked == ASKED_OF_RISK and said in NO_TO_RISK:
        return said_no(dispatcher, tracker)
    if asked == ASKED_OF_RISK and said in YES_TO_RISK:
        return said_yes(dispatcher, tracker)
    return said_no(dispatcher, tracker) if said == "not_so" else None


def reply_key(said: str, guidance: str) -> str:
    """Which reply fits the guidance before.

    Args:
        said: key of what the visitor said.
        guidance: key of the guidance, such as `suicide_other`, or of the check-in, such as `self`.
    """
    category, is_other = guidance.removesuffix("_other"), guidance.endswith("other")
    tables = [
        AFTER_MEDICAL if category == "medical_emergency" else NOT_AFTER_MEDICAL,
        {} if category == "abuse" else NOT_AFTER_ABUSE,
        ABOUT_OTHER if is_other else ABOUT_SELF,
    ]
    return next((table[said] for table in tables if said in table), said)


def reply_to_age(dispatcher: CollectingDispatcher, tracker: Tracker, guidance: str) -> list[dict[str, Any]]:
    """Replies to an age; for a child or teenager, with help lines for them.

    Args:
        dispatcher: where the messages go.
        tracker: the conversation.
        guidance: key of the guidance before.
    """
    text = tracker.latest_message.get("text") or ""
    if not is_minor(text):
        utter(dispatcher, "crisis_reply/age")
        return []
    is_other = guidance.endswith("other") or tells_of_another(text)
    utter(dispatcher, "crisis_young_other" if is_other else "crisis_young")
    return give_lines(dispatcher, tracker, category=guidance.removesuffix("_other"), minor=True)
