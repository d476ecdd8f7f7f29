"""The stored conversations as the inbox reads them, in a process of its own that holds language models."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from attachment_guide.nlu.encoder import EncoderMissingError, shared_encoder
from attachment_guide.settings import SettingError
from stores.database import migrate, open_engine
from stores.encryption import UnreadableError
from tools.checks.project_reader import load_project
from tools.complaint import reason
from tools.trying.nearest import Examples

# As many answers are proposed for a message, of as many examples that are like it.
PROPOSED, LOOKED_AT = 5, 40

T = TypeVar("T")


class InboxError(RuntimeError):
    """The inbox cannot be read or written; the message is for people."""


def read_inbox(root: Path, revision: str) -> list[list[dict[str, Any]]]:
    """What was asked in vain: masked and grouped, each message with the answers it may belong to.

    Args:
        root: the project's folder.
        revision: of its content.

    Raises:
        InboxError: when it cannot be read.
    """

    def read() -> list[list[dict[str, Any]]]:
        from tools.in_vain.asked import asked_in_vain
        from tools.inbox import masked_groups

        asked = asked_in_vain(_engine())
        groups = masked_groups(asked, shared_encoder()) if asked else []
        return [
            [
                {**asdict(each), "proposals": _proposals(_examples(root, revision), each.text)}
                for each in group
            ]
            for group in groups
        ]

    return _told(read)


def mark_message(message: str, state: str) -> None:
    """Takes down how far staff are with a message.

    Args:
        message: its id.
        state: one of the inbox's.

    Raises:
        InboxError: when it is gone or cannot be written.
    """

    def write() -> None:
        from tools.in_vain.asked import mark

        mark(_engine(), message, state)

    _told(write)


def _told(work: Callable[[], T]) -> T:
    """Does some work; what goes wrong is said in words for people, without what is stored."""
    from tools.in_vain.asked import UnknownMessageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return work()
    except (
        SettingError,
        UnreadableError,
        EncoderMissingError,
        UnknownMessageError,
        SQLAlchemyError,
    ) as error:
        raise InboxError(reason(error)) from None


def _proposals(examples: Examples, text: str) -> list[dict[str, Any]]:
    """What a message may belong to, by the examples that are most like it, likeliest first."""
    best: dict[str, dict[str, Any]] = {}
    for near in examples.nearest(text, count=LOOKED_AT):
        likeness = round(near.likeness, 2)
        best.setdefault(near.intent, {"intent": near.intent, "likeness": likeness, "example": near.text})
    return list(best.values())[:PROPOSED]


@lru_cache(maxsize=1)
def _engine() -> Engine:
    engine = open_engine()
    migrate(engine)
    return engine


@lru_cache(maxsize=1)
def _examples(root: Path, revision: str) -> Examples:
    """The examples as they stand; `revision` tells one state of the content from another."""
    return Examples(load_project(root), shared_encoder())
