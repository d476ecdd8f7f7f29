"""Finds which of the document's topics a message names."""

from __future__ import annotations

from typing import Any

import spacy
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.io import dump_obj_as_json_to_file, read_json_file
from spacy.util import filter_spans

from attachment_guide.names import ENTITY_TOPIC


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class TopicExtractor(GraphComponent, EntityExtractorMixin):
    """Matches the names of topics (Rasa synonyms whose value is `<intent>/<key>`), allowing for typos."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's default config (see parent class for full docstring)."""
        return {
            # Words of this length may have one letter wrong; shorter ones and acronyms are taken as they are.
            "one_typo_length": 6,
            # And of this length, two.
            "two_typos_length": 9,
        }

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        names: dict[str, str] | None = None,
    ) -> None:
        """Constructs the extractor.

        Args:
            config: see `get_default_config`.
            model_storage: where the trained names are kept.
            resource: under which name.
            names: each name in lower case, and the full intent of the topic that it names.
        """
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._load_names(names or {})

    def _load_names(self, names: dict[str, str]) -> None:
        self._names = names
        self._nlp = spacy.blank("en")
        self._matcher = spacy.matcher.Matcher(self._nlp.vocab)
        for name, topic in names.items():
            pattern = [self._token_pattern(token.text) for token in self._nlp.make_doc(name)]
            self._matcher.add(topic, [pattern])

    def _token_pattern(self, word: str) -> dict[str, Any]:
        if len(word) >= self._config["two_typos_length"]:
            return {"LOWER": {"FUZZY2": word}}
        if len(word) >= self._config["one_typo_length"]:
            return {"LOWER": {"FUZZY1": word}}
        return {"LOWER": word}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TopicExtractor:
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
    ) -> TopicExtractor:
        """Loads a trained component (see parent class for full docstring)."""
        with model_storage.read_from(resource) as directory:
            return cls(config, model_storage, resource, read_json_file(directory / "names.json"))

    def train(self, training_data: TrainingData) -> Resource:
        """Takes the topics' names from the synonyms of the training data."""
        self._load_names(
            {name.lower(): topic for name, topic in training_data.entity_synonyms.items() if "/" in topic}
        )
        with self._model_storage.write_to(self._resource) as directory:
            dump_obj_as_json_to_file(directory / "names.json", self._names)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds one `topic` entity for each topic that a message names.

        Args:
            messages: messages with a text.

        Returns:
            The same messages.
        """
        for message in messages:
            found = self._find(message.get(TEXT) or "")
            entities = [*message.get(ENTITIES, []), *self.add_extractor_name(found)]
            message.set(ENTITIES, entities, add_to_output=True)
        return messages

    def _find(self, text: str) -> list[dict[str, Any]]:
        matches = self._matcher(self._nlp.make_doc(text.lower()), as_spans=True)
        # Of names as long, the one that is written so: "meditation" is not "medication" with a letter wrong.
        matches.sort(key=lambda span: self._names.get(span.text) != span.label_)
        spans = filter_spans(matches)
        return [
            {
                ENTITY_ATTRIBUTE_TYPE: ENTITY_TOPIC,
                ENTITY_ATTRIBUTE_VALUE: span.label_,
                ENTITY_ATTRIBUTE_START: span.start_char,
                ENTITY_ATTRIBUTE_END: span.end_char,
            }
            for span in spans
        ]
