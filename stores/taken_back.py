"""What stays of a visitor's message that they have taken back: none of its words."""

from __future__ import annotations

from typing import Any

# The dialogue goes on from these: what it was about, and how much danger it showed.
OF_MESSAGE = ("event", "timestamp", "input_channel", "message_id", "metadata")
OF_METADATA = ("key", "model_id", "assistant_id")
OF_PARSE_DATA = ("intent", "said_intent", "decision")
OF_RISK = ("tier", "category", "score", "about", "minor")


def without_words(message: dict[str, Any]) -> dict[str, Any]:
    """A visitor's message without its words, and without what they could be told by.

    Args:
        message: as it is stored.
    """
    parsed = message.get("parse_data") or {}
    risk = {**_only(parsed.get("risk"), OF_RISK), "evidence": []}
    return {
        **_only(message, OF_MESSAGE),
        "metadata": _only(message.get("metadata"), OF_METADATA),
        "text": "",
        "parse_data": {**_only(parsed, OF_PARSE_DATA), "text": "", "entities": [], "risk": risk},
    }


def _only(values: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: values[name] for name in names if isinstance(values, dict) and name in values}
