"""The AnswerClassifier: its decisions, what it writes, and what it learns."""

from __future__ import annotations

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, INTENT_RESPONSE_KEY, RESPONSE_SELECTOR, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components import answer_classifier as module
from components.answer_classifier import AnswerClassifier
from tests.unit.classifying import (
    LABELS,
    RESOURCE,
    NoEncoder,
    Stub,
    after,
    classify,
    component,
    message,
    outcome,
)

CONTEXT = ExecutionContext(GraphSchema({}))


@pytest.fixture(autouse=True)
def no_encoder(monkeypatch):
    monkeypatch.setattr(module, "shared_encoder", NoEncoder)


@pytest.mark.parametrize(
    ("told", "decision", "intent"),
    [
        ({"symptoms/children": 0.9}, "answer", "symptoms/children"),
        ({"symptoms/children": 0.5, "symptoms/adults": 0.4}, "answer", "symptoms/children"),
        # Another intent leads, but most of the probability is on the document.
        (
            {"smalltalk/greet": 0.3, "symptoms/children": 0.25, "symptoms/adults": 0.4},
            "answer",
            "symptoms/adults",
        ),
        ({"follow_up_children": 0.9}, "answer", "follow_up_children"),
        ({"smalltalk/greet": 0.9}, "answer", "smalltalk/greet"),
        ({"affirm": 0.9}, "answer", "affirm"),
        ({"compare": 0.9}, "answer", "compare"),
        # The document leads, but with less than its share.
        ({"symptoms/children": 0.5, "smalltalk/greet": 0.45}, "answer", "smalltalk/greet"),
        ({"out_of_scope/general": 0.9}, "reject", "out_of_scope/general"),
        ({"no_diagnosis/self": 0.9}, "reject", "no_diagnosis/self"),
        ({"contact/price": 0.9}, "reject", "contact/price"),
        # Nothing outside is likely: the document is asked about when it has enough of a share.
        ({"symptoms/children": 0.45, "affirm": 0.2, "compare": 0.2}, "ask", "nlu_fallback"),
        (
            {"symptoms/children": 0.1, "affirm": 0.2, "compare": 0.2, "smalltalk/greet": 0.2},
            "reject",
            "nlu_fallback",
        ),
    ],
)
def test_decision(told, decision, intent):
    assert outcome(classify(told)) == (decision, intent)


def test_an_unlikely_answer_is_asked_about():
    told = {label: 0.14 for label in LABELS if label.startswith(("about", "symptoms", "treatment"))}
    assert outcome(classify(told, answer_threshold=0.2)) == ("ask", "nlu_fallback")
    assert outcome(classify(told, answer_threshold=0.1))[0] == "answer"


@pytest.mark.parametrize("text", ["", "   ", "🙂🙂", "?!", "...", "/", None, "\x00"])
def test_without_words_nothing_is_classified(text):
    stub = Stub()
    made = classify({}, text, stub=stub)
    assert outcome(made) == ("reject", "nlu_fallback")
    assert made.get(INTENT)["confidence"] == 1.0
    assert stub.asked == []


def test_a_payload_is_taken_at_its_word():
    stub = Stub()
    made = classify({}, "/symptoms/children", stub=stub, tracker=after("crisis/suicide", "treatment/emdr"))
    assert outcome(made) == ("answer", "symptoms/children")
    assert made.get(INTENT) == {"name": "symptoms", "confidence": 1.0}
    assert made.get("answers")[0] == {"id": "symptoms/children", "score": 1.0}
    assert stub.asked == []


@pytest.mark.parametrize(
    "text", ["/weather/today", "/symptoms/children now", "symptoms/children", "//affirm"]
)
def test_what_is_no_label_is_classified(text):
    stub = Stub()
    classify({}, text, stub=stub)
    assert text in stub.asked


def test_a_change_of_the_code_it_learns_with_is_a_reason_to_train(tmp_path, monkeypatch):
    before = AnswerClassifier.fingerprint_addon({})
    assert AnswerClassifier.fingerprint_addon({"answer_threshold": 0.5}) == before
    other = tmp_path / "text_classifier.py"
    other.write_text("# another way to learn\n")
    first, *rest = module.LEARNS_WITH
    assert first.name == "text_classifier.py"
    monkeypatch.setattr(module, "LEARNS_WITH", (other, *rest))
    assert AnswerClassifier.fingerprint_addon({}) != before


