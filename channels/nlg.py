"""How responses are worded: settings filled in, and never the same text twice in a row."""

from __future__ import annotations

import copy
import logging
import random
from collections.abc import Sequence
from typing import Any

from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.core.nlg.generator import ResponseVariationFilter
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from attachment_guide.content.texts import Texts, shared_texts
from attachment_guide.names import KEY_SIMPLE, SAFETY_RESPONSES
from attachment_guide.settings import Settings
from channels.answer_frame import ALTERNATIVES, framed, text_without_frame
from channels.recent import Recent

logger = logging.getLogger(__name__)


class ResponseGenerator(TemplatedNaturalLanguageGenerator):
    """Rasa's own response generator with a few differences; endpoints.yml names it.

    Every response passes through it, whether a rule or an action utters it, in every channel and in
    `rasa shell`, and it needs no action server.
    """

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:
        """Takes the texts from the domain and the settings from the environment.

        Args:
            endpoint_config: what endpoints.yml says; without it only the domain's texts are spoken.
            domain: of the model.
        """
        self._texts: Texts | None = shared_texts() if endpoint_config else None
        super().__init__(domain.responses if domain else {})
        self._settings = Settings.from_environment().in_texts
        # Text by response, for each conversation: while the tracker store is down, nothing else tells what
        # was said last.
        self._spoken: dict[str, dict[str, str | None]] = Recent()

    @property
    def responses(self) -> dict[str, list[dict[str, Any]]]:
        """The texts as they are now, which staff may have changed since the model was trained."""
        return self._texts.over(self._of_model) if self._texts else self._of_model

    @responses.setter
    def responses(self, of_model: dict[str, list[dict[str, Any]]]) -> None:
        """Takes the model's texts, as Rasa hands them over when it has loaded one."""
        self._of_model = of_model

    async def generate(
        self,
        utter_action: str,
        tracker: DialogueStateTracker,
        output_channel: str,
        **kwargs: Any,
    ) -> dict[str, Any] | None:
        """Words a response, and frames an answer (see parent class for full docstring)."""
        message = self._worded(utter_action, tracker, output_channel, **kwargs)
        if message is None:
            return None
        try:
            openings = [variation["text"] for variation in self.responses.get(ALTERNATIVES, [])]
            return framed(message, utter_action, tracker, openings)
        except Exception:
            # What stands around an answer must never cost the answer.
            logger.exception("“%s” is said without what stands around it.", utter_action)
            return message

    def _worded(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """Chooses a text of a response and fills it in.

        Of those that the slots call for, it is one that has not been said yet, or else another one than last
        time. Where there is no other one, one that the slots do not call for is better than to say the same
        again to someone in danger. With `simple=True` among the parts, the simpler texts are chosen from.
        """
        variations = self.responses.get(utter_action)
        if not variations:
            return None
        values = {**tracker.current_slot_values(), **self._settings}
        suitable = ResponseVariationFilter(self.responses).responses_for_utter_action(
            utter_action, output_channel, values
        )
        here = [v for v in variations if v.get("channel") in (None, output_channel)]
        wordings = [put_simply(v) if kwargs.get(KEY_SIMPLE) else v for v in (suitable, here)]
        spoken = self._spoken.get(tracker.sender_id, {})
        said = texts_said(tracker, utter_action)
        last = (*said[-1:], spoken.get(utter_action))
        messages: list[dict[str, Any]] = []
        for choice in wordings:
            messages = [self._fill_response(without_simple(v), values, **kwargs) for v in choice]
            fresh = [message for message in messages if message.get("text") not in last]
            if fresh:
                unsaid = [message for message in fresh if message.get("text") not in said]
                # Guidance on risk says things "once more" in its later texts: there, the order counts.
                in_order = bool(unsaid) and utter_action.startswith(SAFETY_RESPONSES)
                chosen = unsaid[0] if in_order else random.choice(unsaid or fresh)
                self._spoken[tracker.sender_id] = {**spoken, utter_action: chosen.get("text")}
                return chosen
        return messages[0] if messages else None

    def forget(self, sender: str) -> None:
        """Drops everything about a conversation."""
        self._spoken.pop(sender, None)


def put_simply(variations: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
    """Puts the simpler texts of a response in the place of its own.

    Args:
        variations: of the response, as the domain holds them.

    Returns:
        Those that have a simpler text; all as they are when none has one.
    """
    simple = [{**v, "text": text} for v in variations if (text := (v.get("metadata") or {}).get(KEY_SIMPLE))]
    return simple or variations


def without_simple(variation: dict[str, Any]) -> dict[str, Any]:
    """A copy of a variation without its simpler text, which need not be kept with every message.

    Args:
        variation: of a response, as the domain holds it.
    """
    copied = copy.deepcopy(variation)
    if copied.get("metadata"):
        copied["metadata"].pop(KEY_SIMPLE, None)
    return copied


def texts_said(tracker: DialogueStateTracker, response: str) -> list[str | None]:
    """The texts with which a response was uttered in the conversation, oldest first.

    What stood before and below an answer is left out.

    Args:
        tracker: the conversation.
        response: its name.
    """
    return [
        text_without_frame(event)
        for event in tracker.events
        if isinstance(event, BotUttered) and (event.metadata or {}).get("utter_action") == response
    ]
