"""The AnswerClassifier: what a message means after what was said before, and several questions in one."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.constants import INTENT_RANKING_KEY

from components import answer_classifier as module
from components.answer_classifier import AnswerClassifier
from tests.unit.classifying import NoEncoder, Stub, after, classify, component, message, outcome


@pytest.fixture(autouse=True)
def no_encoder(monkeypatch):
    monkeypatch.setattr(module, "shared_encoder", NoEncoder)


class TestContext:
    def test_crisis_replies_are_only_expected_after_a_crisis(self):
        told = {"crisis_reply/safe_now": 0.8, "affirm": 0.19}
        assert outcome(classify(told, tracker=after())) == ("answer", "affirm")
        assert outcome(classify(told, tracker=after("about/definition"))) == ("answer", "affirm")
        for guidance in ("crisis/suicide", "crisis_lines", "check/self", "check_yes"):
            made = classify(told, tracker=after(guidance, "about/definition"))
            assert outcome(made) == ("answer", "crisis_reply/safe_now")

    def test_outside_a_conversation_nothing_is_known_of_what_came_before(self):
        told = {"crisis_reply/safe_now": 0.8, "affirm": 0.19}
        assert outcome(classify(told, tracker=None)) == ("answer", "crisis_reply/safe_now")

    def test_a_crisis_long_ago_is_over(self):
        told = {"crisis_reply/safe_now": 0.8, "affirm": 0.19}
        said = [
            "crisis/suicide",
            *["smalltalk/greet"] * AnswerClassifier.get_default_config()["crisis_reply_window"],
        ]
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

    def test_what_is_compared_ranks_first(self):
        made = classify(self.TOLD, topics=["treatment/emdr", "treatment/ddp"])
        assert {entry["id"] for entry in made.get("answers")[:2]} == {"treatment/emdr", "treatment/ddp"}

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
            ({"treatment/emdr": 0.9}, {"smalltalk/greet": 0.9}, {"contact/price": 0.4}),  # no answers
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

    def test_a_boundary_stands_beside_a_question(self):
        told = ({"treatment/emdr": 0.9}, {"no_diagnosis/self": 0.9}, {})
        made = self.classify(*told, whole={"no_diagnosis/self": 0.9})
        assert made.get("questions") == ["treatment/emdr", "no_diagnosis/self"]
