"""A conversation as the visitor saw it, to be shown again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa.shared.core.events import BotUttered, Event, SlotSet, UserUttered

from channels.output import outgoing
from channels.tracker_store import SLOT_FEEDBACK


def messages_shown(events: Iterable[Event]) -> list[dict[str, Any]]:
    """All messages of a conversation in the order in which they were shown.

    Args:
        events: of all its sessions.

    Returns:
        Messages as the channel sends them, each with `from`: `visitor` or `assistant`; the assistant's
        with `helped`: what the visitor said of it, or None.
    """
    # What a broken part kept from being stored at once is stored later, with the time of its own.
    said = sorted(
        (event for event in events if isinstance(event, UserUttered | BotUttered)),
        key=lambda event: event.timestamp,
    )
    helped = {
        event.value["message"]: event.value["helped"]
        for event in events
        if isinstance(event, SlotSet) and event.key == SLOT_FEEDBACK and event.value
    }
    return [_shown(event, helped) for event in said if isinstance(event, BotUttered) or event.text]


def _shown(event: UserUttered | BotUttered, helped: dict[str, bool]) -> dict[str, Any]:
    if isinstance(event, BotUttered):
        message = outgoing(event)
        return {"from": "assistant", **message, "helped": helped.get(message["id"])}
    return {"from": "visitor", "id": event.message_id, "text": event.text, "time": event.timestamp}
