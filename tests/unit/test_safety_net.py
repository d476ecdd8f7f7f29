"""Every message gets a reply, whatever the assistant does."""

from __future__ import annotations

import asyncio
import threading
import time
from itertools import pairwise

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import UserUttered

from attachment_guide.risk.assessment import Risk
from attachment_guide.risk.thresholds import Thresholds
from channels import safety_net as module
from channels.output import CollectingOutput, outgoing
from channels.past import Past
from channels.safety_net import APOLOGY_TEXT, CRISIS_TEXT, REMINDER_TEXT, SafetyNet

CALM, CRISIS, CHECK, CONCERN = Risk(), Risk("crisis", "suicide", 0.9), Risk("check"), Risk("concern")
LONG = 60.0
NOTHING = Past()
ANSWER = {"text": "an answer", "utter_action": "utter_about/brain"}
GUIDANCE = {"text": "guidance", "utter_action": "utter_crisis/suicide"}


class FixedDetector:
    thresholds = Thresholds()

    def assess(self, text, previous=()):
        return CALM


class BrokenDetector:
    def assess(self, text, previous=()):
        raise RuntimeError(f"cannot read: {text}")


@pytest.fixture(autouse=True)
def detector(monkeypatch):
    monkeypatch.setattr(module, "shared_detector", FixedDetector)


def saying(*messages, then=None):
    """An assistant that says messages, and then raises, waits for ever or has its work cancelled."""

    async def on_message(message):
        for said in messages:
            await message.output_channel.send_response(message.sender_id, said)
        if isinstance(then, Exception):
            raise then
        if then == "hang":
            await asyncio.Event().wait()
        if then == "cancelled":
            inner = asyncio.ensure_future(asyncio.Event().wait())
            asyncio.get_running_loop().call_soon(inner.cancel)
            await inner

    return on_message


async def reply(on_message, risk=CALM, seconds=LONG, left=None, past=NOTHING):
    """What is shown, as the channel sends it."""
    return [outgoing(event) for event in (await raw_reply(on_message, risk, seconds, left, past)).events]


async def raw_reply(on_message, risk=CALM, seconds=LONG, left=None, past=NOTHING):
    net = SafetyNet(on_message, seconds)
    return await net.reply(UserMessage("my words", CollectingOutput("web"), "web-a"), risk, past, left)


def names(messages):
    return [message["name"] for message in messages]


def expected(risk, own):
    if risk.tier in ("crisis", "check") and GUIDANCE["utter_action"] not in own:
        return [CRISIS_TEXT, *own]
    return own or [APOLOGY_TEXT]


@pytest.mark.parametrize("risk", [CALM, CONCERN, CRISIS, CHECK])
class TestReply:
    @pytest.mark.parametrize("then", [None, RuntimeError("x")])
    @pytest.mark.parametrize("said", [[], [ANSWER], [GUIDANCE], [ANSWER, GUIDANCE]])
    async def test_whether_the_assistant_speaks_is_silent_or_raises(self, said, then, risk):
        messages = await reply(saying(*said, then=then), risk)
        assert names(messages) == expected(risk, [message["utter_action"] for message in said])
        assert all(message["text"] for message in messages)

    async def test_when_it_hangs(self, risk):
        assert names(await reply(saying(then="hang"), risk, seconds=0.05)) == expected(risk, [])

    async def test_when_its_work_is_cancelled_from_within(self, risk):
        assert names(await reply(saying(ANSWER, then="cancelled"), risk)) == expected(
            risk, [ANSWER["utter_action"]]
        )
        assert names(await reply(saying(then="cancelled"), risk)) == expected(risk, [])

    async def test_when_no_time_is_left(self, risk):
        assert names(await reply(saying(then="hang"), risk, left=0.0)) == expected(risk, [])


class TestCourse:
    ASKED = Past([UserUttered("...", parse_data={"risk": Risk("check", "suicide", 0.8).as_dict()})])

    @pytest.mark.parametrize(("tier", "met"), [("check", "support"), ("crisis", "crisis"), ("none", "none")])
    def test_who_was_asked_before_is_not_asked_again(self, tier, met):
        assert SafetyNet(saying(), LONG).in_course(Risk(tier, "suicide", 0.8), self.ASKED).tier == met

    def test_what_cannot_be_judged_stays_as_it_is(self, monkeypatch):
        net = SafetyNet(saying(), LONG)
        monkeypatch.setattr(module, "shared_detector", BrokenDetector)
        assert net.in_course(CHECK, self.ASKED) is CHECK


async def test_what_it_said_before_it_hung_is_sent():
    messages = await reply(saying(ANSWER, then="hang"), CRISIS, seconds=1)
    assert names(messages) == [CRISIS_TEXT, ANSWER["utter_action"]]
    assert [message["kind"] for message in messages] == ["crisis", "answer"]


async def test_an_assistant_that_blocks_its_loop_does_not_block_this_one():
    """Rasa calls its database from coroutines that do not yield."""
    release = threading.Event()

    async def blocking(message):
        release.wait(LONG)

    try:
        assert names(await reply(blocking, CRISIS, seconds=0.05)) == [CRISIS_TEXT]
    finally:
        release.set()


async def test_what_comes_too_late_does_not_change_the_reply():
    replied, spoken = threading.Event(), threading.Event()

    async def stubborn(message):
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            replied.wait(LONG)
            await message.output_channel.send_response("x", ANSWER)
            spoken.set()

    messages = await reply(stubborn, seconds=0.05)
    replied.set()
    assert spoken.wait(LONG)
    assert names(messages) == [APOLOGY_TEXT]


