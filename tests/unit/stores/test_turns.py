"""Turns that reach several processes, which share nothing but what is stored."""

from __future__ import annotations

import asyncio

import pytest

from channels import safety_net
from channels.choices import choice_id
from channels.incoming import Incoming, KeyReusedError
from stores.fail_safe import TellingTrackerStore
from stores.tracker_store import ConversationStore
from tests.unit.assistants import ANSWER, DOMAIN, GUIDANCE, Agent
from tests.unit.test_turn import AT_RISK, QUESTION, Detector, replies, say, shown, started


@pytest.fixture(autouse=True)
def detector(monkeypatch):
    monkeypatch.setattr(safety_net, "shared_detector", Detector)


@pytest.fixture
def agent(tmp_path):
    agent = Agent(TellingTrackerStore(ConversationStore(DOMAIN, db=str(tmp_path / "test.db"))))
    agent.replies = replies
    return agent


@pytest.fixture
async def turn(agent):
    return await started(agent)


async def test_one_message_to_two_processes_at_once(agent, turn):
    other = await started(agent)
    one, two = await asyncio.gather(say(turn, QUESTION, key="k"), say(other, QUESTION, key="k"))
    assert one == two == [ANSWER[0]]
    assert len(agent.heard) == 1


class TestTheKeyOfAnotherMessage:
    async def test_is_refused(self, agent, turn):
        await say(turn, QUESTION, key="k")
        for process in (turn, await started(agent)):
            with pytest.raises(KeyReusedError):
                await say(process, "another question", key="k")
            with pytest.raises(KeyReusedError):
                await process.take(Incoming("sms-a", choice=choice_id("/symptoms/children"), key="k"))
        assert len(agent.heard) == 1

    async def test_is_read_for_risk_first(self, agent, turn):
        await say(turn, QUESTION, key="k")
        assert await say(turn, AT_RISK, key="k") == [GUIDANCE[0]]
        assert await shown(turn) == [QUESTION, ANSWER[0], AT_RISK, GUIDANCE[0]]
        assert await say(turn, QUESTION, key="k") == [ANSWER[0]], "the first one keeps it"


class TestForgotten:
    async def test_another_process_forgets_what_it_remembers(self, agent, turn):
        """A messaging channel's conversation begins anew under the same id."""
        other = await started(agent)
        await say(other, "I live in Spain")
        await say(other, AT_RISK, key="k")
        await turn.forget("sms-a")
        assert await say(other, AT_RISK, key="k") == [GUIDANCE[0]], "no reply of the deleted conversation"
        assert len(agent.heard) == 3
        await turn.forget("sms-a")
        assert await say(other, QUESTION) == [ANSWER[0]], "and no reminder of its crisis"

    async def test_another_process_does_not_bring_back_what_it_could_not_store(
        self, agent, turn, monkeypatch
    ):
        def broken(*_):
            raise OSError("no database")

        other = await started(agent)
        with monkeypatch.context() as patch:
            patch.setattr(ConversationStore, "session_scope", broken)
            await say(other, AT_RISK)
        await turn.forget("sms-a")
        assert await say(other, QUESTION) == [ANSWER[0]]
        assert await shown(other) == [QUESTION, ANSWER[0]]
