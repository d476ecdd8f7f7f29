"""How responses are worded: settings filled in, and never the same text twice in a row."""

from __future__ import annotations

import copy
import random
from typing import Any

from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.core.nlg.generator import ResponseVariationFilter
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from attachment_guide.content.choices import button_for
from attachment_guide.names import KEY_CHOICES, own_intent
from attachment_guide.settings import Settings
from channels.recent import Recent

# What introduces other answers below one that is not sure.
ALTERNATIVES = "utter_alternatives"
KEY_OPENING = "choices_opened_with"


class ResponseGenerator(TemplatedNaturalLanguageGenerator):
    """Rasa's own response generator with two differences; endpoints.yml names it.

    Every response passes through it, whether a rule or an action utters it, in every channel and in
    `rasa shell`, and it needs no action server.
    """

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:
        """Takes the texts from the domain and the settings from the environment."""
        super().__init__(domain.responses if domain else {})
        self._settings = Settings.from_environment().in_texts
        # Text by response, for each conversation: while the tracker store is down, nothing else tells what
        # was said last.
        self._spoken: dict[str, dict[str, str | None]] = Recent()

    async def generate(
        self,
        utter_action: str,
        tracker: DialogueStateTracker,
        output_channel: str,
        **kwargs: Any,
    ) -> dict[str, Any] | None:
        """Words a response; below an answer that is not sure, others are offered (see parent class)."""
        message = self._worded(utter_action, tracker, output_channel, **kwargs)
        return self._with_choices(message, utter_action, tracker) if message else None

    def _with_choices(
        self, message: dict[str, Any], utter_action: str, tracker: DialogueStateTracker
    ) -> dict[str, Any]:
        parsed = (tracker.latest_message and tracker.latest_message.parse_data) or {}
        others = parsed.get(KEY_CHOICES)
        openings = self.responses.get(ALTERNATIVES)
        if not others or not openings or utter_action != f"utter_{own_intent(parsed)}":
            return message
        # By turns, so that the same words do not stand below one answer after another.
        opening = openings[sum(isinstance(event, BotUttered) for event in tracker.events) % len(openings)]
        return {
            **message,
            "text": f"{message.get('text')}\n\n{opening['text']}",
            "buttons": [button_for(answer) for answer in others],
            "metadata": {**message.get("metadata", {}), KEY_OPENING: opening["text"]},
        }

    def _worded(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """Chooses a text of a response and fills it in.

        Of those that the slots call for, it is one that has not been said yet, or else another one than last
        time. Where there is no other one, one that the slots do not call for is better than to say the same
        again to someone in danger.
        """
        variations = self.responses.get(utter_action)
        if not variations:
            return None
        values = {**tracker.current_slot_values(), **self._settings}
        suitable = ResponseVariationFilter(self.responses).responses_for_utter_action(
            utter_action, output_channel, values
        )
        here = [v for v in variations if v.get("channel") in (None, output_channel)]
        spoken = self._spoken.get(tracker.sender_id, {})
        said = texts_said(tracker, utter_action)
        last = (*said[-1:], spoken.get(utter_action))
        messages: list[dict[str, Any]] = []
        for choice in (suitable, here):
            messages = [self._fill_response(copy.deepcopy(v), values, **kwargs) for v in choice]
            fresh = [message for message in messages if message.get("text") not in last]
            if fresh:
                unsaid = [message for message in fresh if message.get("text") not in said]
                chosen = random.choice(unsaid or fresh)
                self._spoken[tracker.sender_id] = {**spoken, utter_action: chosen.get("text")}
                return chosen
        return messages[0] if messages else None

    def forget(self, sender: str) -> None:
        """Drops everything about a conversation."""
        self._spoken.pop(sender, None)


def texts_said(tracker: DialogueStateTracker, response: str) -> list[str | None]:
    """The texts with which a response was uttered in the conversation, oldest first.

    What introduces choices below it is left out.

    Args:
        tracker: the conversation.
        response: its name.
    """
    return [
        _without_choices(event)
        for event in tracker.events
        if isinstance(event, BotUttered) and (event.metadata or {}).get("utter_action") == response
    ]


def _without_choices(event: BotUttered) -> str | None:
    opening = ((event.metadata or {}).get("metadata") or {}).get(KEY_OPENING)
    return event.text.removesuffix(f"\n\n{opening}") if event.text and opening else event.text
