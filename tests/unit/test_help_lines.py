"""Help lines per country, and which country a text names."""

from __future__ import annotations

import json

import pytest

from attachment_guide.content import help_lines as module
from attachment_guide.content.help_lines import (
    country_choices,
    find_country,
    has_lines_for,
    has_written_lines,
    help_lines,
    is_elsewhere,
    lines_text,
    public_help_lines,
)

COUNTRIES = help_lines()["countries"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("I'm Spanish but I live in Switzerland", "CH"),
        ("I live in Switzerland but I'm Spanish", "CH"),
        ("swiss, living in the netherlands", "NL"),
        ("I am Swiss, I moved to Spain", "ES"),
        ("I'm in Spain but I'm German", "ES"),
        ("German living in the UK", "GB"),
        ("I'm American. Spain is where I live now.", "ES"),
        ("from France, moved to Italy", "IT"),
        ("I went to France once but I am in Italy", "IT"),
        ("I'm Dutch", "NL"),
        ("I'm not Dutch, I'm German", "DE"),
        ("in the us", "US"),
        ("I'm in the US.", "US"),
        ("I live in the U.S.", "US"),
        ("U.S. citizen", "US"),
        ("usa", "US"),
        ("US", "US"),
        ("the States", "US"),
        ("i live in the uk", "GB"),
        ("UK", "GB"),
        ("U.K.", "GB"),
        ("nz", "NZ"),
        ("UAE!", "AE"),
        ("Northern Ireland", "GB"),
        ("in northern ireland, not far from dublin", "GB"),
        ("Republic of Ireland", "IE"),
        ("ireland", "IE"),
        ("New South Wales", "AU"),
        ("wales", "GB"),
        ("österreich", "AT"),
        ("Éire", "IE"),
        ("ESPAÑA", "ES"),
        ("I'm not in the UK, I'm in Ireland", "IE"),
        ("i am not from Spain but from France", "FR"),
        ("what is the number in France?", "FR"),
        ("help (Germany)", "DE"),
        ("line\nfor\ncanada", "CA"),
        ("i live in manchester", "GB"),
        ("London", "GB"),
        ("I'm Spanish but I live near Chicago", "US"),
        ("moved from Paris to Spain", "ES"),
        ("not in London, in Ireland", "IE"),
    ],
)
def test_find_country(text, code):
    assert find_country(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "in",
        "it",
        "us",
        "at",
        "IT support",
        "it hurts us",
        "what does it do to us in the end",
        "people in it",
        "Poland",
        "I'm in Brazil",
        "I'm not in Spain",
        "Indiana",
        "Germanys",
        "spainish",
        "english",
        "bUSA",
        "🇪🇸",
        "I'm not in London",
        "Florence and Milan are my friends",
    ],
)
def test_no_country(text):
    assert find_country(text) is None


@pytest.mark.parametrize(
    ("text", "elsewhere"),
    [
        ("im in Brazil", True),
        ("from Lagos, Nigeria", True),
        ("Poland", True),
        ("I am from the Philippines.", True),
        ("I moved from Brazil to Spain", False),
        ("I'm not in Japan", False),
        ("turkey for dinner", False),
        ("I'm in Spain", False),
        ("", False),
    ],
)
def test_is_elsewhere(text, elsewhere):
    assert is_elsewhere(text) is elsewhere


def test_lines_that_are_written_to():
    assert lines_text("GB", written=True).splitlines()[1:] == ["SHOUT text line, text 85258, 24/7"]
    assert has_written_lines("US") and not has_written_lines("ES")


@pytest.mark.parametrize("code", COUNTRIES)
def test_every_country_is_found_by_all_of_its_names(code):
    for name in (COUNTRIES[code]["name"], *COUNTRIES[code]["aliases"], *COUNTRIES[code]["people"]):
        for text in (name, f"I live in {name}", f"I live in {name}.", f"{name}, please"):
            assert find_country(text) == code, text


@pytest.mark.parametrize("code", COUNTRIES)
@pytest.mark.parametrize("purpose", ["general", "abuse", "child"])
def test_the_emergency_number_comes_first(code, purpose):
    first, *lines = lines_text(code, purpose).splitlines()
    assert first.startswith("Emergency: ")
    assert all(number in first for number in COUNTRIES[code]["emergency"])
    assert lines, "every country has a line for everyone"


def test_lines_made_for_a_purpose_come_before_the_others():
    assert lines_text("ES", "abuse").splitlines()[1].startswith("Abuse help line 016")
    assert lines_text("CH", "child").splitlines()[1].startswith("Help line for young people")


def test_lines_made_for_another_purpose_are_left_out():
    assert "Abuse" not in lines_text("ES")
    assert "young" not in lines_text("CH", "abuse")


def test_has_lines_for():
    assert has_lines_for("ES", "abuse") and not has_lines_for("ES", "child")
    assert has_lines_for("CH", "child") and not has_lines_for("CH", "abuse")


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ({"name": "A", "number": "1"}, "A: 1"),
        ({"name": "A", "number": None, "text": "85258"}, "A, text 85258"),
        (
            {"name": "A", "number": "1", "text": "2", "chat": "c.org", "hours": "24/7"},
            "A: 1, text 2, chat c.org, 24/7",
        ),
        ({"name": "A", "number": "000"}, "A: 000"),
    ],
)
def test_a_line_in_words(line, text):
    assert module._line_text(line) == text


def test_each_choice_is_a_payload_that_names_its_country():
    choices = country_choices()
    assert len(choices) == len(COUNTRIES)
    for (payload, title), (code, country) in zip(choices, COUNTRIES.items(), strict=True):
        intent, brace, entities = payload.partition("{")
        assert intent == "/choose_country"
        assert json.loads(brace + entities) == {"country": code}
        assert title == country["name"]


def test_the_public_lines_hold_no_notes_of_the_editors():
    public = json.dumps(public_help_lines())
    for word in ("verified_at", "note", "source", "aliases"):
        assert f'"{word}"' not in public
    assert len(public_help_lines()["countries"]) == len(COUNTRIES)
