"""Reading, completing and deleting conversations, as channels do."""

from __future__ import annotations

import time

import pytest
from rasa.core.tracker_store import AwaitableTrackerStore, FailSafeTrackerStore, InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from channels.history import messages_shown
from channels.tracker_store import (
    CannotForgetError,
    add_missing,
    forget,
    is_forgotten,
    keep_feedback,
    read,
)
from stores import tracker_store
from stores.tracker_store import ConversationStore

DOMAIN = Domain.from_yaml("slots: {feedback: {type: any, mappings: [{type: custom}]}}")
EVENTS = [
    ActionExecuted("action_listen"),
    UserUttered("hello", message_id="m1", timestamp=1.0),
    BotUttered("Hi.", timestamp=2.0),
]
LATER = [UserUttered("help", message_id="m2", timestamp=3.0), BotUttered("Call.", timestamp=4.0)]


@pytest.fixture
def store(tmp_path):
    """A store as Rasa's agent wraps it."""
    bare = ConversationStore(DOMAIN, db=str(tmp_path / "test.db"))
    return FailSafeTrackerStore(AwaitableTrackerStore(bare))


async def save(store, sender: str) -> None:
    await store.save(DialogueStateTracker.from_events(sender, EVENTS, DOMAIN.slots))


async def texts(store, sender: str) -> list[str | None]:
    events = (await read(store, sender)).events
    return [event.text for event in events if isinstance(event, UserUttered | BotUttered)]


async def test_read(store):
    await save(store, "web-a")
    stored = await read(store, "web-a")
    assert (len(stored.events), stored.is_forgotten) == (3, False)
    nobodys = await read(store, "web-nobody")
    assert (nobodys.events, nobodys.is_forgotten) == ([], False)


class TestAddMissing:
    async def test_what_is_stored_is_not_stored_again(self, store):
        await save(store, "web-a")
        await add_missing(store, "web-a", [*EVENTS[1:], *LATER])
        await add_missing(store, "web-a", LATER)
        assert await texts(store, "web-a") == ["hello", "Hi.", "help", "Call."]

    async def test_the_same_words_said_again_are_another_message(self, store):
        await save(store, "web-a")
        again = [UserUttered("hello", message_id="m3", timestamp=5.0), BotUttered("Hi.", timestamp=6.0)]
        await add_missing(store, "web-a", again)
        assert await texts(store, "web-a") == ["hello", "Hi.", "hello", "Hi."]

    async def test_a_conversation_that_begins_with_it(self, store):
        await add_missing(store, "web-a", LATER)
        events = (await read(store, "web-a")).events
        assert [type(event) for event in events[:3]] == [ActionExecuted, SessionStarted, ActionExecuted]
        assert await texts(store, "web-a") == ["help", "Call."]
        await add_missing(store, "web-a", [BotUttered("Still there.", timestamp=5.0)])
        assert await texts(store, "web-a") == ["help", "Call.", "Still there."]

    async def test_what_is_older_than_what_is_stored(self, store):
        await add_missing(store, "web-a", LATER)
        await add_missing(store, "web-a", EVENTS[1:])
        whole = await store.retrieve_full_tracker("web-a")
        assert [m["text"] for m in messages_shown(whole.events)] == ["hello", "Hi.", "help", "Call."]


class TestFeedback:
    async def test_is_kept(self, store):
        await save(store, "web-a")
        await keep_feedback(store, "web-a", "x", True)
        tracker = await store.retrieve("web-a")
        assert tracker.get_slot("feedback") == {"message": "x", "helped": True}

    async def test_of_an_unknown_visitor(self, store):
        await keep_feedback(store, "web-nobody", "x", True)
        assert await texts(store, "web-nobody") == []


class TestForget:
    async def test_leaves_nothing_of_one_and_all_of_the_others(self, store):
        await save(store, "web-a")
        await save(store, "web-b")
        await forget(store, "web-a")
        assert await texts(store, "web-a") == []
        assert not await is_forgotten(store, "web-a")
        assert await texts(store, "web-b") == ["hello", "Hi."]
        assert set(await store.keys()) == {"web-b"}

    async def test_what_is_not_there(self, store):
        await forget(store, "web-nobody")

    async def test_what_waited_in_memory_does_not_come_back(self, store):
        await forget(store, "web-a")
        await add_missing(store, "web-a", LATER)
        assert await texts(store, "web-a") == []
        new = UserUttered("again", message_id="m9", timestamp=time.time() + 1)
        await add_missing(store, "web-a", [*LATER, new])
        assert await texts(store, "web-a") == ["again"]

    @pytest.mark.parametrize("store", [object(), InMemoryTrackerStore(DOMAIN)])
    async def test_a_store_of_another_kind_is_refused(self, store):
        with pytest.raises(CannotForgetError, match="ConversationStore"):
            await forget(store, "web-a")


class TestDeletedForGood:
    async def test_until_its_time_is_over(self, store, monkeypatch):
        await save(store, "web-a")
        until = time.time() + 100
        await forget(store, "web-a", until)
        assert await is_forgotten(store, "web-a")
        assert (await read(store, "web-a")).is_forgotten
        assert not (await read(store, "web-b")).is_forgotten
        monkeypatch.setattr(tracker_store.time, "time", lambda: until + 1)
        assert not (await read(store, "web-a")).is_forgotten

    async def test_also_when_another_process_would_store_a_turn_afterwards(self, store):
        await save(store, "web-a")
        await forget(store, "web-a", time.time() + 100)
        await save(store, "web-a")
        await add_missing(store, "web-a", LATER)
        assert (await read(store, "web-a")).events == ()
        assert set(await store.keys()) == set()
