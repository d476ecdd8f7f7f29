"""Tells more about what was asked last, and never the same text again."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import (
    answers_shown,
    bot_messages,
    payloads_offered,
    topics_named,
    utter,
)
from guide.content_map import siblings
from guide.names import is_answer


class ActionMore(Action):
    """Gives the next answer on the topic that has not been shown yet."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_more"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Utters the next answer, or says that there is nothing further."""
        shown = answers_shown(tracker)
        candidates = topics_named(tracker)
        if not shown and not candidates:
            utter(dispatcher, "follow_up_unclear")
            return []
        candidates += next_steps(tracker)
        fresh = [answer for answer in candidates if is_answer(answer) and answer not in shown]
        utter(dispatcher, fresh[0] if fresh else "more_nothing")
        return []


def next_steps(tracker: Tracker) -> list[str]:
    """What may come next: what the last answers offered, then the rest of the last one's group.

    Args:
        tracker: the conversation, with at least one answer shown or none.

    Returns:
        Full intents and other payloads, the nearest first.
    """
    steps: list[str] = []
    for message in reversed(bot_messages(tracker)):
        steps += payloads_offered(message)
    shown = answers_shown(tracker)
    return [*steps[:3], *(siblings(shown[-1]) if shown else []), *steps[3:]]
