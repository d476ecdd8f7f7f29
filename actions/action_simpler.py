"""Puts the last answer in simpler words ("I don't understand", "simpler please")."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.action_repeat import say_again
from actions.conversation import (
    UTTER,
    bot_messages,
    is_simple,
    messages_by_turn,
    response_name,
    topics_named,
    utter,
    utter_simply,
)
from attachment_guide.content.choices import button_for
from attachment_guide.content.content_map import overview_of
from attachment_guide.names import SAFETY_RESPONSES, is_answer


class ActionSimpler(Action):
    """Gives the simpler text of the answers shown last; guidance on risk is said again in other words."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_simpler"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Utters what was not understood once more, or asks what that was."""
        named = [topic for topic in topics_named(tracker) if is_answer(topic)]
        if named:
            put_simply(named, dispatcher, tracker)
            return []
        messages = to_explain(tracker)
        if not messages:
            utter(dispatcher, "simpler_nothing")
            return []
        guidance = [message for message in messages if not is_answer(response_name(message))]
        answers = [response_name(message) for message in messages if message not in guidance]
        events = say_again(guidance, dispatcher, tracker)
        put_simply([name.removeprefix(UTTER) for name in answers], dispatcher, tracker)
        return events


def to_explain(tracker: Tracker) -> list[dict[str, Any]]:
    """What may not have been understood: answers and guidance of the last turn that had any.

    An answer from before guidance is never taken up again in its place.

    Args:
        tracker: the conversation.
    """
    for turn in reversed(messages_by_turn(tracker)[:-1]):
        found = [m for m in turn if is_answer(name := response_name(m)) or name.startswith(SAFETY_RESPONSES)]
        if found:
            return found
    return []


def put_simply(answers: list[str], dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
    """Utters the simpler texts of answers, or says that there are none simpler than those just shown.

    Args:
        answers: full intents.
        dispatcher: where the messages go.
        tracker: the conversation.
    """
    # The last message with an answer counts: who asked anew has the full text before them again.
    as_shown = {response_name(m).removeprefix(UTTER): is_simple(m) for m in bot_messages(tracker)}
    fresh = [answer for answer in dict.fromkeys(answers) if not as_shown.get(answer)]
    for answer in fresh:
        utter_simply(dispatcher, answer)
    if answers and not fresh:
        overview = overview_of(answers[0])
        further = [button_for(overview)] if overview and overview not in answers else []
        utter(dispatcher, "simpler", buttons=further)
