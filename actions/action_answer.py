"""Answers what the visitor asked, in turns that are led by the message's risk."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.action_choose import ActionChoose
from actions.conversation import said_intent
from actions.replies import reply
from attachment_guide.names import (
    INTENT_CHOOSE,
    INTENT_FALLBACK,
    INTENT_SIMPLER,
    KEY_ANSWERS,
    KEY_RISK,
    is_answer,
)
from attachment_guide.risk.tiers import Tier

# Beside a check-in, an answer less sure than this was hardly asked for.
CLEARLY_ASKED = 0.5
# Intents that need no reply beside a check-in.
NOTHING_ASKED = (
    INTENT_FALLBACK,
    "out_of_scope",
    "smalltalk",
    "deny",
    "not_helpful",
    "repeat",
    INTENT_SIMPLER,
)


class ActionAnswer(Action):
    """Gives the reply that the message would have had without its risk."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_answer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Replies to the visitor's own intent."""
        intent = said_intent(tracker)
        if not asks_something(intent, tracker):
            return []
        if intent == INTENT_CHOOSE:
            return await ActionChoose().run(dispatcher, tracker, domain)
        return await reply(intent, dispatcher, tracker, domain)


def asks_something(intent: str, tracker: Tracker) -> bool:
    """Whether a message needs a reply beside the question about safety; otherwise the question stands alone.

    Args:
        intent: the visitor's own, with its key.
        tracker: the conversation.
    """
    message = tracker.latest_message
    if (message.get(KEY_RISK) or {}).get("tier") != Tier.CHECK:
        return True
    if is_answer(intent):
        scores = [answer["score"] for answer in message.get(KEY_ANSWERS) or [] if answer["id"] == intent]
        return max(scores, default=0.0) >= CLEARLY_ASKED
    return intent.split("/")[0] not in NOTHING_ASKED
