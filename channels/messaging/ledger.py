"""What is owed to whom: every step from a message that arrived to the last reply that was sent.

Functions that get a connection run inside a transaction of `Database`; times are seconds since the epoch.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from channels.messaging.database import inbox, outbox, people

WAITING, DONE, DEAD = "waiting", "done", "dead"


@dataclass(frozen=True)
class Person:
    """A row of the table of people, as it was when it was read.

    Attributes:
        sender: id of the conversation.
        address: encrypted.
        offered: the choices offered last, encrypted; None when there were none.
        noticed_at: when they were told what this is; 0 when not yet.
        heard_at: when they wrote last.
    """

    sender: str
    address: str
    offered: str | None
    noticed_at: float
    heard_at: float


@dataclass(frozen=True)
class Step:
    """What is to be done next for a person.

    Attributes:
        person: for whom.
        to_answer: row of the inbox to be answered, or None.
        to_send: row of the outbox to be sent, or None.
    """

    person: Person
    to_answer: Any = None
    to_send: Any = None


def _insert(connection: Connection, table: sa.Table) -> Any:
    is_sqlite = connection.dialect.name == "sqlite"
    return (sqlite if is_sqlite else postgresql).insert(table)


# --- a message arrives ---


def receive(
    connection: Connection, channel: str, key: str, sender: str, address: str, body: str, now: float
) -> bool:
    """Puts a message into the inbox.

    Args:
        connection: of a transaction.
        channel: the channel's name.
        key: of the message.
        sender: id of the conversation.
        address: encrypted.
        body: encrypted.
        now: when it arrived.

    Returns:
        Whether it is new.
    """
    row = {"channel": channel, "key": key, "sender": sender, "body": body, "received_at": now}
    statement = _insert(connection, inbox).values(**row, state=WAITING).on_conflict_do_nothing()
    if not connection.execute(statement).rowcount:
        return False
    person = {"sender": sender, "channel": channel, "address": address, "heard_at": now}
    fresh = {"address": address, "heard_at": now}
    upsert = _insert(connection, people).values(**person)
    connection.execute(upsert.on_conflict_do_update(index_elements=["sender"], set_=fresh))
    return True


def is_known(connection: Connection, sender: str) -> bool:
    """Whether there is anything of a person.

    Args:
        connection: of a transaction.
        sender: id of the conversation.
    """
    return connection.execute(sa.select(people.c.sender).where(people.c.sender == sender)).first() is not None


def receive_as_done(connection: Connection, channel: str, key: str, now: float) -> None:
    """Notes that a message needs no answer any more.

    Args:
        connection: of a transaction.
        channel: the channel's name.
        key: of the message.
        now: when it arrived.
    """
    row = {"channel": channel, "key": key, "received_at": now, "state": DONE}
    connection.execute(_insert(connection, inbox).values(**row).on_conflict_do_nothing())


# --- work ---


def whom_to_serve(connection: Connection, channel: str, now: float) -> list[str]:
    """The people for whom there is something to do, whoever waits longest first.

    Args:
        connection: of a transaction.
        channel: the channel's name.
        now: the time.
    """
    found: list[str] = []
    for table in (inbox, outbox):
        is_due = (table.c.channel == channel) & (table.c.state == WAITING) & (table.c.due_at <= now)
        first = sa.func.min(table.c.id)
        rows = connection.execute(
            sa.select(table.c.sender).where(is_due).group_by(table.c.sender).order_by(first)
        )
        found += [row.sender for row in rows]
    return list(dict.fromkeys(found))


def claim(connection: Connection, sender: str, worker: str, now: float, until: float) -> bool:
    """Takes a person over, so that no other process serves them meanwhile.

    Args:
        connection: of a transaction.
        sender: id of the conversation.
        worker: who takes over.
        now: the time.
        until: when others may do so, unless the claim is renewed.

    Returns:
        Whether that has succeeded.
    """
    is_free = (people.c.leased_by.is_(None)) | (people.c.leased_by == worker) | (people.c.leased_until < now)
    taken = connection.execute(
        people.update()
        .where((people.c.sender == sender) & is_free)
        .values(leased_by=worker, leased_until=until)
    )
    return bool(taken.rowcount)


def renew(connection: Connection, worker: str, until: float) -> None:
    """Keeps everybody that a worker has claimed.

    Args:
        connection: of a transaction.
        worker: who has claimed them.
        until: when others may take over.
    """
    connection.execute(people.update().where(people.c.leased_by == worker).values(leased_until=until))


def release(connection: Connection, sender: str, worker: str) -> None:
    """Lets others serve a person again.

    Args:
        connection: of a transaction.
        sender: id of the conversation.
        worker: who had claimed them.
    """
    ours = (people.c.sender == sender) & (people.c.leased_by == worker)
    connection.execute(people.update().where(ours).values(leased_by=None, leased_until=0))


def next_step(connection: Connection, sender: str, now: float) -> Step | None:
    """What is to be done next for a person: replies first, in order, then their messages, in order.

    A reply that has to wait holds up those behind it, but not crisis guidance, nor the answering of messages.

    Args:
        connection: of a transaction.
        sender: id of the conversation.
        now: the time.

    Returns:
        The step; None when there is nothing to do now.
    """
    row = connection.execute(sa.select(people).where(people.c.sender == sender)).first()
    if row is None:
        return None
    person = Person(row.sender, row.address, row.offered, row.noticed_at, row.heard_at)
    owed = connection.execute(
        sa.select(outbox)
        .where((outbox.c.sender == sender) & (outbox.c.state == WAITING))
        .order_by(outbox.c.id)
    ).fetchall()
    sendable = [*owed[:1], *(reply for reply in owed if reply.is_urgent)]
    due = [reply for reply in sendable if reply.due_at <= now]
    if due:
        return Step(person, to_send=due[0])
    is_due = (inbox.c.sender == sender) & (inbox.c.state == WAITING) & (inbox.c.due_at <= now)
    message = connection.execute(sa.select(inbox).where(is_due).order_by(inbox.c.id)).first()
    return Step(person, to_answer=message) if message is not None else None


def answered(
    connection: Connection,
    message: Any,
    replies: list[tuple[str, bool]],
    now: float,
    offered: str | None = None,
    noticed_at: float | None = None,
) -> None:
    """Moves a message on: its replies into the outbox, its words out of the inbox; both or none.

    Args:
        connection: of a transaction.
        message: row of the inbox.
        replies: encrypted, in order, each with whether it is urgent.
        now: the time.
        offered: the choices that are offered now, encrypted; None leaves those from before.
        noticed_at: when the person was told what this is; None when that was before.
    """
    done(connection, inbox.c.id == message.id)
    change = {"offered": offered, "noticed_at": noticed_at}
    change = {name: value for name, value in change.items() if value is not None}
    if change:
        known = people.c.sender == message.sender
        connection.execute(people.update().where(known).values(**change))
    # Somebody may have deleted the conversation meanwhile.
    if not is_known(connection, message.sender):
        return
    for place, (body, is_urgent) in enumerate(replies):
        row = {"channel": message.channel, "sender": message.sender, "inbox_id": message.id, "place": place}
        row |= {"body": body, "is_urgent": is_urgent, "created_at": now, "due_at": now, "state": WAITING}
        connection.execute(_insert(connection, outbox).values(**row).on_conflict_do_nothing())


def done(connection: Connection, which: Any) -> None:
    """Empties messages of words and person; their keys stay.

    Args:
        connection: of a transaction.
        which: a condition on the inbox.
    """
    connection.execute(inbox.update().where(which).values(state=DONE, body=None, sender=None, error=None))


def sent(connection: Connection, reply_id: int) -> None:
    """Removes a reply that the platform has taken.

    Args:
        connection: of a transaction.
        reply_id: of the outbox.
    """
    connection.execute(outbox.delete().where(outbox.c.id == reply_id))


def drop_replies(connection: Connection, sender: str) -> None:
    """Removes what is owed to somebody who takes no messages any more.

    Args:
        connection: of a transaction.
        sender: id of the conversation.
    """
    connection.execute(outbox.delete().where(outbox.c.sender == sender))


def put_off(
    connection: Connection, table: sa.Table, row_id: int, due_at: float, error: str, attempts: int = 1
) -> None:
    """Lets a message or a reply wait, after an attempt that failed.

    Args:
        connection: of a transaction.
        table: `inbox` or `outbox`.
        row_id: of the row.
        due_at: when to try again.
        error: what went wrong, without a word of anybody.
        attempts: how many have failed; 0 when there was none.
    """
    change = {"due_at": due_at, "attempts": table.c.attempts + attempts, "error": error[:200]}
    connection.execute(table.update().where(table.c.id == row_id).values(**change))


def give_up(connection: Connection, table: sa.Table, row_id: int, error: str) -> None:
    """Makes a dead letter of a message or a reply.

    Args:
        connection: of a transaction.
        table: `inbox` or `outbox`.
        row_id: of the row.
        error: what went wrong, without a word of anybody.
    """
    connection.execute(table.update().where(table.c.id == row_id).values(state=DEAD, error=error[:200]))
