"""Reading, completing and deleting conversations, on Rasa's own tracker stores."""

from __future__ import annotations

import time

import pytest
from rasa.core.tracker_store import (
    AwaitableTrackerStore,
    FailSafeTrackerStore,
    InMemoryTrackerStore,
    SQLTrackerStore,
)
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from channels import tracker_store
from channels.history import messages_shown
from channels.tracker_store import CannotForgetError, add_missing, forget, keep_feedback, read

DOMAIN = Domain.from_yaml("slots: {feedback: {type: any, mappings: [{type: custom}]}}")
EVENTS = [
    ActionExecuted("action_listen"),
    UserUttered("hello", message_id="m1", timestamp=1.0),
    BotUttered("Hi.", timestamp=2.0),
]
LATER = [UserUttered("help", message_id="m2", timestamp=3.0), BotUttered("Call.", timestamp=4.0)]


def in_memory(_) -> InMemoryTrackerStore:
    return InMemoryTrackerStore(DOMAIN)


def in_sqlite(folder) -> SQLTrackerStore:
    return SQLTrackerStore(DOMAIN, dialect="sqlite", db=str(folder / "test.db"))


@pytest.fixture(params=[in_memory, in_sqlite])
def bare(request, tmp_path):
    return request.param(tmp_path)


@pytest.fixture
def store(bare):
    """A store as Rasa's agent wraps it."""
    return FailSafeTrackerStore(AwaitableTrackerStore(bare))


async def save(store, sender: str) -> None:
    await store.save(DialogueStateTracker.from_events(sender, EVENTS, DOMAIN.slots))


async def texts(store, sender: str) -> list[str | None]:
    events, _ = await read(store, sender)
    return [event.text for event in events if isinstance(event, UserUttered | BotUttered)]


async def test_read(store):
    await save(store, "web-a")
    events, is_forgotten = await read(store, "web-a")
    assert (len(events), is_forgotten) == (3, False)
    assert await read(store, "web-nobody") == ([], False)


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
        events, _ = await read(store, "web-a")
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
        assert await read(store, "web-nobody") == ([], False)


class TestForget:
    async def test_leaves_nothing_of_one_and_all_of_the_others(self, store):
        await save(store, "web-a")
        await save(store, "web-b")
        await forget(store, "web-a")
        assert await read(store, "web-a") == ([], False)
        assert await texts(store, "web-b") == ["hello", "Hi."]
        assert set(await store.keys()) == {"web-b"}

    async def test_what_is_not_there(self, store):
        await forget(store, "web-nobody")

    async def test_leaves_no_row(self, tmp_path):
        store = in_sqlite(tmp_path)
        await save(store, "web-a")
        await forget(store, "web-a")
        with store.session_scope() as session:
            assert session.query(store.SQLEvent).count() == 0

    async def test_what_the_fallback_kept_is_forgotten_too(self, bare):
        """While the database is down, Rasa keeps conversations in memory."""
        fallback = in_memory(None)
        await save(fallback, "web-a")
        await forget(FailSafeTrackerStore(bare, fallback_tracker_store=fallback), "web-a")
        assert await fallback.retrieve("web-a") is None

    async def test_a_store_of_another_kind_is_refused(self):
        with pytest.raises(CannotForgetError, match="cannot be deleted"):
            await forget(object(), "web-a")


class TestDeletedForGood:
    async def test_until_its_time_is_over(self, store, monkeypatch):
        await save(store, "web-a")
        until = time.time() + 100
        await forget(store, "web-a", until)
        assert await read(store, "web-a") == ([], True)
        assert await read(store, "web-b") == ([], False)
        monkeypatch.setattr(tracker_store.time, "time", lambda: until + 1)
        assert await read(store, "web-a") == ([], False)

    async def test_also_when_another_process_stores_a_turn_afterwards(self, store):
        await save(store, "web-a")
        await forget(store, "web-a", time.time() + 100)
        await save(store, "web-a")
        assert await read(store, "web-a") == ([], True)

    async def test_nothing_tells_which_conversation_it_was(self, tmp_path):
        store = in_sqlite(tmp_path)
        await save(store, "web-a")
        await forget(store, "web-a", time.time() + 100)
        with store.session_scope() as session:
            [row] = session.query(store.SQLEvent).all()
        assert "web-a" not in f"{row.sender_id} {row.data}"
        assert b"web-a" not in (tmp_path / "test.db").read_bytes()

    async def test_what_is_over_is_cleared_away(self, tmp_path, monkeypatch):
        store = in_sqlite(tmp_path)
        until = time.time() + 100
        await forget(store, "web-a", until)
        monkeypatch.setattr(tracker_store.time, "time", lambda: until + 1)
        await forget(store, "web-b")
        with store.session_scope() as session:
            assert session.query(store.SQLEvent).count() == 0
