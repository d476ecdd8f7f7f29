"""Dense sentence vectors for every message."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from attachment_guide.nlu.encoder import shared_encoder
from attachment_guide.nlu.stored_vectors import encode_stored


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceFeaturizer(DenseFeaturizer, GraphComponent):
    """Adds the sentence encoder's vector to each message, as any of Rasa's featurizers would."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Returns the component's default config."""
        return DenseFeaturizer.get_default_config()

    def __init__(self, config: dict[str, Any], name: str) -> None:
        """Constructs the featurizer and loads the encoder."""
        super().__init__(name, config)
        self._encoder = shared_encoder()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceFeaturizer:
        """Creates the component (see parent class for full docstring)."""
        return cls(config, execution_context.node_name)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Validates that the component is configured properly."""

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds vectors to all training examples that have a text."""
        messages = [m for m in training_data.training_examples if m.get(TEXT)]
        texts = [message.get(TEXT) for message in messages]
        self._add(messages, encode_stored(self._encoder, texts, "answers"))
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds vectors to messages.

        Args:
            messages: messages with a text, possibly empty.

        Returns:
            The same messages.
        """
        self._add(messages, self._encoder.encode([message.get(TEXT) or "" for message in messages]))
        return messages

    def _add(self, messages: list[Message], vectors: np.ndarray) -> None:
        for message, vector in zip(messages, vectors, strict=True):
            message.add_features(Features(vector[None, :], FEATURE_TYPE_SENTENCE, TEXT, self._identifier))
