"""Decisions of the AnswerClassifier, with a stub in the place of what it has learnt."""

from __future__ import annotations

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import (
    ENTITIES,
    FEATURE_TYPE_SENTENCE,
    INTENT,
    INTENT_RANKING_KEY,
    INTENT_RESPONSE_KEY,
    RESPONSE_SELECTOR,
    TEXT,
)
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components import answer_classifier as module
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
CONTEXT = ExecutionContext(GraphSchema({}))


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


@pytest.fixture(autouse=True)
def no_encoder(monkeypatch):
    monkeypatch.setattr(module, "shared_encoder", NoEncoder)


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
    assert outcome(classify(told, ask_below=0.2)) == ("ask", "nlu_fallback")
    assert outcome(classify(told, ask_below=0.1))[0] == "answer"


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


class TestContext:
    def test_crisis_replies_are_only_expected_after_a_crisis(self):
        told = {"crisis_reply/safe_now": 0.8, "affirm": 0.19}
        assert outcome(classify(told)) == ("answer", "affirm")
        assert outcome(classify(told, tracker=after("about/definition"))) == ("answer", "affirm")
        for guidance in ("crisis/suicide", "crisis_lines", "check/self", "check_yes"):
            made = classify(told, tracker=after(guidance, "about/definition"))
            assert outcome(made) == ("answer", "crisis_reply/safe_now")

    def test_a_crisis_long_ago_is_over(self):
        told = {"crisis_reply/safe_now": 0.8, "affirm": 0.19}
        said = ["crisis/suicide", *["smalltalk/greet"] * module.CRISIS_REPLIES_WITHIN]
        assert outcome(classify(told, tracker=after(*said))) == ("answer", "affirm")

    def test_a_leaning_question_looks_in_the_last_answers_group_first(self):
        told = {"symptoms/children": 0.42, "treatment/emdr": 0.25, "about/definition": 0.3}
        assert outcome(classify(told, "and in that case?"))[1] == "symptoms/children"
        made = classify(told, "and in that case?", tracker=after("treatment/ddp", None))
        assert outcome(made)[1] == "treatment/emdr"

    def test_a_question_that_stands_on_its_own_does_not(self):
        told = {"symptoms/children": 0.42, "treatment/emdr": 0.25, "about/definition": 0.3}
        made = classify(told, "signs in children", tracker=after("treatment/ddp"))
        assert outcome(made)[1] == "symptoms/children"

    def test_an_unclear_leaning_question_is_read_together_with_the_last_answer(self):
        stub = Stub(**{"Symptoms in adults: and kids?": {"symptoms/adults": 0.5, "symptoms/children": 0.45}})
        made = classify({}, "and kids?", stub=stub, tracker=after("symptoms/adults"))
        assert stub.asked == ["and kids?", "Symptoms in adults: and kids?"]
        assert outcome(made) == ("answer", "symptoms/children")

    def test_an_answer_that_has_left_the_content_map_is_passed_over(self):
        stub = Stub()
        classify({}, "and kids?", stub=stub, tracker=after("symptoms/adults", "symptoms/taken_out"))
        assert stub.asked == ["and kids?", "Symptoms in adults: and kids?"]
        assert outcome(classify({}, "and kids?", tracker=after("symptoms/taken_out")))

    def test_a_clear_one_is_not(self):
        stub = Stub(**{"and kids?": {"symptoms/children": 0.9}})
        classify({}, "and kids?", stub=stub, tracker=after("symptoms/adults"))
        assert stub.asked == ["and kids?"]

    def test_probabilities_still_sum_to_one(self):
        said = after("symptoms/adults", "crisis/suicide")
        made = classify({}, "and kids?", tracker=said, ranking_length=99)
        ranking = made.get(INTENT_RANKING_KEY)
        total = sum(entry["confidence"] for entry in ranking if entry["name"] != "nlu_fallback")
        assert total == pytest.approx(1)

    def test_messages_of_one_batch_do_not_mix(self):
        stub = Stub(a={"affirm": 0.9}, b={"symptoms/children": 0.9})
        first, second = message("a"), message("b")
        component(stub).process([first, second])
        assert [outcome(first)[1], outcome(second)[1]] == ["affirm", "symptoms/children"]


