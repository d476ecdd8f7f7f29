"""What visitors agree to, each for itself: longer keeping, and that staff read of a conversation."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass

from sqlalchemy.orm import Session

from stores.tables import Conversation

Scope = Callable[[], AbstractContextManager[Session]]


@dataclass(frozen=True)
class Consent:
    """What a visitor says of each; None where they say nothing.

    Attributes:
        is_kept: the conversation may be kept for longer.
        is_readable: staff may read, masked, what was asked in vain.
    """

    is_kept: bool | None = None
    is_readable: bool | None = None


def take_down(scope: Scope, sender: str, consent: Consent) -> None:
    """Takes down what the visitor agrees to.

    Args:
        scope: opens a session with the database.
        sender: the conversation's id.
        consent: what the visitor has said last; what is None stays as it was.
    """
    said = {column: value for column, value in asdict(consent).items() if value is not None}
    with scope() as session:
        rows = session.query(Conversation).filter_by(sender_id=sender)
        if not rows.update(said):
            session.add(Conversation(sender_id=sender, version=0, changed=time.time(), **said))
        session.commit()


def consent_of(scope: Scope, sender: str) -> Consent:
    """What the visitor has agreed to.

    Args:
        scope: opens a session with the database.
        sender: the conversation's id.
    """
    columns = (Conversation.is_kept, Conversation.is_readable)
    with scope() as session:
        row = session.query(*columns).filter_by(sender_id=sender).first()
        return Consent(*row) if row else Consent(False, False)
