"""The lock that the running turn holds, for the store that has to know whether the turn may still write."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass
class Held:
    """A conversation's lock while it is held.

    Attributes:
        sender: the conversation's id.
        number: rises from holder to holder of a conversation's lock.
        version: of the stored conversation as this turn has read it; None before it has.
        stored: how many of the tracker's events are stored; None before the turn has read it.
    """

    sender: str
    number: int
    version: int | None = None
    stored: int | None = None


HELD: ContextVar[Held | None] = ContextVar("held", default=None)


def held(sender: str) -> Held | None:
    """The lock that the running turn holds on a conversation; None when it holds none.

    Args:
        sender: the conversation's id.
    """
    lock = HELD.get()
    return lock if lock and lock.sender == sender else None