async def test_neither_words_nor_the_errors_text_get_into_the_log(caplog):
    await reply(saying(then=ValueError("my words")))
    assert "ValueError" in caplog.text
    assert "my words" not in caplog.text


class TestDetector:
    def test_takes_what_it_finds(self):
        assert SafetyNet(saying(), LONG).assess("hello", []) == CALM

    def test_one_that_fails_is_on_the_side_of_care(self, monkeypatch):
        net = SafetyNet(saying(), LONG)
        monkeypatch.setattr(module, "shared_detector", BrokenDetector)
        assert net.assess("hello", []) == Risk("check", None, 0.5)

    def test_one_that_cannot_be_made_does_not_stop_the_server(self, monkeypatch):
        def missing():
            raise FileNotFoundError("no model")

        monkeypatch.setattr(module, "shared_detector", missing)
        assert SafetyNet(saying(), LONG).assess("hello", []).tier == "check"


class TestRun:
    async def test_gives_the_result_of_another_thread(self):
        async def work():
            return threading.current_thread().name

        assert await SafetyNet(saying(), LONG).run(work()) == "assistant"

    async def test_raises_what_the_work_raises(self):
        async def work():
            raise KeyError("x")

        with pytest.raises(KeyError):
            await SafetyNet(saying(), LONG).run(work())

    async def test_a_request_that_is_cancelled_stays_so_and_ends_the_work(self):
        begun, ended = threading.Event(), threading.Event()

        async def work():
            try:
                begun.set()
                await asyncio.Event().wait()
            finally:
                ended.set()

        request = asyncio.ensure_future(SafetyNet(saying(), LONG).run(work()))
        while not begun.is_set():
            await asyncio.sleep(0.01)
        request.cancel()
        with pytest.raises(asyncio.CancelledError):
            await request
        assert ended.wait(LONG)

    async def test_takes_too_long(self):
        started = time.monotonic()
        with pytest.raises(TimeoutError):
            await SafetyNet(saying(), LONG).run(asyncio.sleep(LONG), 0.05)
        assert time.monotonic() - started < LONG / 2


@pytest.mark.parametrize(("risk", "name"), [(CRISIS, CRISIS_TEXT), (CALM, APOLOGY_TEXT)])
async def test_a_message_without_words_is_no_reply(risk, name):
    assert names(await reply(saying({**GUIDANCE, "text": None}), risk)) == [name]


class TestWhatIsStored:
    @pytest.mark.parametrize(
        ("on_message", "risk", "is_stored"),
        [
            (saying(ANSWER), CALM, True),
            (saying(GUIDANCE), CRISIS, True),
            (saying(ANSWER, then=RuntimeError("x")), CALM, False),
            (saying(), CALM, False),  # the apology is nobody's but the net's
            (saying(ANSWER), CRISIS, False),  # so is guidance that the assistant did not give
        ],
    )
    async def test_only_what_rasa_said_to_its_end(self, on_message, risk, is_stored):
        assert (await raw_reply(on_message, risk)).is_stored is is_stored

    @pytest.mark.parametrize(("said", "is_guidance"), [(ANSWER, False), (GUIDANCE, True)])
    async def test_guidance(self, said, is_guidance):
        assert (await raw_reply(saying(said))).is_guidance is is_guidance


class TestTexts:
    def test_reminder(self):
        message = outgoing(SafetyNet(saying(), LONG).reminder(NOTHING))
        assert (message["name"], message["kind"]) == (REMINDER_TEXT, "notice")

    def test_reminder_of_the_lines_in_the_visitors_country(self):
        net = SafetyNet(saying(), LONG)
        first = net.reminder(NOTHING, "ES")
        second = net.reminder(Past([first]), "ES")
        assert first.text != second.text
        for text in (first.text, second.text):
            assert "Spain" in text and "112" in text and "024" in text

    @pytest.mark.parametrize("country", ["", "XX", None])
    def test_reminder_where_no_lines_are_known(self, country):
        reminder = SafetyNet(saying(), LONG).reminder(NOTHING, country)
        assert outgoing(reminder)["name"] == REMINDER_TEXT

    @pytest.mark.parametrize("name", [CRISIS_TEXT, APOLOGY_TEXT, REMINDER_TEXT])
    def test_can_be_said_by_nobody_but_the_channel(self, name):
        """No slot, no country and no action is there to fill anything in."""
        for variation in SafetyNet(saying(), LONG)._texts[name]:
            assert "{" not in variation["text"] and variation["text"].strip()

    @pytest.mark.parametrize("name", [CRISIS_TEXT, REMINDER_TEXT])
    def test_says_where_help_is_in_any_country(self, name):
        for variation in SafetyNet(saying(), LONG)._texts[name]:
            for way in ("112", "911", "999", "000", "https://findahelpline.com"):
                assert way in variation["text"]

    async def test_none_comes_twice_in_a_row(self):
        """Whoever said it: what counts is what the visitor saw, in this process or in another one."""
        shown = []
        texts = {CRISIS: [], CALM: []}
        for risk in (CRISIS, CALM, CRISIS, CALM, CRISIS):
            spoken = (await raw_reply(saying(), risk, past=Past(shown))).events
            texts[risk].append(spoken[0].text)
            shown += spoken
        assert all(one != next_one for said in texts.values() for one, next_one in pairwise(said))

    def test_missing_texts_are_noticed_at_the_start(self, monkeypatch, tmp_path):
        monkeypatch.setattr(module, "TEXTS_FILE", tmp_path / "none.yml")
        with pytest.raises(OSError):
            SafetyNet(saying(), LONG)
