"""Markup around a question is taken off before it is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.markup_stripper import MarkupStripper, without_markup


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("<b>what is EMDR</b>", "what is EMDR"),
        ("**what** is _EMDR_?", "what is EMDR?"),
        ("***what*** is `EMDR`", "what is EMDR"),
        ("# What is DDP", "What is DDP"),
        ("> what is DDP", "what is DDP"),
        ('<div class="x"><span style="color:red">what causes it</span></div>', "what causes it"),
        ('<a href="http://x.y">how common is it</a>', "how common is it"),
        ("signs in<br/>children", "signs in children"),
    ],
)
def test_the_words_are_left(text, bare):
    assert without_markup(text) == bare


@pytest.mark.parametrize(
    "text",
    [
        "",
        "what is EMDR?",
        "<script>what is emdr</script>",
        "<b>what is</b> <img src=x onerror=alert(1)>",
        "<iframe src='x'>what is it</iframe>",
        "<h1>hello</h1>",
        "**",
        "* * *",
        "i <3 my mum",
        "snake_case_name here",
        "2 * 3 * 4",
        "a < b and b > c",
        "  two  spaces  ",
        "/symptoms/children",
    ],
)
def test_what_stays_as_it_is(text):
    assert without_markup(text) == text


@given(st.text(max_size=200))
def test_any_text(text):
    once = without_markup(text)
    assert bool(once.strip()) == bool(text.strip())


def test_messages_are_rewritten():
    stripper = MarkupStripper()
    message, silent = Message({TEXT: "<b>what is EMDR</b>"}), Message({})
    assert stripper.process([message, silent]) == [message, silent]
    assert message.get(TEXT) == "what is EMDR"
    assert message.as_dict(only_output_properties=True)[TEXT] == "what is EMDR"
    data = TrainingData([message])
    assert stripper.process_training_data(data) is data
