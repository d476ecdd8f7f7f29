"""Yes, to what the assistant asked or offered last."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import messages_of_last_turn, next_steps, utter
from actions.replies import reply
from actions.safety import said_yes


class ActionAffirm(Action):
    """Takes up the first thing that the last message offered."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_affirm"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Replies to the yes."""
        events = said_yes(dispatcher, tracker)
        if events is not None:
            return events
        for message in reversed(messages_of_last_turn(tracker)):
            offered = next_steps(message)
            if offered:
                return await reply(offered[0], dispatcher, tracker, domain)
        utter(dispatcher, "affirm_nothing")
        return []
