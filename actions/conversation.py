"""What was said so far, read from the tracker's events: the actions keep no state of their own."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from attachment_guide.names import ENTITY_TOPIC, KEY_NEXT_STEPS, KEY_SIMPLE, is_answer, own_intent

UTTER = "utter_"


def utter(dispatcher: CollectingDispatcher, intent: str, **parts: Any) -> None:
    """Utters the response to an intent.

    Args:
        dispatcher: where the response goes.
        intent: full intent (`symptoms/children`) or the rest of a response's name (`fallback`).
        parts: extra parts of the message, such as `buttons`.
    """
    dispatcher.utter_message(response=f"{UTTER}{intent}", **parts)


def utter_simply(dispatcher: CollectingDispatcher, answer: str) -> None:
    """Utters an answer's text in simpler words.

    Args:
        dispatcher: where it goes.
        answer: full intent, such as `symptoms/children`.
    """
    utter(dispatcher, answer, **{KEY_SIMPLE: True})


def said_intent(tracker: Tracker) -> str:
    """The visitor's own intent, with its key, also where the message's risk leads the dialogue."""
    return own_intent(tracker.latest_message)


def topics_named(tracker: Tracker) -> list[str]:
    """Full intents of the topics that the last message names, in their order, each once."""
    return topics_of(tracker.latest_message)


def topics_of(message: dict[str, Any]) -> list[str]:
    """Full intents of the topics in a message's parse result, in their order, each once."""
    entities = message.get("entities") or []
    return list(dict.fromkeys(e["value"] for e in entities if e["entity"] == ENTITY_TOPIC))


def bot_messages(tracker: Tracker) -> list[dict[str, Any]]:
    """The assistant's messages so far, oldest first, as events."""
    return [event for event in tracker.events if event.get("event") == "bot"]


def response_name(bot_message: dict[str, Any]) -> str:
    """The name of the response that a message was made from; empty when there was none."""
    return (bot_message.get("metadata") or {}).get("utter_action") or ""


def is_simple(bot_message: dict[str, Any]) -> bool:
    """Whether a message is an answer's text in simpler words."""
    return bool((bot_message.get("metadata") or {}).get(KEY_SIMPLE))


def answers_shown(tracker: Tracker) -> list[str]:
    """Full intents of the document's answers shown so far, oldest first."""
    names = [response_name(message).removeprefix(UTTER) for message in bot_messages(tracker)]
    return [name for name in names if is_answer(name)]


def last_answer(tracker: Tracker) -> str | None:
    """Full intent of the last of the document's answers shown; None when there was none."""
    shown = answers_shown(tracker)
    return shown[-1] if shown else None


def buttons_of(bot_message: dict[str, Any]) -> list[dict[str, str]]:
    """A message's buttons, each with title and payload."""
    return (bot_message.get("data") or {}).get("buttons") or []


def payloads_offered(bot_message: dict[str, Any]) -> list[str]:
    """The payloads of a message's buttons, without the slash."""
    return _payloads(buttons_of(bot_message))


def next_steps(bot_message: dict[str, Any]) -> list[str]:
    """Where a message leads on to, without the slash: its own buttons, not what else may have been meant."""
    metadata = (bot_message.get("metadata") or {}).get("metadata") or {}
    return _payloads(metadata.get(KEY_NEXT_STEPS, buttons_of(bot_message)))


def messages_by_turn(tracker: Tracker) -> list[list[dict[str, Any]]]:
    """The assistant's messages, those after each of the visitor's messages together, oldest first."""
    turns: list[list[dict[str, Any]]] = [[]]
    for event in tracker.events:
        if event.get("event") == "user":
            turns.append([])
        elif event.get("event") == "bot":
            turns[-1].append(event)
    return turns


def messages_of_last_turn(tracker: Tracker) -> list[dict[str, Any]]:
    """The assistant's messages between the visitor's last two messages."""
    return turns[-2] if len(turns := messages_by_turn(tracker)) > 1 else []


def turns_in_a_row(tracker: Tracker, action: str) -> int:
    """How many of the visitor's messages directly before this one led to an action, without a break."""
    turns: list[set[str]] = [set()]
    for event in tracker.events:
        if event.get("event") == "user":
            turns.append(set())
        elif event.get("event") == "action":
            turns[-1].add(event["name"])
    count = 0
    for names in reversed(turns[:-1]):
        if action not in names:
            break
        count += 1
    return count


def _payloads(buttons: list[dict[str, str]]) -> list[str]:
    return [button["payload"].removeprefix("/") for button in buttons]
