"""The content map and the names that code derives from it."""

from __future__ import annotations

import pytest
import yaml

from attachment_guide.content.content_map import content_map, siblings
from attachment_guide.names import ANSWER_INTENTS, DECIDED_INTENTS, NOT_COVERED_INTENTS, is_answer
from attachment_guide.nlu.response_selector import response_selector


def test_every_answer_has_a_title_and_facts():
    for name, owed in content_map().items():
        assert owed.id == name
        assert owed.title and owed.facts, name
        assert set(owed.references) <= {1, 2, 3}, name


def test_every_group_is_an_answer_intent():
    assert {name.split("/")[0] for name in content_map()} == set(ANSWER_INTENTS)


def test_titles_tell_answers_apart():
    """They stand on buttons, next to each other."""
    for name in content_map():
        titles = [content_map()[other].title for other in siblings(name)]
        assert len(set(titles)) == len(titles), name


def test_siblings_are_of_the_group_in_the_maps_order():
    assert siblings("attachment_types/avoidant") == [
        f"attachment_types/{key}"
        for key in ("overview", "secure_disruption", "anxious", "avoidant", "disorganized")
    ]


def test_a_group_whose_name_begins_like_another_is_another(monkeypatch):
    monkeypatch.setattr("attachment_guide.content.content_map.content_map", lambda: ["a/x", "a_b/y"])
    assert siblings("a/x") == ["a/x"]


def test_siblings_of_nothing():
    assert siblings("weather/today") == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("symptoms/children", True),
        ("utter_symptoms/children", True),
        ("symptoms", False),
        ("symptoms/", False),
        ("utter_menu", False),
        ("menu", False),
        ("crisis/suicide", False),
        ("out_of_scope/general", False),
        ("utter_utter_symptoms/children", False),
        ("", False),
    ],
)
def test_what_is_an_answer(name, expected):
    assert is_answer(name) is expected


def test_no_intent_is_both_an_answer_and_none():
    assert not set(ANSWER_INTENTS) & {*NOT_COVERED_INTENTS, *DECIDED_INTENTS}


def test_a_map_with_a_colon_or_quote_in_it_is_read(tmp_path, monkeypatch):
    file = tmp_path / "map.yml"
    entry = {"title": 'What: "it" is', "refs": [], "facts": ["a, b: c"]}
    file.write_text(yaml.safe_dump({"about": {"x": entry}}))
    monkeypatch.setattr("attachment_guide.content.content_map.CONTENT_MAP", file)
    assert content_map.__wrapped__()["about/x"].title == 'What: "it" is'


def test_response_selection_is_what_rasa_writes():
    selected = response_selector([("symptoms/children", 0.9), ("symptoms/adults", 0.1)])
    assert selected["response"] == {
        "responses": None,
        "confidence": 0.9,
        "intent_response_key": "symptoms/children",
        "utter_action": "utter_symptoms/children",
    }
    assert [entry["intent_response_key"] for entry in selected["ranking"]] == [
        "symptoms/children",
        "symptoms/adults",
    ]
