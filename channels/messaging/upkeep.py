"""What operators and retention do with inbox and outbox: count, list, replay, purge, forget, rotate keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from channels.messaging.database import inbox, outbox, people
from channels.messaging.ledger import DEAD, DONE, WAITING, done
from channels.messaging.seal import Seal

# Columns that only the seal opens.
SEALED = ("address", "offered", "body")
BOXES = {"inbox": inbox, "outbox": outbox}


@dataclass(frozen=True)
class DeadLetter:
    """A message that could not be answered, or a reply that could not be sent.

    Attributes:
        name: such as `outbox-12`, for the commands.
        channel: the channel's name.
        error: what went wrong.
        attempts: how often it was tried.
        since: when it came or was made, in seconds since the epoch.
    """

    name: str
    channel: str
    error: str
    attempts: int
    since: float


def counts(connection: Connection, channel: str) -> dict[str, int]:
    """How many messages and replies wait or are dead letters.

    Args:
        connection: of a transaction.
        channel: the channel's name.

    Returns:
        Numbers by `inbox waiting`, `inbox dead`, `outbox waiting` and `outbox dead`.
    """
    found = {f"{box} {state}": 0 for box in BOXES for state in (WAITING, DEAD)}
    for box, table in BOXES.items():
        of_channel = sa.select(table.c.state, sa.func.count()).where(
            (table.c.channel == channel) & (table.c.state != DONE)
        )
        for state, number in connection.execute(of_channel.group_by(table.c.state)):
            found[f"{box} {state}"] = number
    return found


def dead_letters(connection: Connection) -> list[DeadLetter]:
    """All dead letters, the oldest first.

    Args:
        connection: of a transaction.
    """
    letters = []
    for box, table in BOXES.items():
        since = table.c.received_at if table is inbox else table.c.created_at
        columns = (table.c.id, table.c.channel, table.c.error, table.c.attempts, since.label("since"))
        for row in connection.execute(sa.select(*columns).where(table.c.state == DEAD)):
            name = f"{box}-{row.id}"
            letters.append(DeadLetter(name, row.channel, row.error or "", row.attempts, row.since))
    return sorted(letters, key=lambda letter: letter.since)


def replay(connection: Connection, names: list[str], now: float) -> int:
    """Lets dead letters be tried again.

    Args:
        connection: of a transaction.
        names: of dead letters, such as `outbox-12`; all of them when empty.
        now: the time; a reply counts as made now, so that it is not too old at once.

    Returns:
        How many there were.
    """
    number = 0
    for name in names or [letter.name for letter in dead_letters(connection)]:
        box, _, row_id = name.partition("-")
        if box not in BOXES or not row_id.isdigit():
            continue
        table = BOXES[box]
        change = {"state": WAITING, "attempts": 0, "due_at": now}
        if table is outbox:
            change["created_at"] = now
        is_meant = (table.c.id == int(row_id)) & (table.c.state == DEAD)
        number += connection.execute(table.update().where(is_meant).values(**change)).rowcount
    return number


def forget(connection: Connection, sender: str) -> int:
    """Removes a person from all tables: address, messages and replies, sent or not.

    What stays of a message is its key, which tells neither who nor what, so that a replay is known.

    Args:
        connection: of a transaction.
        sender: id of the conversation.

    Returns:
        How many rows were removed or emptied.
    """
    gone = [connection.execute(t.delete().where(t.c.sender == sender)).rowcount for t in (outbox, people)]
    waiting = connection.execute(sa.select(sa.func.count()).where(inbox.c.sender == sender)).scalar_one()
    done(connection, inbox.c.sender == sender)
    return sum(gone) + waiting


def is_waiting(connection: Connection, key: str, before: int) -> bool:
    """Whether a message, or an edit of it, is still to be answered.

    Args:
        connection: of a transaction.
        key: of the message's first version.
        before: id of the row until which to look.
    """
    waits = (inbox.c.state == WAITING) & (inbox.c.id < before)
    return connection.execute(sa.select(inbox.c.id).where(_versions(key) & waits)).first() is not None


def empty(connection: Connection, key: str) -> None:
    """Empties a message, all edits of it, and its being taken back.

    Args:
        connection: of a transaction.
        key: of the message's first version.
    """
    done(connection, _versions(key))


def _versions(key: str) -> Any:
    return (inbox.c.key == key) | inbox.c.key.startswith(f"{key}-")


def export(connection: Connection, seal: Seal, sender: str) -> list[dict[str, Any]]:
    """All rows of a person, with what is sealed in them opened.

    Args:
        connection: of a transaction.
        seal: opens them.
        sender: id of the conversation.
    """
    return [
        {
            "table": table.name,
            **{name: seal.open(value) if name in SEALED and value else value for name, value in row.items()},
        }
        for table in (people, inbox, outbox)
        for row in connection.execute(sa.select(table).where(table.c.sender == sender)).mappings()
    ]


def purge(connection: Connection, before: float) -> int:
    """Removes what is older than a retention period allows: dead letters, people, keys of messages.

    Args:
        connection: of a transaction.
        before: time in seconds since the epoch; whatever was last heard of earlier goes.

    Returns:
        How many rows were removed.
    """
    removed = 0
    for which in (inbox.c.received_at, outbox.c.created_at, people.c.heard_at):
        is_old = which < before
        if which.table is people:
            owed = sa.select(outbox.c.sender).union(
                sa.select(inbox.c.sender).where(inbox.c.sender.isnot(None))
            )
            is_old &= people.c.sender.notin_(owed)
        else:
            is_old &= which.table.c.state != WAITING
        removed += connection.execute(which.table.delete().where(is_old)).rowcount
    return removed


def senders_of(connection: Connection, seal: Seal, address: str) -> list[str]:
    """The conversations of an address, on all channels, for somebody who asks the clinic in writing.

    Args:
        connection: of a transaction.
        seal: opens the addresses.
        address: such as a phone number; punctuation and spaces do not matter.
    """
    wanted = _plain(address)
    rows = connection.execute(sa.select(people.c.sender, people.c.address))
    return [row.sender for row in rows if wanted and _plain(str(seal.open(row.address))) == wanted]


def _plain(address: str) -> str:
    return "".join(c for c in address.lower().removeprefix("whatsapp:") if c.isalnum())


def rotate(connection: Connection, seal: Seal) -> int:
    """Encrypts everything anew with the first key, so that the old ones can be taken away.

    Args:
        connection: of a transaction.
        seal: with the new key first, and all old ones.

    Returns:
        How many values were encrypted.
    """
    number = 0
    for table, key, names in (
        (people, people.c.sender, ("address", "offered")),
        (inbox, inbox.c.id, ("body",)),
        (outbox, outbox.c.id, ("body",)),
    ):
        for row in connection.execute(sa.select(table)).mappings().fetchall():
            sealed = {name: seal.rotate(row[name]) for name in names if row[name]}
            if sealed:
                connection.execute(table.update().where(key == row[key.name]).values(**sealed))
                number += len(sealed)
    return number
