"""What visitors have said and were shown, beside what the servers have kept of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import Any

from tests.load.visitors import Said


@dataclass
class Faults:
    """How many messages something is wrong with.

    Attributes:
        lost: answered, and not kept.
        doubled: kept more than once.
        reordered: kept before one that was said earlier.
        mixed_up: kept, and said by somebody else.
        other_reply: kept with another reply than was shown.
        wrong_reply: answered with something else than its own reply or an apology.
    """

    lost: int = 0
    doubled: int = 0
    reordered: int = 0
    mixed_up: int = 0
    other_reply: int = 0
    wrong_reply: int = 0

    def __add__(self, other: Faults) -> Faults:
        return Faults(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    @property
    def are_none(self) -> bool:
        return self == Faults()


def compare(said: Sequence[Said], kept: Sequence[dict[str, Any]]) -> Faults:
    """Compares one visitor's messages with the conversation as it is kept.

    Args:
        said: in order, all answered.
        kept: as `GET /chat/messages` shows it.
    """
    texts = [message["text"] for message in kept if message["from"] == "visitor"]
    count = Counter(texts)
    order = {message.text: number for number, message in enumerate(said)}
    first = [order[text] for text in dict.fromkeys(texts) if text in order]
    replies = _replies(kept)
    return Faults(
        lost=len(lost(said, kept)),
        doubled=sum(number > 1 for number in count.values()),
        reordered=sum(later < earlier for earlier, later in pairwise(first)),
        mixed_up=sum(text not in order for text in count),
        other_reply=sum(replies.get(m.text, m.names) != m.names for m in said if count[m.text] == 1),
        wrong_reply=sum(not message.is_right for message in said),
    )


def lost(said: Sequence[Said], kept: Sequence[dict[str, Any]]) -> list[Said]:
    """The messages that were answered and are not kept.

    Args:
        said: in order, all answered.
        kept: as `GET /chat/messages` shows it.
    """
    texts = {message["text"] for message in kept if message["from"] == "visitor"}
    return [message for message in said if message.text not in texts]


def _replies(kept: Iterable[dict[str, Any]]) -> dict[str, list[str]]:
    """The names of what stands below each message of the visitor's."""
    replies: dict[str, list[str]] = {}
    below: list[str] = []
    for message in kept:
        if message["from"] == "visitor":
            below = replies.setdefault(message["text"], [])
        else:
            below.append(message["name"])
    return replies
