"""What channels read from Rasa's tracker store, add to it and delete from it."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Hashable, Sequence

from rasa.core.tracker_store import (
    AwaitableTrackerStore,
    FailSafeTrackerStore,
    InMemoryTrackerStore,
    SQLTrackerStore,
    TrackerStore,
)
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

# Each time that feedback is given, this slot is set; the conversation's events hold them all.
SLOT_FEEDBACK = "feedback"
# Conversations of this name hold nothing but the day until which a deleted one stays deleted.
TOMBSTONE_PREFIX = "deleted-"


class CannotForgetError(RuntimeError):
    """The tracker store in use has no way to delete a conversation."""


async def read(store: TrackerStore, sender: str) -> tuple[list[Event], bool]:
    """Reads a conversation's current session.

    Args:
        store: where conversations are kept.
        sender: the conversation's id.

    Returns:
        The events, oldest first, and whether it was deleted and its id must not be used again.
    """
    # First: another process may have stored a turn that was under way when the conversation was deleted.
    if await is_forgotten(store, sender):
        return [], True
    tracker = await store.retrieve(sender)
    return (list(tracker.events) if tracker else []), False


async def is_forgotten(store: TrackerStore, sender: str) -> bool:
    """Whether a conversation was deleted and its id must not be used again.

    Args:
        store: where conversations are kept.
        sender: the conversation's id.
    """
    tombstone = await store.retrieve(_tombstone(sender))
    return bool(tombstone) and tombstone.events[-1].timestamp > time.time()


async def add_missing(store: TrackerStore, sender: str, events: Sequence[Event]) -> None:
    """Adds messages that are missing from a stored conversation; the caller holds its lock.

    Args:
        store: where conversations are kept.
        sender: the conversation's id.
        events: messages of the visitor and the assistant; those already stored are skipped.
    """
    tracker = await store.retrieve(sender)
    if tracker is None:
        # As Rasa begins a conversation: without a session its first messages would be an old one's.
        tracker = DialogueStateTracker(sender, store.domain.slots)
        for begin in (
            ActionExecuted(ACTION_SESSION_START_NAME),
            SessionStarted(),
            ActionExecuted(ACTION_LISTEN_NAME),
        ):
            begin.timestamp = events[0].timestamp
            tracker.update(begin)
    stored = {_identity(event) for event in tracker.events}
    missing = [event for event in events if _identity(event) not in stored]
    for event in missing:
        tracker.update(event)
    if missing:
        await store.save(tracker)


def _identity(event: Event) -> Hashable:
    if isinstance(event, UserUttered):
        return event.message_id
    if isinstance(event, BotUttered):
        return event.timestamp, event.text
    return id(event)


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


async def forget(store: TrackerStore, sender: str, until: float | None = None) -> None:
    """Deletes a conversation so that no row of it is left; the caller holds its lock.

    Args:
        store: where conversations are kept, wrapped by Rasa or not.
        sender: the conversation's id.
        until: time in seconds since the epoch until which the id must not be used again, by any process
            or after a restart; None to let it begin a new conversation.

    Raises:
        CannotForgetError: when the store is of an unsupported kind.
    """
    _delete(store, sender)
    if until:
        tombstone = [SessionStarted(timestamp=until)]
        await store.save(DialogueStateTracker.from_events(_tombstone(sender), tombstone))


def _tombstone(sender: str) -> str:
    # Nobody can tell from it which conversation was deleted, but whoever holds that one's id.
    return TOMBSTONE_PREFIX + hashlib.sha256(sender.encode()).hexdigest()


def _delete(store: TrackerStore, sender: str) -> None:
    if isinstance(store, AwaitableTrackerStore | FailSafeTrackerStore):
        fallback = getattr(store, "_fallback_tracker_store", None)
        if fallback is not None:
            _delete(fallback, sender)
        _delete(store._tracker_store, sender)
    elif isinstance(store, SQLTrackerStore):
        event = store.SQLEvent
        expired = event.sender_id.startswith(TOMBSTONE_PREFIX) & (event.timestamp < time.time())
        with store.session_scope() as session:
            for rows in (event.sender_id == sender, expired):
                session.query(event).filter(rows).delete(synchronize_session=False)
            session.commit()
    elif isinstance(store, InMemoryTrackerStore):
        store.store.pop(sender, None)
    else:
        raise CannotForgetError(f"Conversations in a {type(store).__name__} cannot be deleted.")
