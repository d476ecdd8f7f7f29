"""A running conversation is kept in memory, and never believed when it is not as it is stored."""

from __future__ import annotations

import time

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from stores.conversations import Conversations
from stores.lock_store import ConversationLockStore
from stores.running import RunningConversations
from stores.tracker_store import ConversationStore

DOMAIN = Domain.from_yaml("slots: {country: {type: any, mappings: [{type: custom}]}}")
SENDER = "web-a"


@pytest.fixture
def database(tmp_path):
    return str(tmp_path / "test.db")


@pytest.fixture
def process(database):
    """Opens the database as one more process would."""
    stores = []

    def start() -> ConversationStore:
        stores.append(ConversationStore(DOMAIN, db=database))
        return stores[-1]

    yield start
    for store in stores:
        store.engine.dispose()


@pytest.fixture
def reads(monkeypatch):
    """The ids of the conversations whose events were read from the database."""
    read = []
    query = ConversationStore._event_query

    def counted(self, session, sender, **options):
        read.append(sender)
        return query(self, session, sender, **options)

    monkeypatch.setattr(ConversationStore, "_event_query", counted)
    return read


async def turn(store, *events, fails: bool = False) -> list[str]:
    """Adds events as a turn does; what the visitor had said before."""
    async with ConversationLockStore().lock(SENDER):
        tracker = await store.get_or_create_tracker(SENDER, append_action_listen=False)
        before = said(tracker.events)
        for event in events:
            tracker.update(event, DOMAIN)
        if not fails:
            await store.save(tracker)
    return before


def said(events) -> list[str]:
    return [event.text for event in events if isinstance(event, UserUttered)]


def words(text: str) -> UserUttered:
    return UserUttered(text, {"name": "x"}, parse_data={"text": text})


async def test_what_was_written_is_not_read_again(process, reads):
    store = process()
    await turn(store, SessionStarted(), words("one"))
    await turn(store, words("two"), SlotSet("country", "ES"))
    reads.clear()
    assert await turn(store, words("three")) == ["one", "two"]
    assert said(await store.events_of(SENDER)) == ["one", "two", "three"]
    assert not reads
    kept = store._running.find(SENDER, store._version(SENDER), DOMAIN)
    stored = await process().retrieve(SENDER)
    assert [event.as_dict() for event in kept.events] == [event.as_dict() for event in stored.events]
    assert kept.current_slot_values() == stored.current_slot_values()
    assert kept.get_slot("country") == "ES"


async def test_what_another_process_wrote_is_read(process):
    one, two = process(), process()
    await turn(one, SessionStarted(), words("one"))
    for number in range(3):
        await turn(one, words(f"{number} to one"))
        before = await turn(two, words(f"{number} to two"))
        assert before[-1] == f"{number} to one"
        assert said(await one.events_of(SENDER))[-1] == f"{number} to two"
    everything = ["one", *(f"{number} to {name}" for number in range(3) for name in ("one", "two"))]
    assert await turn(one) == await turn(two) == everything


@pytest.mark.parametrize("is_saved_before", [False, True])
async def test_nothing_is_left_of_a_turn_that_fails(process, is_saved_before):
    store = process()
    await turn(store, SessionStarted(), words("one"))
    await turn(store, words("two"))
    if is_saved_before:
        async with ConversationLockStore().lock(SENDER):
            tracker = await store.retrieve(SENDER)
            await store.save(tracker)
            tracker.update(words("lost"))
    else:
        await turn(store, words("lost"), fails=True)
    assert said(await store.events_of(SENDER)) == ["one", "two"]
    assert await turn(store, words("three")) == ["one", "two"]
    assert said((await process().retrieve(SENDER)).events) == ["one", "two", "three"]


async def test_a_new_session_is_read_alone(process):
    store = process()
    now = time.time()
    await turn(store, SessionStarted(timestamp=now - 100), UserUttered("one", timestamp=now - 99))
    await turn(store, UserUttered("two", timestamp=now - 98))
    await turn(store, SessionStarted(timestamp=now), words("three"))
    assert await turn(store, words("four")) == ["three"]
    assert await turn(store) == ["three", "four"]
    assert said((await store.retrieve_full_tracker(SENDER)).events) == ["one", "two", "three", "four"]


async def test_a_deleted_conversation_begins_anew(process):
    one, two = process(), process()
    for store in (one, two, one):
        await turn(one, SessionStarted(), words("one"))
        await turn(one, words("two"))
        store.forget(SENDER)
        assert await one.events_of(SENDER) == []
        assert await turn(one, words("new")) == []
        store.forget(SENDER)


async def test_what_is_cleared_out_goes_from_memory_as_well(process, database):
    store = process()
    await turn(store, SessionStarted(timestamp=1.0), UserUttered("old", timestamp=2.0))
    await turn(store, words("new"))
    assert said(await store.events_of(SENDER)) == ["old", "new"]
    Conversations(database).clear_out(100.0, 100.0)
    assert said(await store.events_of(SENDER)) == ["new"]
    assert await turn(store, words("newer")) == ["new"]


async def test_another_domain_reads_it_again(process):
    store = process()
    await turn(store, SessionStarted(), words("one"))
    await turn(store, words("two"))
    store.domain = Domain.from_yaml("slots: {mood: {type: any, mappings: [{type: custom}]}}")
    async with ConversationLockStore().lock(SENDER):
        assert "mood" in (await store.retrieve(SENDER)).slots


def test_the_longest_untouched_go_first():
    running = RunningConversations(most_events=10)
    trackers = {name: DialogueStateTracker.from_events(name, [words("x")] * 4) for name in "abc"}
    for name in "aba":
        running.put(1, trackers[name], DOMAIN)
    running.put(1, trackers["c"], DOMAIN)
    assert [name for name in "abc" if running.find(name, 1, DOMAIN)] == ["a", "c"]
    running.put(1, DialogueStateTracker.from_events("d", [words("x")] * 11), DOMAIN)
    assert not any(running.find(name, 1, DOMAIN) for name in "abcd")
