"""Buttons: what the visitor gets is an id; what it stands for never leaves the server."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from rasa.shared.core.domain import Domain

from attachment_guide.content.choices import choice
from attachment_guide.content.content_map import content_map
from attachment_guide.content.help_lines import country_choices
from attachment_guide.content.texts import shared_texts
from attachment_guide.names import DECISION_ANSWER, is_answer
from attachment_guide.nlu.response_selector import response_selector
from attachment_guide.payload import PayloadError, parse_payload


def choice_id(payload: str) -> str:
    """The id of a button that leads to a payload: the same in every process and after a restart."""
    return "c-" + hashlib.sha256(payload.encode()).hexdigest()[:16]


class Choices:
    """The closed set of payloads that buttons may lead to."""

    def __init__(self, titles: dict[str, str]) -> None:
        """Makes the set.

        Args:
            titles: the payloads, each with the title to show for it.
        """
        self._titles = titles
        self._payloads = {choice_id(payload): payload for payload in titles}

    def __contains__(self, choice: object) -> bool:
        return choice in self._payloads

    def payload(self, choice: str) -> str:
        """The payload behind an id.

        Raises:
            KeyError: when no button has it.
        """
        return self._payloads[choice]

    def title(self, choice: str) -> str:
        """The title that a choice is shown with in the conversation."""
        return self._titles[self._payloads[choice]]


def choices_of(domain: Domain | None) -> Choices:
    """All buttons that a visitor can be shown.

    Args:
        domain: of the model that is loaded; None while there is none.
    """
    made_by_actions = [(f"/{answer}", choice(answer).title) for answer in content_map()]
    made_by_actions += country_choices()
    return choices_from_responses(shared_texts().over(domain.responses if domain else {}), made_by_actions)


def choices_from_responses(
    responses: dict[str, list[dict[str, Any]]], more: Iterable[tuple[str, str]] = ()
) -> Choices:
    """Collects the payloads of a domain's buttons.

    Args:
        responses: the domain's responses.
        more: further pairs of payload and title, such as those of buttons made by actions.
    """
    titles = dict(more)
    for variations in responses.values():
        for variation in variations:
            for button in variation.get("buttons") or []:
                if button.get("payload"):
                    titles.setdefault(button["payload"], button["title"])
    return Choices(titles)


def leads_to(payload: str) -> str | None:
    """The response that a payload leads to, such as `utter_symptoms/children`.

    Args:
        payload: of a button.

    Returns:
        The response's name; None when an action replies.
    """
    try:
        parsed = parse_payload(payload)
    except PayloadError:
        return None
    if parsed.key:
        return f"utter_{parsed.full_intent}"
    return "utter_menu" if parsed.intent == "menu" else None


def parse_data(payload: str, title: str) -> dict[str, Any]:
    """The parse result that a button stands for, used instead of parsing typed text.

    Args:
        payload: `/intent`, `/intent/key` or `/intent{"entity": "value"}`.
        title: shown as what the visitor said.

    Raises:
        PayloadError: when it is none of these.
    """
    parsed = parse_payload(payload)
    intent, key, full = parsed.intent, parsed.key, parsed.full_intent
    selection: dict[str, Any] = {"all_retrieval_intents": [intent] if key else []}
    if key:
        selection[intent] = response_selector([(full, 1.0)])
    return {
        "text": title,
        "intent": {"name": intent, "confidence": 1.0},
        "intent_ranking": [{"name": intent, "confidence": 1.0}],
        "entities": [
            {"entity": name, "value": value, "start": 0, "end": 0, "extractor": "choice"}
            for name, value in parsed.entities.items()
        ],
        "response_selector": selection,
        "answers": [{"id": full, "score": 1.0}] if is_answer(full) else [],
        "decision": DECISION_ANSWER,
        "said_intent": full,
    }
