"""Tells more about what was asked last, and never the same text again."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import (
    UTTER,
    answers_shown,
    next_steps,
    response_name,
    topics_named,
    topics_of,
    utter,
)
from attachment_guide.content.content_map import siblings
from attachment_guide.names import INTENT_MORE, INTENT_SIMPLER, is_answer, own_intent


class ActionMore(Action):
    """Gives the next answer on the topic that has not been shown yet; it never leaves the topic."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_more"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Utters the next answer, or says that there is nothing further."""
        about = asked_about(tracker)
        candidates = topics_named(tracker)
        if not about and not candidates:
            utter(dispatcher, "follow_up_unclear")
            return []
        shown = answers_shown(tracker)
        candidates += neighbours(about) if about else []
        fresh = [answer for answer in candidates if is_answer(answer) and answer not in shown]
        utter(dispatcher, fresh[0] if fresh else "more_nothing")
        return []


def asked_about(tracker: Tracker) -> dict[str, Any] | None:
    """The answer that "tell me more" is about, as the assistant's message; None when there is none.

    It is the last one that was asked for. Those that "tell me more" itself brought do not count, or
    one would lead to another, ever further away; nor does it count that one of them was put simply.

    Args:
        tracker: the conversation.
    """
    about: dict[str, Any] | None = None
    further = False
    for event in tracker.events:
        if event.get("event") == "user":
            message = event.get("parse_data") or {}
            further = own_intent(message) in (INTENT_MORE, INTENT_SIMPLER) and not topics_of(message)
        elif event.get("event") == "bot" and is_answer(response_name(event)) and not (further and about):
            about = event
    return about


def neighbours(answer_message: dict[str, Any]) -> list[str]:
    """What is close to an answer: what it offers, then its own parts in the content map.

    Args:
        answer_message: the assistant's message with one of the document's answers.

    Returns:
        Full intents and other payloads, the nearest first.
    """
    answer = response_name(answer_message).removeprefix(UTTER)
    whole = answer.removesuffix("overview")
    parts = [part for part in siblings(answer) if part.startswith(whole if whole != answer else f"{answer}_")]
    return [*next_steps(answer_message), *parts]
