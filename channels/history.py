"""A visitor's own conversation: to restore it in the chat window, and to forget it."""

from __future__ import annotations

from itertools import takewhile
from typing import Any

from rasa.core.tracker_store import (
    AwaitableTrackerStore,
    FailSafeTrackerStore,
    InMemoryTrackerStore,
    SQLTrackerStore,
    TrackerStore,
)
from rasa.shared.core.events import BotUttered, Event, SlotSet, UserUttered

from channels.output import outgoing

# Each time that feedback is given, this slot is set; the conversation's events hold them all.
SLOT_FEEDBACK = "feedback"


class CannotForgetError(RuntimeError):
    """The tracker store in use has no way to delete a conversation."""


async def conversation(store: TrackerStore, sender: str) -> list[dict[str, Any]]:
    """All messages of a conversation, oldest first.

    Args:
        store: where conversations are kept.
        sender: the conversation's id.

    Returns:
        Messages as the channel sends them, each with `from`: `visitor` or `assistant`; the assistant's
        with `helped`: what the visitor said of it, or None.
    """
    tracker = await store.retrieve_full_tracker(sender)
    events = list(tracker.events) if tracker else []
    given = [e.value for e in events if isinstance(e, SlotSet) and e.key == SLOT_FEEDBACK and e.value]
    helped = {feedback["message"]: feedback["helped"] for feedback in given}
    messages = [said for event in events if (said := _said(event))]
    return [m if m["from"] == "visitor" else {**m, "helped": helped.get(m["id"])} for m in messages]


async def keep_feedback(store: TrackerStore, sender: str, message: str, helped: bool) -> None:
    """Keeps whether a message helped the visitor; the caller holds the conversation's lock.

    Args:
        store: where conversations are kept.
        sender: the conversation's id.
        message: id of one of the assistant's messages.
        helped: what the visitor says.
    """
    tracker = await store.retrieve(sender)
    if tracker:
        tracker.update(SlotSet(SLOT_FEEDBACK, {"message": message, "helped": helped}))
        await store.save(tracker)


async def reply_to_key(store: TrackerStore, sender: str, key: str) -> list[dict[str, Any]] | None:
    """The reply that a message with an idempotency key got, also before a restart.

    Returns:
        The assistant's messages; None when no message had the key.
    """
    tracker = await store.retrieve(sender)
    events = list(tracker.events) if tracker else []
    for position, event in enumerate(events):
        if isinstance(event, UserUttered) and (event.metadata or {}).get("key") == key:
            rest = takewhile(lambda e: not isinstance(e, UserUttered), events[position + 1 :])
            return [said for e in rest if (said := _said(e))]
    return None


def _said(event: Event) -> dict[str, Any] | None:
    if isinstance(event, UserUttered) and event.text:
        return {
            "from": "visitor",
            "id": event.message_id,
            "text": event.text,
            "time": event.timestamp,
        }
    if isinstance(event, BotUttered):
        return {"from": "assistant", **outgoing(event.message())}
    return None


def forget(store: TrackerStore, sender: str) -> None:
    """Deletes a conversation, so that no row of it is left.

    Args:
        store: where conversations are kept, in whatever Rasa wraps it.
        sender: the conversation's id.

    Raises:
        CannotForgetError: when the store is of a kind that this does not know.
    """
    if isinstance(store, AwaitableTrackerStore | FailSafeTrackerStore):
        fallback = getattr(store, "_fallback_tracker_store", None)
        if fallback is not None:
            forget(fallback, sender)
        forget(store._tracker_store, sender)
    elif isinstance(store, SQLTrackerStore):
        with store.session_scope() as session:
            events = session.query(store.SQLEvent).filter_by(sender_id=sender)
            events.delete(synchronize_session=False)
            session.commit()
    elif isinstance(store, InMemoryTrackerStore):
        store.store.pop(sender, None)
    else:
        raise CannotForgetError(f"Conversations in a {type(store).__name__} cannot be deleted.")
