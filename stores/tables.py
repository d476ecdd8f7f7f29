"""The tables of the database, and which of them hold something of a person's.

A table of any other part that holds something of a visitor's belongs on `METADATA` with `PERSONAL` in its
`info`, and its module in `MODULES`: then it is exported, forgotten and cleared out with the rest. A change of
any table needs a step in `stores/migrations/versions/`.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import declarative_base

from stores.encryption import EncryptedText

METADATA = sa.MetaData()
Base: Any = declarative_base(metadata=METADATA)

# Key in a table's `info`, for a `Personal`.
PERSONAL = "personal"
# Modules that define further tables.
MODULES: tuple[str, ...] = ()


@dataclass(frozen=True)
class Personal:
    """Which columns of a table say whose a row is, and how old.

    Attributes:
        sender: the column of the conversation's id.
        time: the column of the time, in seconds since the epoch.
        content: columns of which a value is encrypted, for the change of keys.
    """

    sender: str
    time: str
    content: tuple[str, ...] = ()


def _info(personal: Personal) -> dict[str, dict[str, Personal]]:
    return {"info": {PERSONAL: personal}}


class StoredEvent(Base):
    """An event of a conversation, as Rasa's SQL tracker store has it."""

    __tablename__ = "events"
    __table_args__ = _info(Personal("sender_id", "timestamp", ("data",)))

    id = sa.Column(sa.Integer, primary_key=True)
    sender_id = sa.Column(sa.String(255), nullable=False, index=True)
    type_name = sa.Column(sa.String(255), nullable=False)
    timestamp = sa.Column(sa.Float, index=True)
    intent_name = sa.Column(sa.String(255))
    action_name = sa.Column(sa.String(255))
    data = sa.Column(EncryptedText)


class Conversation(Base):
    """What is known of a conversation beside its events.

    Attributes:
        version: rises whenever events are added, so that two turns cannot write over each other.
        is_kept: whether the visitor has agreed that it is kept for longer.
        is_readable: whether the visitor has agreed that staff read, masked, what was asked in vain.
        changed: when events were added last.
    """

    __tablename__ = "conversations"
    __table_args__ = _info(Personal("sender_id", "changed"))

    sender_id = sa.Column(sa.String(255), primary_key=True)
    version = sa.Column(sa.BigInteger, nullable=False, default=0)
    is_kept = sa.Column(sa.Boolean, nullable=False, default=False)
    is_readable = sa.Column(sa.Boolean, nullable=False, default=False)
    changed = sa.Column(sa.Float, nullable=False)


class InboxMark(Base):
    """How far staff are with a message that was asked in vain; none of its words.

    Attributes:
        message: the message's id in the inbox.
        said_at: when it was said, so that the mark goes when the message does.
        state: one of those of the inbox.
    """

    __tablename__ = "inbox_marks"
    __table_args__ = _info(Personal("sender_id", "said_at"))

    message = sa.Column(sa.String(12), primary_key=True)
    sender_id = sa.Column(sa.String(255), nullable=False, index=True)
    said_at = sa.Column(sa.Float, nullable=False)
    state = sa.Column(sa.String(20), nullable=False)


class Ended(Base):
    """A conversation that was deleted, by a digest that does not tell which it was.

    Attributes:
        digest: of the conversation's id.
        at: when it was deleted: what a process still holds from before is dropped.
        until: when its id may be used again; None for at once.
    """

    __tablename__ = "ended"

    digest = sa.Column(sa.String(64), primary_key=True)
    at = sa.Column(sa.Float, nullable=False)
    until = sa.Column(sa.Float)


def personal_tables() -> Iterator[tuple[sa.Table, Personal]]:
    """All tables that hold something of a person's, and which of their columns say so."""
    for module in MODULES:
        importlib.import_module(module)
    for table in METADATA.sorted_tables:
        if PERSONAL in table.info:
            yield table, table.info[PERSONAL]
