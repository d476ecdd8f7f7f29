"""Restoring and forgetting conversations, on Rasa's own tracker stores."""

from __future__ import annotations

import pytest
from rasa.core.tracker_store import (
    AwaitableTrackerStore,
    FailSafeTrackerStore,
    InMemoryTrackerStore,
    SQLTrackerStore,
)
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from channels.history import CannotForgetError, conversation, forget, keep_feedback, reply_to_key

EVENTS = [
    ActionExecuted("action_listen"),
    UserUttered("hello", metadata={"key": "first-key"}, message_id="m1"),
    BotUttered("Hi.", metadata={"utter_action": "utter_smalltalk/greet"}),
    SlotSet("country", "ES"),
    UserUttered("what is it?", metadata={"key": "second-key"}, message_id="m2"),
    BotUttered("It is ...", metadata={"utter_action": "utter_about/definition"}),
    BotUttered("And ...", {"buttons": [{"title": "Menu", "payload": "/menu"}]}),
    UserUttered("bye", message_id="m3"),
]


def in_memory(_) -> InMemoryTrackerStore:
    return InMemoryTrackerStore(Domain.empty())


def in_sqlite(folder) -> SQLTrackerStore:
    return SQLTrackerStore(Domain.empty(), dialect="sqlite", db=str(folder / "test.db"))


@pytest.fixture(params=[in_memory, in_sqlite])
def bare(request, tmp_path):
    return request.param(tmp_path)


@pytest.fixture
def store(bare):
    """A store as Rasa's agent wraps it."""
    return FailSafeTrackerStore(AwaitableTrackerStore(bare))


async def save(store, sender: str) -> None:
    await store.save(DialogueStateTracker.from_events(sender, EVENTS))


async def test_a_conversation_in_order(store):
    await save(store, "web-a")
    said = await conversation(store, "web-a")
    assert [(m["from"], m["text"]) for m in said] == [
        ("visitor", "hello"),
        ("assistant", "Hi."),
        ("visitor", "what is it?"),
        ("assistant", "It is ..."),
        ("assistant", "And ..."),
        ("visitor", "bye"),
    ]
    assert said[0]["id"] == "m1"
    assert (said[3]["kind"], said[3]["name"]) == ("answer", "utter_about/definition")
    assert said[4]["buttons"][0]["name"] == "utter_menu"


async def test_feedback_is_kept_with_the_message_that_it_is_on(store):
    await save(store, "web-a")
    ids = [m["id"] for m in await conversation(store, "web-a") if m["from"] == "assistant"]
    for number, helped in [(1, True), (2, True), (1, False)]:
        await keep_feedback(store, "web-a", ids[number], helped)
    said = await conversation(store, "web-a")
    assert [m["id"] for m in said if m["from"] == "assistant"] == ids
    assert [m["helped"] for m in said if m["from"] == "assistant"] == [None, False, True]
    assert all("helped" not in m for m in said if m["from"] == "visitor")


async def test_feedback_of_an_unknown_visitor(store):
    await keep_feedback(store, "web-nobody", "x", True)
    assert await conversation(store, "web-nobody") == []


async def test_of_an_unknown_visitor(store):
    assert await conversation(store, "web-nobody") == []


async def test_the_reply_to_a_key(store):
    await save(store, "web-a")
    reply = await reply_to_key(store, "web-a", "second-key")
    assert [m["text"] for m in reply] == ["It is ...", "And ..."]
    assert await reply_to_key(store, "web-a", "third-key") is None
    assert await reply_to_key(store, "web-b", "second-key") is None


async def test_forgetting_leaves_nothing_of_one_and_all_of_the_others(store):
    await save(store, "web-a")
    await save(store, "web-b")
    forget(store, "web-a")
    assert await conversation(store, "web-a") == []
    assert len(await conversation(store, "web-b")) == 6
    assert set(await store.keys()) == {"web-b"}


async def test_forgetting_what_is_not_there(store):
    forget(store, "web-nobody")


async def test_forgetting_leaves_no_row(tmp_path):
    store = in_sqlite(tmp_path)
    await save(store, "web-a")
    forget(store, "web-a")
    with store.session_scope() as session:
        assert session.query(store.SQLEvent).count() == 0


async def test_what_the_fallback_kept_is_forgotten_too(bare):
    """While the database is down, Rasa keeps conversations in memory."""
    fallback = in_memory(None)
    await save(fallback, "web-a")
    forget(FailSafeTrackerStore(bare, fallback_tracker_store=fallback), "web-a")
    assert await fallback.retrieve("web-a") is None


def test_a_store_of_another_kind_is_refused():
    with pytest.raises(CannotForgetError, match="cannot be deleted"):
        forget(object(), "web-a")
