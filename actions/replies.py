"""Which reply belongs to an intent, for actions that reply instead of a rule."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.action_answer_several import ActionAnswerSeveral
from actions.action_compare import ActionCompare
from actions.action_deny import ActionDeny
from actions.action_fallback import ActionFallback
from actions.action_follow_up import ActionFollowUp
from actions.action_more import ActionMore
from actions.action_not_helpful import ActionNotHelpful
from actions.action_repeat import ActionRepeat
from actions.action_simpler import ActionSimpler
from actions.conversation import utter
from attachment_guide.content.follow_ups import follow_up_intents
from attachment_guide.names import (
    INTENT_COMPARE,
    INTENT_FALLBACK,
    INTENT_MORE,
    INTENT_SEVERAL_QUESTIONS,
    INTENT_SIMPLER,
)

REPLIES: dict[str, type[Action]] = {
    INTENT_COMPARE: ActionCompare,
    "deny": ActionDeny,
    INTENT_MORE: ActionMore,
    "not_helpful": ActionNotHelpful,
    "repeat": ActionRepeat,
    INTENT_FALLBACK: ActionFallback,
    INTENT_SEVERAL_QUESTIONS: ActionAnswerSeveral,
    **dict.fromkeys(follow_up_intents(), ActionFollowUp),
    INTENT_SIMPLER: ActionSimpler,
}
# A bare yes says nothing that could be answered on its own.
WITHOUT_REPLY = ("", "affirm", "crisis_reply", "choose_country")


async def reply(
    intent: str, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
) -> list[dict[str, Any]]:
    """Gives the reply that the rules give to an intent.

    Args:
        intent: full intent, such as `symptoms/children` or `more`.
        dispatcher: where the messages go.
        tracker: the conversation.
        domain: as the action server got it.

    Returns:
        The events of the action that replied, if it was one.
    """
    if intent in WITHOUT_REPLY:
        return []
    action = REPLIES.get(intent)
    if action:
        return await action().run(dispatcher, tracker, domain)
    utter(dispatcher, intent)
    return []
