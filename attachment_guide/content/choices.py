"""The document's answers as choices: each with a title such as a visitor would say it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from attachment_guide.content.content_map import content_map
from attachment_guide.paths import ANSWERS
from attachment_guide.yaml_files import read_yaml

logger = logging.getLogger(__name__)


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


@lru_cache(maxsize=1)
def _choices() -> dict[str, Choice]:
    """Of all answers; what an answer's metadata does not say, its title in the content map does."""
    written: dict[str, dict[str, Any]] = {}
    for file in sorted(ANSWERS.glob("*.yml")):
        try:
            for response, variations in (read_yaml(file).get("responses") or {}).items():
                for variation in variations:
                    name = response.removeprefix("utter_")
                    written.setdefault(name, {}).update(variation.get("metadata") or {})
        except (OSError, UnicodeDecodeError, yaml.YAMLError, AttributeError, TypeError):
            # Buttons have to work while somebody edits a file.
            logger.exception("The choices in %s can't be read: the titles of the content map are used.", file)
    return {
        answer: Choice(
            str(written.get(answer, {}).get("choice", owed.title)),
            str(written.get(answer, {}).get("subject", owed.title)),
        )
        for answer, owed in content_map().items()
    }
