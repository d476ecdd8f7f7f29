"""What stands around an answer: a sentence for the visitor's feeling before it, other answers below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker

from attachment_guide.content.choices import button_for
from attachment_guide.content.feelings import shared_feelings
from attachment_guide.names import (
    KEY_CHOICES,
    KEY_FEELING,
    KEY_NEXT_STEPS,
    KEY_RISK,
    RESPONSE_CHOICES,
    is_answer,
    own_intent,
)
from attachment_guide.risk.tiers import HELPED, Tier

# Introduces other answers below one that is not sure.
ALTERNATIVES = "utter_alternatives"
# In the metadata of a framed message: its text alone.
KEY_TEXT = "text_without_frame"


def framed(
    message: dict[str, Any], response: str, tracker: DialogueStateTracker, openings: Sequence[str]
) -> dict[str, Any]:
    """Puts a sentence before an answer, where a feeling was told, and choices below it, where it is not sure.

    Args:
        message: as the response words it.
        response: its name.
        tracker: the conversation.
        openings: what may introduce the choices.

    Returns:
        The message, unchanged where it is no answer to the visitor's own words.
    """
    parsed = (tracker.latest_message and tracker.latest_message.parse_data) or {}
    if Tier((parsed.get(KEY_RISK) or {}).get("tier", Tier.NONE)) in HELPED:
        # Beside a question about safety or a way to help, nothing else is asked and no feeling is praised.
        return message
    is_own = is_answer(response) and response == f"utter_{own_intent(parsed)}"
    if not (is_own or response == RESPONSE_CHOICES):
        return message
    said = [event.text or "" for event in tracker.events if isinstance(event, BotUttered)]
    others = parsed.get(KEY_CHOICES) if is_own and openings else None
    before = _sentence(parsed, said)
    # By turns, so that the same words do not stand below one answer after another.
    below = openings[len(said) % len(openings)] if others else None
    if not before and not below:
        return message
    text = message.get("text") or ""
    parts: dict[str, Any] = {"text": "\n\n".join(part for part in (before, text, below) if part)}
    if others:
        parts["buttons"] = [button_for(answer) for answer in others]
    kept = {KEY_TEXT: text, KEY_NEXT_STEPS: message.get("buttons") or []}
    return {**message, **parts, "metadata": {**message.get("metadata", {}), **kept}}


def text_without_frame(event: BotUttered) -> str | None:
    """The text of one of the assistant's messages, without what was put around it.

    Args:
        event: the message as the tracker keeps it.
    """
    metadata = (event.metadata or {}).get("metadata") or {}
    return metadata.get(KEY_TEXT, event.text)


def _sentence(parsed: dict[str, Any], said: Sequence[str]) -> str | None:
    """What takes up the feeling, never twice in a conversation."""
    feeling = parsed.get(KEY_FEELING)
    sentences = shared_feelings().sentences.get(feeling, ()) if feeling else ()
    unsaid = [sentence for sentence in sentences if not any(text.startswith(sentence) for text in said)]
    return unsaid[len(said) % len(unsaid)] if unsaid else None
