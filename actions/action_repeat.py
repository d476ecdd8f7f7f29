"""Says the last thing again."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.action_fallback import offer
from actions.conversation import (
    UTTER,
    is_simple,
    messages_of_last_turn,
    payloads_offered,
    response_name,
    utter,
    utter_simply,
)
from actions.safety import give_lines, last_risk
from attachment_guide.names import RESPONSE_CHOICES

# Responses with parts that an action fills in.
WRITTEN_LINES, CHILD_LINES = "utter_crisis_text_lines", "utter_crisis_child_lines"
LINES = (
    *("utter_crisis_lines", "utter_crisis_lines_unknown", "utter_crisis_lines_elsewhere"),
    *(WRITTEN_LINES, CHILD_LINES),
)


class ActionRepeat(Action):
    """Repeats the assistant's last answer."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_repeat"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Utters the last turn's messages once more."""
        messages = [m for m in messages_of_last_turn(tracker) if response_name(m)]
        if not messages:
            utter(dispatcher, "repeat_nothing")
        return say_again(messages, dispatcher, tracker)


def say_again(
    messages: list[dict[str, Any]], dispatcher: CollectingDispatcher, tracker: Tracker
) -> list[dict[str, Any]]:
    """Utters messages once more, each in another wording where it has one.

    Args:
        messages: of the assistant's, as events; each comes from a response.
        dispatcher: where they go.
        tracker: the conversation.

    Returns:
        Events that keep the country of the help lines.
    """
    events: list[dict[str, Any]] = []
    for message in messages:
        name = response_name(message)
        if name in LINES:
            events += give_lines(
                dispatcher,
                tracker,
                category=last_risk(tracker).get("category"),
                minor=name == CHILD_LINES,
                written=name == WRITTEN_LINES,
            )
        elif name == RESPONSE_CHOICES:
            offer(dispatcher, payloads_offered(message))
        elif is_simple(message):
            utter_simply(dispatcher, name.removeprefix(UTTER))
        else:
            utter(dispatcher, name.removeprefix(UTTER))
    return events
