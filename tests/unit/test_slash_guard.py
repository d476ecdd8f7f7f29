"""Typed text is never read as one of Rasa's commands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from attachment_guide.payload import is_payload
from components.slash_guard import SlashGuard

GUARD = SlashGuard()
PAYLOADS = [
    "/menu",
    "/symptoms/children",
    "/choose_country{}",
    '/choose_country{"country": "ES"}',
    '/symptoms/children{"topic": "a_b"}',
]
TYPED = [
    ("/affirm{} I want to die", "affirm{} I want to die"),
    ("/affirm I want to die", "affirm I want to die"),
    ("/ I want to die", "I want to die"),
    ("///menu", "menu"),
    ("/restart now", "restart now"),
    ("/Menu", "Menu"),
    ("/menu@0.9", "menu@0.9"),
    ("/menu{x}", "menu{x}"),
    ("/menu{", "menu{"),
    ("/a/b/c", "a/b/c"),
    ('/affirm{"a": 1} {"b": 2}', 'affirm{"a": 1} {"b": 2}'),
    ("/affirm\ni want to die", "affirm\ni want to die"),
    ("  /affirm and more", "affirm and more"),
    ("/", ""),
    ("/ /", ""),
]


def after(text: str | None) -> str | None:
    message = Message({TEXT: text})
    assert GUARD.process([message]) == [message]
    return message.get(TEXT)


@pytest.mark.parametrize("text", PAYLOADS)
def test_payloads_pass(text):
    assert is_payload(text)
    assert after(text) == text


@pytest.mark.parametrize(("text", "expected"), TYPED)
def test_typed_text_loses_its_slash(text, expected):
    assert not is_payload(text.strip())
    assert after(text) == expected


@pytest.mark.parametrize("text", ["what is it", "and/or", "1/2", "", " spaces ", None, "\\menu", "／menu"])
def test_other_text_stays_as_it_is(text):
    assert after(text) == text


@pytest.mark.parametrize("deep", ["[" * 1500, '{"a":' * 300])
def test_nested_braces_do_not_break_it(deep):
    text = '/affirm{"a":' + deep + "}"
    assert after(text) == text[1:]


@given(st.text(max_size=100).map(lambda text: f"/{text}"))
def test_whatever_begins_with_a_slash_is_a_payload_or_text_afterwards(text):
    kept = after(text)
    assert kept is not None
    assert is_payload(text.strip()) or not kept.startswith("/")


def test_the_change_reaches_the_parse_result():
    message = Message({TEXT: "/hello there"})
    GUARD.process([message])
    assert message.as_dict(only_output_properties=True)[TEXT] == "hello there"


def test_training_data_passes():
    data = TrainingData([Message({TEXT: "hello"})])
    assert GUARD.process_training_data(data) is data
