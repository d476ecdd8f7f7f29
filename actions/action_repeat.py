"""Says the last thing again."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import messages_of_last_turn, response_name, utter


class ActionRepeat(Action):
    """Repeats the assistant's last answer."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_repeat"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Utters the last turn's messages once more."""
        names = [response_name(message) for message in messages_of_last_turn(tracker)]
        names = [name.removeprefix("utter_") for name in names if name]
        for name in names or ["repeat_nothing"]:
            utter(dispatcher, name)
        return []
