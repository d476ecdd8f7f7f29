"""For operators: the database of conversations, its keys and its backups."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from cryptography.fernet import Fernet
from sqlalchemy.exc import SQLAlchemyError

from attachment_guide.settings import SettingError, variable
from stores.backup import BackupError, back_up, restore
from stores.database import HEAD, migrate, open_engine
from stores.encryption import UnreadableError, is_encrypting
from tools.complaint import complain
from tools.kept import keepers


def parser() -> argparse.ArgumentParser:
    """The command line's parser."""
    made = argparse.ArgumentParser(prog="python -m tools.database", description=__doc__)
    commands = made.add_subparsers(dest="command", required=True)
    commands.add_parser("migrate", help="bring the tables up to date, as each server does when it starts")
    commands.add_parser("key", help=f"print a new key for {variable('encryption_keys')}")
    commands.add_parser("rotate", help="encrypt everything that is stored with the first key")
    for name, what in (("backup", "write a copy of the database"), ("restore", "put a backup in its place")):
        commands.add_parser(name, help=what).add_argument("file", type=Path)
    return made


def run(command: str, file: Path | None) -> str:
    """Runs a command.

    Args:
        command: its name.
        file: of the backup.

    Returns:
        What to say about it.
    """
    if command == "key":
        return Fernet.generate_key().decode()
    if command == "migrate":
        migrate(open_engine())
        return f"The tables are at version {HEAD}."
    if command == "rotate":
        if not is_encrypting():
            return f"{variable('encryption_keys')} is not set; nothing was changed."
        changed = sum(keeper.rotate() for keeper in keepers())
        return f"{changed} entries were encrypted anew; keys after the first one are no longer needed."
    assert file is not None
    if command == "backup":
        back_up(file)
        return f"The backup is {file}."
    left_out = restore(file)
    return f"Restored. {left_out} rows of conversations that were deleted since then were left out."


def main(arguments: list[str] | None = None) -> int:
    """Runs the command that is named on the command line.

    Args:
        arguments: in the place of the command line's.

    Returns:
        The exit code: 1 when it cannot be done.
    """
    given = parser().parse_args(arguments)
    try:
        print(run(given.command, getattr(given, "file", None)))
    except (SettingError, BackupError, UnreadableError, SQLAlchemyError) as error:
        return complain(error)
    return 0


if __name__ == "__main__":
    sys.exit(main())
