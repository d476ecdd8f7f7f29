"""The document's answers as choices: each with a title such as a visitor would say it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from attachment_guide.content.content_map import content_map
from attachment_guide.content.texts import all_responses, shared_texts


@dataclass(frozen=True)
class Choice:
    """An answer that is offered.

    Attributes:
        title: what a visitor would say, such as "I find it hard to trust or get close".
        subject: what it is about, as the end of "It sounds as if you are writing about …".
    """

    title: str
    subject: str


def choice(answer: str) -> Choice:
    """How an answer is offered.

    Args:
        answer: full retrieval intent.

    Raises:
        KeyError: when the content map has no such answer.
    """
    return _choices()[answer]


def button_for(answer: str) -> dict[str, str]:
    """A button that leads to an answer, as Rasa writes buttons.

    Args:
        answer: full retrieval intent.

    Raises:
        KeyError: when the content map has no such answer.
    """
    return {"title": choice(answer).title, "payload": f"/{answer}"}


def _choices() -> dict[str, Choice]:
    """Of all answers, as the texts are now."""
    texts = shared_texts()
    texts.responses()
    return _choices_of(texts.revision)


@lru_cache(maxsize=1)
def _choices_of(revision: int) -> dict[str, Choice]:
    """Of all answers; what an answer's metadata does not say, its title in the content map does.

    Args:
        revision: of the texts, so that they are looked through once.
    """
    written: dict[str, dict[str, Any]] = {}
    # Nothing may have been published yet.
    for response, variations in (shared_texts().responses() or all_responses()).items():
        for variation in variations:
            metadata = variation.get("metadata")
            if isinstance(metadata, dict):
                written.setdefault(response.removeprefix("utter_"), {}).update(metadata)
    return {
        answer: Choice(
            str(written.get(answer, {}).get("choice", owed.title)),
            str(written.get(answer, {}).get("subject", owed.title)),
        )
        for answer, owed in content_map().items()
    }
