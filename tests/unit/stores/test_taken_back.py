"""A message that a visitor has taken back: its words are gone, and the conversation goes on without them."""

from __future__ import annotations

import json

import pytest
from rasa.shared.core.events import BotUttered, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from attachment_guide.risk.course import Turn
from stores.taken_back import without_words
from stores.tracker_store import ConversationStore
from tests.unit.stores.test_tracker_store import DOMAIN, SENDER, address, locks, store

__all__ = ["address", "locks", "store"]

RISK = {"tier": "crisis", "category": "suicide", "score": 0.9, "about": "self", "minor": False}
PARSED = {
    "intent": {"name": "crisis", "confidence": 0.9, "full_retrieval_intent_name": "crisis/suicide"},
    "said_intent": "crisis/suicide",
    "entities": [{"entity": "topic", "value": "zebra", "start": 0, "end": 5}],
    "text": "a zebra",
    "text_tokens": [[0, 1], [2, 7]],
    "risk": {**RISK, "evidence": ["zebra"]},
    "metadata": {"key": "k1", "note": "zebra"},
    "feeling": "zebra",
}


def said(key: str, text: str = "a zebra") -> UserUttered:
    metadata = {"key": key, "sent": "digest of the zebra"}
    return UserUttered(text, PARSED["intent"], parse_data=PARSED, message_id=key, metadata=metadata)


def test_nothing_tells_the_words():
    kept = without_words(said("k1").as_dict())
    assert "zebra" not in json.dumps(kept)
    assert "text_tokens" not in kept["parse_data"], "as long as the words were"
    assert (kept["text"], kept["message_id"], kept["metadata"]["key"]) == ("", "k1", "k1")
    assert kept["parse_data"]["risk"] == {**RISK, "evidence": []}


@pytest.mark.parametrize("parsed", [None, {}, {"risk": None}, {"risk": "none", "intent": None}])
def test_whatever_else_was_stored(parsed):
    kept = without_words({"event": "user", "text": "zebra", "parse_data": parsed, "metadata": None})
    assert "zebra" not in json.dumps(kept)
    assert Turn.of(kept["parse_data"])


async def test_in_the_database(store: ConversationStore, locks):
    events = [SessionStarted(), said("k1"), BotUttered("guidance"), said("k2", "another zebra")]
    async with locks.lock(SENDER):
        await store.get_or_create_tracker(SENDER)
        tracker = DialogueStateTracker.from_events(SENDER, events, DOMAIN.slots)
        await store.save(tracker)
        assert (await store.events_of(SENDER))[1].text == "a zebra"
        store.take_back(SENDER, lambda metadata: metadata["key"] == "k1")
    first, second = [e for e in await store.events_of(SENDER) if isinstance(e, UserUttered)]
    assert (first.text, second.text) == ("", "another zebra")
    assert len(await store.events_of(SENDER)) == len(events)


async def test_a_turn_under_way_does_not_bring_them_back(store: ConversationStore, locks):
    async with locks.lock(SENDER):
        tracker = await store.get_or_create_tracker(SENDER)
        tracker.update(said("k1"))
        await store.save(tracker)
    store.take_back(SENDER, lambda metadata: True)
    async with locks.lock(SENDER):
        tracker = await store.get_or_create_tracker(SENDER)
        assert [e.text for e in tracker.events if isinstance(e, UserUttered)] == [""]
        tracker.update(said("k2"))
        await store.save(tracker)
    assert [e.text for e in await store.events_of(SENDER) if isinstance(e, UserUttered)] == ["", "a zebra"]
