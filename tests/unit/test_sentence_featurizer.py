"""The SentenceFeaturizer, without the encoder itself."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components import sentence_featurizer as module
from components.sentence_featurizer import SentenceFeaturizer


class LengthEncoder:
    """The vector of a text is its length, twice."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []

    def encode(self, texts):
        self.batches.append(list(texts))
        return np.array([[len(text)] * 2 for text in texts], dtype=np.float32).reshape(-1, 2)


@pytest.fixture
def encoder(monkeypatch):
    made = LengthEncoder()
    monkeypatch.setattr(module, "shared_encoder", lambda: made)
    monkeypatch.setattr(module, "encode_stored", lambda encoder, texts, name: encoder.encode(texts))
    return made


@pytest.fixture
def featurizer(encoder):
    config = SentenceFeaturizer.get_default_config()
    return SentenceFeaturizer.create(config, None, None, SimpleNamespace(node_name="node"))


def vector(message):
    sequence, sentence = message.get_dense_features(TEXT)
    assert sequence is None
    return sentence.features.tolist()


def test_adds_one_sentence_vector_to_each_message(featurizer, encoder):
    messages = [Message({TEXT: "a"}), Message({TEXT: "bbb"})]
    assert featurizer.process(messages) is messages
    assert [vector(message) for message in messages] == [[[1, 1]], [[3, 3]]]
    assert encoder.batches == [["a", "bbb"]]


@pytest.mark.parametrize("text", ["", None])
def test_a_message_without_words(featurizer, text):
    message = Message({TEXT: text})
    featurizer.process([message])
    assert vector(message) == [[0, 0]]


def test_no_messages(featurizer):
    assert featurizer.process([]) == []


def test_training_data_without_a_text_is_left_alone(featurizer, encoder):
    action = Message({"action_name": "action_more"})
    data = TrainingData([Message({TEXT: "a"}), action])
    assert featurizer.process_training_data(data) is data
    assert encoder.batches == [["a"]]
    assert not action.features


def test_the_features_tell_where_they_come_from(featurizer):
    message = Message({TEXT: "a"})
    featurizer.process([message])
    assert message.features[0].origin == "node"
