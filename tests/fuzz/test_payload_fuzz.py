"""What is taken for a button's payload, and what is made of one."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from channels.choices import leads_to, parse_data
from components.slash_guard import is_payload

NAMES = st.from_regex(r"[a-z_]{1,20}", fullmatch=True)
# Keys and values are one word each, as in our own buttons.
WORDS = st.from_regex(r"\w{1,20}", fullmatch=True)
ENTITIES = st.dictionaries(WORDS, WORDS, max_size=3)
PAYLOADS = st.one_of(
    NAMES.map(lambda intent: f"/{intent}"),
    st.tuples(NAMES, NAMES).map(lambda both: f"/{both[0]}/{both[1]}"),
    st.tuples(NAMES, ENTITIES).map(lambda both: f"/{both[0]}{json.dumps(both[1])}"),
)
# Text that looks like Rasa's commands more often than chance would have it.
SLASHED = st.lists(
    st.one_of(
        st.sampled_from(["/", "{", "}", "{}", "@1", "affirm", " ", "\n", '"', ":", "restart"]),
        st.text(max_size=5),
    ),
    max_size=12,
).map(lambda parts: "/" + "".join(parts))


@given(PAYLOADS)
def test_payloads_are_payloads(payload):
    assert is_payload(payload)
    assert parse_data(payload, "title")["text"] == "title"


@pytest.mark.parametrize("said", ["I want to die", "kill me", "", "x" * 21, "i.want.to.die", 1, ["die"]])
@pytest.mark.parametrize("where", ["key", "value"])
def test_words_in_an_entity_are_no_payload(said, where):
    """`/affirm{"x": "I want to die"}` says something: it has to be read for risk."""
    entities = {str(said): "x"} if where == "key" else {"x": said}
    if where == "value" or not isinstance(said, int | list):
        assert not is_payload(f"/affirm{json.dumps(entities)}")


@given(SLASHED | st.text())
def test_any_text_is_told_apart_without_fail(text):
    if is_payload(text):
        assert text.startswith("/")
        rest = text[text.index("{") :] if "{" in text else "{}"
        assert isinstance(json.loads(rest), dict)


@given(PAYLOADS, st.text(min_size=1, max_size=40))
@example("/affirm{}", " I want to die")
@example("/affirm", "@1 I want to die")
@example("/affirm", "\nI want to die")
@example('/choose_country{"country": "ES"}', " I want to die {}")
def test_words_after_a_payload_make_it_text(payload, text):
    """Only letters that make the intent's name longer, or entities, leave it a payload."""
    if not is_payload(text) and any(character.isspace() for character in text.strip()):
        whole = f"{payload} {text}"
        assert not is_payload(whole)


@pytest.mark.parametrize("depth", [10, 900, 100_000])
def test_deeply_nested_entities_do_no_harm(depth):
    is_payload('/affirm{"a": ' + "[" * depth + "]" * depth + "}")


@given(SLASHED | st.text(), st.text())
def test_what_is_no_payload_is_refused_by_name(payload, title):
    """ValueError and nothing else; what is not refused is one of Rasa's own parse results."""
    try:
        parsed = parse_data(payload, title)
    except ValueError:
        return
    assert parsed["text"] == title
    assert parsed["intent"]["name"] in payload
    assert parsed["intent_ranking"] == [parsed["intent"]]
    json.dumps(parsed)


@given(SLASHED | st.text())
def test_where_it_leads_can_always_be_told(payload):
    assert leads_to(payload) is None or leads_to(payload).startswith("utter_")
