"""What a message at risk gets: help lines, notes, and a word to the staff without the text."""

from __future__ import annotations

import logging

import pytest

from actions import action_seek_professional_help as module
from actions.action_seek_professional_help import ActionSeekProfessionalHelp
from actions.action_set_country import ActionSetCountry
from actions.safety import country_of
from attachment_guide.content.help_lines import (
    ABUSE,
    CHILD,
    ELSEWHERE,
    GENERAL,
    country_choices,
    lines_text,
)
from attachment_guide.paths import DATA
from attachment_guide.pseudonym import pseudonym
from attachment_guide.risk.tiers import CONCERN_CATEGORIES
from attachment_guide.yaml_files import read_yaml
from tests.dsl import SENDER, bot, conversation, run, user

SIGNS = CONCERN_CATEGORIES[:4]


@pytest.fixture(autouse=True)
def clean_settings(monkeypatch):
    for name in ("DEFAULT_COUNTRY", "ON_CALL_URL", "ON_CALL_SECRET"):
        monkeypatch.delenv(f"ATTACHMENT_GUIDE_{name}", raising=False)


def at_risk(tier="crisis", text="...", **risk):
    return user(text, "crisis/suicide", risk={"tier": tier, "category": None, "about": "self", **risk})


def country(value):
    return [{"entity": "country", "value": value}]


def help_for(*events, **slots):
    return run(ActionSeekProfessionalHelp(), *events, **slots)


class TestCountryOf:
    def test_unknown(self):
        assert country_of(conversation(user("hello"))) is None
        assert country_of(conversation()) is None

    def test_named_now_wins_over_before(self, monkeypatch):
        monkeypatch.setenv("ATTACHMENT_GUIDE_DEFAULT_COUNTRY", "US")
        assert country_of(conversation(user("i'm in spain now"), country="DE")) == "ES"
        assert country_of(conversation(user("hello"), country="DE")) == "DE"
        assert country_of(conversation(user("hello"))) == "US"

    @pytest.mark.parametrize("code", ["XX", "es", "", "UK", "Spain"])
    def test_codes_without_lines_do_not_count(self, code, monkeypatch):
        assert country_of(conversation(user("hello"), country=code)) is None
        monkeypatch.setenv("ATTACHMENT_GUIDE_DEFAULT_COUNTRY", code)
        assert country_of(conversation(user("hello"))) is None
        assert help_for(at_risk()).names == ["crisis_lines_unknown"]


class TestSetCountry:
    @pytest.mark.parametrize(
        ("text", "entities", "code"),
        [
            ("I'm in Spain", [], "ES"),
            ("Spain", country("ES"), "ES"),
            ('/choose_country{"country": "CH"}', country("CH"), "CH"),
        ],
    )
    def test_known(self, text, entities, code):
        said = run(ActionSetCountry(), user(text, "choose_country", entities=entities), country=code)
        assert said.names == ["crisis_lines"]
        assert said.slots == {"country": code}
        assert said.messages[0]["help_lines"].startswith("Emergency: 112")

    @pytest.mark.parametrize(
        ("text", "entities", "response", "kept"),
        [
            ("I live in Poland", [], "crisis_lines_elsewhere", ELSEWHERE),
            ("x", country("XX"), "crisis_lines_unknown", None),
            ("x", country(None), "crisis_lines_unknown", None),
        ],
    )
    @pytest.mark.parametrize("before", [None, "ES"])
    def test_one_without_lines_is_not_shown_those_of_another(
        self, text, entities, response, kept, before, monkeypatch
    ):
        monkeypatch.setenv("ATTACHMENT_GUIDE_DEFAULT_COUNTRY", "US")
        said = run(ActionSetCountry(), user(text, "choose_country", entities=entities), country=before)
        assert said.names == [response]
        assert said.slots == {"country": kept}

    def test_an_unknown_one_can_be_chosen(self):
        said = run(ActionSetCountry(), user("x", "choose_country"))
        assert [b["payload"] for b in said.messages[0]["buttons"]] == [p for p, _ in country_choices()]

    def test_one_without_lines_is_remembered(self, monkeypatch):
        monkeypatch.setenv("ATTACHMENT_GUIDE_DEFAULT_COUNTRY", "US")
        assert help_for(at_risk(), country=ELSEWHERE).names == ["crisis_lines_elsewhere"]
        assert help_for(at_risk(text="i'm in Brazil"), country="ES").names == ["crisis_lines_elsewhere"]
        assert help_for(at_risk(text="i'm in Spain"), country=ELSEWHERE).slots["country"] == "ES"

    @pytest.mark.parametrize(
        ("risk", "response", "line"),
        [
            ({"tier": "crisis", "category": "abuse", "about": "self"}, "crisis_lines", ABUSE),
            ({"tier": "check", "category": "abuse", "about": "other"}, "crisis_lines", ABUSE),
            ({"tier": "crisis", "category": "suicide", "about": "self"}, "crisis_lines", GENERAL),
            (
                {"tier": "crisis", "category": "abuse", "about": "self", "minor": True},
                "crisis_child_lines",
                CHILD,
            ),
            ({"tier": "concern", "category": "physical_health"}, "crisis_lines", GENERAL),
        ],
    )
    def test_the_lines_are_for_what_was_told_before(self, risk, response, line):
        told = [user("x", risk=risk), bot("crisis/abuse"), user("ok"), bot("crisis_reply/why_ask")]
        said = run(ActionSetCountry(), *told, user("United Kingdom", "choose_country"))
        assert said.names == [response]
        assert said.messages[0]["help_lines"] == lines_text("GB", line)

    def test_changed(self):
        said = run(ActionSetCountry(), user("wrong country, I am in Austria", "choose_country"), country="DE")
        assert said.messages[0]["country_name"] == "Austria"
        assert said.slots == {"country": "AT"}


