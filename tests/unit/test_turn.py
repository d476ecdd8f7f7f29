"""The one way of a message, whatever channel it came by."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest

from attachment_guide.risk.assessment import Risk
from attachment_guide.settings import Settings
from channels import safety_net
from channels.choices import choice_id
from channels.feedback import keep_feedback
from channels.incoming import ForgottenError, Incoming, UnknownChoiceError
from channels.safety_net import APOLOGY_TEXT, CRISIS_TEXT, LOCAL_REMINDER_TEXT, REMINDER_TEXT
from channels.turn import Turn
from stores.fail_safe import TellingTrackerStore
from stores.tracker_store import ConversationStore
from tests.unit.assistants import ANSWER, DOMAIN, GUIDANCE, Agent, Server

SETTINGS = Settings(session_rate=0, max_text=50)
QUESTION, AT_RISK = "what is it?", "I want to die"
FAR_FUTURE = 4_000_000_000


class Detector:
    """Finds a crisis where somebody wants to die, in one message or split over two."""

    def assess(self, text, previous=()):
        joined = " ".join([*previous, text]).lower()
        is_new = "want to die" in joined and not any("want to die" in said.lower() for said in previous)
        return Risk("crisis", "suicide", 0.9) if is_new or "want to die" in text.lower() else Risk()


@pytest.fixture(autouse=True)
def detector(monkeypatch):
    monkeypatch.setattr(safety_net, "shared_detector", Detector)


def replies(text: str):
    return [GUIDANCE] if "die" in text else [ANSWER]


@pytest.fixture
def agent(tmp_path):
    agent = Agent(TellingTrackerStore(ConversationStore(DOMAIN, db=str(tmp_path / "test.db"))))
    agent.replies = replies
    return agent


async def started(agent: Agent, settings: Settings = SETTINGS) -> Turn:
    """The turns of one server process."""
    server = Server(agent)
    turn = Turn(server.routes, agent.handle_message, "sms", settings)
    await server.start()
    return turn


@pytest.fixture
async def turn(agent):
    return await started(agent)


async def say(turn: Turn, text: str, sender: str = "sms-a", **more: str) -> list[str]:
    """The names of what comes back."""
    return [m["name"] for m in await turn.take(Incoming(sender, text, **more))]


async def shown(turn: Turn, sender: str = "sms-a") -> list[str]:
    return [m.get("name") or m["text"] for m in await turn.conversations.history(sender)]


class TestMessage:
    async def test_goes_to_rasa_with_what_the_channel_knows(self, agent, turn):
        assert await say(turn, "I live in Spain", key="m-1") == [ANSWER[0]]
        [message] = agent.heard
        assert (message.text, message.sender_id, message.input_channel) == (
            "I live in Spain",
            "sms-a",
            "sms",
        )
        assert message.output_channel.name() == "sms"
        assert (message.metadata["key"], message.metadata["country"]) == ("m-1", "ES")

    @pytest.mark.parametrize(
        ("typed", "heard"),
        [("/restart", "restart"), (" //menu", "menu"), ("⁄affirm", "affirm"), ("/", "?"), ("1/2", "1/2")],
    )
    async def test_is_never_a_command(self, agent, turn, typed, heard):
        await say(turn, typed)
        assert agent.heard[0].text == heard

    async def test_with_half_a_character_is_taken(self, agent, turn):
        await say(turn, "broken \udcff")
        assert agent.heard[0].text == "broken ?"


class TestChoice:
    async def test_stands_for_its_payload(self, agent, turn):
        await turn.take(Incoming("sms-a", choice=choice_id("/symptoms/children")))
        [message] = agent.heard
        assert message.text == "Signs in a child"
        assert message.parse_data["said_intent"] == "symptoms/children"

    async def test_names_a_country(self, agent, turn):
        await turn.take(Incoming("sms-a", choice=choice_id('/choose_country{"country": "ES"}')))
        assert agent.heard[0].metadata["country"] == "ES"

    @pytest.mark.parametrize("choice", ["", "/menu", choice_id("/restart")])
    async def test_unknown(self, turn, choice):
        with pytest.raises(UnknownChoiceError):
            await turn.take(Incoming("sms-a", choice=choice))


class TestReminder:
    async def test_under_all_that_follows_guidance(self, turn):
        said = [await say(turn, text) for text in (QUESTION, AT_RISK, QUESTION, QUESTION, AT_RISK, QUESTION)]
        reminded = [ANSWER[0], REMINDER_TEXT]
        assert said == [[ANSWER[0]], [GUIDANCE[0]], reminded, reminded, [GUIDANCE[0]], reminded]

    async def test_names_the_lines_of_the_country_named_at_any_time(self, turn):
        await say(turn, "I live in Spain")
        await say(turn, AT_RISK)
        assert await say(turn, QUESTION) == [ANSWER[0], LOCAL_REMINDER_TEXT]

    async def test_of_each_conversation_its_own(self, turn):
        await say(turn, AT_RISK)
        assert await say(turn, QUESTION, "sms-b") == [ANSWER[0]]

    async def test_while_guidance_is_still_on_its_way(self, agent, turn):
        """Two messages at once: the second is answered after the first, and knows of its guidance."""
        first, second = await asyncio.gather(say(turn, AT_RISK), say(turn, QUESTION))
        assert (first, second) == ([GUIDANCE[0]], [ANSWER[0], REMINDER_TEXT])


class TestComesTwice:
    async def test_is_answered_once(self, agent, turn):
        first, second = await asyncio.gather(say(turn, QUESTION, key="k"), say(turn, QUESTION, key="k"))
        assert first == second == await say(turn, QUESTION, key="k")
        assert len(agent.heard) == 1

    async def test_of_another_visitor(self, agent, turn):
        await say(turn, QUESTION, key="k")
        await say(turn, QUESTION, "sms-b", key="k")
        assert len(agent.heard) == 2

    async def test_to_another_process(self, agent, turn):
        await say(turn, AT_RISK, key="k1")
        mine = await turn.take(Incoming("sms-a", QUESTION, key="k2"))
        other = await started(agent)
        assert await other.take(Incoming("sms-a", QUESTION, key="k2")) == mine
        assert [m["name"] for m in mine] == [ANSWER[0], REMINDER_TEXT]
        assert len(agent.heard) == 2


class TestAnotherProcess:
    """The same as after a restart: it knows only what is stored."""

    async def test_reminds_with_the_country(self, agent, turn):
        await say(turn, "I live in Spain")
        await say(turn, AT_RISK)
        other = await started(agent)
        assert await say(other, QUESTION) == [ANSWER[0], LOCAL_REMINDER_TEXT]

    async def test_hears_the_second_half_of_a_statement(self, agent, turn):
        agent.replies = lambda text: [ANSWER]
        await say(turn, "i want to")
        assert (await say(await started(agent), "die"))[0] == CRISIS_TEXT

    async def test_shows_the_whole_conversation(self, agent, turn):
        await say(turn, AT_RISK)
        await say(turn, QUESTION)
        other = await started(agent)
        assert await shown(other) == await shown(turn)
        assert await shown(other) == [AT_RISK, GUIDANCE[0], QUESTION, ANSWER[0], REMINDER_TEXT]

    async def test_takes_feedback_on_what_another_said(self, agent, turn):
        [message] = await turn.take(Incoming("sms-a", QUESTION))
        other = await started(agent)
        assert await keep_feedback(other.conversations, "sms-a", message["id"], True)
        assert not await keep_feedback(other.conversations, "sms-b", message["id"], True)
        [_, answer] = await turn.conversations.history("sms-a")
        assert answer["helped"] is True


class TestWhenTheAssistantFails:
    @pytest.fixture(autouse=True)
    def broken(self, agent):
        agent.replies = lambda text: RuntimeError("broken")

    async def test_what_was_said_is_shown_again(self, agent, turn):
        assert await say(turn, QUESTION) == [APOLOGY_TEXT]
        assert await say(turn, AT_RISK) == [CRISIS_TEXT]
        told = [QUESTION, APOLOGY_TEXT, AT_RISK, CRISIS_TEXT]
        assert await shown(turn) == told
        assert await shown(await started(agent)) == told

    async def test_guidance_counts_as_such(self, agent, turn):
        await say(turn, AT_RISK)
        agent.replies = replies
        assert await say(await started(agent), QUESTION) == [ANSWER[0], REMINDER_TEXT]

    async def test_the_texts_take_turns(self, agent, turn):
        texts = []
        for process in (turn, turn, await started(agent), await started(agent)):
            [message] = await process.take(Incoming("sms-a", AT_RISK))
            texts.append(message["text"])
        assert all(one != other for one, other in pairwise(texts))


class TestWhenTheTurnItselfFails:
    """Nothing outside the assistant may leave somebody at risk without guidance either."""

    @pytest.mark.parametrize(
        "broken",
        ["channels.turn.find_country", "channels.turn.handed_over", "channels.turn.Conversations.past"],
    )
    @pytest.mark.parametrize(("text", "name"), [(AT_RISK, CRISIS_TEXT), (QUESTION, APOLOGY_TEXT)])
    async def test_the_safety_net_speaks(self, turn, monkeypatch, caplog, broken, text, name):
        def fail(*_, **__):
            raise RuntimeError(f"broken by {text}")

        monkeypatch.setattr(broken, fail)
        assert await say(turn, text) == [name]
        assert text not in caplog.text


class TestWhenTheStoreFails:
    async def test_what_was_said_is_stored_once_it_works(self, agent, turn, monkeypatch):
        def broken(*_):
            raise OSError("no database")

        await say(turn, "I live in Spain")
        with monkeypatch.context() as patch:
            patch.setattr(ConversationStore, "session_scope", broken)
            # Without a memory the assistant still answers.
            assert await say(turn, AT_RISK) == [GUIDANCE[0]]
            # Neither the guidance nor the country is forgotten while nothing can be read.
            assert await say(turn, QUESTION) == [ANSWER[0], LOCAL_REMINDER_TEXT]
        assert await say(turn, QUESTION) == [ANSWER[0], LOCAL_REMINDER_TEXT]
        told = ["I live in Spain", ANSWER[0], AT_RISK, GUIDANCE[0], QUESTION, ANSWER[0]]
        told += [LOCAL_REMINDER_TEXT, QUESTION, ANSWER[0], LOCAL_REMINDER_TEXT]
        assert await shown(turn) == await shown(await started(agent)) == told


class TestForget:
    async def test_nothing_is_left(self, agent, turn):
        await say(turn, AT_RISK, key="k")
        await turn.forget("sms-a")
        assert await shown(turn) == []
        assert await say(turn, QUESTION, key="k") == [ANSWER[0]], "a new conversation"

    async def test_for_good_in_every_process(self, agent, turn):
        await say(turn, QUESTION)
        await turn.forget("sms-a", until=FAR_FUTURE)
        for process in (turn, await started(agent)):
            with pytest.raises(ForgottenError):
                await say(process, QUESTION)
            assert await process.conversations.is_forgotten("sms-a")
            assert not await process.conversations.is_forgotten("sms-b")

    async def test_while_a_message_is_being_answered(self, agent, turn):
        ready, go_on = asyncio.Event(), asyncio.Event()
        handle = agent.handle_message
        loop = asyncio.get_running_loop()

        async def slowly(message):
            loop.call_soon_threadsafe(ready.set)
            while not go_on.is_set():
                await asyncio.sleep(0.01)
            await handle(message)

        turn._net._on_message = slowly
        answer = asyncio.ensure_future(say(turn, QUESTION))
        await ready.wait()
        await turn.forget("sms-a", until=FAR_FUTURE)
        go_on.set()
        await answer
        tracker = await agent.tracker_store.retrieve_full_tracker("sms-a")
        assert tracker is None
