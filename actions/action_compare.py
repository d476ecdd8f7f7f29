"""Puts two of the document's topics side by side."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import last_answer, topics_named, utter
from guide.names import KEY_ANSWERS

MOST_TOPICS = 3
# How far down the ranking a topic may stand that was described but not named.
LIKELY = 4
COMPARABLE = ("attachment_types/", "treatment/", "coping/")


class ActionCompare(Action):
    """Shows what the article says about each of two things."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_compare"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Utters both answers, or asks which two are meant."""
        topics = topics_to_compare(tracker)
        if len(topics) < 2:
            utter(dispatcher, "compare_which")
            return []
        utter(dispatcher, "compare_intro")
        for topic in topics[:MOST_TOPICS]:
            utter(dispatcher, topic)
        return []


def topics_to_compare(tracker: Tracker) -> list[str]:
    """Finds what is to be compared.

    Topics named in the message come first; one alone is compared with the last answer shown. With
    none named ("the clingy kind or the distant kind") the two likeliest answers of one group serve.

    Args:
        tracker: the conversation.

    Returns:
        Full intents; fewer than two when it is not clear.
    """
    topics = topics_named(tracker)
    last = last_answer(tracker)
    if len(topics) == 1 and last and last not in topics:
        return [last, *topics]
    if topics:
        return topics
    ranking = [answer["id"] for answer in tracker.latest_message.get(KEY_ANSWERS) or []]
    likely = [answer for answer in ranking[:LIKELY] if answer.startswith(COMPARABLE)]
    return [answer for answer in likely if answer.split("/")[0] == likely[0].split("/")[0]][:2]
