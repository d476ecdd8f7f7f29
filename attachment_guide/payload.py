"""What a button stands for: the one grammar of payloads, for channels, components and `make check`."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

SHAPE = re.compile(r"/(?P<intent>[a-z0-9_]+)(?:/(?P<key>[a-z0-9_]+))?(?P<entities>\{.*\})?")
# What is said in an entity would never be read for risk: no button of ours holds more than one word.
WORD = re.compile(r"\w{1,20}")


class PayloadError(ValueError):
    """A text is not a payload; the message says why, in words for people."""


@dataclass(frozen=True)
class Payload:
    """A button's payload: `/intent`, `/intent/key` or `/intent{"entity": "value"}`.

    Attributes:
        intent: the intent that the button stands for.
        key: of a retrieval intent; None for any other.
        entities: value by name.
    """

    intent: str
    key: str | None = None
    entities: dict[str, str] = field(default_factory=dict)

    @property
    def full_intent(self) -> str:
        """The intent with its key, such as `symptoms/children`."""
        return f"{self.intent}/{self.key}" if self.key else self.intent


def parse_payload(text: str) -> Payload:
    """Reads a payload.

    Args:
        text: such as `/menu`, `/symptoms/children` or `/choose_country{"country": "ES"}`.

    Raises:
        PayloadError: when the text is anything else, or contains more than a payload.
    """
    match = SHAPE.fullmatch(text)
    if not match:
        raise PayloadError(f"“{text}” must be written like “/menu” or “/symptoms/children”.")
    try:
        entities = json.loads(match["entities"] or "{}")
    except (ValueError, RecursionError):
        raise PayloadError(f"the part in curly brackets of “{text}” cannot be read.") from None
    for word in (*entities, *entities.values()):
        if not isinstance(word, str) or not WORD.fullmatch(word):
            raise PayloadError(f"the part in curly brackets of “{text}” may hold single words only.")
    return Payload(match["intent"], match["key"], entities)


def is_payload(text: str) -> bool:
    """Whether a text is one button's payload and nothing else.

    Args:
        text: any text.
    """
    try:
        parse_payload(text)
    except PayloadError:
        return False
    return True
