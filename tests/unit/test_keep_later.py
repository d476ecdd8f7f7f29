"""What a visitor said is stored in the end, by a store that fails for a while, for a visitor who is gone."""

from __future__ import annotations

import asyncio

import pytest

from channels import later
from channels.safety_net import APOLOGY_TEXT
from stores.fail_safe import TellingTrackerStore
from stores.tracker_store import ConversationStore
from tests.unit.assistants import DOMAIN, Agent
from tests.unit.test_turn import QUESTION, detector, say, started

__all__ = ["detector"]


class Failing(ConversationStore):
    """A store that cannot be written as long as `fails`."""

    fails = True
    tries = 0

    async def save(self, tracker):
        self.tries += 1
        if self.fails:
            raise OSError("disk full")
        await super().save(tracker)


async def test_without_another_turn(tmp_path, monkeypatch):
    monkeypatch.setattr(later, "RETRY_SECONDS", 0.01)
    store = Failing(DOMAIN, db=str(tmp_path / "test.db"))
    agent = Agent(TellingTrackerStore(store))

    def breaks(text: str):
        raise RuntimeError("no reply")

    agent.replies = breaks
    turn = await started(agent)
    assert await say(turn, QUESTION) == [APOLOGY_TEXT]
    before = store.tries
    while store.tries == before:
        await asyncio.sleep(0.01)
    assert await store.retrieve("sms-a") is None
    store.fails = False
    while await store.retrieve("sms-a") is None:
        await asyncio.sleep(0.01)
    tracker = await store.retrieve("sms-a")
    assert tracker.latest_message.text == QUESTION
    assert tracker.events[-1].metadata["utter_action"] == APOLOGY_TEXT
    await asyncio.wait_for(turn.conversations._later.task, 60)
    assert not turn.conversations._unstored


async def test_a_store_that_is_down_is_not_asked_for_each_conversation(monkeypatch):
    monkeypatch.setattr(later, "RETRY_SECONDS", 0)
    asked = []

    async def fail(sender):
        asked.append(sender)

    trying = later.Later([f"sms-{n}" for n in range(50)], fail)
    trying.begin()
    while not asked:
        await asyncio.sleep(0)
    trying.task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await trying.task
    assert len(asked) <= 2 * later.MOST_FAILURES


async def test_it_is_tried_soon_and_then_less_and_less_often(monkeypatch):
    pauses = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 6:
            waiting.clear()

    async def fails(sender: str) -> None:
        pass

    waiting = ["sms-a"]
    monkeypatch.setattr(later.asyncio, "sleep", sleep)
    store = later.Later(waiting, fails)
    store.begin()
    await store.task
    assert pauses == [0.5, 1, 2, 4, 5, 5]
