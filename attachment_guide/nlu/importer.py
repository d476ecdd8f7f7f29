"""Reads the project so that intents with keys need no second mention in domain.yml."""

from __future__ import annotations

import warnings

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers import utils
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.utils.common import cached_method

from attachment_guide.nlu import tensorflow_components

# Rasa misses two of its own components that this project has others for: the AnswerClassifier chooses
# the responses, and the TopicExtractor reads the synonyms. Every other warning is shown. Here, since
# Rasa sets its own filters when it starts, before it loads the importer that config.yml names.
EXPECTED_WARNINGS = (
    "You have defined training data with examples for training a response selector, but",
    "You have defined synonyms in your training data, but",
)
for _beginning in EXPECTED_WARNINGS:
    warnings.filterwarnings("ignore", message=_beginning, category=UserWarning)


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

    @cached_method
    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        """Reads stories and rules against all intents, with keys and without."""
        domain = self.get_domain()
        intents = sorted(self.get_nlu_data().retrieval_intents)
        responses = [f"utter_{intent}" for intent in intents]
        whole = domain.merge(Domain.from_dict({"intents": intents, "actions": responses}))
        return utils.story_graph_from_paths(self._story_files, whole, exclusion_percentage)
