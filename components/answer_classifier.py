"""Decides intent and answer in one step, over all answers of the document and all other intents."""

from __future__ import annotations

import hashlib
import inspect
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import (
    ENTITIES,
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    RESPONSE_SELECTOR,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.utils.tensorflow.constants import RANKING_LENGTH

from attachment_guide.content.follow_ups import split_questions
from attachment_guide.names import (
    DECIDED_INTENTS,
    DECISION_ANSWER,
    DECISION_REJECT,
    ENTITY_TOPIC,
    INTENT_SEVERAL_QUESTIONS,
    KEY_ANSWERS,
    KEY_CHOICES,
    KEY_DECISION,
    KEY_QUESTIONS,
)
from attachment_guide.nlu import softmax_regression, text_classifier
from attachment_guide.nlu.decision import (
    Labels,
    Thresholds,
    choices,
    decide,
    rank_intents,
    rank_keys,
    several_answers,
)
from attachment_guide.nlu.dialogue_context import Context, ContextWeights, weigh
from attachment_guide.nlu.encoder import MPNET, shared_encoder
from attachment_guide.nlu.response_selector import response_selector
from attachment_guide.nlu.text_classifier import TextClassifier

CLASSIFIER_FILE = "classifier.joblib"
LEARNS_WITH = tuple(Path(inspect.getfile(module)) for module in (text_classifier, softmax_regression))
# The part of a sentence vector that answers are told apart by: the multilingual encoder adds nothing here.
READ = MPNET


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class AnswerClassifier(IntentClassifier, GraphComponent):
    """One classifier in place of DIET and a ResponseSelector per topic.

    It writes what those would write (`intent`, `intent_ranking`, `response_selector`) and beside it
    the ranking over all the document's answers and the decision to answer, to ask or to reject.
    The decisions themselves are in attachment_guide/nlu/decision.py and dialogue_context.py.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's default config; `Thresholds` and `ContextWeights` say what each value does."""
        return {
            "in_scope_threshold": 0.55,
            "answer_threshold": 0.12,
            "sure_threshold": 0.7,
            "intent_threshold": 0.25,
            "multi_intent_threshold": 0.5,
            "same_group_weight": 3.0,
            "standalone_threshold": 0.4,
            "compare_threshold": 0.1,
            "compare_last_threshold": 0.3,
            "crisis_reply_window": 12,
            "crisis_reply_immediate_window": 2,
            "crisis_reply_weight": 4.0,
            RANKING_LENGTH: 10,
        }

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        classifier: TextClassifier | None = None,
    ) -> None:
        """Constructs the component.

        Args:
            config: see `get_default_config`.
            model_storage: where the trained classifier is kept.
            resource: under which name.
            classifier: the trained classifier; None before training.
        """
        self.component_config = config
        self._thresholds = Thresholds(**{f.name: config[f.name] for f in fields(Thresholds)})
        self._weights = ContextWeights(**{f.name: config[f.name] for f in fields(ContextWeights)})
        self._model_storage = model_storage
        self._resource = resource
        self._set_classifier(classifier)

    def _set_classifier(self, classifier: TextClassifier | None) -> None:
        self._classifier = classifier
        self._labels = Labels(classifier.classes if classifier else [])

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> AnswerClassifier:
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
    ) -> AnswerClassifier:
        """Loads a trained component (see parent class for full docstring)."""
        with model_storage.read_from(resource) as directory:
            classifier = TextClassifier.load(directory / CLASSIFIER_FILE)
        return cls(config, model_storage, resource, classifier)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Trains again when the code has changed that it learns with: Rasa looks at this file alone."""
        return hashlib.sha256(b"".join(file.read_bytes() for file in LEARNS_WITH)).hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Trains on all examples except those of intents that other components decide."""
        examples = [
            example
            for example in training_data.intent_examples
            if example.get(TEXT) and example.get(INTENT) not in DECIDED_INTENTS
        ]
        classifier = TextClassifier().fit(
            [example.get(TEXT) for example in examples],
            np.vstack([_vector(example)[READ] for example in examples]),
            [example.get_full_intent() for example in examples],
        )
        self._set_classifier(classifier)
        with self._model_storage.write_to(self._resource) as directory:
            classifier.save(directory / CLASSIFIER_FILE)
        return self._resource

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        """Adds intent, ranking, response selection, answers and decision to messages.

        Args:
            messages: messages with a text and the sentence featurizer's vectors.
            tracker: the conversation so far: what a question such as "and hitting?" leans on.

        Returns:
            The same messages.
        """
        shown = _responses_shown(tracker)
        for message in messages:
            self._process_message(message, shown)
        return messages

    def _process_message(self, message: Message, shown: list[str] | None) -> None:
        text = (message.get(TEXT) or "").strip()
        probabilities = self._probabilities(message, text, shown)
        decision, intent = decide(self._labels, probabilities, self._thresholds)
        questions = self._several_answers(text)
        if decision == DECISION_REJECT and intent not in questions:
            # What the whole message is declined for must not get lost among its parts.
            questions = []
        if questions:
            decision, intent = DECISION_ANSWER, INTENT_SEVERAL_QUESTIONS
        self._write(message, probabilities, decision, intent, questions)

    def _probabilities(self, message: Message, text: str, shown: list[str] | None) -> np.ndarray:
        """Of the labels, shape (labels,): all zero when there is no word in the message."""
        named = self._labels.names == text.removeprefix("/")
        if text.startswith("/") and named.any():
            return named.astype(float)
        if not any(character.isalnum() for character in text):
            return np.zeros(len(self._labels.names))
        probabilities = self._classify([text], _vector(message)[None, :])[0]
        topics = [e["value"] for e in message.get(ENTITIES, []) if e["entity"] == ENTITY_TOPIC]
        context = Context(text, topics, shown)
        return weigh(self._labels, probabilities, context, self._weights, self._classify_text)

    def _classify_text(self, text: str) -> np.ndarray:
        return self._classify([text], shared_encoder().encode([text]))[0]

    def _classify(self, texts: list[str], vectors: np.ndarray) -> np.ndarray:
        assert self._classifier, "the component is not trained"
        return self._classifier.predict_proba(texts, vectors[:, READ])

    def _several_answers(self, text: str) -> list[str]:
        parts = split_questions(text)
        if len(parts) < 2:
            return []
        probabilities = self._classify(parts, shared_encoder().encode(parts))
        return several_answers(self._labels, probabilities, self._thresholds)

    def _write(
        self, message: Message, probabilities: np.ndarray, decision: str, intent: str, questions: list[str]
    ) -> None:
        length = self.component_config[RANKING_LENGTH]
        intents = [
            {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: confidence}
            for name, confidence in rank_intents(self._labels, probabilities, intent)[:length]
        ]
        answers = self._labels.rank_answers(probabilities)
        selection: dict[str, Any] = {"all_retrieval_intents": self._labels.retrieval_intents}
        keys = rank_keys(self._labels, probabilities, intent)
        if keys:
            selection[intent.split("/")[0]] = response_selector(keys)
        for key, value in (
            (INTENT, intents[0]),
            (INTENT_RANKING_KEY, intents),
            (KEY_ANSWERS, [{"id": answer, "score": score} for answer, score in answers[:length]]),
            (KEY_CHOICES, choices(answers, decision, intent, self._thresholds)),
            (KEY_DECISION, decision),
            (KEY_QUESTIONS, questions),
            (RESPONSE_SELECTOR, selection),
        ):
            message.set(key, value, add_to_output=True)


def _responses_shown(tracker: DialogueStateTracker | None) -> list[str] | None:
    """Names of the responses of a conversation, oldest first; None where there is no conversation."""
    if tracker is None:
        return None
    names = [(e.metadata or {}).get("utter_action") for e in tracker.events if isinstance(e, BotUttered)]
    return [name for name in names if name]


def _vector(message: Message) -> np.ndarray:
    """The sentence featurizer's vector of a message, shape (dimension,)."""
    _, sentence = message.get_dense_features(TEXT)
    if sentence is None:
        raise ValueError(
            "The AnswerClassifier needs sentence vectors: put "
            "components.sentence_featurizer.SentenceFeaturizer before it in config.yml."
        )
    return sentence.features[0]
