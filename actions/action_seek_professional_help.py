"""Escalates: what a message at risk gets beyond its fixed text, at every tier."""

from __future__ import annotations

import logging
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import bot_messages, response_name, utter
from actions.on_call import notify_on_call
from actions.safety import (
    SLOT_CHECK_ASKED,
    country_of,
    give_lines,
    next_crisis_turn,
    turns_since_help,
    was_shown,
)
from attachment_guide.names import KEY_RISK
from attachment_guide.pseudonym import pseudonym
from attachment_guide.risk.tiers import CONCERN_CATEGORIES, Tier

# Its own logger, so that an operator can keep risk events apart. It never sees the message's text.
risk_log = logging.getLogger("attachment_guide.risk")

SIGNS_FOR_STRONGER_NOTE = 3
# So many turns of the visitor's pass without a word about help before it is offered quietly again.
TURNS_BETWEEN_OFFERS = 4
# As many as there are sentences for it in data/conversation/support.yml.
MOST_OFFERS = 3


class ActionSeekProfessionalHelp(Action):
    """Help lines for the visitor's country, a note on the document's signs, a word to the staff."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_seek_professional_help"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Utters what the tier calls for, and logs the event."""
        risk = tracker.latest_message.get(KEY_RISK) or {"tier": Tier.CRISIS.value}
        event = {
            "conversation": tracker.sender_id,
            "tier": risk["tier"],
            "category": risk.get("category"),
            "about": risk.get("about"),
            "minor": risk.get("minor", False),
            "country": country_of(tracker),
        }
        # Log lines outlive the conversation: whose it was cannot be told from them.
        risk_log.warning("risk event %s", {**event, "conversation": pseudonym(tracker.sender_id)})
        notify_on_call(event)
        if risk["tier"] == Tier.SUPPORT:
            offer_support(dispatcher, tracker, risk.get("about"))
            return []
        if risk["tier"] == Tier.CONCERN:
            note_concern(dispatcher, tracker, risk.get("category"))
            return []
        events = give_lines(
            dispatcher,
            tracker,
            category=risk.get("category"),
            minor=bool(risk.get("minor")) and risk.get("about") == "self",
        )
        if risk["tier"] == Tier.CHECK:
            return [*events, SlotSet(SLOT_CHECK_ASKED, "1")]
        return [*events, next_crisis_turn(tracker)]


def offer_support(dispatcher: CollectingDispatcher, tracker: Tracker, about: str | None) -> None:
    """Shows the way to help in one quiet sentence, seldom and never in the same words twice.

    Args:
        dispatcher: where the messages go.
        tracker: the conversation.
        about: `other` where somebody else may be at risk.
    """
    name = "support_other" if about == "other" else "support"
    offers = [response_name(message) for message in bot_messages(tracker)].count(f"utter_{name}")
    if turns_since_help(tracker) > TURNS_BETWEEN_OFFERS and offers < MOST_OFFERS:
        utter(dispatcher, name)


def note_concern(dispatcher: CollectingDispatcher, tracker: Tracker, sign: str | None) -> None:
    """Says that a sign of the document came up: once per sign, and once that there are several.

    Args:
        dispatcher: where the messages go.
        tracker: the conversation.
        sign: key of the sign in `seek_help`.
    """
    if sign not in CONCERN_CATEGORIES or was_shown(tracker, f"utter_concern_{sign}"):
        return
    signs = [s for s in CONCERN_CATEGORIES if was_shown(tracker, f"utter_concern_{s}")]
    several = len(signs) + 1 >= SIGNS_FOR_STRONGER_NOTE
    if several and not was_shown(tracker, "utter_concern_several"):
        utter(dispatcher, "concern_several")
    else:
        utter(dispatcher, f"concern_{sign}")
