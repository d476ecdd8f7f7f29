"""Collects what the assistant says in a turn, in the form that the web channel sends."""

from __future__ import annotations

import hashlib
import time
from typing import Any

from rasa.core.channels.channel import OutputChannel

from attachment_guide.names import SAFETY_RESPONSES, is_answer
from channels.choices import choice_id, leads_to

CHANNEL = "web"


class WebOutput(OutputChannel):
    """An output channel that keeps whole messages, in order, and sends nothing by itself."""

    def __init__(self) -> None:
        """Makes an empty one."""
        self.messages: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        """The channel's name in the tracker."""
        return CHANNEL

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Takes one of the assistant's messages."""
        self.messages.append(outgoing(message))

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Takes a bare text."""
        self.messages.append(outgoing({"text": text}))


def outgoing(message: dict[str, Any]) -> dict[str, Any]:
    """Turns a message of Rasa's into one of the web channel's.

    Args:
        message: text, buttons, `utter_action`, the response's metadata and, in seconds since the
            epoch, `timestamp`; now when left out.

    Returns:
        The message, with an id that it keeps when the conversation is restored.
    """
    when = message.get("timestamp") or time.time()
    metadata = message.get("metadata") or {}
    response = message.get("utter_action")
    return {
        "id": hashlib.sha256(f"{when} {message.get('text')}".encode()).hexdigest()[:32],
        "text": message.get("text") or "",
        "buttons": [
            {
                "id": choice_id(button["payload"]),
                "title": button["title"],
                "name": leads_to(button["payload"]),
            }
            for button in message.get("buttons") or []
        ],
        "source": metadata.get("source"),
        "kind": kind(response or ""),
        "name": metadata.get("name") or response,
        "time": round(when, 3),
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