class TestHelpLines:
    def test_country_unknown(self):
        said = help_for(at_risk())
        assert said.names == ["crisis_lines_unknown"]
        assert len(said.messages[0]["buttons"]) == len(country_choices())
        assert "country" not in said.slots

    def test_country_named_in_the_message_itself(self):
        said = help_for(at_risk(text="i want to die. i live in spain"))
        assert said.names == ["crisis_lines"]
        assert said.slots["country"] == "ES"

    @pytest.mark.parametrize(
        ("risk", "response", "first"),
        [
            ({"category": "suicide"}, "crisis_lines", "Help line 143"),
            ({"category": "abuse"}, "crisis_lines", "Help line 143"),
            ({"category": "suicide", "minor": True}, "crisis_child_lines", "Help line for young people 147"),
            ({"category": "abuse", "minor": True}, "crisis_child_lines", "Help line for young people 147"),
            # An adult who worries about a child.
            ({"category": "abuse", "minor": True, "about": "other"}, "crisis_lines", "Help line 143"),
        ],
    )
    def test_in_switzerland(self, risk, response, first):
        said = help_for(at_risk(**risk), country="CH")
        assert said.names == [response]
        assert said.messages[0]["help_lines"].splitlines()[1].startswith(first)

    def test_abuse(self):
        said = help_for(at_risk(category="abuse"), country="ES")
        assert said.messages[0]["help_lines"].splitlines()[1].startswith("Abuse help line 016")
        assert "016" not in help_for(at_risk(category="suicide"), country="ES").messages[0]["help_lines"]


class TestTurns:
    @pytest.mark.parametrize(("turn", "following"), [(None, "1"), ("1", "2"), ("2", "1"), ("x", "1")])
    def test_crisis_texts_alternate(self, turn, following):
        assert help_for(at_risk(), crisis_turn=turn).slots["crisis_turn"] == following

    def test_check_is_asked_once(self):
        assert help_for(at_risk("check"), country="ES").slots == {"country": "ES", "check_asked": "1"}

    def test_a_message_without_a_risk_counts_as_a_crisis(self):
        """Whoever led here without the detector: rather too much help than none."""
        assert help_for(user("/crisis/suicide", "crisis/suicide")).slots["crisis_turn"] == "1"


class TestSupport:
    @pytest.mark.parametrize(
        ("before", "names"),
        [
            pytest.param([], ["support"], id="never shown"),
            pytest.param([bot("support")], [], id="shown in the last turn"),
            pytest.param([bot("support"), *[user(), bot("menu")] * 3], [], id="shown lately"),
            pytest.param([bot("support"), *[user(), bot("menu")] * 4], ["support"], id="shown long ago"),
            pytest.param([bot("check/self"), user(), bot("menu")], [], id="asked lately"),
            pytest.param([bot("crisis/suicide"), user(), bot("menu")], [], id="guided lately"),
            pytest.param(
                [*[user(), bot("support")] * 3, *[user(), bot("menu")] * 4], [], id="no more sentences"
            ),
        ],
    )
    def test_help_is_offered_seldom(self, before, names):
        assert help_for(user(), *before, at_risk("support", category="abuse")).names == names

    def test_somebody_else_has_sentences_of_their_own(self):
        assert help_for(user("...", "menu", risk={"tier": "support", "about": "other"})).names == [
            "support_other"
        ]

    def test_there_are_as_many_sentences_as_offers(self):
        responses = read_yaml(DATA / "conversation" / "support.yml")["responses"]
        assert {name: len(texts) for name, texts in responses.items()} == {
            "utter_support": module.MOST_OFFERS,
            "utter_support_other": module.MOST_OFFERS,
        }


class TestConcern:
    def note(self, sign, *before):
        return help_for(*(bot(f"concern_{name}") for name in before), at_risk("concern", category=sign))

    def test_brings_a_note_and_no_help_lines(self):
        said = self.note(SIGNS[0])
        assert said.names == [f"concern_{SIGNS[0]}"]
        assert said.slots == {}

    def test_once_for_each_sign(self):
        assert self.note(SIGNS[0], SIGNS[0]).names == []
        assert self.note(SIGNS[1], SIGNS[0]).names == [f"concern_{SIGNS[1]}"]

    def test_a_stronger_note_at_the_third(self):
        assert self.note(SIGNS[2], *SIGNS[:2]).names == ["concern_several"]

    def test_the_stronger_note_once(self):
        assert self.note(SIGNS[3], *SIGNS[:2], "several").names == [f"concern_{SIGNS[3]}"]

    @pytest.mark.parametrize("sign", [None, "", "suicide", "weather"])
    def test_what_is_no_sign_of_the_document(self, sign):
        assert self.note(sign).names == []


class TestEvent:
    @pytest.fixture
    def notified(self, monkeypatch):
        events = []
        monkeypatch.setattr(module, "notify_on_call", events.append)
        return events

    @pytest.mark.parametrize("tier", ["crisis", "check", "concern"])
    def test_holds_what_the_staff_needs_and_no_text(self, tier, notified, caplog):
        with caplog.at_level(logging.WARNING, "attachment_guide.risk"):
            help_for(
                at_risk(tier, "my secret words", category="abuse", minor=True, evidence=["secret"]),
                country="ES",
            )
        assert notified == [
            {
                "conversation": SENDER,
                "tier": tier,
                "category": "abuse",
                "about": "self",
                "minor": True,
                "country": "ES",
            }
        ]
        assert pseudonym(SENDER) in caplog.text and tier in caplog.text
        assert SENDER not in caplog.text
        assert "secret" not in caplog.text
