"""Running conversations in memory, so that a turn does not read again what this process has just written."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

# Of all conversations together. A turn is about eight events; with what was understood of the visitor's
# message they take some tens of kilobytes.
MOST_EVENTS = 16_000


@dataclass(frozen=True)
class Running:
    """A conversation as it was stored last.

    Attributes:
        version: of the stored conversation.
        tracker: of it, with nothing that is not stored.
        count: how many events that are.
        domain: that the tracker was made for.
    """

    version: int
    tracker: DialogueStateTracker
    count: int
    domain: Domain


class RunningConversations:
    """Those that this process has written last; the longest untouched go first."""

    def __init__(self, most_events: int = MOST_EVENTS) -> None:
        """Starts without any.

        Args:
            most_events: how many events to keep at most.
        """
        self._most = most_events
        self._kept: OrderedDict[str, Running] = OrderedDict()
        self._count = 0

    def put(self, version: int, tracker: DialogueStateTracker, domain: Domain) -> None:
        """Keeps a conversation that was just stored.

        Args:
            version: of the stored conversation.
            tracker: of it.
            domain: that the tracker was made for.
        """
        self.drop(tracker.sender_id)
        count = len(tracker.events)
        self._kept[tracker.sender_id] = Running(version, tracker, count, domain)
        self._count += count
        while self._count > self._most:
            self.drop(next(iter(self._kept)))

    def find(self, sender: str, version: int | None, domain: Domain) -> DialogueStateTracker | None:
        """A conversation to read, if it is as it is stored; it stays here.

        Args:
            sender: the conversation's id.
            version: of the stored conversation; None when nothing is stored.
            domain: that the tracker has to be made for.
        """
        running = self._kept.get(sender)
        if running is None:
            return None
        is_current = running.version == version and running.domain is domain
        # Whoever stored it may have gone on with it, and failed.
        if is_current and len(running.tracker.events) == running.count:
            return running.tracker
        self.drop(sender)
        return None

    def take(self, sender: str, version: int | None, domain: Domain) -> DialogueStateTracker | None:
        """A conversation to change, as `find` does. It is not here until it is stored again.

        Args:
            sender: the conversation's id.
            version: of the stored conversation; None when nothing is stored.
            domain: that the tracker has to be made for.
        """
        tracker = self.find(sender, version, domain)
        self.drop(sender)
        return tracker

    def drop(self, sender: str) -> None:
        """Forgets a conversation.

        Args:
            sender: the conversation's id.
        """
        running = self._kept.pop(sender, None)
        self._count -= running.count if running else 0
