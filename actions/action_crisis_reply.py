"""Answers what a visitor says to crisis guidance: can't call, nobody there, safe now."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.action_fallback import ActionFallback
from actions.conversation import bot_messages, response_name, said_intent, utter
from actions.safety import CHECK_PREFIX, CRISIS_PREFIX, give_lines

WITH_LINES = ("crisis_reply/not_safe", "crisis_reply/tried_no_answer", "crisis_reply/nobody_there")


class ActionCrisisReply(Action):
    """Replies to an answer to crisis guidance, or asks when nothing of the kind was under way."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_crisis_reply"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Utters the reply, and the help lines again when the visitor is not safe."""
        said = said_intent(tracker)
        names = [response_name(message) for message in bot_messages(tracker)]
        if not any(name.startswith((CRISIS_PREFIX, CHECK_PREFIX)) for name in names):
            return await ActionFallback().run(dispatcher, tracker, domain)
        utter(dispatcher, said)
        if said in WITH_LINES:
            return give_lines(dispatcher, tracker, category=None, minor=False)
        return []
