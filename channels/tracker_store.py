"""What channels read from the tracker store, add to it and delete from it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from rasa.core.tracker_store import AwaitableTrackerStore, FailSafeTrackerStore, TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from channels.past import KEY_MESSAGE
from stores import consent as consents
from stores.consent import Consent
from stores.fail_safe import must_be_stored
from stores.tracker_store import ConversationStore, End

# Each time that feedback is given, this slot is set; the conversation's events hold them all.
SLOT_FEEDBACK = "feedback"
OWN_STORE = "Name stores.tracker_store.ConversationStore in endpoints.yml."


class CannotForgetError(RuntimeError):
    """The tracker store in use has no way to delete a conversation."""


@dataclass(frozen=True)
class Stored:
    """What the tracker store knows of a conversation.

    Attributes:
        events: of the current session, oldest first.
        end: its last deletion, if any.
    """

    events: Sequence[Event] = ()
    end: End | None = None

    @property
    def is_forgotten(self) -> bool:
        """Whether it was deleted and its id must not be used again."""
        return self.end is not None and self.end.is_for_good


async def read(store: TrackerStore, sender: str) -> Stored:
    """Reads a conversation's current session.

    Args:
        store: where conversations are kept.
        sender: the conversation's id.
    """
    end = await end_of(store, sender)
    if end and end.is_for_good:
        return Stored((), end)
    own = _own(store)
    if own:
        return Stored(await own.events_of(sender), end)
    tracker = await store.retrieve(sender)
    return Stored(list(tracker.events) if tracker else [], end)


async def end_of(store: TrackerStore, sender: str) -> End | None:
    """The last deletion of a conversation, by whatever process; None when there is none.

    Args:
        store: where conversations are kept.
        sender: the conversation's id.
    """
    own = _own(store)
    return own.end(sender) if own else None


async def is_forgotten(store: TrackerStore, sender: str) -> bool:
    """Whether a conversation was deleted and its id must not be used again.

    Args:
        store: where conversations are kept.
        sender: the conversation's id.
    """
    return Stored((), await end_of(store, sender)).is_forgotten


async def add_missing(store: TrackerStore, sender: str, events: Sequence[Event]) -> None:
    """Adds messages that are missing from a stored conversation; the caller holds its lock.

    Args:
        store: where conversations are kept.
        sender: the conversation's id.
        events: messages of the visitor and the assistant; those already stored are skipped, and those from
            before the conversation was deleted.

    Raises:
        NotStoredError: when they could not be stored.
    """
    end = await end_of(store, sender)
    events = [event for event in events if end is None or event.timestamp > end.at]
    if not events or (end and end.is_for_good):
        return
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
        with must_be_stored():
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
        with must_be_stored():
            await store.save(tracker)


async def agree(store: TrackerStore, sender: str, consent: Consent) -> None:
    """Takes down what a visitor agrees to; the caller holds the conversation's lock.

    Args:
        store: where conversations are kept, wrapped by Rasa or not.
        sender: the conversation's id.
        consent: what the visitor says; what is None stays as it was.

    Raises:
        CannotForgetError: when the store is not ours.
    """
    own = _own(store)
    if own is None:
        raise CannotForgetError(OWN_STORE)
    consents.take_down(own.session_scope, sender, consent)


async def consent_of(store: TrackerStore, sender: str) -> Consent:
    """What a visitor has agreed to: nothing where the store is not ours.

    Args:
        store: where conversations are kept, wrapped by Rasa or not.
        sender: the conversation's id.
    """
    own = _own(store)
    return consents.consent_of(own.session_scope, sender) if own else Consent(False, False)


async def take_back(store: TrackerStore, sender: str, is_meant: Callable[[str], bool]) -> None:
    """Deletes the words of messages that a visitor has taken back; the caller holds the conversation's lock.

    Args:
        store: where conversations are kept, wrapped by Rasa or not.
        sender: the conversation's id.
        is_meant: tells of a message's key on its platform whether it was taken back.

    Raises:
        CannotForgetError: when the store is not ours.
    """
    own = _own(store)
    if own is None:
        raise CannotForgetError(OWN_STORE)
    own.take_back(sender, lambda metadata: is_meant(str(metadata.get(KEY_MESSAGE))))


async def forget(store: TrackerStore, sender: str, until: float | None = None) -> None:
    """Deletes a conversation so that no row of it is left; the caller holds its lock.

    Args:
        store: where conversations are kept, wrapped by Rasa or not.
        sender: the conversation's id.
        until: time in seconds since the epoch until which the id must not be used again, by any process
            or after a restart; None to let it begin a new conversation.

    Raises:
        CannotForgetError: when the store is not ours.
    """
    own = _own(store)
    if own is None:
        raise CannotForgetError(OWN_STORE)
    own.forget(sender, until)


def _own(store: TrackerStore) -> ConversationStore | None:
    """Our store in whatever Rasa has wrapped around it."""
    while isinstance(store, AwaitableTrackerStore | FailSafeTrackerStore):
        store = store._tracker_store
    return store if isinstance(store, ConversationStore) else None
