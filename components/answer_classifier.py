"""Decides intent and answer in one step, over all answers of the document and all other intents."""

from __future__ import annotations

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

from attachment_guide.content.content_map import content_map
from attachment_guide.content.follow_ups import (
    follow_up_answer,
    follow_up_intents,
    leans_on_last_answer,
    meanings_in_crisis,
    split_questions,
)
from attachment_guide.names import (
    DECIDED_INTENTS,
    DECISION_ANSWER,
    DECISION_ASK,
    DECISION_REJECT,
    ENTITY_TOPIC,
    INTENT_COMPARE,
    INTENT_CRISIS_REPLY,
    INTENT_FALLBACK,
    INTENT_SEVERAL_QUESTIONS,
    KEY_ANSWERS,
    KEY_DECISION,
    KEY_QUESTIONS,
    NOT_COVERED_INTENTS,
    SAFETY_RESPONSES,
    is_answer,
)
from attachment_guide.nlu.encoder import shared_encoder
from attachment_guide.nlu.response_selection import response_selection
from attachment_guide.nlu.text_classifier import TextClassifier

# In which group of answers a leaning question looks first, and how strongly.
SAME_GROUP = 3.0
# Below this, a leaning question is also read together with what was answered last.
CLEAR_ALONE = 0.4
# Two topics named and at least this much of a comparison in the wording.
COMPARE_FROM = 0.1
# One named, which may be compared with the last answer.
COMPARE_LAST_FROM = 0.3
# For so many messages of the assistant after crisis guidance, an answer to it is expected.
CRISIS_REPLIES_WITHIN = 12
# Right after it, within so many messages, an answer to it is likelier than anything else of the same wording.
CRISIS_JUST_NOW = 2
CRISIS_REPLY_GAIN = 4.0


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class AnswerClassifier(IntentClassifier, GraphComponent):
    """One classifier in place of DIET and a ResponseSelector per topic.

    It writes what those would write (`intent`, `intent_ranking`, `response_selector`) and beside it
    the ranking over all the document's answers and the decision to answer, to ask or to reject.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's default config (see parent class for full docstring)."""
        return {
            # Below this share of the probability on the document's answers, the message is taken
            # for something else: another intent, or not covered.
            "answer_share": 0.6,
            # An answer less probable than this is asked about ("did you mean") and not given.
            "ask_below": 0.15,
            # An intent outside the document less probable than this is not understood.
            "other_below": 0.25,
            # Several questions are answered in one turn only when each is at least this clear.
            "several_from": 0.5,
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
        self._model_storage = model_storage
        self._resource = resource
        self._set_classifier(classifier)

    def _set_classifier(self, classifier: TextClassifier | None) -> None:
        self._classifier = classifier
        labels = classifier.classes if classifier else []
        self._labels = np.array(labels, dtype=object)
        self._is_answer = np.array([is_answer(label) for label in labels], dtype=bool)
        self._retrieval_intents = sorted({x.split("/")[0] for x in labels if "/" in x})
        follow_ups = set(follow_up_intents()) & set(labels)
        self._is_follow_up = np.array([label in follow_ups for label in labels], dtype=bool)
        # What a follow-up asks for when nothing was said before it.
        self._stands_for = {
            labels.index(intent): labels.index(follow_up_answer(intent))
            for intent in follow_ups
            if follow_up_answer(intent) in labels
        }

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
            classifier = TextClassifier.load(directory / "classifier.joblib")
        return cls(config, model_storage, resource, classifier)

    def train(self, training_data: TrainingData) -> Resource:
        """Trains on all examples but those of intents that other components decide."""
        examples = [
            example
            for example in training_data.intent_examples
            if example.get(TEXT) and example.get(INTENT) not in DECIDED_INTENTS
        ]
        classifier = TextClassifier().fit(
            [example.get(TEXT) for example in examples],
            np.vstack([_vector(example) for example in examples]),
            [example.get_full_intent() for example in examples],
        )
        self._set_classifier(classifier)
        with self._model_storage.write_to(self._resource) as directory:
            classifier.save(directory / "classifier.joblib")
        return self._resource

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        """Adds intent, ranking, response selection, answers and decision to messages.

        Args:
            messages: messages with a text and the sentence featurizer's vectors.
            tracker: the conversation so far: what a question such as "and hitting?" leans on.

        Returns:
            The same messages.
        """
        said = _responses_shown(tracker)
        for message in messages:
            self._process_message(message, said)
        return messages

    def _process_message(self, message: Message, said: list[str]) -> None:
        text = (message.get(TEXT) or "").strip()
        named = text.removeprefix("/")
        if text.startswith("/") and named in set(self._labels):
            probabilities = (self._labels == named).astype(float)
        elif any(character.isalnum() for character in text):
            probabilities = self._classify([text], _vector(message)[None, :])[0]
            probabilities = self._in_context(probabilities, message, text, said)
        else:
            probabilities = np.zeros(len(self._labels))
        ranking = self._answer_ranking(probabilities)
        decision, intent = self._decide(probabilities, ranking)
        questions: list[str] = []
        if decision != DECISION_REJECT:
            questions = self._several_questions(text)
            if questions:
                decision, intent = DECISION_ANSWER, INTENT_SEVERAL_QUESTIONS
        self._write(message, probabilities, ranking, decision, intent, questions)

    def _classify(self, texts: list[str], vectors: np.ndarray) -> np.ndarray:
        assert self._classifier, "the component is not trained"
        return self._classifier.predict_proba(texts, vectors)

    def _in_context(
        self, probabilities: np.ndarray, message: Message, text: str, said: list[str]
    ) -> np.ndarray:
        """Weighs the labels by what was said before.

        Args:
            probabilities: of the message alone, shape (labels,).
            message: for the topics it names.
            text: what the message says.
            said: names of the responses shown so far, oldest first.
        """
        labels = self._labels
        weights = np.ones(len(labels))
        probabilities = probabilities.copy()
        in_crisis, just_now = (
            any(name.startswith(SAFETY_RESPONSES) for name in said[-messages:])
            for messages in (CRISIS_REPLIES_WITHIN, CRISIS_JUST_NOW)
        )
        crisis_replies = [label.startswith(INTENT_CRISIS_REPLY) for label in labels]
        weights[crisis_replies] = CRISIS_REPLY_GAIN if just_now else float(in_crisis)
        if just_now:
            for intent, meant in meanings_in_crisis().items():
                probabilities[labels == meant] += probabilities[labels == intent].sum()
                probabilities[labels == intent] = 0.0
        # An answer shown before may have left the content map since.
        known = [n.removeprefix("utter_") for n in said if n.removeprefix("utter_") in content_map()]
        last = known[-1] if known and leans_on_last_answer(text) else None
        topics = {e["value"] for e in message.get(ENTITIES, []) if e["entity"] == ENTITY_TOPIC}
        # "How does it differ from EMDR?" names one of the two.
        both = topics | {last} if last and topics else topics
        groups = {topic.split("/")[0] for topic in both}
        compares = labels == INTENT_COMPARE
        compare_from = COMPARE_FROM if len(topics) > 1 else COMPARE_LAST_FROM
        if len(both) > 1 and len(groups) == 1 and probabilities[compares] > compare_from:
            return compares.astype(float)
        if last:
            if (probabilities * weights).max() < CLEAR_ALONE:
                together = f"{content_map()[last].title}: {text}"
                joint = self._classify([together], shared_encoder().encode([together]))[0]
                joint[labels == last] = 0.0
                probabilities = (probabilities + joint / joint.sum()) / 2
            weights[[label.split("/")[0] == last.split("/")[0] for label in labels]] *= SAME_GROUP
        weighted = probabilities * weights
        return weighted / weighted.sum()

    def _answer_ranking(self, probabilities: np.ndarray) -> list[tuple[str, float]]:
        scores = probabilities.copy()
        for follow_up, answer in self._stands_for.items():
            scores[answer] += scores[follow_up]
        scores[~self._is_answer] = -1.0
        best = np.argsort(-scores)[: int(self._is_answer.sum())]
        return [(self._labels[i], float(scores[i])) for i in best]

    def _decide(self, probabilities: np.ndarray, ranking: list[tuple[str, float]]) -> tuple[str, str]:
        """Returns the decision and the full intent that goes with it."""
        if not probabilities.any():
            return DECISION_REJECT, INTENT_FALLBACK
        covered = self._is_answer | self._is_follow_up
        share = probabilities[covered].sum()
        best = int(probabilities.argmax())
        if share >= self.component_config["answer_share"]:
            best = int(np.where(covered, probabilities, -1.0).argmax())
            if max(probabilities[best], ranking[0][1]) < self.component_config["ask_below"]:
                return DECISION_ASK, INTENT_FALLBACK
            return DECISION_ANSWER, self._labels[best]
        best = int(np.where(covered, -1.0, probabilities).argmax())
        intent = self._labels[best]
        if probabilities[best] < self.component_config["other_below"]:
            unsure = share >= 1 - self.component_config["answer_share"]
            return (DECISION_ASK if unsure else DECISION_REJECT), INTENT_FALLBACK
        is_rejected = intent.split("/")[0] in (*NOT_COVERED_INTENTS, INTENT_FALLBACK)
        return (DECISION_REJECT if is_rejected else DECISION_ANSWER), intent

    def _several_questions(self, text: str) -> list[str]:
        """The answers to a message that asks more than one thing; empty when it asks one."""
        parts = split_questions(text)
        if len(parts) < 2:
            return []
        probabilities = self._classify(parts, shared_encoder().encode(parts))
        answers: list[str] = []
        for row in probabilities:
            label = self._labels[int(row.argmax())]
            if row.max() < self.component_config["several_from"]:
                continue
            if label in follow_up_intents():
                label = follow_up_answer(label)
            if is_answer(label) and label not in answers:
                answers.append(label)
        return answers[:3] if len(answers) > 1 else []

    def _write(
        self,
        message: Message,
        probabilities: np.ndarray,
        ranking: list[tuple[str, float]],
        decision: str,
        intent: str,
        questions: list[str],
    ) -> None:
        length = self.component_config[RANKING_LENGTH]
        by_intent: dict[str, float] = {}
        for label, probability in zip(self._labels, probabilities, strict=True):
            name = label.split("/")[0]
            by_intent[name] = by_intent.get(name, 0.0) + float(probability)
        name = intent.split("/")[0]
        if name in (INTENT_FALLBACK, INTENT_SEVERAL_QUESTIONS):
            by_intent[name] = 1.0 - max(by_intent.values(), default=0.0)
        intents = sorted(by_intent.items(), key=lambda item: (item[0] != name, -item[1]))
        intents_out = [
            {INTENT_NAME_KEY: label, PREDICTED_CONFIDENCE_KEY: score} for label, score in intents[:length]
        ]
        message.set(INTENT, intents_out[0], add_to_output=True)
        message.set(INTENT_RANKING_KEY, intents_out, add_to_output=True)
        message.set(
            KEY_ANSWERS,
            [{"id": label, "score": score} for label, score in ranking[:length]],
            add_to_output=True,
        )
        message.set(KEY_DECISION, decision, add_to_output=True)
        message.set(KEY_QUESTIONS, questions, add_to_output=True)
        message.set(
            RESPONSE_SELECTOR,
            self._response_selection(probabilities, intent),
            add_to_output=True,
        )

    def _response_selection(self, probabilities: np.ndarray, intent: str) -> dict[str, Any]:
        selection: dict[str, Any] = {"all_retrieval_intents": self._retrieval_intents}
        retrieval_intent = intent.split("/")[0]
        keys = [i for i, x in enumerate(self._labels) if x.startswith(f"{retrieval_intent}/")]
        if "/" in intent and keys:
            keys.sort(key=lambda i: (self._labels[i] != intent, -probabilities[i]))
            selection[retrieval_intent] = response_selection(
                [(self._labels[i], float(probabilities[i])) for i in keys]
            )
        return selection


def _responses_shown(tracker: DialogueStateTracker | None) -> list[str]:
    """Names of the responses of a conversation, oldest first."""
    events = tracker.events if tracker else []
    names = [(e.metadata or {}).get("utter_action") for e in events if isinstance(e, BotUttered)]
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
