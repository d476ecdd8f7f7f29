"""When the message was not understood: asks what was meant, then offers ways out."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import turns_in_a_row, utter
from attachment_guide.content.content_map import content_map
from attachment_guide.names import DECISION_ASK, KEY_ANSWERS, KEY_DECISION

CHOICES = 3


class ActionFallback(Action):
    """Offers, in this order: "did you mean", other words, the menu, the clinic."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_fallback"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Utters the next step of the fallback."""
        message = tracker.latest_message
        if turns_in_a_row(tracker, self.name()):
            utter(dispatcher, "fallback_again")
        elif message.get(KEY_DECISION) == DECISION_ASK:
            answers = [answer["id"] for answer in message[KEY_ANSWERS][:CHOICES]]
            utter(dispatcher, "fallback_choices", buttons=[button_for(answer) for answer in answers])
        else:
            utter(dispatcher, "fallback")
        return []


def button_for(answer: str) -> dict[str, str]:
    """A button that leads to one of the document's answers.

    Args:
        answer: full intent.
    """
    return {"title": content_map()[answer].title, "payload": f"/{answer}"}
