"""Training examples keep their fingerprints, and lose them when something changes."""

from __future__ import annotations

import copy

import numpy as np
import pytest
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from attachment_guide.nlu.training_example import TrainingExample

DATA = {TEXT: "what is rain", INTENT: "weather", "intent_response_key": "weather/rain"}


@pytest.fixture
def example() -> TrainingExample:
    example = TrainingExample.of(Message(DATA))
    example.fingerprint()
    return example


def features() -> Features:
    return Features(np.ones((1, 3)), "sentence", TEXT, "encoder")


def test_the_fingerprint_is_that_of_rasa(example: TrainingExample) -> None:
    assert example.fingerprint() == Message(DATA).fingerprint()


@pytest.mark.parametrize(
    ("name", "value"),
    [(TEXT, "what is snow"), (INTENT, None), ("entities", []), ("entities", None), ("new", "value")],
)
def test_a_changed_value_changes_the_fingerprint(example: TrainingExample, name: str, value: object) -> None:
    before = example.fingerprint()
    example.set(name, value)
    assert example.get(name) == value
    assert example.fingerprint() == Message({**DATA, name: value}).fingerprint() != before


def test_a_list_that_has_been_changed_in_place_changes_the_fingerprint(example: TrainingExample) -> None:
    found = ["rain"]
    example.set("entities", found)
    before = example.fingerprint()
    found.append("snow")
    example.set("entities", found)
    assert example.fingerprint() != before


def test_features_change_the_fingerprint(example: TrainingExample) -> None:
    before = example.fingerprint()
    example.add_features(features())
    assert example.fingerprint() != before


def test_what_a_copy_learns_the_original_does_not(example: TrainingExample) -> None:
    other = copy.deepcopy(example)
    assert other == example
    other.set(TEXT, "what is snow", add_to_output=True)
    other.add_features(features())
    assert (example.get(TEXT), example.features) == (DATA[TEXT], [])
    assert example.fingerprint() == Message(DATA).fingerprint() != other.fingerprint()


def test_merged_training_data_hold_copies(example: TrainingExample) -> None:
    [merged] = TrainingData().merge(TrainingData([example])).training_examples
    assert isinstance(merged, TrainingExample)
    assert merged is not example
    assert merged == example
