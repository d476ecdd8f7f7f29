"""Limits of messages, whatever channel they came by: nobody at risk is turned away by one."""

from __future__ import annotations

import pytest

from attachment_guide.settings import Settings
from channels.incoming import ForgottenError, TooLongError, TooManyError
from channels.safety_net import CRISIS_TEXT
from tests.unit.assistants import ANSWER, GUIDANCE
from tests.unit.test_turn import FAR_FUTURE, QUESTION, agent, detector, say, shown, started, turn

__all__ = ["agent", "detector", "turn"]


class TestLimits:
    async def test_too_long(self, turn):
        with pytest.raises(TooLongError):
            await say(turn, "a" * 51)
        assert (await say(turn, "I want to die " + "a" * 51))[0] == GUIDANCE[0]

    async def test_too_long_counts(self, agent):
        turn = await started(agent, Settings(session_rate=2, max_text=50))
        for _ in range(2):
            with pytest.raises(TooLongError):
                await say(turn, "a" * 51)
        with pytest.raises(TooManyError):
            await say(turn, QUESTION)

    async def test_too_long_with_a_key_leaves_the_key_free(self, turn):
        with pytest.raises(TooLongError):
            await say(turn, "a" * 51, key="k1")
        assert await say(turn, QUESTION, key="k1") == [ANSWER[0]]

    @pytest.mark.parametrize(
        "text", ["I want to die" + "a " * 30_000, "a " * 30_000 + "I want to die"], ids=["first", "last"]
    )
    async def test_at_risk_is_given_to_rasa_no_longer_than_others(self, agent, turn, text):
        assert await say(turn, text) == [GUIDANCE[0]]
        assert len(agent.heard[0].text) <= 50
        assert "die" in agent.heard[0].text

    async def test_at_risk_is_answered_over_the_limit(self, agent):
        turn = await started(agent, Settings(session_rate=1))
        assert await say(turn, QUESTION) == [ANSWER[0]]
        assert await say(turn, "I want to die") == [CRISIS_TEXT]
        with pytest.raises(TooManyError):
            await say(turn, QUESTION)
        assert len(agent.heard) == 1, "the assistant was not asked"
        assert await shown(turn) == [QUESTION, ANSWER[0], "I want to die", CRISIS_TEXT]

    async def test_over_the_limit_in_a_deleted_conversation(self, agent):
        turn = await started(agent, Settings(session_rate=1))
        await say(turn, QUESTION)
        await turn.forget("sms-a", FAR_FUTURE)
        with pytest.raises(ForgottenError):
            await say(turn, "I want to die")
        assert await shown(turn) == []

    async def test_too_many(self, agent):
        turn = await started(agent, Settings(session_rate=2))
        assert await say(turn, QUESTION, key="k1") == await say(turn, QUESTION, key="k2")
        with pytest.raises(TooManyError) as error:
            await say(turn, QUESTION, key="k3")
        assert error.value.seconds > 0
        assert await say(turn, QUESTION, key="k1") == [ANSWER[0]], "a repeated delivery costs nothing"
        assert await say(turn, QUESTION, "sms-b") == [ANSWER[0]]
