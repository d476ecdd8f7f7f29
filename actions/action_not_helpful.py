"""When an answer did not help."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import turns_in_a_row, utter

# After a turn with one of these, it is not the first time.
AGAIN = ("action_not_helpful", "utter_not_helpful_again", "action_fallback")


class ActionNotHelpful(Action):
    """Offers the next likeliest answers; after that the menu and the clinic."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_not_helpful"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Utters an apology and other ways to what was meant."""
        again = any(turns_in_a_row(tracker, name) for name in AGAIN)
        utter(dispatcher, "not_helpful_again" if again else "not_helpful")
        return []
