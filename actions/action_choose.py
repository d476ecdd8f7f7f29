"""Takes a button that the visitor names by its place ("the second one")."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import bot_messages, buttons_of, utter
from actions.replies import reply
from attachment_guide.content.follow_ups import place_named
from attachment_guide.names import INTENT_CRISIS_REPLY


class ActionChoose(Action):
    """Replies as if the button had been pressed."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_choose"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Replies to the button, or asks which one is meant."""
        buttons = buttons_offered_last(tracker)
        if not buttons:
            utter(dispatcher, "follow_up_unclear")
            return []
        payload = payload_at(buttons, place_named(tracker.latest_message.get("text") or ""))
        if payload is None:
            utter(dispatcher, "choose_unclear", buttons=buttons)
            return []
        return await reply(payload, dispatcher, tracker, domain)


def buttons_offered_last(tracker: Tracker) -> list[dict[str, str]]:
    """The buttons of the assistant's last message that had any."""
    return next(filter(None, map(buttons_of, reversed(bot_messages(tracker)))), [])


def payload_at(buttons: list[dict[str, str]], place: int | None) -> str | None:
    """The payload of a button, without the slash.

    Args:
        buttons: in the order in which they are shown.
        place: counted from 1, or from the end when negative; None when no place was named.

    Returns:
        None when there is no button at that place, or when it has to be pressed: countries and what
        is said after crisis guidance are too important for a guess.
    """
    if place is None or abs(place) > len(buttons):
        return None
    payload = buttons[place - 1 if place > 0 else place]["payload"].removeprefix("/")
    return None if "{" in payload or payload.startswith(INTENT_CRISIS_REPLY) else payload
