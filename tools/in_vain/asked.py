"""Reads what visitors asked in vain out of the stored conversations."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import groupby

import sqlalchemy as sa
from rasa.shared.core.events import BotUttered, Event, SlotSet, UserUttered
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from attachment_guide.names import (
    DECISION_ASK,
    DECISION_REJECT,
    INTENT_CHECK,
    INTENT_CRISIS,
    INTENT_CRISIS_REPLY,
    KEY_DECISION,
    NO_TO_RISK,
    OUT_OF_SCOPE,
    own_intent,
)
from channels.output import outgoing
from channels.tracker_store import SLOT_FEEDBACK
from stores.tables import Conversation, InboxMark, StoredEvent

DECLINED, ASKED_BACK, NOT_HELPED, FALSE_ALARM = "declined", "asked back", "did not help", "alarmed and denied"
NEW, IN_PROGRESS, DONE, FLAGGED = STATES = ("new", "in progress", "done", "flagged")
DENIALS = tuple(f"{INTENT_CRISIS_REPLY}/{key}" for key in NO_TO_RISK)
CHECK_DENIED = "utter_check_no"
INTENT_NOT_HELPFUL = "not_helpful"


class UnknownMessageError(LookupError):
    """No message in the inbox has this id."""


@dataclass(frozen=True)
class Turn:
    """A visitor's message and what the assistant said to it.

    Attributes:
        said: the visitor's message.
        replies: the assistant's, in their order.
    """

    said: UserUttered
    replies: tuple[BotUttered, ...]

    @property
    def intent(self) -> str:
        """The visitor's own intent, whatever the risk."""
        return own_intent(self.said.parse_data)

    @property
    def responses(self) -> tuple[str, ...]:
        """Names of the responses that the replies were made from."""
        names = ((reply.metadata or {}).get("utter_action") for reply in self.replies)
        return tuple(name for name in names if name)


@dataclass(frozen=True)
class Asked:
    """A message that was asked in vain.

    Attributes:
        id: stays the same for as long as the message is kept, and tells nothing of who wrote it.
        why: one of the kinds above.
        text: the message.
        responses: names of the responses that the visitor got.
        at: when, in seconds since the epoch.
        state: how far staff are with it.
    """

    id: str
    why: str
    text: str
    responses: tuple[str, ...]
    at: float
    state: str = NEW


def asked_in_vain(engine: Engine) -> list[Asked]:
    """What was asked in vain in conversations whose visitors have agreed that staff read it.

    Args:
        engine: of the conversations' database.

    Returns:
        The messages, conversation by conversation, each once.
    """
    with engine.connect() as connection:
        states = dict(connection.execute(sa.select(InboxMark.message, InboxMark.state)).all())
    return [
        replace(asked, state=states.get(asked.id, NEW))
        for _, events in _readable_conversations(engine)
        for asked in in_conversation(events)
    ]


def mark(engine: Engine, message: str, state: str) -> None:
    """Takes down how far staff are with a message.

    Args:
        engine: of the conversations' database.
        message: the message's id.
        state: one of `STATES`.

    Raises:
        UnknownMessageError: when no message in the inbox has this id.
    """
    # SQLite lets nobody write while this still reads.
    with closing(_readable_conversations(engine)) as conversations:
        found = next(
            (
                (sender, asked.at)
                for sender, events in conversations
                for asked in in_conversation(events)
                if asked.id == message
            ),
            None,
        )
    if found is None:
        raise UnknownMessageError(f"No message in the inbox has the id {message}; it may have been deleted.")
    with Session(engine) as session, session.begin():
        session.merge(InboxMark(message=message, sender_id=found[0], said_at=found[1], state=state))


def in_conversation(events: Sequence[Event]) -> Iterator[Asked]:
    """What was asked in vain in one conversation.

    Args:
        events: of all its sessions, oldest first.

    Yields:
        The messages in their order, each with the first reason that holds.
    """
    turns = list(_turns(events))
    # The last word on each of the assistant's messages counts.
    helped = {
        event.value["message"]: event.value["helped"]
        for event in events
        if isinstance(event, SlotSet) and event.key == SLOT_FEEDBACK and event.value
    }
    for turn, following in zip(turns, [*turns[1:], None], strict=True):
        why = _why(turn, following, helped)
        if why and turn.said.text and not turn.said.text.startswith("/"):
            yield Asked(_id(turn.said), why, turn.said.text, turn.responses, turn.said.timestamp)


def _why(turn: Turn, following: Turn | None, helped: dict[str, bool]) -> str | None:
    parsed = turn.said.parse_data
    # What danger was seen in says nothing of how well a question was answered.
    if (parsed.get("intent") or {}).get("name") in (INTENT_CRISIS, INTENT_CHECK):
        return FALSE_ALARM if following and _denies(following) else None
    if following and following.intent == INTENT_NOT_HELPFUL:
        return NOT_HELPED
    if any(helped.get(outgoing(reply)["id"]) is False for reply in turn.replies):
        return NOT_HELPED
    if parsed.get(KEY_DECISION) == DECISION_ASK:
        return ASKED_BACK
    if parsed.get(KEY_DECISION) == DECISION_REJECT or turn.intent == OUT_OF_SCOPE:
        return DECLINED
    return None


def _denies(turn: Turn) -> bool:
    """Whether a visitor says that there is no danger; the assistant's own reading of a bare "no" counts."""
    return turn.intent in DENIALS or CHECK_DENIED in turn.responses


def _turns(events: Sequence[Event]) -> Iterator[Turn]:
    said: UserUttered | None = None
    replies: list[BotUttered] = []
    for event in events:
        if isinstance(event, UserUttered):
            if said:
                yield Turn(said, tuple(replies))
            said, replies = event, []
        elif isinstance(event, BotUttered):
            replies.append(event)
    if said:
        yield Turn(said, tuple(replies))


def _id(said: UserUttered) -> str:
    return hashlib.blake2b(str(said.message_id).encode(), digest_size=6).hexdigest()


def _readable_conversations(engine: Engine) -> Generator[tuple[str, list[Event]], None, None]:
    query = (
        sa.select(StoredEvent.sender_id, StoredEvent.data)
        .join(Conversation.__table__, Conversation.sender_id == StoredEvent.sender_id)
        .where(Conversation.is_readable, StoredEvent.type_name.in_(("user", "bot", "slot")))
        .order_by(StoredEvent.sender_id, StoredEvent.id)
    )
    with engine.connect() as connection:
        for sender, rows in groupby(connection.execute(query), key=lambda row: row.sender_id):
            events = (Event.from_parameters(json.loads(row.data)) for row in rows)
            yield sender, [event for event in events if event is not None]
