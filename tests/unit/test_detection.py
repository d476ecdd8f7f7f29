"""Reading messages for risk beside the web server, with a detector that can be held up."""

from __future__ import annotations

import asyncio
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attachment_guide.risk.assessment import UNREAD, Risk
from channels.detection import (
    FIRST_PIECES,
    LAST_PIECES,
    MOST_WAITING,
    PIECE,
    Detection,
    pieces,
    shortened,
)

CRISIS = Risk("crisis", "suicide", 0.9)
MOST_READ = 20_000


class Detector:
    """Finds a crisis in whatever says so; a message that says "wait" waits until it may go on."""

    def __init__(self) -> None:
        self.may_go_on = threading.Event()
        self.read: list[str] = []

    def __call__(self, text: str, previous: list[str]) -> Risk:
        self.read.append(text)
        if "wait" in text:
            self.may_go_on.wait(60)
        return CRISIS if "die" in "".join([*previous, text]) else Risk()


@pytest.fixture
def detector():
    detector = Detector()
    yield detector
    detector.may_go_on.set()


@pytest.fixture
def detection(detector):
    return Detection(detector, 60)


class TestAssess:
    async def test_with_what_was_said_before(self, detection):
        assert await detection.assess("a", "die") == CRISIS
        assert await detection.assess("a", "x", ["i want to die"]) == CRISIS
        assert await detection.assess("a", "x") == Risk()

    async def test_the_event_loop_goes_on(self, detector, detection):
        reading = asyncio.ensure_future(detection.assess("a", "wait"))
        while not detector.read:
            await asyncio.sleep(0.01)
        assert not reading.done()
        detector.may_go_on.set()
        assert await reading == Risk()

    async def test_one_that_takes_too_long_is_answered_with_care(self, detector):
        detection = Detection(detector, 0.05)
        assert await detection.assess("a", "wait") == UNREAD

    async def test_those_of_one_visitor_do_not_hold_up_the_others(self, detector, detection):
        flood = [asyncio.ensure_future(detection.assess("flooder", "wait " * 20_000)) for _ in range(8)]
        flood += [asyncio.ensure_future(detection.assess("flooder", "wait")) for _ in range(8)]
        while not detector.read:
            await asyncio.sleep(0.01)
        assert await asyncio.wait_for(detection.assess("b", "I want to die"), 30) == CRISIS
        assert not any(reading.done() for reading in flood)
        detector.may_go_on.set()
        assert await asyncio.gather(*flood) == [Risk()] * 16

    async def test_nothing_is_kept_of_a_visitor(self, detection):
        await asyncio.gather(*(detection.assess(f"v{n}", "x") for n in range(20)))
        assert not detection._waiting and not detection._turns


class TestRefused:
    async def test_is_read(self, detection):
        assert await detection.assess_refused("a", "I want to die") == CRISIS
        assert await detection.assess_refused("a", "hello") == Risk()

    async def test_too_many_at_once_are_answered_with_care_and_unread(self, detector, detection):
        waiting = [asyncio.ensure_future(detection.assess_refused("a", "wait")) for _ in range(MOST_WAITING)]
        await asyncio.sleep(0)
        assert await detection.assess_refused("a", "one more") == UNREAD
        assert "one more" not in detector.read
        assert await detection.assess_refused("b", "hello") == Risk(), "others' are read"
        detector.may_go_on.set()
        assert await asyncio.gather(*waiting) == [Risk()] * MOST_WAITING
        assert await detection.assess_refused("a", "hello") == Risk()


class TestLong:
    @pytest.mark.parametrize("length", [PIECE + 1, 15_000, 20_000, 60_000])
    @pytest.mark.parametrize("is_last", [True, False])
    async def test_at_the_beginning_or_the_end(self, detection, length, is_last):
        padding = "blah " * (length // 5)
        assert (
            await detection.assess("a", padding + "I want to die" if is_last else "die" + padding) == CRISIS
        )

    async def test_up_to_twenty_thousand_characters_everywhere(self, detection):
        for before in range(0, 19_000, 1_700):
            text = "x" * before + " die " + "x" * (19_000 - before)
            assert await detection.assess("a", text) == CRISIS, before

    async def test_what_it_costs_is_limited(self, detector, detection):
        await detection.assess("a", "x" * 10_000_000)
        assert len(detector.read) == FIRST_PIECES + LAST_PIECES
        assert sum(map(len, detector.read)) <= MOST_READ + len(detector.read) * PIECE

    @given(st.integers(0, 60_000))
    def test_pieces_overlap_and_leave_out_nothing_but_the_middle(self, length):
        text = "".join(chr(0x4E00 + n % 20_000) for n in range(length))
        parts = pieces(text)
        assert text.startswith(parts[0]) and text.endswith(parts[-1])
        assert all(len(part) <= PIECE for part in parts)
        if 0 < length <= 19_000:
            covered = set()
            for part in parts:
                at = text.index(part)
                covered.update(range(at, at + len(part)))
            assert len(covered) == length


class TestShortened:
    @given(st.text(max_size=300), st.integers(20, 250))
    def test_to_what_is_allowed(self, text, most):
        short = shortened(text, most)
        assert len(short) <= most
        assert short == text if len(text) <= most else len(short) == most

    def test_the_beginning_and_the_end_are_kept(self):
        assert shortened("beginning " + "x" * 100 + " the end", 30).startswith("beginning")
        assert shortened("beginning " + "x" * 100 + " the end", 30).endswith("the end")
