"""Keeps typed text from being read as one of Rasa's commands."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from attachment_guide.payload import is_payload


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class SlashGuard(GraphComponent):
    """Strips the leading slash of any message that is more than a button's payload.

    Rasa's RegexMessageHandler replaces a message such as `/affirm{} I want to die` by the intent it
    names, after every other component has run, and so would throw away what the visitor says.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SlashGuard:
        """Creates the component (see parent class for full docstring)."""
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training examples have no slash; they pass unchanged."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Rewrites messages that begin with a slash but are not a payload.

        Args:
            messages: the messages to look at.

        Returns:
            The same messages.
        """
        for message in messages:
            text = (message.get(TEXT) or "").strip()
            if text.startswith("/") and not is_payload(text):
                message.set(TEXT, text.lstrip("/ "), add_to_output=True)
        return messages
