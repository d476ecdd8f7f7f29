"""What a channel knows of a conversation, from its events alone."""

from __future__ import annotations

import pytest
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered

from channels.past import Past


def heard(text: str, **metadata: str) -> UserUttered:
    return UserUttered(text, metadata=metadata)


def spoken(name: str, text: str = "text") -> BotUttered:
    return BotUttered(text, metadata={"utter_action": name})


@pytest.mark.parametrize(
    ("events", "previous"),
    [
        ([], []),
        ([spoken("utter_menu")], []),
        ([heard("one"), spoken("utter_menu"), heard("two"), heard("three")], ["two", "three"]),
        # What stands on a button was not typed: it is no half of a statement.
        ([heard("i want to"), heard("Cutting", choice="c-1")], ["i want to"]),
        ([UserUttered(None), heard("one")], ["one"]),
    ],
)
def test_previous_messages(events, previous):
    assert Past(events).previous == previous


@pytest.mark.parametrize(
    ("names", "is_guided"),
    [
        ([], False),
        (["utter_menu", "utter_concern_self_harm"], False),
        (["utter_crisis/suicide"], True),
        (["utter_check/self", "utter_menu", "utter_menu"], True),
        (["utter_crisis_unavailable"], True),
    ],
)
def test_whether_someone_was_guided(names, is_guided):
    assert Past([spoken(name) for name in names]).is_guided is is_guided


@pytest.mark.parametrize(
    ("countries", "country"),
    [([], None), ([None], None), (["ES", None], "ES"), (["ES", "elsewhere", None], "elsewhere")],
)
def test_the_country_named_last(countries, country):
    assert Past([heard("x", country=code) for code in countries]).country == country


def test_the_title_of_a_button_is_the_one_that_was_shown_last():
    shown = [BotUttered("x", {"buttons": [{"title": title, "payload": "/a"}]}) for title in ("old", "new")]
    assert Past(shown).title_shown("/a") == "new"
    assert Past(shown).title_shown("/b") is None
    assert Past([BotUttered("x"), heard("y")]).title_shown("/a") is None


def test_the_country_chosen_in_the_page_counts_as_one_that_was_named():
    assert Past([heard("x", country="DE"), SlotSet("country", "IE")]).country == "IE"
    assert Past([SlotSet("country", "IE"), heard("x", country="DE")]).country == "DE"
    assert Past([SlotSet("country", None)], last_country="ES").country == "ES"


def test_what_is_remembered_where_no_events_can_be_read():
    remembered = Past(was_guided=True, last_country="ES")
    assert (remembered.is_guided, remembered.country) == (True, "ES")
    assert Past([heard("x", country="IT")], last_country="ES").country == "IT"


def test_how_often_a_response_was_said():
    past = Past([spoken("utter_a"), heard("x"), spoken("utter_b"), spoken("utter_a"), BotUttered("bare")])
    assert [past.times_said(name) for name in ("utter_a", "utter_b", "utter_c")] == [2, 1, 0]


class TestReplyTo:
    PAST = Past(
        [
            ActionExecuted("action_listen"),
            heard("hello", key="first"),
            spoken("utter_greet", "Hi."),
            SlotSet("country", "ES"),
            heard("what is it?", key="second"),
            spoken("utter_about/definition", "It is ..."),
            ActionExecuted("action_listen"),
            spoken("utter_help_line", "Help is there."),
            heard("bye", key="third"),
        ]
    )

    @pytest.mark.parametrize(
        ("key", "texts"),
        [
            ("first", ["Hi."]),
            ("second", ["It is ...", "Help is there."]),
            ("third", []),  # still being answered
            ("fourth", []),
        ],
    )
    def test_by_the_messages_key(self, key, texts):
        assert [event.text for event in self.PAST.reply_to(key)] == texts
