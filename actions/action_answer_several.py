"""Answers several questions asked in one message."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import utter
from attachment_guide.names import KEY_QUESTIONS


class ActionAnswerSeveral(Action):
    """Gives each of the answers that the message asked for."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_answer_several"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Utters the answers in the order of the questions."""
        for answer in tracker.latest_message.get(KEY_QUESTIONS) or []:
            utter(dispatcher, answer)
        return []
