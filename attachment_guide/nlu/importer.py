"""Reads the project so that intents with keys need no second mention in domain.yml."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from rasa.shared.core.domain import KEY_RESPONSES, Domain
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers import utils
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import RESPONSE
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.common import cached_method

from attachment_guide.content.texts import responses_of
from attachment_guide.nlu import tensorflow_components
from attachment_guide.nlu.training_example import TrainingExample

# Rasa misses two of its own components that this project has others for: the AnswerClassifier chooses
# the responses, which stand apart from the training data, and the TopicExtractor reads the synonyms.
# `make check` finds a response that is missing. Every other warning is shown. Here, since Rasa sets its
# own filters when it starts, before it loads the importer that config.yml names.
EXPECTED_WARNINGS = (
    "You have defined training data with examples for training a response selector, but",
    "You have defined synonyms in your training data, but",
    "Your training data contains an example .* You either need to add a response phrase",
)
for _beginning in EXPECTED_WARNINGS:
    warnings.filterwarnings("ignore", message=_beginning, category=UserWarning)

# The path of each file, and when it was written.
Files = tuple[tuple[str, int], ...]


class DomainWithTextsApart(Domain):
    """A domain whose texts Rasa does not put among the training data."""

    @property
    def retrieval_intent_responses(self) -> dict[str, list[dict[str, Any]]]:
        """None: the AnswerClassifier chooses a response by its name."""
        return {}


class RetrievalIntentImporter(RasaFileImporter):
    """Rasa's file importer, which reads rules before it knows the intents that only NLU data name.

    Listing those in domain.yml as well would make Rasa warn of duplicates; leaving them out, of
    rules with unknown intents.
    """

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
    ) -> None:
        """Finds the files, and says at once when config.yml needs more than is installed.

        Args:
            config_file: config.yml.
            domain_path: file or folder of the domain.
            training_data_paths: files or folders of the training data.
        """
        super().__init__(config_file, domain_path, training_data_paths)
        tensorflow_components.check(self.get_config())

    def get_domain(self) -> Domain:
        """Reads the domain, with the responses that stand beside the examples.

        Rasa's own way, to merge them into the training data and from there into the domain, would make every
        change of a wording a reason to train everything anew.
        """
        domain = super().get_domain()
        responses = {
            name: texts for file in self._nlu_files for name, texts in responses_of(Path(file)).items()
        }
        return DomainWithTextsApart.from_dict(
            {**domain.as_dict(), KEY_RESPONSES: {**domain.responses, **responses}}
        )

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """Reads the training data without the responses."""
        return _read_examples(_as_they_are(self._nlu_files), language or "en")

    @cached_method
    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        """Reads stories and rules against all intents, with keys and without."""
        domain = self.get_domain()
        intents = sorted(self.get_nlu_data().retrieval_intents)
        responses = [f"utter_{intent}" for intent in intents]
        whole = domain.merge(Domain.from_dict({"intents": intents, "actions": responses}))
        return utils.story_graph_from_paths(self._story_files, whole, exclusion_percentage)


def _as_they_are(files: Iterable[str]) -> Files:
    return tuple((file, Path(file).stat().st_mtime_ns) for file in files)


# Once for the validation and the training that follows it, and for the stories, which are read against it.
@lru_cache(maxsize=1)
def _read_examples(files: Files, language: str) -> TrainingData:
    data = utils.training_data_from_paths([file for file, _ in files], language)
    data.responses = {}
    data.training_examples = [TrainingExample.of(example) for example in data.training_examples]
    for example in data.training_examples:
        # Rasa has put the answer's text beside each question.
        example.data.pop(RESPONSE, None)
    return data
