"""The store of conversations, named in endpoints.yml: Rasa's SQL tracker store, fit for several processes."""

from __future__ import annotations

import hashlib
import json
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from itertools import islice
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT_NAME_KEY
from sqlalchemy.orm import Session, sessionmaker

from stores.attempt import storing
from stores.database import migrate, open_engine
from stores.encryption import is_encrypting
from stores.held import held
from stores.running import RunningConversations
from stores.tables import Base, Conversation, Ended, StoredEvent, personal_tables
from stores.taken_back import without_words

logger = logging.getLogger(__name__)

# How long a process may keep in memory what another one has deleted.
ENDED_SECONDS = 7 * 86_400


class StaleTurnError(RuntimeError):
    """Another turn has written the conversation, or it was deleted, since this turn has read it."""


@dataclass(frozen=True)
class End:
    """A conversation's deletion.

    Attributes:
        at: when, in seconds since the epoch.
        until: when its id may be used again; None for at once.
    """

    at: float
    until: float | None

    @property
    def is_for_good(self) -> bool:
        """Whether its id may not be used at the moment."""
        return self.until is not None and self.until > time.time()


class ConversationStore(SQLTrackerStore):
    """Conversations in SQLite or PostgreSQL, by the setting DATABASE.

    A turn that has lost its lock to another one cannot write: each conversation has a version, and what is
    written on top of another version than was read is refused. The version also tells whether what this
    process remembers of a conversation is still all of it.
    """

    Base = Base
    SQLEvent = StoredEvent

    def __init__(
        self,
        domain: Domain | None = None,
        host: str | None = None,
        event_broker: EventBroker | None = None,
        db: str | None = None,
        **kwargs: Any,
    ) -> None:
        """Opens the database; it may come up later.

        Args:
            domain: of the model.
            host: address of the database, as endpoints.yml's `url`.
            event_broker: gets all events as well.
            db: a SQLite file, or an address; the setting DATABASE when omitted.
            kwargs: further settings of Rasa's.
        """
        TrackerStore.__init__(self, domain, event_broker, **kwargs)
        self.engine = open_engine(db or host)
        self.sessionmaker = sessionmaker(bind=self.engine)
        self._running = RunningConversations()
        self._is_migrated = False
        try:
            # Now, since it may take a second that no visitor should wait for.
            with self.session_scope():
                pass
        except sa.exc.SQLAlchemyError as error:
            logger.error("The database cannot be used yet: %s", type(error).__name__)

    @contextmanager
    def session_scope(self) -> Iterator[Session]:
        """A session of the database, whose tables are up to date."""
        if not self._is_migrated:
            migrate(self.engine)
            self._is_migrated = True
        try:
            with super().session_scope() as session:
                yield session
        except sa.exc.DBAPIError:
            # The database may be another one now, or a file that was put back.
            self._is_migrated = False
            raise

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Adds a tracker's new events.

        Raises:
            StaleTurnError: when the turn may not write any more.
            GivenUpError: when nobody waits for the turn any more.
        """
        await self.stream_events(tracker)
        lock = held(tracker.sender_id)
        with self.session_scope() as session:
            version = self._claim(session, tracker.sender_id)
            new = list(self._additional_events(session, tracker))
            for event in new:
                data = event.as_dict()
                intent = data.get("parse_data", {}).get("intent", {}).get(INTENT_NAME_KEY)
                # In clear they would tell of a crisis what `data` keeps to itself.
                names = {} if is_encrypting() else {"intent_name": intent, "action_name": data.get("name")}
                stored = StoredEvent(
                    sender_id=tracker.sender_id,
                    type_name=event.type_name,
                    timestamp=data.get("timestamp"),
                    data=json.dumps(data),
                    **names,
                )
                session.add(stored)
            # Before a turn, Rasa saves a tracker without anything new.
            with storing() if new else nullcontext():
                session.commit()
        if lock:
            lock.version, lock.stored = version, len(tracker.events)
            # A new session's events are read alone; the tracker has those of the last one as well.
            if not any(isinstance(event, SessionStarted) for event in new):
                self._running.put(version, tracker, self.domain)

    def _additional_events(self, session: Session, tracker: DialogueStateTracker) -> Iterator[Event]:
        lock = held(tracker.sender_id)
        if lock is None or lock.stored is None:
            return super()._additional_events(session, tracker)
        return islice(tracker.events, lock.stored, None)

    def _claim(self, session: Session, sender: str) -> int:
        """Makes sure that this turn may write, and lets no other one write before it is done.

        Returns:
            The conversation's new version, if the turn holds its lock.
        """
        end = self._end(session, sender)
        if end and end.is_for_good:
            raise StaleTurnError("the conversation was deleted")
        lock = held(sender)
        now = time.time()
        rows = session.query(Conversation).filter(Conversation.sender_id == sender)
        if lock is not None:
            if lock.version is None:
                raise StaleTurnError("the conversation could not be read before")
            rows = rows.filter(Conversation.version == lock.version)
        changes = {"version": Conversation.version + 1, "changed": now}
        if rows.update(changes, synchronize_session=False):
            return (lock.version or 0) + 1 if lock else 0
        if lock is not None and lock.version:
            raise StaleTurnError("another turn has written the conversation")
        # From the clock, so that one that was deleted and begun anew never has a version that it had.
        first = int(now * 1000)
        session.add(Conversation(sender_id=sender, version=first, is_kept=False, changed=now))
        try:
            session.flush()
        except sa.exc.IntegrityError:
            raise StaleTurnError("another turn has begun the conversation") from None
        return first

    async def _retrieve(
        self, sender_id: str, fetch_events_from_all_sessions: bool
    ) -> DialogueStateTracker | None:
        lock = held(sender_id)
        if lock is None or fetch_events_from_all_sessions:
            return await super()._retrieve(sender_id, fetch_events_from_all_sessions)
        tracker = None
        if lock.version is None:
            # Before the events: what comes between makes the version too old, never the events.
            version = self._version(sender_id)
            lock.version = version or 0
            tracker = self._running.take(sender_id, version, self.domain)
        tracker = tracker or await super()._retrieve(sender_id, False)
        lock.stored = len(tracker.events) if tracker else 0
        return tracker

    async def events_of(self, sender: str) -> list[Event]:
        """The events of a conversation's current session, oldest first, for who only reads them.

        Args:
            sender: the conversation's id.
        """
        tracker = self._running.find(sender, self._version(sender), self.domain)
        tracker = tracker or await super()._retrieve(sender, False)
        return list(tracker.events) if tracker else []

    def _version(self, sender: str) -> int | None:
        with self.session_scope() as session:
            version: int | None = session.query(Conversation.version).filter_by(sender_id=sender).scalar()
            return version

    # --- deletion ---

    def end(self, sender: str) -> End | None:
        """The last deletion of a conversation; None when there is none of these days.

        Args:
            sender: the conversation's id.
        """
        with self.session_scope() as session:
            return self._end(session, sender)

    @staticmethod
    def _end(session: Session, sender: str) -> End | None:
        row = session.query(Ended).filter_by(digest=digest(sender)).one_or_none()
        return End(row.at, row.until) if row else None

    def forget(self, sender: str, until: float | None = None) -> dict[str, int]:
        """Deletes all that the database holds of a conversation.

        Args:
            sender: the conversation's id.
            until: time in seconds since the epoch until which the id must not be used again; None to let it
                begin a new conversation.

        Returns:
            How many rows of each table were deleted.
        """
        self._running.drop(sender)
        now = time.time()
        deleted: dict[str, int] = {}
        with self.session_scope() as session:
            for table, personal in personal_tables():
                rows = table.delete().where(table.c[personal.sender] == sender)
                deleted[table.name] = session.execute(rows).rowcount
            over = sa.and_(Ended.at < now - ENDED_SECONDS, sa.or_(Ended.until.is_(None), Ended.until < now))
            session.query(Ended).filter(over).delete(synchronize_session=False)
            session.merge(Ended(digest=digest(sender), at=now, until=until))
            session.commit()
        return deleted

    def take_back(self, sender: str, is_meant: Callable[[dict[str, Any]], bool]) -> None:
        """Deletes the words of messages that a visitor has taken back.

        Args:
            sender: the conversation's id.
            is_meant: tells by a message's metadata whether it was taken back.
        """
        self._running.drop(sender)
        with self.session_scope() as session:
            # Before the events are read, so that no turn writes between; its tracker would have the words.
            newer = {"version": Conversation.version + 1}
            session.query(Conversation).filter_by(sender_id=sender).update(newer)
            for event in session.query(StoredEvent).filter_by(
                sender_id=sender, type_name=UserUttered.type_name
            ):
                data = json.loads(event.data)
                if is_meant(data.get("metadata") or {}):
                    event.data = json.dumps(without_words(data))
            session.commit()


def digest(sender: str) -> str:
    """Stands for a conversation that was deleted; only who holds its id can tell that it is the same.

    Args:
        sender: the conversation's id.
    """
    return hashlib.sha256(sender.encode()).hexdigest()
