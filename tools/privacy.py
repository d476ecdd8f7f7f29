"""For operators: what is kept of one person, and for how long anything is kept.

A person is named by the conversation's id, as the logs have it, by the token of a web session, or by the
address on a messaging channel.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from attachment_guide.settings import SettingError, Settings, read_setting
from channels.secret import read_or_make_secret
from channels.web.sessions import SessionError, Sessions
from stores.conversations import due_times
from stores.encryption import UnreadableError
from tools.complaint import complain
from tools.kept import keepers, senders_of


def parser() -> argparse.ArgumentParser:
    """The command line's parser."""
    made = argparse.ArgumentParser(prog="python -m tools.privacy", description=__doc__)
    commands = made.add_subparsers(dest="command", required=True)
    for name, what in (
        ("export", "print all that is kept of one person, as JSON"),
        ("forget", "delete all that is kept of one person"),
    ):
        command = commands.add_parser(name, help=what)
        person = command.add_mutually_exclusive_group(required=True)
        person.add_argument("conversation", nargs="?", help="the conversation's id, such as web-1f3a…")
        person.add_argument("--address", help="a phone number or name on a messaging channel")
        person.add_argument("--token", help="the token of a web session: --token=…")
    commands.add_parser("clear-out", help="delete what has been kept for long enough; servers do so hourly")
    return made


def sender_of(token: str) -> str:
    """The conversation of a web session.

    Args:
        token: of the session.

    Raises:
        SessionError: when it is no token of ours, or the session has ended.
    """
    settings = Settings.from_environment()
    return Sessions(settings.secret or read_or_make_secret(), settings.session_hours).check(token).sender


def export(sender: str) -> dict[str, list[dict[str, Any]]]:
    """All that is kept of a person, by who keeps it.

    Args:
        sender: the conversation's id.
    """
    return {keeper.name: keeper.export(sender) for keeper in keepers()}


def forget(sender: str) -> dict[str, int]:
    """Deletes all that is kept of a person.

    Args:
        sender: the conversation's id.

    Returns:
        How many entries there were, by who kept them.
    """
    return {keeper.name: keeper.forget(sender) for keeper in keepers()}


def clear_out() -> dict[str, int]:
    """Deletes what has been kept for long enough.

    Returns:
        How many entries there were, by who kept them.
    """
    due = due_times(read_setting("keep_days"), read_setting("keep_hours"))
    return {keeper.name: keeper.clear_out(*due) for keeper in keepers()}


def _people(given: argparse.Namespace) -> list[str]:
    """The conversations that the command line names."""
    if given.address:
        return senders_of(given.address)
    return [given.conversation or sender_of(given.token)]


def main(arguments: list[str] | None = None) -> int:
    """Runs the command that is named on the command line.

    Args:
        arguments: in the place of the command line's.

    Returns:
        The exit code: 1 when it cannot be done.
    """
    given = parser().parse_args(arguments)
    try:
        if given.command == "clear-out":
            result: Any = clear_out()
        else:
            work = export if given.command == "export" else forget
            result = {sender: work(sender) for sender in _people(given)}
    except (SettingError, UnreadableError, SQLAlchemyError) as error:
        return complain(error)
    except SessionError:
        print("This is no token of a session that goes on.", file=sys.stderr)
        return 1
    print(json.dumps(result, indent=2, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
