"""The database as a keeper: what it holds of a person, and for how long."""

from __future__ import annotations

import time
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from stores.database import migrate, open_engine
from stores.encryption import EncryptedText, is_current
from stores.tables import Conversation, StoredEvent, personal_tables
from stores.tracker_store import ConversationStore

# Rows that are encrypted anew in one transaction.
BATCH = 500


class Conversations:
    """All tables that hold something of a person's."""

    name = "database"

    def __init__(self, database: str | None = None) -> None:
        """Opens the database.

        Args:
            database: a SQLite file, or an address; the setting DATABASE when omitted.
        """
        self._database = database
        self._engine: Engine = open_engine(database)
        migrate(self._engine)

    def export(self, sender: str) -> list[dict[str, Any]]:
        """All rows of a person, oldest first (see `Keeper`)."""
        rows: list[dict[str, Any]] = []
        with self._engine.connect() as connection:
            for table, personal in personal_tables():
                query = table.select().where(table.c[personal.sender] == sender)
                found = connection.execute(query.order_by(table.c[personal.time])).mappings()
                rows += [{"table": table.name, **row} for row in found]
        return rows

    def forget(self, sender: str) -> int:
        """Deletes all rows of a person (see `Keeper`); servers drop what they hold in memory."""
        return sum(ConversationStore(db=self._database).forget(sender).values())

    def clear_out(self, before: float, before_without_consent: float) -> int:
        """Deletes rows that are older than they may be (see `Keeper`).

        Each row by its own time: what is older goes, though the conversation goes on.
        """
        kept = sa.select(Conversation.sender_id).where(Conversation.is_kept)
        count = 0
        with self._engine.begin() as connection:
            for table, personal in personal_tables():
                if table is not Conversation.__table__:
                    count += self._delete_old(
                        connection, table, personal, kept, before, before_without_consent
                    )
            # A conversation's own row stays for as long as any of its events.
            with_events = sa.select(StoredEvent.sender_id)
            own = Conversation.__table__
            done = own.delete().where(
                own.c.changed < before_without_consent, own.c.sender_id.notin_(with_events)
            )
            connection.execute(done)
        return count

    @staticmethod
    def _delete_old(
        connection: Any, table: sa.Table, personal: Any, kept: Any, before: float, otherwise: float
    ) -> int:
        at, sender = table.c[personal.time], table.c[personal.sender]
        is_old = sa.or_(at < before, sa.and_(at < otherwise, sender.notin_(kept)))
        if table is StoredEvent.__table__:
            # What a turn under way or a server's memory holds of them is not as it is stored any more.
            of_these = sa.select(sender).where(is_old)
            own = Conversation.__table__
            newer = own.update().where(own.c.sender_id.in_(of_these)).values(version=own.c.version + 1)
            connection.execute(newer)
        return connection.execute(table.delete().where(is_old)).rowcount

    def rotate(self) -> int:
        """Encrypts with the first key whatever is not encrypted with it (see `Keeper`)."""
        return sum(self._rotate(table, column) for table in _tables() for column in _encrypted(table))

    def _rotate(self, table: sa.Table, column: sa.Column) -> int:
        [key] = table.primary_key.columns
        # As it is stored, not as Python sees it.
        stored = sa.type_coerce(column, sa.Text)
        count, last = 0, None
        while True:
            query = sa.select(key, stored.label("stored"), column.label("plain")).order_by(key).limit(BATCH)
            if last is not None:
                query = query.where(key > last)
            with self._engine.begin() as connection:
                rows = connection.execute(query).all()
                for row in rows:
                    if row.stored is not None and not is_current(row.stored):
                        update = table.update().where(key == row[0]).values({column.name: row.plain})
                        connection.execute(update)
                        count += 1
            if not rows:
                return count
            last = rows[-1][0]


def due_times(days: float, hours: float, now: float | None = None) -> tuple[float, float]:
    """Before when something is to be deleted, with and without its person's consent.

    Args:
        days: how long it is kept with consent.
        hours: how long it is kept otherwise.
        now: seconds since the epoch, for tests.
    """
    now = time.time() if now is None else now
    return now - days * 86_400, now - hours * 3600


def _tables() -> list[sa.Table]:
    return [table for table, _ in personal_tables()]


def _encrypted(table: sa.Table) -> list[sa.Column]:
    return [column for column in table.columns if isinstance(column.type, EncryptedText)]
