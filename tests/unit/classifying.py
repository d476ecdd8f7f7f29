"""A stub in the place of what the AnswerClassifier has learnt, and short ways to ask it."""

from __future__ import annotations

import numpy as np
from rasa.engine.storage.resource import Resource
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, FEATURE_TYPE_SENTENCE, INTENT, RESPONSE_SELECTOR, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message

from components.answer_classifier import AnswerClassifier

LABELS = [
    "about/definition",
    "affirm",
    "compare",
    "contact/price",
    "crisis_reply/safe_now",
    "follow_up_children",
    "no_diagnosis/self",
    "out_of_scope/general",
    "smalltalk/greet",
    "symptoms/adults",
    "symptoms/children",
    "treatment/ddp",
    "treatment/emdr",
]
RESOURCE = Resource("answers")


class Stub:
    """Gives each text the probabilities that it is told; what is left goes to all labels alike."""

    def __init__(self, **texts: dict[str, float]) -> None:
        self.classes = LABELS
        self.table = texts
        self.asked: list[str] = []

    def predict_proba(self, texts: list[str], vectors: np.ndarray) -> np.ndarray:
        assert len(texts) == len(vectors)
        self.asked += texts
        return np.array([self._row(self.table.get(text, {})) for text in texts])

    def _row(self, told: dict[str, float]) -> list[float]:
        rest = (1 - sum(told.values())) / len(LABELS)
        return [told.get(label, 0.0) + rest for label in LABELS]


class NoEncoder:
    def encode(self, texts):
        return np.zeros((len(texts), 2), dtype=np.float32)


def message(text, *topics, vector=(0.0, 0.0)):
    made = Message({TEXT: text, ENTITIES: [{"entity": "topic", "value": topic} for topic in topics]})
    made.add_features(Features(np.array([vector], dtype=np.float32), FEATURE_TYPE_SENTENCE, TEXT, "test"))
    return made


def after(*names):
    """A tracker after responses; a name of None is a text without one."""
    events = [BotUttered("...", metadata={"utter_action": f"utter_{n}"} if n else {}) for n in names]
    return DialogueStateTracker.from_events("x", [UserUttered("hi"), *events])


def component(stub, **config):
    defaults = AnswerClassifier.get_default_config()
    return AnswerClassifier({**defaults, **config}, None, RESOURCE, stub)  # type: ignore[arg-type]


def classify(told, text="some words", topics=(), tracker=None, stub=None, **config):
    stub = stub or Stub(**{text: told})
    made = message(text, *topics)
    assert component(stub, **config).process([made], tracker) == [made]
    return made


def outcome(made):
    """Decision and full intent of a classified message."""
    name = made.get(INTENT)["name"]
    selected = made.get(RESPONSE_SELECTOR).get(name)
    return made.get("decision"), selected["response"]["intent_response_key"] if selected else name
