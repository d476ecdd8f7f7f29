"""A tracker store that may fail without taking the turn along, and says that it has."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.shared.core.trackers import DialogueStateTracker

logger = logging.getLogger(__name__)

_FAILURES: ContextVar[list[Exception] | None] = ContextVar("failures", default=None)


class NotStoredError(RuntimeError):
    """A turn was answered, and could not be stored."""


class TellingTrackerStore(FailSafeTrackerStore):
    """Answers without a memory rather than not at all, as Rasa's own does, but never pretends to remember.

    Rasa's keeps what it cannot store in a memory that it never reads, and prints the database's error.
    """

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Stores a conversation; a failure is told where `must_be_stored` is waiting for it."""
        try:
            await self._tracker_store.save(tracker)
        except Exception as error:
            self.on_tracker_store_error(error)

    def on_tracker_store_error(self, error: Exception) -> None:
        """Takes down a failure, without the visitor's words that its text may hold."""
        logger.error("A conversation could not be stored: %s", type(error).__name__)
        failures = _FAILURES.get()
        if failures is not None:
            failures.append(error)

    def on_tracker_store_retrieve_error(self, error: Exception) -> None:
        """Logs a failure, without the visitor's words that its text may hold."""
        logger.error("A conversation could not be read: %s", type(error).__name__)


@contextmanager
def must_be_stored() -> Iterator[None]:
    """Raises at the end of a turn when something in it was not stored.

    Raises:
        NotStoredError: then.
    """
    failures: list[Exception] = []
    token = _FAILURES.set(failures)
    try:
        yield
    finally:
        _FAILURES.reset(token)
    if failures:
        raise NotStoredError(type(failures[-1]).__name__)
