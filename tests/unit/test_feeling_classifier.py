"""Which feeling a message tells."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from attachment_guide.content.feelings import NOTHING, read_feelings
from components.feeling_classifier import FeelingClassifier
from components.sentence_featurizer import SentenceFeaturizer

CONFIG = FeelingClassifier.get_default_config()
CONTEXT = ExecutionContext(GraphSchema({}))
RESOURCE = Resource("feelings")


@pytest.fixture(scope="module")
def classifier(tmp_path_factory):
    storage = LocalModelStorage(tmp_path_factory.mktemp("model"))
    FeelingClassifier.create(CONFIG, storage, RESOURCE, CONTEXT).train(TrainingData())
    return FeelingClassifier.load(CONFIG, storage, RESOURCE, CONTEXT)


@pytest.fixture(scope="module")
def featurizer():
    config = SentenceFeaturizer.get_default_config()
    return SentenceFeaturizer.create(
        config, None, None, ExecutionContext(GraphSchema({}), node_name="vectors")
    )


def feeling(classifier, featurizer, text):
    [message] = classifier.process(featurizer.process([Message({TEXT: text})]))
    return message.get("feeling")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I have nobody at all, the evenings are so lonely", {"lonely"}),
        ("my dad died three weeks ago and I miss him every hour", {"grieving"}),
        ("i am so scared that he will walk out on me one day", {"afraid_of_being_left"}),
        ("I am furious with all of them, I could scream", {"angry"}),
        (
            "my little girl wakes up crying each night and I am so worried about her",
            {"worried_about_a_child"},
        ),
        ("What is attachment trauma?", {NOTHING}),
        ("which therapies does the clinic offer", {NOTHING}),
        ("so lonely", {NOTHING}),  # too short to be sure
        ("", {NOTHING}),
    ],
)
def test_what_is_told(classifier, featurizer, text, expected):
    assert feeling(classifier, featurizer, text) in expected


def test_a_message_without_vectors_tells_none(classifier):
    [message] = classifier.process([Message({TEXT: "I have nobody at all, I am so lonely"})])
    assert message.get("feeling") == NOTHING


def test_new_examples_are_learned_and_new_sentences_are_not(monkeypatch):
    before = FeelingClassifier.fingerprint_addon(CONFIG)
    own = read_feelings()
    for changed, differs in (
        (replace(own, examples=(*own.examples, ("I feel blue", "sad"))), True),
        (replace(own, sentences={name: ("Other words.",) for name in own.sentences}), False),
    ):
        monkeypatch.setattr("components.feeling_classifier.read_feelings", lambda changed=changed: changed)
        assert (FeelingClassifier.fingerprint_addon(CONFIG) != before) is differs


def test_the_file_has_a_sentence_for_every_feeling_that_is_told():
    feelings = read_feelings()
    assert {name for _, name in feelings.examples} == {*feelings.sentences, NOTHING}
