"""Whether a turn may still be stored: not once its visitor has been answered without it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock


class GivenUpError(RuntimeError):
    """Nobody waits for this work any more."""


class Attempt:
    """A piece of work in one thread that another one may give up."""

    def __init__(self) -> None:
        """Begins an attempt."""
        self._lock = Lock()
        self._is_given_up = self._is_stored = False

    def give_up(self) -> bool:
        """Makes sure that nothing is stored from now on, unless it is too late for that; does not wait.

        Returns:
            Whether nothing was stored, nor will be.
        """
        if not self._lock.acquire(blocking=False):
            return False
        try:
            self._is_given_up = not self._is_stored
            return self._is_given_up
        finally:
            self._lock.release()

    @contextmanager
    def storing(self) -> Iterator[None]:
        """Keeps the work from being given up while it is stored.

        Raises:
            GivenUpError: when it was given up before.
        """
        with self._lock:
            if self._is_given_up:
                raise GivenUpError("the visitor was answered without it")
            yield
            self._is_stored = True


ATTEMPT: ContextVar[Attempt | None] = ContextVar("attempt", default=None)


@contextmanager
def storing() -> Iterator[None]:
    """Keeps the work that is going on from being given up while it is stored.

    Raises:
        GivenUpError: when it was given up before.
    """
    attempt = ATTEMPT.get()
    if attempt is None:
        yield
        return
    with attempt.storing():
        yield
