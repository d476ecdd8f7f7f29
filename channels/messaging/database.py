"""The database of inbox and outbox: its tables, and a thread that commits what comes together at once."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import lru_cache
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.engine.url import make_url

T = TypeVar("T")

# Longer than a commit ever takes, short enough to answer somebody in danger without the database.
WAIT_SECONDS = 1.5
SQLITE_WAIT_SECONDS = 1.0
MOST_AT_ONCE = 200

tables = sa.MetaData()

# The only place where addresses are: everything else knows a person by `sender`.
people = sa.Table(
    "messaging_people",
    tables,
    sa.Column("sender", sa.String(80), primary_key=True),
    sa.Column("channel", sa.String(20), nullable=False, index=True),
    sa.Column("address", sa.Text, nullable=False),
    sa.Column("offered", sa.Text),
    sa.Column("noticed_at", sa.Float, nullable=False, server_default="0"),
    sa.Column("heard_at", sa.Float, nullable=False),
    sa.Column("leased_by", sa.String(40)),
    sa.Column("leased_until", sa.Float, nullable=False, server_default="0"),
)

# A message that is done with loses its words and its person; the key stays, to know it when it comes again.
inbox = sa.Table(
    "messaging_inbox",
    tables,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("channel", sa.String(20), nullable=False),
    sa.Column("key", sa.String(64), nullable=False),
    sa.Column("sender", sa.String(80), index=True),
    sa.Column("body", sa.Text),
    sa.Column("received_at", sa.Float, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("due_at", sa.Float, nullable=False, server_default="0"),
    sa.Column("state", sa.String(10), nullable=False, index=True),
    sa.Column("error", sa.String(200)),
    sa.UniqueConstraint("channel", "key"),
    sqlite_autoincrement=True,
)

outbox = sa.Table(
    "messaging_outbox",
    tables,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("channel", sa.String(20), nullable=False),
    sa.Column("sender", sa.String(80), nullable=False, index=True),
    sa.Column("inbox_id", sa.Integer, nullable=False),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("is_urgent", sa.Boolean, nullable=False),
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Column("due_at", sa.Float, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("state", sa.String(10), nullable=False, index=True),
    sa.Column("error", sa.String(200)),
    sa.UniqueConstraint("inbox_id", "place"),
    sqlite_autoincrement=True,
)


def make_engine(url: str) -> Engine:
    """Connects to the database of inbox and outbox.

    Args:
        url: SQLAlchemy's, of SQLite or PostgreSQL.
    """
    if make_url(url).get_backend_name() != "sqlite":
        return sa.create_engine(url, pool_pre_ping=True, hide_parameters=True)
    engine = sa.create_engine(
        url,
        poolclass=sa.pool.QueuePool,
        pool_size=1,
        hide_parameters=True,
        connect_args={"timeout": SQLITE_WAIT_SECONDS, "check_same_thread": False},
    )

    # Transactions by SQLAlchemy's documented way, since Python's sqlite3 begins them too late for savepoints.
    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        # What is deleted is gone from the file as well.
        connection.execute("PRAGMA secure_delete=ON")

    @sa.event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


class Database:
    """Runs work in a thread of its own; what waits at the same time shares one transaction and one commit."""

    def __init__(self, url: str) -> None:
        """Prepares the database; its tables are made with the first work.

        Args:
            url: SQLAlchemy's.
        """
        self._engine = make_engine(url)
        self._has_tables = self._is_untidy = False
        self._jobs: queue.Queue[tuple[Callable[[Connection], Any], Future[Any]]] = queue.Queue()
        threading.Thread(target=self._serve, name="messages", daemon=True).start()

    async def run(self, job: Callable[[Connection], T]) -> T:
        """Runs a piece of work and waits until it is committed.

        Args:
            job: gets the connection. Its changes are undone when it raises.

        Raises:
            TimeoutError: when the database takes too long; the work may be done later all the same.
            Exception: whatever the job or the database raises.
        """
        future: Future[T] = Future()
        self._jobs.put((job, future))
        try:
            return await asyncio.wait_for(asyncio.wrap_future(future), WAIT_SECONDS)
        except asyncio.TimeoutError:
            raise TimeoutError("the database took too long") from None

    def run_now(self, job: Callable[[Connection], T]) -> T:
        """Runs a piece of work in this thread, for commands.

        Args:
            job: gets the connection.
        """
        self._make_tables()
        with self._engine.begin() as connection:
            result = job(connection)
        self._empty_log()
        return result

    def _make_tables(self) -> None:
        if not self._has_tables:
            tables.create_all(self._engine)
            self._has_tables = True

    def tidy(self) -> None:
        """Has SQLite's log emptied soon, so that what was deleted is gone from the disk as well."""
        self._is_untidy = True

    def _empty_log(self) -> None:
        self._is_untidy = False
        if self._engine.dialect.name == "sqlite":
            connection = self._engine.raw_connection()
            try:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                connection.close()

    def _reset(self) -> None:
        """Begins anew after a failure: the file, and the tables with it, may have been away."""
        self._has_tables = False
        self._engine.dispose()

    def _serve(self) -> None:
        while True:
            batch = [self._jobs.get()]
            while len(batch) < MOST_AT_ONCE and not self._jobs.empty():
                batch.append(self._jobs.get())
            # Whoever has stopped waiting does without.
            self._run_batch([(job, future) for job, future in batch if future.set_running_or_notify_cancel()])

    def _run_batch(self, batch: list[tuple[Callable[[Connection], Any], Future[Any]]]) -> None:
        done: list[tuple[Future[Any], Any, Exception | None]] = []
        try:
            self._make_tables()
            with self._engine.begin() as connection:
                for job, future in batch:
                    try:
                        with connection.begin_nested():
                            done.append((future, job(connection), None))
                    except Exception as error:
                        self._reset()
                        done.append((future, None, error))
            if self._is_untidy:
                self._empty_log()
        except Exception as error:
            self._reset()
            done = [(future, None, error) for _, future in batch]
        for future, result, failure in done:
            if failure is not None:
                future.set_exception(failure)
            else:
                future.set_result(result)


@lru_cache(maxsize=4)
def shared_database(url: str) -> Database:
    """The database, once for all channels of this process.

    Args:
        url: SQLAlchemy's.
    """
    return Database(url)
