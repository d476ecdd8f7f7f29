"""What long steps say about how far they are."""

from __future__ import annotations

import io
import itertools
import threading

import pytest

from attachment_guide.progress import MARK, Progress, Waiting, duration


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    """Goes on by a second whenever something is done."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def count(stream: io.StringIO, parts: int, seconds: float) -> str:
    clock = Clock()
    with Progress("Vectors", parts, stream, clock) as progress:
        for _ in range(parts):
            clock.now += seconds
            progress.advance()
    return stream.getvalue()


def test_without_a_terminal_it_is_a_line_every_ten_seconds() -> None:
    lines = count(io.StringIO(), 100, 0.5).splitlines()
    assert lines[0] == f"{MARK}Vectors: 20 of 100, about 40 s left"
    assert lines[-1] == f"{MARK}Vectors: 100 of 100, in 50 s"
    assert len(lines) == 6


def test_on_a_terminal_one_line_is_rewritten_and_ended() -> None:
    written = count(Terminal(), 100, 0.5)
    assert written.count("\n") == 1
    assert written.rstrip().endswith("Vectors: 100 of 100, in 50 s")
    assert written.count("\r") > 50


def test_a_shorter_line_leaves_nothing_of_the_longer_one_before() -> None:
    pieces = count(Terminal(), 100, 0.5).rstrip("\n").split("\r")
    assert all(len(after) >= len(before.rstrip()) for before, after in itertools.pairwise(pieces))


@pytest.mark.parametrize("stream", [io.StringIO(), Terminal()])
def test_what_is_over_at_once_says_nothing(stream: io.StringIO) -> None:
    assert count(stream, 10, 0.01) == ""


def test_the_time_left_is_what_is_left_at_the_pace_so_far() -> None:
    clock, stream = Clock(), io.StringIO()
    progress = Progress("Vectors", 1000, stream, clock)
    clock.now = 30.0
    progress.advance(250)
    assert stream.getvalue() == f"{MARK}Vectors: 250 of 1,000, about 2 min left\n"


def test_threads_count_together() -> None:
    clock, stream = Clock(), io.StringIO()
    progress = Progress("Vectors", 800, stream, clock)
    threads = [threading.Thread(target=lambda: [progress.advance() for _ in range(100)]) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    clock.now = 100.0
    progress.advance(0)
    assert "800 of 800" in stream.getvalue()


def test_an_error_ends_the_line_and_says_nothing_of_success() -> None:
    clock, stream = Clock(), Terminal()
    with pytest.raises(ValueError), Progress("Vectors", 10, stream, clock) as progress:
        clock.now = 5.0
        progress.advance()
        raise ValueError
    assert stream.getvalue().endswith("\n") and "10 of 10" not in stream.getvalue()


class Listened(io.StringIO):
    """Tells when something has been written that holds certain words."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self.came = threading.Event()

    def write(self, text: str) -> int:
        written = super().write(text)
        if self._words in self.getvalue():
            self.came.set()
        return written


def test_a_silent_step_is_said_again_and_again() -> None:
    stream = Listened("so far\n")
    with Waiting("Learning", stream, pause=0.01):
        assert stream.came.wait(30)
    assert stream.getvalue().startswith(f"{MARK}Learning\n{MARK}Learning: 1 s so far\n")


def test_the_next_step_is_said_instead() -> None:
    stream = Listened("Second: ")
    with Waiting("First", stream, pause=0.01) as waiting:
        waiting.now("Second")
        assert stream.came.wait(30)
    said = stream.getvalue()
    assert f"{MARK}Second\n" in said and "First:" not in said.partition("Second: ")[2]


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "1 s"), (1.4, "1 s"), (89, "89 s"), (90, "2 min"), (600, "10 min")]
)
def test_words_for_a_time(seconds: float, words: str) -> None:
    assert duration(seconds) == words
