"""Finds which feeling the visitor tells, for the sentence that takes it up before the answer."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import joblib
import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.linear_model import LogisticRegression

from attachment_guide.content.feelings import NOTHING, read_feelings
from attachment_guide.names import KEY_FEELING
from attachment_guide.nlu.encoder import shared_encoder
from attachment_guide.nlu.stored_vectors import encode_stored

CLASSIFIER_FILE = "feelings.joblib"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class FeelingClassifier(GraphComponent):
    """Logistic regression on the sentence vectors; the examples are in data/conversation/feelings.yml."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Returns the component's default configuration.

        threshold: a feeling less probable than this is not taken up.
        fewest_words: in a shorter message nobody tells a feeling.
        """
        return {"threshold": 0.5, "fewest_words": 4}

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        classifier: LogisticRegression | None = None,
    ) -> None:
        """Constructs the component.

        Args:
            config: see `get_default_config`.
            model_storage: where the trained classifier is kept.
            resource: under which name.
            classifier: the trained classifier; None before training.
        """
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._classifier = classifier

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FeelingClassifier:
        """Creates an untrained component (see parent class for full docstring)."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> FeelingClassifier:
        """Loads a trained component (see parent class for full docstring)."""
        with model_storage.read_from(resource) as directory:
            return cls(config, model_storage, resource, joblib.load(directory / CLASSIFIER_FILE))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Trains again when the examples have changed: they are no part of Rasa's training data."""
        return hashlib.sha256(json.dumps(read_feelings().examples).encode()).hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Trains on the file's examples."""
        texts, feelings = zip(*read_feelings().examples, strict=True)
        vectors = encode_stored(shared_encoder(), texts, "feelings")
        self._classifier = LogisticRegression(C=8.0, max_iter=200).fit(vectors, feelings)
        with self._model_storage.write_to(self._resource) as directory:
            joblib.dump(self._classifier, directory / CLASSIFIER_FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the feeling to messages that tell one.

        Args:
            messages: messages with a text and the sentence featurizer's vectors.

        Returns:
            The same messages.
        """
        for message in messages:
            message.set(KEY_FEELING, self._feeling(message), add_to_output=True)
        return messages

    def _feeling(self, message: Message) -> str:
        _, sentence = message.get_dense_features(TEXT)
        if sentence is None or len((message.get(TEXT) or "").split()) < self._config["fewest_words"]:
            return NOTHING
        assert self._classifier, "the component is not trained"
        [probabilities] = self._classifier.predict_proba(sentence.features)
        best = int(np.argmax(probabilities))
        return (
            str(self._classifier.classes_[best])
            if probabilities[best] >= self._config["threshold"]
            else NOTHING
        )
