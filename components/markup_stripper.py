"""Strips the markup that some browsers and pasted texts bring along."""

from __future__ import annotations

import re

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

# Tags that only say how a text looks. Any other (script, img, iframe) is left where it is.
TAG = re.compile(
    r"</?(?:a|b|big|blockquote|br|code|div|em|font|h[1-6]|i|li|mark|p|pre|s|small|span|strong|u|ul)\b[^<>]*/?>",
    re.IGNORECASE,
)
OTHER_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
# Signs of Markdown: **what**, _EMDR_, `code`, and at the beginning of a line "# Heading" and "> quote".
EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3}|`{1,3}|~~)(?=\S)(?P<inside>[^*_`~\n]+?)(?<=\S)\1(?!\w)")
LINE_SIGN = re.compile(r"^\s*(?:#{1,6}|>)\s+", re.MULTILINE)
# What is left must be more than a word, or the message is a trial of the markup.
FEWEST_WORDS = 2


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class MarkupStripper(GraphComponent):
    """Removes tags and Markdown around the words of a message."""

    @classmethod
    def create(
        cls,
        config: dict[str, object],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MarkupStripper:
        """Creates the component (see parent class for full docstring)."""
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training examples pass unchanged: those with markup are examples of code."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Strips the markup from messages.

        Args:
            messages: the messages to look at.

        Returns:
            The same messages.
        """
        for message in messages:
            text = message.get(TEXT) or ""
            stripped = without_markup(text)
            if stripped != text:
                message.set(TEXT, stripped, add_to_output=True)
        return messages


def without_markup(text: str) -> str:
    """The words of a text without the marks that only say how they look.

    Args:
        text: such as `<b>what is EMDR</b>`.

    Returns:
        The text as it is when it has other tags, or when no two words are left.
    """
    bare = EMPHASIS.sub(r"\g<inside>", LINE_SIGN.sub("", TAG.sub(" ", text)))
    if bare == text or OTHER_TAG.search(bare):
        return text
    bare = " ".join(bare.split())
    return bare if len(bare.split()) >= FEWEST_WORDS else text
