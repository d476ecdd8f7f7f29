"""Intents with keys need no second mention in domain.yml."""

from __future__ import annotations

import importlib
import warnings

import pytest
from rasa.graph_components.providers.domain_for_core_training_provider import DomainForCoreTrainingProvider
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.importers.importer import CombinedDataImporter, ResponsesSyncImporter
from rasa.shared.utils.io import raise_warning

from attachment_guide.nlu import importer as module
from attachment_guide.nlu.importer import RetrievalIntentImporter

DOMAIN = """
version: "3.1"
intents: [menu]
responses:
  utter_menu: [{text: menu}]
  utter_weather/rain: [{text: rain}]
"""
NLU = """
version: "3.1"
nlu:
  - {intent: weather/rain, examples: "- does it rain\\n- rain"}
  - {intent: weather/sun, examples: "- does it shine\\n- sun"}
  - {intent: menu, examples: "- menu\\n- topics"}
"""
RULES = """
version: "3.1"
rules:
  - rule: weather
    steps: [{intent: weather}, {action: utter_weather}]
  - rule: menu
    steps: [{intent: menu}, {action: utter_menu}]
"""


def loaded(folder):
    """The importer as Rasa wraps it, which puts responses of the domain into the training data."""
    own = RetrievalIntentImporter(
        None, str(folder / "domain.yml"), [str(folder / f"{n}.yml") for n in ("nlu", "rules")]
    )
    return ResponsesSyncImporter(CombinedDataImporter([own]))


@pytest.fixture
def importer(tmp_path):
    for name, text in (("domain", DOMAIN), ("nlu", NLU), ("rules", RULES)):
        (tmp_path / f"{name}.yml").write_text(text)
    files = [str(tmp_path / "nlu.yml"), str(tmp_path / "rules.yml")]
    return RetrievalIntentImporter(None, str(tmp_path / "domain.yml"), files)


def test_rules_know_the_intents_that_only_the_examples_name(importer):
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        steps = importer.get_stories().story_steps
    events = [event for step in steps for event in step.events]
    assert [e.intent["name"] for e in events if isinstance(e, UserUttered)] == ["weather", "menu"]
    actions = [e.action_name for e in events if isinstance(e, ActionExecuted)]
    assert {"utter_weather", "utter_menu"} <= set(actions)


def test_a_new_wording_changes_nothing_that_is_learned(tmp_path, importer):
    """Rasa trains anew what has another fingerprint."""
    pruned = DomainForCoreTrainingProvider.create_pruned_version
    nlu, without = tmp_path / "nlu.yml", pruned(importer.get_domain()).fingerprint()
    nlu.write_text(NLU + "responses:\n  utter_weather/sun: [{text: sun}]\n")
    before = loaded(tmp_path)
    one = before.get_domain()
    nlu.write_text(NLU + "responses:\n  utter_weather/sun: [{text: it shines}]\n")
    after = loaded(tmp_path)
    other = after.get_domain()
    assert before.get_nlu_data().fingerprint() == after.get_nlu_data().fingerprint()
    assert pruned(one).fingerprint() == pruned(other).fingerprint() != without
    assert [d.responses["utter_weather/sun"] for d in (one, other)] == [
        [{"text": "sun"}],
        [{"text": "it shines"}],
    ]
    assert "utter_weather/sun" in one.action_names_or_texts


def test_the_domain_itself_stays_as_it_is_written(importer):
    importer.get_stories()
    assert "weather" not in importer.get_domain().intents


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("You have defined training data with examples for training a response selector, but your", False),
        ("You have defined synonyms in your training data, but your NLU configuration does not", False),
        ("You have defined training data with regexes, but your NLU configuration does not", True),
        ("Found a rule-based policy in your pipeline but no rule-based training data.", True),
    ],
)
def test_only_the_two_expected_warnings_are_not_shown(message, shown):
    with warnings.catch_warnings(record=True) as caught:
        warnings.resetwarnings()
        warnings.filterwarnings("once", category=UserWarning)  # as Rasa's command line does
        importlib.reload(module)
        raise_warning(message)
    assert [str(warning.message) for warning in caught] == ([message] if shown else [])
