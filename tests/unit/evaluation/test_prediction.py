"""Parse results of our pipeline and of Rasa's default one, as predictions."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest

from evaluation.answers.measures import is_rejected
from evaluation.answers.prediction import answer_ranking, to_prediction
from tests.unit.evaluation.predictions import RIGHT


def parsed(**changes: Any) -> dict[str, Any]:
    """A parse result of our pipeline."""
    return {
        "answers": [{"id": "treatment/emdr", "score": 0.9}, {"id": "treatment/ddp", "score": 0.1}],
        "decision": "answer",
        "questions": [],
        "said_intent": "treatment/emdr",
        "risk": {"tier": "none"},
        **changes,
    }


def stock(intents: dict[str, float], selected: dict[str, dict[str, float]]) -> dict[str, Any]:
    """A parse result of Rasa's default pipeline."""
    ranking = [{"name": name, "confidence": score} for name, score in intents.items()]
    return {
        "intent": ranking[0],
        "intent_ranking": ranking,
        "response_selector": {
            "all_retrieval_intents": list(selected),
            **{
                name: {
                    "response": {"intent_response_key": next(iter(keys))},
                    "ranking": [
                        {"intent_response_key": key, "confidence": score} for key, score in keys.items()
                    ],
                }
                for name, keys in selected.items()
            },
        },
    }


class TestOurs:
    def test_an_answer(self) -> None:
        assert to_prediction(parsed()) == RIGHT

    def test_several_questions_show_all_their_answers(self) -> None:
        both = ["treatment/emdr", "treatment/ddp"]
        prediction = to_prediction(parsed(said_intent="several_questions", questions=both))
        assert prediction.shown == tuple(both)

    @pytest.mark.parametrize(("decision", "intent"), [("ask", "nlu_fallback"), ("answer", "smalltalk/greet")])
    def test_nothing_of_the_document_is_shown(self, decision: str, intent: str) -> None:
        assert to_prediction(parsed(decision=decision, said_intent=intent)).shown == ()

    def test_a_follow_up_without_a_past_shows_what_it_stands_for(self) -> None:
        assert to_prediction(parsed(said_intent="follow_up_children")).shown == ("symptoms/children",)

    def test_risk(self) -> None:
        assert to_prediction(parsed(risk={"tier": "crisis"})).tier == "crisis"


class TestRasaDefault:
    SELECTED: ClassVar = {
        "treatment": {"treatment/emdr": 0.6, "treatment/ddp": 0.4},
        "about": {"about/brain": 1.0},
        "out_of_scope": {"out_of_scope/general": 1.0},
    }

    def test_the_answer_of_the_intent_is_shown(self) -> None:
        prediction = to_prediction(stock({"treatment": 0.9, "about": 0.1}, self.SELECTED))
        assert prediction.shown == ("treatment/emdr",)
        assert prediction.ranking == ("treatment/emdr", "treatment/ddp", "about/brain")
        assert prediction.decision == "answer"

    @pytest.mark.parametrize("intent", ["nlu_fallback", "out_of_scope", "no_diagnosis"])
    def test_rejected_with_the_answers_still_ranked(self, intent: str) -> None:
        prediction = to_prediction(stock({intent: 0.6, "treatment": 0.4}, self.SELECTED))
        assert is_rejected(prediction)
        assert prediction.shown == ()
        assert prediction.ranking[0] == "treatment/emdr"

    def test_a_selector_that_names_no_answer(self) -> None:
        parsed = stock({"treatment": 0.9, "about": 0.1}, self.SELECTED)
        parsed["response_selector"]["treatment"] = {"response": {"intent_response_key": None}, "ranking": []}
        prediction = to_prediction(parsed)
        assert (prediction.shown, prediction.ranking[0]) == ((), "about/brain")

    def test_another_intent_is_neither_shown_nor_rejected(self) -> None:
        prediction = to_prediction(stock({"menu": 0.6, "about": 0.4}, self.SELECTED))
        assert (prediction.decision, prediction.shown) == ("answer", ())

    def test_ranking_adds_follow_ups_to_what_they_stand_for(self) -> None:
        scores = {"about/brain": 0.4, "symptoms/children": 0.3, "follow_up_children": 0.2, "x": 0.1}
        assert answer_ranking(scores) == ("symptoms/children", "about/brain")
