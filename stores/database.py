"""The database that conversations are kept in: SQLite on one machine, PostgreSQL for several processes."""

from __future__ import annotations

import logging
import time
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine, make_url

from attachment_guide.settings import SettingError, read_setting, variable

logger = logging.getLogger(__name__)

# The newest step in migrations/versions.
HEAD = "0003"
MIGRATIONS = Path(__file__).with_name("migrations")
# Any number, the same in every process: who migrates lets the others wait.
MIGRATION_LOCK = 4_061_746
# SQLite has no such lock; whoever comes second finds it done.
MIGRATION_TRIES = 20

CONNECT_SECONDS = 2
# The assistant waits for the database: a statement that hangs must not hold it up for long.
STATEMENT_MILLISECONDS = 4000


def database_url(database: str | None = None) -> URL:
    """The address of a database.

    Args:
        database: a SQLite file, or an address; the setting DATABASE when omitted.

    Raises:
        SettingError: when it is neither.
    """
    database = database or read_setting("database")
    if "://" not in database:
        return URL.create("sqlite", database=database)
    try:
        url = make_url(database)
    except sa.exc.ArgumentError:
        url = None
    if url is not None and url.drivername in ("postgres", "postgresql"):
        url = url.set(drivername="postgresql+psycopg2")
    if url is None or url.get_backend_name() not in ("postgresql", "sqlite"):
        raise SettingError(
            f"{variable('database')} must be a file, or an address such as postgresql://user@host/name."
        )
    return url


def open_engine(database: str | None = None) -> Engine:
    """Opens a database.

    Args:
        database: a SQLite file, or an address; the setting DATABASE when omitted.

    Returns:
        An engine that notices connections that the server has closed, and never puts values into errors.
    """
    url = database_url(database)
    if url.get_backend_name() == "sqlite":
        engine = sa.create_engine(url, hide_parameters=True)
        sa.event.listen(engine, "connect", _erase_what_is_deleted)
        return engine
    query = {
        "connect_timeout": str(CONNECT_SECONDS),
        "options": f"-c statement_timeout={STATEMENT_MILLISECONDS}",
        "tcp_user_timeout": str(STATEMENT_MILLISECONDS),
        **url.query,
    }
    return sa.create_engine(url.set(query=query), pool_pre_ping=True, hide_parameters=True)


def _erase_what_is_deleted(connection: Any, _: Any) -> None:
    """Otherwise what is deleted can be read in the file until it is written over."""
    connection.execute("PRAGMA secure_delete = ON")


def migrate(engine: Engine) -> None:
    """Brings the tables up to date, whatever version they are of.

    Args:
        engine: of the database.
    """
    for trial in range(MIGRATION_TRIES):
        try:
            with engine.connect() as connection:
                if current_version(connection) != HEAD:
                    _upgrade(connection)
            return
        except sa.exc.OperationalError:
            # Another process may be migrating.
            if engine.dialect.name != "sqlite" or trial == MIGRATION_TRIES - 1:
                raise
            with engine.connect() as connection:
                if not _is_being_migrated(connection):
                    raise
            time.sleep(0.2)


def current_version(connection: Connection) -> str | None:
    """The version of the tables; None when they are not there, or were made by Rasa alone.

    Args:
        connection: to the database.
    """
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()


def _is_being_migrated(connection: Connection) -> bool:
    return sa.inspect(connection).has_table("conversations")


def _upgrade(connection: Connection) -> None:
    # Imported here: nearly every start finds the tables up to date.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    if connection.dialect.name == "postgresql":
        # Not to go back to the pool with its lock.
        connection.detach()
        connection.execute(sa.text("SELECT pg_advisory_lock(:number)"), {"number": MIGRATION_LOCK})
    command.upgrade(config, "head")
    logger.info("The database's tables are at version %s.", HEAD)
