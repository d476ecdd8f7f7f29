"""Collects what the assistant says in a turn, in the form that all channels send."""

from __future__ import annotations

import hashlib
from typing import Any

from rasa.core.channels.channel import OutputChannel
from rasa.shared.core.events import BotUttered

from attachment_guide.names import SAFETY_RESPONSES, is_answer
from channels.choices import choice_id, leads_to

# The parts of a message that are no text; whatever else it has is the metadata of its event.
DATA_KEYS = ("elements", "quick_replies", "buttons", "attachment", "image", "custom")


class CollectingOutput(OutputChannel):
    """Keeps a turn's messages, in order; the channel sends them when the turn is over."""

    def __init__(self, channel_name: str) -> None:
        """Starts empty.

        Args:
            channel_name: what the tracker and the responses' `channel` conditions call the channel.
        """
        self._channel_name = channel_name
        self.events: list[BotUttered] = []

    def name(self) -> str:
        """The channel's name; Rasa asks the instance for it, never the class."""
        return self._channel_name

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Takes one of the assistant's messages.

        Args:
            recipient_id: the conversation's id.
            message: as Rasa makes it from a `BotUttered` event.
        """
        data = {key: message[key] for key in DATA_KEYS if message.get(key)}
        rest = {k: v for k, v in message.items() if k not in (*DATA_KEYS, "text", "timestamp")}
        self.events.append(BotUttered(message.get("text"), data, rest, message.get("timestamp")))

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Takes a bare text.

        Args:
            recipient_id: the conversation's id.
            text: what to say.
            kwargs: unused.
        """
        self.events.append(BotUttered(text))


def outgoing(event: BotUttered) -> dict[str, Any]:
    """Turns one of the assistant's messages into the form that channels send.

    Args:
        event: the message as the tracker keeps it.

    Returns:
        The message; its id stays the same when the conversation is restored.
    """
    response = event.metadata.get("utter_action")
    metadata = event.metadata.get("metadata") or {}
    return {
        "id": hashlib.sha256(f"{event.timestamp} {event.text}".encode()).hexdigest()[:32],
        "text": event.text or "",
        "buttons": [
            {
                "id": choice_id(button["payload"]),
                "title": button["title"],
                "name": leads_to(button["payload"]),
            }
            for button in event.data.get("buttons") or []
            if button.get("payload")
        ],
        "source": metadata.get("source"),
        "kind": kind(response or ""),
        "name": metadata.get("name") or response,
        "time": round(event.timestamp, 3),
    }


def kind(response: str) -> str:
    """How a message is to be shown: `answer`, `crisis`, `concern`, `notice` or `chat`.

    Args:
        response: name of the response it was made from; empty when there was none.
    """
    if response.startswith(SAFETY_RESPONSES):
        return "crisis"
    if response.startswith("utter_concern"):
        return "concern"
    if response.startswith(("utter_unavailable", "utter_help_line")):
        return "notice"
    return "answer" if is_answer(response) else "chat"
