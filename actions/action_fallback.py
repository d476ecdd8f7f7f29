"""When the message was not understood: asks what was meant, then offers ways out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import turns_in_a_row, utter
from attachment_guide.content.choices import button_for, choice
from attachment_guide.names import DECISION_ASK, KEY_CHOICES, KEY_DECISION


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
            offer(dispatcher, message[KEY_CHOICES])
        else:
            utter(dispatcher, "fallback")
        return []


def offer(dispatcher: CollectingDispatcher, answers: Sequence[str]) -> None:
    """Says what the message seems to be about, and offers answers.

    Args:
        dispatcher: where the response goes.
        answers: full intents, the likeliest first.
    """
    if not answers:
        utter(dispatcher, "fallback")
        return
    buttons = [button_for(answer) for answer in answers]
    utter(dispatcher, "fallback_choices", subject=choice(answers[0]).subject, buttons=buttons)
