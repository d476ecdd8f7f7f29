"""Says how far a long step is, on a terminal and where there is none."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import TextIO

# What every line begins with, so that a process can let the progress of one that it started through.
MARK = "  … "
# On a terminal one line is rewritten; elsewhere each is a new one, so there are fewer.
SECONDS_ON_TERMINAL, SECONDS_ELSEWHERE = 0.5, 10.0
# Before that, how long it takes would be a guess.
SECONDS_BEFORE_ESTIMATE = 3.0


class Progress:
    """Counts what is done of a step and says so now and then; a step that is over at once says nothing.

    How long it still takes is reckoned from the pace so far, so the parts should be about equally hard, and
    come in no order of difficulty. Threads may count side by side.
    """

    def __init__(
        self,
        step: str,
        total: int,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begins the step.

        Args:
            step: what is done, such as `Sentence vectors of new texts`.
            total: how many parts it has.
            stream: where it is said; standard error when left out.
            clock: seconds that only grow.
        """
        self._step = step
        self._total = total
        self._done = 0
        self._stream = stream or sys.stderr
        self._clock = clock
        self._started = self._said = clock()
        self._on_terminal = self._stream.isatty()
        self._pause = SECONDS_ON_TERMINAL if self._on_terminal else SECONDS_ELSEWHERE
        self._length = 0
        self._lock = threading.Lock()

    def __enter__(self) -> Progress:
        """Nothing is said before there is something to say."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Says how long it took, if anything was said before; an error ends the line."""
        if not self._length:
            return
        if error is None:
            self._say(f"{self._total:,} of {self._total:,}, in {duration(self._clock() - self._started)}")
        if self._on_terminal:
            print(file=self._stream, flush=True)

    def advance(self, parts: int = 1) -> None:
        """Counts parts as done.

        Args:
            parts: how many.
        """
        with self._lock:
            self._done += parts
            now = self._clock()
            if now - self._said < self._pause:
                return
            self._said = now
            self._say(f"{self._done:,} of {self._total:,}{self._left(now - self._started)}")

    def _left(self, seconds: float) -> str:
        left = seconds / max(self._done, 1) * (self._total - self._done)
        if seconds < SECONDS_BEFORE_ESTIMATE or left < 1:
            return ""
        return f", about {duration(left)} left"

    def _say(self, words: str) -> None:
        line = f"{MARK}{self._step}: {words}"
        # Spaces cover what a longer line before has left.
        ends = ("\r", line.ljust(self._length), "") if self._on_terminal else ("", line, "\n")
        print(ends[0] + ends[1], end=ends[2], file=self._stream, flush=True)
        self._length = len(line)


def duration(seconds: float) -> str:
    """Words for a time, as exact as people want it.

    Args:
        seconds: at least 0.
    """
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    return f"{round(seconds / 60)} min"


class Waiting:
    """Says every some seconds that a step is still going on whose parts cannot be counted."""

    def __init__(self, step: str, stream: TextIO | None = None, pause: float = SECONDS_ELSEWHERE) -> None:
        """Begins the step.

        Args:
            step: what is done, such as `Training the AnswerClassifier`.
            stream: where it is said; standard error when left out.
            pause: seconds of silence after which it is said again.
        """
        self._stream = stream or sys.stderr
        self._pause = pause
        self._changed = threading.Condition()
        self._over = False
        self._heard = False
        self._step = step
        self._started = time.monotonic()
        self._thread = threading.Thread(target=self._watch, name="waiting", daemon=True)

    def __enter__(self) -> Waiting:
        """Says what begins."""
        self._say(self._step)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Falls silent."""
        with self._changed:
            self._over = True
            self._changed.notify()
        self._thread.join()

    def now(self, step: str) -> None:
        """Says what begins instead.

        Args:
            step: what is done.
        """
        with self._changed:
            self._step, self._started, self._heard = step, time.monotonic(), True
            self._changed.notify()
        self._say(step)

    def heard(self) -> None:
        """Somebody else has said how far the step is."""
        with self._changed:
            self._heard = True
            self._changed.notify()

    def _watch(self) -> None:
        with self._changed:
            while not self._over:
                self._heard = False
                self._changed.wait_for(lambda: self._over or self._heard, timeout=self._pause)
                if not self._over and not self._heard:
                    self._say(f"{self._step}: {duration(time.monotonic() - self._started)} so far")

    def _say(self, words: str) -> None:
        print(f"{MARK}{words}", file=self._stream, flush=True)
