"""Any string at all: judged, in bounded time, and not weaker for a trick of writing."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attachment_guide.risk.detector import RiskDetector
from attachment_guide.risk.phrases import shared_phrases
from attachment_guide.risk.tiers import Tier

DETECTOR = RiskDetector(shared_phrases())
PLAIN = (
    "I want to die",
    "I want to kill myself",
    "I do not want to live anymore",
    "I cut myself again",
    "I took the whole bottle of pills",
    "my husband hits me",
    "I want to kill my boss",
)
COMMANDS = ("/", "/affirm{} ", "/affirm@1 ", "/restart ", "/intent{} ", "//", "> ", "@bot ", "... ")
HIDDEN = ("\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad")


def at_least(text: str, tier: Tier) -> bool:
    return DETECTOR.assess(text).tier.strength >= tier.strength


@settings(deadline=None, max_examples=300)
@given(st.text(), st.lists(st.text(), max_size=3))
def test_never_raises(text: str, previous: list[str]) -> None:
    risk = DETECTOR.assess(text, previous)
    assert isinstance(risk.tier, Tier)
    assert 0 <= risk.score <= 1


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(PLAIN), st.sampled_from(COMMANDS))
def test_a_command_in_front_changes_nothing(text: str, command: str) -> None:
    assert at_least(command + text, Tier.CRISIS)


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(PLAIN), st.sampled_from(HIDDEN), st.data())
def test_hidden_letters_change_nothing(text: str, hidden: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    assert at_least(text[:place] + hidden + text[place:], Tier.CRISIS)


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(PLAIN), st.data())
def test_case_changes_nothing(text: str, data: st.DataObject) -> None:
    upper = data.draw(st.lists(st.booleans(), min_size=len(text), max_size=len(text)))
    mixed = "".join(c.upper() if up else c.lower() for c, up in zip(text, upper, strict=True))
    assert at_least(mixed, Tier.CRISIS)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(PLAIN), st.sampled_from([".", "  ", "-", "_", "/"]))
def test_marks_between_words_change_little(text: str, mark: str) -> None:
    assert at_least(text.replace(" ", mark), Tier.CHECK)


@pytest.mark.parametrize("text", ["I want to die", "I want to kill myself", "suicidal thoughts"])
@pytest.mark.parametrize("mark", [" ", ".", "-", "/"])
def test_spaced_out_letters_change_little(text: str, mark: str) -> None:
    spaced = "  ".join(mark.join(word) for word in text.split())
    assert at_least(spaced, Tier.CHECK)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(PLAIN), st.text(alphabet=st.characters(whitelist_categories=["L", "Zs"]), max_size=80))
def test_other_talk_before_it_changes_nothing(text: str, talk: str) -> None:
    assert at_least(f"{talk}. {text}", Tier.CRISIS)


@pytest.mark.parametrize(
    "text",
    ["I want to die " * 1200, "a" * 16_000, "kill " * 3200, "not " * 4000, "\n." * 8000, "i " * 8000],
    ids=["die", "letters", "kill", "not", "marks", "i"],
)
def test_long_messages_take_bounded_time(text: str) -> None:
    start = time.monotonic()
    DETECTOR.assess(text)
    assert time.monotonic() - start < 10
