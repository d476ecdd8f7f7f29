"""Backup and restore of the database, by the means of its own: SQLite's backup, or PostgreSQL's dump.

What was deleted after a backup stays deleted when that is restored over the database it was deleted from.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL, Engine

from attachment_guide.settings import child_environment
from stores.database import database_url, migrate, open_engine
from stores.tables import Ended, personal_tables
from stores.tracker_store import digest


class BackupError(RuntimeError):
    """A backup cannot be made or restored; the message says why."""


def back_up(file: Path, database: str | None = None) -> None:
    """Writes a consistent copy of the database, which may be in use; encrypted content stays so.

    Args:
        file: where to; it must not be there yet. Only its owner may read it.
        database: a SQLite file, or an address; the setting DATABASE when omitted.

    Raises:
        BackupError: when it cannot be made.
    """
    try:
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise BackupError(f"{file} cannot be written: {error.strerror}.") from None
    url = database_url(database)
    if url.get_backend_name() == "sqlite":
        _copy(Path(str(url.database)), file)
    else:
        _run("pg_dump", url, "--format=custom", "--no-owner", f"--file={file}")


def restore(file: Path, database: str | None = None) -> int:
    """Puts a backup in the place of the database; stop the servers before.

    Args:
        file: made by `back_up`.
        database: a SQLite file, or an address; the setting DATABASE when omitted.

    Returns:
        How many rows of the backup were left out, since their conversation was deleted after it.

    Raises:
        BackupError: when it cannot be restored.
    """
    if not file.is_file():
        raise BackupError(f"{file} is not there.")
    url = database_url(database)
    engine = open_engine(database)
    ended = _ended(engine)
    if url.get_backend_name() == "sqlite":
        _copy(file, Path(str(url.database)))
    else:
        options = ("--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error")
        _run("pg_restore", url, *options, f"--dbname={_name(url)}", str(file))
    engine.dispose()
    migrate(engine)
    return _delete_again(engine, ended)


def _copy(source: Path, target: Path) -> None:
    try:
        from_file = sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)
        with closing(from_file) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
    except sqlite3.Error as error:
        raise BackupError(f"{source} cannot be copied to {target}: {error}.") from None


def _name(url: URL) -> str:
    return url.set(drivername="postgresql", password=None).render_as_string()


def _run(program: str, url: URL, *options: str) -> None:
    found = shutil.which(program)
    if found is None:
        raise BackupError(f"{program} is not installed; it comes with PostgreSQL's client programs.")
    target = [] if program == "pg_restore" else [f"--dbname={_name(url)}"]
    # Not on the command line, which everybody on the machine can see.
    environment = child_environment(**({"PGPASSWORD": str(url.password)} if url.password else {}))
    done = subprocess.run(
        [found, *target, *options], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BackupError(f"{program} says: {done.stderr.strip()[-1000:]}")


def _ended(engine: Engine) -> list[dict[str, object]]:
    """The deletions that the database knows of; none when it is lost."""
    try:
        with engine.connect() as connection:
            return [dict(row) for row in connection.execute(Ended.__table__.select()).mappings()]
    except sa.exc.DBAPIError:
        return []


def _delete_again(engine: Engine, ended: list[dict[str, object]]) -> int:
    ends = {str(row["digest"]): row for row in ended}
    count = 0
    with engine.begin() as connection:
        for row in ended:
            connection.execute(Ended.__table__.delete().where(Ended.digest == row["digest"]))
            connection.execute(Ended.__table__.insert().values(**row))
        for table, personal in personal_tables():
            sender = table.c[personal.sender]
            for (name,) in connection.execute(sa.select(sender).distinct()).all():
                if end := ends.get(digest(name or "")):
                    rows = table.delete().where(sender == name, table.c[personal.time] <= end["at"])
                    count += connection.execute(rows).rowcount
    return count
