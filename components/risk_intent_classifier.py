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

from attachment_guide.names import (
    INTENT_CHECK,
    INTENT_CONCERN,
    INTENT_CRISIS,
    INTENT_CRISIS_REPLY,
    INTENT_SUPPORT,
    KEY_RISK,
    KEY_SAID_INTENT,
)
from attachment_guide.nlu.response_selector import response_selector
from attachment_guide.payload import is_payload
from attachment_guide.risk.assessment import Risk
from attachment_guide.risk.course import Turn, in_course
from attachment_guide.risk.detector import EARLIER_MESSAGES, shared_detector
from attachment_guide.risk.handover import taken_over
from attachment_guide.risk.tiers import AT_RISK, Tier


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class RiskIntentClassifier(GraphComponent):
    """Adds the `risk` of a message and, where there is one, lets it lead the dialogue.

    The intent that was classified before stays in the parse result as `said_intent`, so that the
    message can be answered as well.
    """

    def __init__(self, config: dict[str, Any]) -> None:
        """Takes the component's configuration.

        Args:
            config: with the keys of `get_default_config`.
        """
        self._reply_threshold = float(config["crisis_reply_threshold"])
        self._specific_replies = {
            category: tuple(keys) for category, keys in config["specific_crisis_replies"].items()
        }

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Returns the component's default configuration.

        crisis_reply_threshold: an answer to crisis guidance as sure as this goes before a check-in or a
            note. Such answers are classified only after crisis guidance, and they are guidance themselves.
        specific_crisis_replies: of each category of crisis the answers, or the beginnings of their keys,
            that say more than new guidance for it would ("they are on their way", "he checks my phone"),
            and so go before it as well.
        """
        return {
            "crisis_reply_threshold": 0.5,
            "specific_crisis_replies": {
                "abuse": ["afraid", "cannot_call", "secrecy", "abuse_"],
                # "They will lock me up": fear of telling is answered, not met with the same guidance.
                "harm_to_others": ["afraid", "secrecy"],
                "medical_emergency": ["help_coming", "need_doctor", "feels_fine", "no_ambulance"],
                "self_harm": ["afraid"],
                "suicide": ["afraid"],
            },
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> RiskIntentClassifier:
        """Creates the component (see parent class for full docstring)."""
        return cls(config)

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
            tracker: the conversation so far: a statement may be split over several messages.

        Returns:
            The same messages.
        """
        for message in messages:
            self.apply_risk(message, _risk_of(message, tracker), _guided_about(tracker))
        return messages

    def apply_risk(self, message: Message, risk: Risk, guided_about: str | None = None) -> None:
        """Writes a risk to a message; from tier `concern` on, it becomes the message's intent.

        Args:
            message: a message whose own intent has been classified.
            risk: what the detector found in it.
            guided_about: the category of the last guidance before it.
        """
        said = message.get(INTENT) or {INTENT_NAME_KEY: None, PREDICTED_CONFIDENCE_KEY: 0.0}
        message.set(KEY_RISK, risk.as_dict(), add_to_output=True)
        message.set(KEY_SAID_INTENT, _full_name(message, said), add_to_output=True)
        leading = leading_intent(risk)
        if leading and not self._answers_guidance(message, risk, guided_about):
            _lead(message, leading, risk.score)

    def _answers_guidance(self, message: Message, risk: Risk, guided_about: str | None) -> bool:
        """Whether a message at risk is better taken as an answer to the guidance before it."""
        intent, _, key = (message.get(KEY_SAID_INTENT) or "").partition("/")
        confidence = (message.get(INTENT) or {}).get(PREDICTED_CONFIDENCE_KEY, 0.0)
        if intent != INTENT_CRISIS_REPLY or confidence < self._reply_threshold:
            return False
        # What kind of risk it is, meaning alone often gets wrong in a few words: "he'll take the kids".
        categories = (risk.category, guided_about) if risk.by_meaning else (risk.category,)
        specific = tuple(start for name in categories for start in self._specific_replies.get(name or "", ()))
        return risk.tier != Tier.CRISIS or key.startswith(specific)


def leading_intent(risk: Risk) -> str | None:
    """Gives the full intent with which a risk replaces the message's own.

    Args:
        risk: what the detector found.

    Returns:
        The intent with its key; None when the message's own intent stays.
    """
    if risk.tier == Tier.CRISIS:
        suffix = "_other" if risk.about == "other" else ""
        return f"{INTENT_CRISIS}/{risk.category or 'suicide'}{suffix}"
    if risk.tier == Tier.CHECK:
        return f"{INTENT_CHECK}/{risk.about}"
    if risk.tier == Tier.SUPPORT:
        return INTENT_SUPPORT
    if risk.tier == Tier.CONCERN:
        return INTENT_CONCERN
    return None


def _risk_of(message: Message, tracker: DialogueStateTracker | None) -> Risk:
    """The risk as our channel found it in the text as it was typed; else found here."""
    text = message.get(TEXT) or ""
    found = taken_over(message.get("metadata"), text)
    if is_payload(text):
        return found or Risk()
    said = [e for e in tracker.events if isinstance(e, UserUttered) and e.text] if tracker else []
    previous = [e.text for e in said[-EARLIER_MESSAGES:]]
    if found:
        # The tracker may hold messages that another process has seen, and this one's channel has not.
        risk = shared_detector().continued(found, text, previous)
    else:
        risk = shared_detector().assess(text, previous)
    return in_course(risk, [Turn.of(event.parse_data) for event in said], shared_detector().thresholds)


def _guided_about(tracker: DialogueStateTracker | None) -> str | None:
    """The category of the last message that was met with guidance or a question about safety."""
    said = [e for e in tracker.events if isinstance(e, UserUttered) and e.text] if tracker else []
    turns = (Turn.of(event.parse_data) for event in reversed(said))
    return next((turn.category for turn in turns if turn.tier in AT_RISK), None)


def _lead(message: Message, leading: str, score: float) -> None:
    """Makes an intent the message's own, as Rasa's classifiers and selectors write it."""
    name = leading.split("/")[0]
    intent = {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: score}
    others = [i for i in message.get(INTENT_RANKING_KEY, []) if i[INTENT_NAME_KEY] != name]
    message.set(INTENT, intent, add_to_output=True)
    message.set(INTENT_RANKING_KEY, [intent, *others], add_to_output=True)
    if "/" in leading:
        selection = dict(message.get(RESPONSE_SELECTOR, {}))
        selection[name] = response_selector([(leading, score)])
        retrieval_intents = {*selection.get("all_retrieval_intents", []), name}
        selection["all_retrieval_intents"] = sorted(retrieval_intents)
        message.set(RESPONSE_SELECTOR, selection, add_to_output=True)


def _full_name(message: Message, intent: dict[str, Any]) -> str | None:
    name = intent[INTENT_NAME_KEY]
    selected = message.get(RESPONSE_SELECTOR, {}).get(name)
    return selected["response"]["intent_response_key"] if selected else name
