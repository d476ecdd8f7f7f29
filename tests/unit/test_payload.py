"""The one grammar of what buttons stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attachment_guide.payload import Payload, PayloadError, is_payload, parse_payload


@pytest.mark.parametrize(
    ("text", "payload", "full_intent"),
    [
        ("/menu", Payload("menu"), "menu"),
        ("/symptoms/children", Payload("symptoms", "children"), "symptoms/children"),
        ("/step2/part_3", Payload("step2", "part_3"), "step2/part_3"),
        ("/choose_country{}", Payload("choose_country"), "choose_country"),
        (
            '/choose_country{"country": "ES"}',
            Payload("choose_country", None, {"country": "ES"}),
            "choose_country",
        ),
        (
            '/symptoms/children{"topic": "a_b"}',
            Payload("symptoms", "children", {"topic": "a_b"}),
            "symptoms/children",
        ),
    ],
)
def test_payloads(text, payload, full_intent):
    assert parse_payload(text) == payload
    assert parse_payload(text).full_intent == full_intent
    assert is_payload(text)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("menu", "must be written like “/menu”"),
        ("", "must be written like “/menu”"),
        ("/", "must be written like “/menu”"),
        ("/Menu", "must be written like “/menu”"),
        ("/a/b/c", "must be written like “/menu”"),
        ("/menu@1", "must be written like “/menu”"),
        ("/menu ", "must be written like “/menu”"),
        ("/affirm I want to die", "must be written like “/menu”"),
        ("/menu{", "must be written like “/menu”"),
        ("/menu{x}", "cannot be read"),
        ("/menu{}{}", "cannot be read"),
        ('/affirm{"a": 1} {"b": 2}', "cannot be read"),
        ('/affirm{"a":' + "[" * 1500 + "}", "cannot be read"),
        ('/affirm{"a": 1}', "single words only"),
        ('/affirm{"a": ["b"]}', "single words only"),
        ('/affirm{"said": "I want to die"}', "single words only"),
        ('/affirm{"a": "' + "b" * 21 + '"}', "single words only"),
    ],
)
def test_what_is_none(text, problem):
    with pytest.raises(PayloadError, match=problem):
        parse_payload(text)
    assert not is_payload(text)


@given(st.text(max_size=100).map(lambda text: f"/{text}"))
def test_any_text_is_a_payload_or_refused(text):
    if is_payload(text):
        assert not any(character.isspace() for character in parse_payload(text).full_intent)
