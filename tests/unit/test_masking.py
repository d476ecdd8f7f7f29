"""Names, numbers, addresses, dates and links are masked; what is asked can still be read."""

from __future__ import annotations

import pytest

from tools.in_vain.masking import Masker


@pytest.fixture(scope="module")
def masker():
    return Masker()


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("My name is Anna Schmidt and I freeze", "My name is [NAME] and I freeze"),
        ("my name is priya and i feel numb", "my name is [NAME] and i feel numb"),
        ("My wife Sarah left", "My wife [NAME] left"),
        (
            "When our daughter adopted Lily we were told little. Lily would bring me a drawing.",
            "When our daughter adopted [NAME] we were told little. [NAME] would bring me a drawing.",
        ),
        ("We moved to London", "We moved to [PLACE]"),
        ("Please ring +49 170 1234567 today", "Please ring [PHONE] today"),
        ("text 07700 900123 please", "text [PHONE] please"),
        ("my patient number is 4711 0815 22", "my patient number is [NUMBER]"),
        ("write to anna.s+x@mail.example.org please", "write to [EMAIL] please"),
        ("is https://example.org/a?b=c true", "is [LINK] true"),
        ("I read it on example.org/trauma", "I read it on [LINK]"),
        ("I live at 12 Baker Street", "I live at [ADDRESS]"),
        ("wir wohnen in der Lindenstraße 12", "wir wohnen in der [ADDRESS]"),
        ("my postcode is SW1A 1AA", "my postcode is [ADDRESS]"),
        ("I was born on 3 April 1987", "I was born on [DATE]"),
        ("born 12.04.1987, is it too late?", "born [DATE], is it too late?"),
        ("born in 1987", "born in [DATE]"),
    ],
)
def test_what_tells_who_somebody_is(masker, text, masked):
    assert masker.mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "why does my body freeze when he raises his voice?",
        "Is EMDR any good?",
        "what did Bowlby say about attachment?",
        "My Mum was cold and Dad drank",
        "my son is 14 and hits his sister",
        "for 20 years I may have been avoidant",
        "does it get worse at Christmas?",
        "e.g.this happens 2 or 3 times a week",
        "",
    ],
)
def test_ordinary_words_stay(masker, text):
    assert masker.mask(text) == text


def test_nothing_is_asked_of_another_machine(masker, monkeypatch):
    def refused(*_args, **_kwargs):
        raise AssertionError("a connection was opened")

    monkeypatch.setattr("socket.socket.connect", refused)
    monkeypatch.setattr("socket.getaddrinfo", refused)
    assert masker.mask("see www.example.org or me@example.org") == "see [LINK] or [EMAIL]"