class TestCompare:
    TOLD = {"treatment/emdr": 0.7, "compare": 0.15}  # noqa: RUF012

    @pytest.mark.parametrize(
        ("topics", "intent"),
        [
            (["treatment/emdr", "treatment/ddp"], "compare"),
            (["treatment/emdr", "treatment/emdr"], "treatment/emdr"),
            (["treatment/emdr", "symptoms/children"], "treatment/emdr"),
            (["treatment/emdr"], "treatment/emdr"),
            ([], "treatment/emdr"),
        ],
    )
    def test_two_topics_of_one_group(self, topics, intent):
        assert outcome(classify(self.TOLD, topics=topics)) == ("answer", intent)

    @pytest.mark.parametrize(
        ("text", "last", "share", "intent"),
        [
            ("how does it differ from emdr", "treatment/ddp", 0.33, "compare"),
            ("how does it differ from emdr", "treatment/emdr", 0.33, "treatment/emdr"),
            ("how does it differ from emdr", "symptoms/children", 0.33, "treatment/emdr"),
            ("and emdr?", "treatment/ddp", 0.2, "treatment/emdr"),
            ("what about emdr and work", "treatment/ddp", 0.2, "treatment/emdr"),
        ],
    )
    def test_one_topic_and_the_last_answer(self, text, last, share, intent):
        told = {"treatment/emdr": 0.62, "compare": share}
        made = classify(told, text, topics=["treatment/emdr"], tracker=after(last))
        assert outcome(made) == ("answer", intent)

    def test_only_when_the_wording_has_something_of_a_comparison(self):
        both = ["treatment/emdr", "treatment/ddp"]
        assert outcome(classify({"treatment/emdr": 0.9}, topics=both))[1] == "treatment/emdr"


class TestSeveralQuestions:
    TEXT = "what is emdr? what signs do kids show? who is it"

    def classify(self, *told, text=TEXT, whole=None):
        parts = [part.strip() for part in text.split("?") if part.strip()]
        table = dict(zip(parts, told, strict=True))
        return classify({}, text, stub=Stub(**table, **{text: whole or {"treatment/emdr": 0.9}}))

    def test_each_is_answered_in_its_order(self):
        made = self.classify({"treatment/emdr": 0.9}, {"symptoms/children": 0.9}, {})
        assert outcome(made) == ("answer", "several_questions")
        assert made.get("questions") == ["treatment/emdr", "symptoms/children"]
        assert made.get(INTENT_RANKING_KEY)[0]["name"] == "several_questions"

    def test_a_follow_up_stands_for_its_answer(self):
        made = self.classify({"treatment/emdr": 0.9}, {"follow_up_children": 0.9}, {})
        assert made.get("questions") == ["treatment/emdr", "symptoms/children"]

    @pytest.mark.parametrize(
        "told",
        [
            ({"treatment/emdr": 0.9}, {"treatment/emdr": 0.9}, {}),  # the same answer twice
            ({"treatment/emdr": 0.9}, {"symptoms/children": 0.4}, {}),  # not clear enough
            ({"treatment/emdr": 0.9}, {"smalltalk/greet": 0.9}, {"contact/price": 0.9}),  # no answers
        ],
    )
    def test_one_answer_is_not_several(self, told):
        made = self.classify(*told)
        assert outcome(made) == ("answer", "treatment/emdr")
        assert made.get("questions") == []

    def test_no_more_than_three(self):
        text = "emdr what? ddp what? kids what? adults what"
        answers = ["treatment/emdr", "treatment/ddp", "symptoms/children", "symptoms/adults"]
        made = self.classify(*({answer: 0.9} for answer in answers), text=text)
        assert made.get("questions") == answers[:3]

    def test_what_is_rejected_as_a_whole_is_not_taken_apart(self):
        told = ({"treatment/emdr": 0.9}, {"symptoms/children": 0.9}, {})
        made = self.classify(*told, whole={"no_diagnosis/self": 0.9})
        assert outcome(made) == ("reject", "no_diagnosis/self")


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
            assert list(classifier._labels) == ["affirm", "treatment/emdr"]
            made = message("emdr", vector=(1, 0))
            classifier.process([made])
            assert outcome(made) == ("answer", "treatment/emdr")

    def test_without_vectors_it_says_what_is_missing(self):
        with pytest.raises(ValueError, match="SentenceFeaturizer"):
            component(Stub()).process([Message({TEXT: "hello"})])
