"""Buttons: ids outside, payloads inside."""

from __future__ import annotations

import pytest

from attachment_guide.payload import PayloadError
from channels.choices import choice_id, choices_from_responses, leads_to, parse_data

RESPONSES = {
    "utter_menu": [
        {"text": "a", "buttons": [{"title": "Children", "payload": "/symptoms/children"}]},
        {"text": "b", "buttons": [{"title": "Kids", "payload": "/symptoms/children"}]},
    ],
    "utter_bare": [{"text": "no buttons"}, {"text": "none", "buttons": None}],
}


@pytest.fixture
def choices():
    return choices_from_responses(RESPONSES, [("/symptoms/adults", "Adults")])


def test_an_id_does_not_tell_its_payload():
    assert "symptoms" not in choice_id("/symptoms/children")


def test_an_id_stays_the_same():
    """In every process and release: a button pressed after a restart still works."""
    assert choice_id("/menu") == "c-8b07263efa6010c9"


def test_payloads_of_responses_and_of_actions(choices):
    for payload, title in (("/symptoms/children", "Children"), ("/symptoms/adults", "Adults")):
        choice = choice_id(payload)
        assert choice in choices
        assert (choices.payload(choice), choices.title(choice)) == (payload, title)


@pytest.mark.parametrize("choice", ["/symptoms/children", "", None, choice_id("/restart")])
def test_no_others(choices, choice):
    assert choice not in choices


@pytest.mark.parametrize(
    ("payload", "response"),
    [
        ("/symptoms/children", "utter_symptoms/children"),
        ("/menu", "utter_menu"),
        ("/affirm", None),
        ('/choose_country{"country": "ES"}', None),
        ("https://example.org", None),
    ],
)
def test_where_a_button_leads(payload, response):
    assert leads_to(payload) == response


class TestParseData:
    def test_an_answer(self):
        parsed = parse_data("/symptoms/children", "Children")
        assert parsed["text"] == "Children"
        assert parsed["intent"] == {"name": "symptoms", "confidence": 1.0}
        assert parsed["answers"] == [{"id": "symptoms/children", "score": 1.0}]
        selected = parsed["response_selector"]["symptoms"]["response"]
        assert selected["utter_action"] == "utter_symptoms/children"

    def test_a_plain_intent(self):
        parsed = parse_data("/affirm", "Yes")
        assert parsed["intent"]["name"] == parsed["said_intent"] == "affirm"
        assert parsed["response_selector"] == {"all_retrieval_intents": []}
        assert parsed["answers"] == parsed["entities"] == []

    def test_entities(self):
        [entity] = parse_data('/choose_country{"country": "ES"}', "Spain")["entities"]
        assert (entity["entity"], entity["value"]) == ("country", "ES")

    def test_a_name_with_a_digit(self):
        assert parse_data("/step2/part_3", "Part 3")["said_intent"] == "step2/part_3"

    def test_what_is_no_payload(self):
        with pytest.raises(PayloadError):
            parse_data("menu", "title")
