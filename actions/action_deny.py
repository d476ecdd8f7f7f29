"""No, to what the assistant asked or offered last."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import utter
from actions.safety import said_no


class ActionDeny(Action):
    """Takes the no, and leaves the way open."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_deny"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Replies to the no."""
        events = said_no(dispatcher, tracker)
        if events is not None:
            return events
        utter(dispatcher, "deny")
        return []
