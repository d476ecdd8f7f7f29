"""Passages: the parts of a message that are judged by themselves."""

from __future__ import annotations

import pytest

from attachment_guide.risk.hits import Hit, PhraseResult
from attachment_guide.risk.passages import ENCODED_CHARACTERS, MOST_WORDS, passages, readable
from attachment_guide.risk.tiers import Tier


def found(text: str, *tiers: Tier) -> PhraseResult:
    """Of words with a hit of each tier at the word "die"."""
    words = text.split()
    place = words.index("die") if tiers else 0
    hits = [Hit(tier, None, "self", "die", "f/g", place, place + 1) for tier in tiers]
    return PhraseResult(hits=hits, words=words)


@pytest.mark.parametrize(
    ("result", "parts"),
    [
        (found(""), []),
        (found("only one sentence here ."), []),
        (found("a b c d . e f g h ?"), ["a b c d .", "e f g h ?"]),
        (found("a b c d . e f . g h i j"), ["a b c d .", "g h i j"]),
        (
            found("look at this photo [ caption : i give up ]"),
            ["look at this photo [", "caption : i give up ]"],
        ),
        (
            found("a b c d . e f die h i", Tier.CRISIS, Tier.CHECK),
            ["a b c d .", "e f die h i", "e f die h i"],
        ),
        (found("a b c d e f die . g h i j", Tier.CRISIS), ["a b c d e f die .", "g h i j", "e f die . g"]),
    ],
)
def test_sentences_and_the_words_around_phrases(result: PhraseResult, parts: list[str]) -> None:
    assert [" ".join(words) for words in passages(result, 2)] == parts


def test_a_long_sentence_is_cut_into_overlapping_stretches() -> None:
    words = [str(i) for i in range(100)]
    parts = passages(PhraseResult(words=words), 6)
    assert all(len(part) <= MOST_WORDS for part in parts)
    assert {word for part in parts for word in part} == set(words)
    assert set(parts[0]) & set(parts[1])


def test_the_encoder_reads_no_figures_of_speech() -> None:
    words = ["this", "is", "killing", "me", "softly"]
    assert readable("This is KILLING me", PhraseResult(words=words)) == "This is KILLING me"
    assert readable("x", PhraseResult(words=words, idioms=[(2, 4)])) == "this is softly"
    assert len(readable("x" * 5000, PhraseResult())) == ENCODED_CHARACTERS
