"""Answers what the visitor asked, in turns that the message's risk leads."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.action_choose import ActionChoose
from actions.conversation import said_intent
from actions.replies import reply
from guide.names import INTENT_CHOOSE


class ActionAnswer(Action):
    """Gives the reply that the message would have got without its risk."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_answer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Replies to the visitor's own intent."""
        intent = said_intent(tracker)
        if intent == INTENT_CHOOSE:
            return await ActionChoose().run(dispatcher, tracker, domain)
        return await reply(intent, dispatcher, tracker, domain)