class TestOutput:
    def test_has_what_rasas_own_components_write(self):
        made = classify({"symptoms/children": 0.8, "symptoms/adults": 0.1})
        out = made.as_dict(only_output_properties=True)
        assert {
            "intent",
            "intent_ranking",
            "response_selector",
            "answers",
            "decision",
            "questions",
        } <= set(out)
        assert out["intent"] == out["intent_ranking"][0]
        assert out["intent"]["name"] == "symptoms"
        assert out["intent"]["confidence"] == pytest.approx(0.9 + 2 * 0.1 / 13, abs=1e-2)
        selector = out["response_selector"]
        assert "symptoms" in selector["all_retrieval_intents"]
        assert selector["symptoms"]["response"]["utter_action"] == "utter_symptoms/children"
        assert [entry["intent_response_key"] for entry in selector["symptoms"]["ranking"]] == [
            "symptoms/children",
            "symptoms/adults",
        ]

    def test_numbers_are_plain(self):
        """They go into JSON."""
        out = classify({"symptoms/children": 0.8}).as_dict(only_output_properties=True)
        assert all(type(entry["confidence"]) is float for entry in out["intent_ranking"])
        assert all(type(entry["score"]) is float for entry in out["answers"])

    def test_intents_are_ranked_and_each_is_there_once(self):
        ranking = classify({"symptoms/children": 0.5, "treatment/emdr": 0.4}).get(INTENT_RANKING_KEY)
        names = [entry["name"] for entry in ranking]
        assert names[:2] == ["symptoms", "treatment"] and len(set(names)) == len(names)
        assert [e["confidence"] for e in ranking] == sorted((e["confidence"] for e in ranking), reverse=True)

    def test_only_answers_are_ranked_among_the_answers(self):
        made = classify({"smalltalk/greet": 0.9})
        assert {answer["id"] for answer in made.get("answers")} == {
            label for label in LABELS if label.startswith(("about", "symptoms", "treatment"))
        }

    def test_a_follow_up_counts_for_its_answer(self):
        made = classify({"follow_up_children": 0.6, "symptoms/adults": 0.3})
        assert made.get("answers")[0]["id"] == "symptoms/children"

    def test_the_rankings_length(self):
        made = classify({}, ranking_length=2)
        assert len(made.get("answers")) == len(made.get(INTENT_RANKING_KEY)) == 2

    def test_an_intent_without_keys_selects_no_response(self):
        made = classify({"affirm": 0.9})
        assert set(made.get(RESPONSE_SELECTOR)) == {"all_retrieval_intents"}

    def test_training_labels_tell_the_retrieval_intents(self):
        retrieval = classify({}).get(RESPONSE_SELECTOR)["all_retrieval_intents"]
        assert retrieval == sorted({label.split("/")[0] for label in LABELS if "/" in label})


class TestTraining:
    EXAMPLES = [  # noqa: RUF012
        ("emdr therapy", "treatment", "treatment/emdr", (1, 0)),
        ("what is emdr", "treatment", "treatment/emdr", (1, 0)),
        ("emdr please", "treatment", "treatment/emdr", (1, 0)),
        ("hello there", "affirm", None, (0, 1)),
        ("hello", "affirm", None, (0, 1)),
        ("well hello", "affirm", None, (0, 1)),
        ("i want to die", "crisis", "crisis/suicide", (1, 1)),
        ("what? and why?", "several_questions", None, (1, 1)),
    ]

    def data(self):
        examples = []
        for text, intent, full, vector in self.EXAMPLES:
            made = message(text, vector=vector)
            made.set(INTENT, intent)
            made.set(INTENT_RESPONSE_KEY, full)
            examples.append(made)
        return TrainingData([*examples, Message({"intent": "affirm", "action_name": "x"})])

    def test_save_and_load(self, tmp_path):
        storage = LocalModelStorage(tmp_path)
        config = AnswerClassifier.get_default_config()
        trained = AnswerClassifier.create(config, storage, RESOURCE, CONTEXT)
        assert trained.train(self.data()) == RESOURCE
        loaded = AnswerClassifier.load(config, storage, RESOURCE, CONTEXT)
        for classifier in (trained, loaded):
            # What the risk decides is not learnt here.
            assert list(classifier._labels.names) == ["affirm", "treatment/emdr"]
            made = message("emdr", vector=(1, 0))
            classifier.process([made])
            assert outcome(made) == ("answer", "treatment/emdr")

    def test_without_vectors_it_says_what_is_missing(self):
        with pytest.raises(ValueError, match="SentenceFeaturizer"):
            component(Stub()).process([Message({TEXT: "hello"})])
