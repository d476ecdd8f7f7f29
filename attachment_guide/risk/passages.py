"""The parts of a message that are judged by themselves: one sentence may hide among many."""

from __future__ import annotations

from attachment_guide.risk.hits import PhraseResult
from attachment_guide.risk.normalize import SENTENCE_END
from attachment_guide.risk.tiers import Tier

# What stands in brackets is a passage of its own: a caption, a note, an aside.
PASSAGE_END = SENTENCE_END | frozenset("()[]")
# More passages than these find nothing more.
MAX_PASSAGES = 200
FEWEST_WORDS = 4
# A longer sentence is cut into overlapping stretches.
MOST_WORDS = 40
# The encoder reads only so much of a message anyway (128 tokens).
ENCODED_CHARACTERS = 700


def passages(found: PhraseResult, words_around: int) -> list[list[str]]:
    """Gives the sentences of a message, and the words around each phrase of crisis in it.

    Args:
        found: what the phrase layer found in the message.
        words_around: how many words on either side of a phrase.

    Returns:
        The words of each passage; none for a message of a single sentence.
    """
    sentences = _sentences(found.words)[:MAX_PASSAGES]
    return sentences + _around_phrases(found, words_around) if len(sentences) > 1 else []


def readable(text: str, found: PhraseResult) -> str:
    """Gives what the encoder reads: the message, or what is left of it without figures of speech.

    Args:
        text: the message as it was typed.
        found: what the phrase layer found in it.
    """
    return (" ".join(found.rest) if found.idioms else text)[:ENCODED_CHARACTERS]


def _sentences(words: list[str]) -> list[list[str]]:
    """Sentences and asides of a tidied message; long ones without marks in overlapping stretches."""
    sentences: list[list[str]] = [[]]
    for word in words:
        sentences[-1].append(word)
        if word in PASSAGE_END:
            sentences.append([])
    step = MOST_WORDS // 2
    parts: list[list[str]] = []
    for sentence in sentences:
        if len(sentence) <= MOST_WORDS:
            parts.append(sentence)
        else:
            parts.extend(sentence[i : i + MOST_WORDS] for i in range(0, len(sentence) - step, step))
    return [part for part in parts if len(part) >= FEWEST_WORDS]


def _around_phrases(found: PhraseResult, words_around: int) -> list[list[str]]:
    """The words around each phrase of crisis: no row of other words without full stops may hide it."""
    return [
        found.words[max(0, hit.start - words_around) : hit.end + words_around]
        for hit in found.hits[:MAX_PASSAGES]
        if hit.tier == Tier.CRISIS
    ]
