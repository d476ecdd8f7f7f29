"""Puts some of the document's topics side by side."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import (
    answers_shown,
    messages_of_last_turn,
    response_name,
    topics_named,
    utter,
)
from attachment_guide.content.follow_ups import (
    compares_nothing_named,
    is_comparable,
    leans_on_last_answer,
)
from attachment_guide.names import KEY_ANSWERS

INTRO = "utter_compare_intro"
MOST_TOPICS = 3
# How far down the ranking a topic may stand that was described but not named.
LIKELY = 4


class ActionCompare(Action):
    """Shows what the article says about each of several things."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_compare"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Utters the answers, or asks which are meant."""
        text = tracker.latest_message.get("text") or ""
        named = topics_named(tracker)
        if not named and compares_nothing_named(text) and response_shown_last(tracker, INTRO):
            utter(dispatcher, "compare_no_ranking")
            return []
        topics = topics_to_compare(tracker)
        if len(topics) > 1:
            utter(dispatcher, "compare_intro")
        elif named and names_something_unknown(tracker):
            utter(dispatcher, "compare_one")
        else:
            utter(dispatcher, "compare_which")
            return []
        for topic in topics[:MOST_TOPICS]:
            utter(dispatcher, topic)
        return []


def topics_to_compare(tracker: Tracker) -> list[str]:
    """Finds what is to be compared.

    Topics named in the message come first; one alone is compared with the last answer shown, unless
    another thing is named that the document does not know. Words without any thing ("which is better")
    are about the last two answers. Else ("the clingy kind or the distant kind") the two likeliest
    answers of one group serve.

    Args:
        tracker: the conversation.

    Returns:
        Full intents; fewer than two when it is not clear.
    """
    topics = topics_named(tracker)
    shown = list(dict.fromkeys(reversed(answers_shown(tracker))))
    if len(topics) == 1 and shown and shown[0] not in topics and not names_something_unknown(tracker):
        return [shown[0], *topics]
    if topics:
        return topics
    if len(shown) > 1 and compares_nothing_named(tracker.latest_message.get("text") or ""):
        return shown[1::-1]
    ranking = [answer["id"] for answer in tracker.latest_message.get(KEY_ANSWERS) or []]
    likely = [answer for answer in ranking[:LIKELY] if is_comparable(answer)]
    return [answer for answer in likely if answer.split("/")[0] == likely[0].split("/")[0]][:2]


def names_something_unknown(tracker: Tracker) -> bool:
    """Whether the message names another thing beside the document's topics ("play therapy and EMDR")."""
    message = tracker.latest_message
    text = message.get("text") or ""
    if leans_on_last_answer(text):
        return False
    for entity in reversed(message.get("entities") or []):
        text = text[: entity.get("start", 0)] + " " + text[entity.get("end", 0) :]
    return not compares_nothing_named(text)


def response_shown_last(tracker: Tracker, name: str) -> bool:
    """Whether the turn before this message held a response."""
    return any(response_name(message) == name for message in messages_of_last_turn(tracker))
