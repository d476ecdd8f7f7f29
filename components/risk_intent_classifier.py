"""Puts safety first: a message at risk is never only a question about the document."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    RESPONSE_SELECTOR,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from attachment_guide.names import INTENT_CHECK, INTENT_CONCERN, INTENT_CRISIS, KEY_RISK, KEY_SAID_INTENT
from attachment_guide.nlu.response_selector import response_selector
from attachment_guide.payload import is_payload
from attachment_guide.risk.detector import Risk, shared_detector

PREVIOUS_MESSAGES = 2
# An answer to crisis guidance as sure as this goes before a check-in or a note, and before new guidance
# when it says more about what that would be about ("they are on their way", "he checks my phone").
# Such answers are classified only after crisis guidance, and they are guidance themselves.
CRISIS_REPLY = "crisis_reply"
CRISIS_REPLY_FROM = 0.5
SAYS_MORE = {
    "abuse": ("afraid", "cannot_call", "secrecy", "abuse_"),
    "medical_emergency": ("help_coming", "need_doctor", "feels_fine", "no_ambulance"),
}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class RiskIntentClassifier(GraphComponent):
    """Adds the `risk` of a message and, where there is one, lets it lead the dialogue.

    The intent that was classified before stays in the parse result as `said_intent`, so that the
    message can be answered as well.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> RiskIntentClassifier:
        """Creates the component (see parent class for full docstring)."""
        return cls()

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> RiskIntentClassifier:
        """Loads the detector with the model, so that no visitor has to wait for it."""
        shared_detector()
        return super().load(config, model_storage, resource, execution_context, **kwargs)

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        """Adds `risk` to messages and sets the intent where the risk calls for it.

        Args:
            messages: messages with a text and an intent.
            tracker: the conversation so far: a statement may be split over two messages.

        Returns:
            The same messages.
        """
        for message in messages:
            apply_risk(message, _risk_of(message, tracker))
        return messages


def _risk_of(message: Message, tracker: DialogueStateTracker | None) -> Risk:
    """The risk as the channel found it on the raw text; else found here."""
    found = (message.get("metadata") or {}).get(KEY_RISK)
    if found:
        return Risk(**{**found, "evidence": tuple(found["evidence"])})
    text = message.get(TEXT) or ""
    if is_payload(text):
        return Risk()
    said = [e.text for e in tracker.events if isinstance(e, UserUttered) and e.text] if tracker else []
    return shared_detector().assess(text, said[-PREVIOUS_MESSAGES:])


def apply_risk(message: Message, risk: Risk) -> None:
    """Writes a risk to a message; from tier `concern` on, it becomes the message's intent.

    Args:
        message: a message whose own intent has been classified.
        risk: what the detector found in it.
    """
    said = message.get(INTENT) or {INTENT_NAME_KEY: None, PREDICTED_CONFIDENCE_KEY: 0.0}
    message.set(KEY_RISK, risk.as_dict(), add_to_output=True)
    message.set(KEY_SAID_INTENT, _full_name(message, said), add_to_output=True)
    leading = leading_intent(risk)
    if not leading or answers_guidance(message, risk):
        return
    name = leading.split("/")[0]
    intent = {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: risk.score}
    others = [i for i in message.get(INTENT_RANKING_KEY, []) if i[INTENT_NAME_KEY] != name]
    message.set(INTENT, intent, add_to_output=True)
    message.set(INTENT_RANKING_KEY, [intent, *others], add_to_output=True)
    if "/" in leading:
        selection = dict(message.get(RESPONSE_SELECTOR, {}))
        selection[name] = response_selector([(leading, risk.score)])
        retrieval_intents = {*selection.get("all_retrieval_intents", []), name}
        selection["all_retrieval_intents"] = sorted(retrieval_intents)
        message.set(RESPONSE_SELECTOR, selection, add_to_output=True)


def answers_guidance(message: Message, risk: Risk) -> bool:
    """Whether a message at risk is better taken as an answer to the guidance before it.

    Args:
        message: with `said_intent`.
        risk: what the detector found in it.
    """
    intent, _, key = (message.get(KEY_SAID_INTENT) or "").partition("/")
    sure = (message.get(INTENT) or {}).get(PREDICTED_CONFIDENCE_KEY, 0.0) >= CRISIS_REPLY_FROM
    if intent != CRISIS_REPLY or not sure:
        return False
    return risk.tier != INTENT_CRISIS or key.startswith(SAYS_MORE.get(risk.category or "", ()))


def leading_intent(risk: Risk) -> str | None:
    """The full intent that a risk puts in the place of the message's own; None when it does not.

    Args:
        risk: what the detector found.
    """
    suffix = "_other" if risk.about == "other" else ""
    if risk.tier == "crisis":
        return f"{INTENT_CRISIS}/{risk.category or 'suicide'}{suffix}"
    if risk.tier == "check":
        return f"{INTENT_CHECK}/{risk.about}"
    if risk.tier == "concern":
        return INTENT_CONCERN
    return None


def _full_name(message: Message, intent: dict[str, Any]) -> str | None:
    name = intent[INTENT_NAME_KEY]
    selected = message.get(RESPONSE_SELECTOR, {}).get(name)
    return selected["response"]["intent_response_key"] if selected else name
