"""Answers a question that leans on the last answer ("and in adults?")."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.action_more import ActionMore
from actions.conversation import last_answer, said_intent, utter
from attachment_guide.content.follow_ups import follow_up_answer


class ActionFollowUp(Action):
    """Gives the answer that a follow-up question asks for."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_follow_up"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Utters the answer, or a further one when that was just shown."""
        last = last_answer(tracker)
        answer = follow_up_answer(said_intent(tracker), last)
        if answer == last:
            return await ActionMore().run(dispatcher, tracker, domain)
        utter(dispatcher, answer)
        return []
