"""For operators: what the messaging channels could not answer or send, and the keys of addresses."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime, timezone

from cryptography.fernet import Fernet
from sqlalchemy.exc import SQLAlchemyError

from attachment_guide.settings import SettingError, variable
from channels.messaging.records import Records
from channels.messaging.seal import SealError
from tools.complaint import complain


def parser() -> argparse.ArgumentParser:
    """The command line's parser."""
    made = argparse.ArgumentParser(prog="python -m tools.messages", description=__doc__)
    commands = made.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="list the dead letters: what could not be answered or sent, and why")
    replay = commands.add_parser("replay", help="let dead letters be tried again")
    replay.add_argument("names", nargs="*", help="such as outbox-12; all of them when left out")
    commands.add_parser("new-key", help=f"print a new key for {variable('messages_keys')}")
    commands.add_parser("rotate", help="encrypt everything anew with the first key")
    return made


def show_dead_letters(records: Records) -> None:
    """Prints the dead letters, without a word or an address of anybody.

    Args:
        records: of this installation.
    """
    letters = records.dead_letters()
    for letter in letters:
        since = datetime.fromtimestamp(letter.since, timezone.utc).strftime("%Y-%m-%d %H:%M:%S UTC")
        tried = f"tried {letter.attempts + 1} times" if letter.attempts else "tried once"
        print(f"{letter.name:<12} {letter.channel:<10} {since}  {tried}: {letter.error}")
    print(f"{len(letters)} dead letters." + (" Try them again with `replay`." if letters else ""))


def main(arguments: list[str] | None = None) -> int:
    """Runs a command.

    Args:
        arguments: of the command line; those of this process when left out.

    Returns:
        The exit code: 1 when something is wrong with settings, keys or database.
    """
    given = parser().parse_args(arguments)
    if given.command == "new-key":
        print(Fernet.generate_key().decode())
        return 0
    try:
        records = Records.from_environment()
        if records is None:
            print(
                f"{variable('messages_keys')} is not set, so no messaging channel has run.", file=sys.stderr
            )
            return 1
        if given.command == "list":
            show_dead_letters(records)
        elif given.command == "replay":
            print(f"{records.replay(given.names)} dead letters will be tried again.")
        else:
            number = records.rotate()
            print(f"{number} values are encrypted with the first key now; the others can be taken away.")
    except (SettingError, SealError, SQLAlchemyError) as error:
        return complain(error)
    return 0


if __name__ == "__main__":
    sys.exit(main())
