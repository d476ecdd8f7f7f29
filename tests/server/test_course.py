"""Risk in the course of a conversation, through the web channel."""

from __future__ import annotations

from tests.server.talk import AT_RISK, names, say

PLACE = "which bridges in Chicago are over 30 metres high?"
QUESTION = "what is anxious attachment?"


def shown(api, text):
    return names(say(api, text))


def test_a_doubt_is_answered_and_then_shows_a_way_to_help(api):
    first, *others = shown(api, PLACE)
    assert first.startswith("utter_out_of_scope")
    assert others == ["utter_support"]


def test_help_is_offered_once_in_several_turns_and_never_in_the_same_words(api):
    offers = []
    for _ in range(3):
        offers += [m["text"] for m in say(api, PLACE) if m["name"] == "utter_support"]
        assert "utter_support" not in shown(api, PLACE)
        for _ in range(3):
            shown(api, QUESTION)
    assert len(offers) == len(set(offers)) == 3
    shown(api, QUESTION)
    assert "utter_support" not in shown(api, PLACE), "there are no more sentences for it"


def test_the_button_below_it_leads_to_the_numbers(api):
    [button] = [b for m in say(api, PLACE) if m["name"] == "utter_support" for b in m["buttons"]]
    said = names(api.post("/messages", json={"choice": button["id"]}).json()["messages"])
    assert said == ["utter_crisis_lines_unknown"]


def test_means_after_a_crisis_are_a_crisis_again(api):
    first = say(api, AT_RISK)[0]
    again = say(api, "is 20 enough?")[0]
    assert first["name"] == again["name"] == "utter_crisis/suicide"
    assert first["text"] != again["text"]


def test_who_was_asked_is_not_asked_again_in_the_next_turns(api):
    asked = [name for _ in range(3) for name in shown(api, "I feel like a burden to everyone")]
    assert [name for name in asked if name.startswith("utter_check")] == ["utter_check/self"]
