"""The words that a message may be made of, and what a misspelt, drawn-out or glued word stands for."""

from __future__ import annotations

import itertools
import json
import logging
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from attachment_guide.paths import ENCODER_WORDS

logger = logging.getLogger(__name__)

# A word with a wrong letter has to be this long to be repaired, or too many words look alike.
MIN_FUZZY_LENGTH = 5
LONG_WORD = 8  # two wrong letters are allowed from here
MIN_GLUED_LENGTH = 7
MAX_GLUED_LENGTH = 60

# Stems whose short ending is "is": she's, what's.
IS_STEMS = frozenset(("he", "she", "it", "that", "there", "what", "who", "where", "here", "how")) | {
    "everyone",
    "nobody",
}
ELONGATED = re.compile(r"([a-z])\1{2,}")
# Runs of a repeated letter in one word whose readings are all tried.
MAX_RUNS = 5


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    """Returns common English words, which are never "repaired": the encoder's own word list."""
    try:
        words = json.loads(ENCODER_WORDS.read_text(encoding="utf-8"))["model"]["vocab"]
    except (OSError, ValueError, KeyError):
        logger.warning("No list of common words: misspelt risk words are only found by the table.")
        return frozenset()
    return frozenset(word for word in words if word.isalpha() and word.isascii())


class Lexicon:
    """Known words and spellings, and the repair of others."""

    def __init__(self, tables: dict[str, Any], words: Iterable[str] = ()) -> None:
        """Takes the words.

        Args:
            tables: the content of clinical/normalize.yml.
            words: further words that messages may be read as, such as those of the risk phrases.
        """
        self.spellings: dict[str, str] = tables["words"]
        self.risk_words: list[str] = [word for word in tables["risk_words"] if isinstance(word, str)]
        self._risk_set = frozenset(self.risk_words)
        self._fuzzy_words = [word for word in self.risk_words if len(word) >= MIN_FUZZY_LENGTH]
        self._words = self._risk_set.union(words, self.spellings)
        # Words that a spaced-out or glued message may consist of.
        self._glue = self._words | {"i", "a"}
        self.repair = lru_cache(maxsize=4096)(self._repair)

    def __contains__(self, word: object) -> bool:
        """Whether a word is one of the phrases', the risk words or the spellings."""
        return word in self._words

    def shorten(self, word: str) -> str:
        """Takes letters out of a drawn-out word until it is a word: kiiiill, pleeease.

        Args:
            word: in lower case.
        """
        runs = ELONGATED.findall(word)
        if not runs:
            return word
        if len(runs) <= MAX_RUNS:
            for lengths in itertools.product((1, 2), repeat=len(runs)):
                counts = iter(lengths)
                short = ELONGATED.sub(lambda m, counts=counts: m[1] * next(counts), word)  # type: ignore[misc]
                if short in self._words or short in known_words():
                    return short
        return ELONGATED.sub(r"\1", word)

    def unglue(self, token: str) -> list[str] | None:
        """Splits "iwanttodie" into as few words as possible.

        Args:
            token: letters without a blank.

        Returns:
            The words; None when it is no such row of words.
        """
        best: list[list[str] | None] = [None] * (len(token) + 1)
        best[0] = []
        for end in range(1, len(token) + 1):
            for start in range(max(0, end - 14), end):
                before = best[start]
                if before is None or token[start:end] not in self._glue:
                    continue
                current = best[end]
                if current is None or len(before) + 1 < len(current):
                    best[end] = [*before, token[start:end]]
        return best[-1]

    def _repair(self, token: str) -> tuple[str, ...]:
        """One word as the words it stands for."""
        token = self.shorten(token)
        if token in self.spellings:
            return tuple(self.spellings[token].split())
        if "'" in token:
            return self._expand(token)
        if token in self._words or token in known_words() or not token.isalpha():
            return (token,)
        if token.removesuffix("s") in known_words():
            # A plural is no row of words: "therapists" hides nothing.
            return (token,)
        short = re.sub(r"(.)\1", r"\1", token)
        if short != token and (short in self._risk_set or short in self.spellings):
            return tuple(self.spellings.get(short, short).split())
        if len(token) >= MIN_FUZZY_LENGTH and known_words():
            allowed = 1 if len(token) < LONG_WORD else 2
            near = process.extract(token, self._fuzzy_words, scorer=OSA.distance, score_cutoff=allowed)
            # People rarely get the first letter wrong; other words often differ in just that.
            near = [found for found in near if found[0][0] == token[0]]
            if near:
                best = min(near, key=lambda found: (found[1], abs(len(found[0]) - len(token))))
                return (best[0],)
        if MIN_GLUED_LENGTH <= len(token) <= MAX_GLUED_LENGTH:
            parts = self.unglue(token)
            if parts:
                return tuple(itertools.chain.from_iterable(map(self.repair, parts)))
        return (token,)

    def _expand(self, token: str) -> tuple[str, ...]:
        stem, _, ending = token.partition("'")
        if ending == "t" and stem.endswith("n"):
            return (stem[:-1], "not")
        full = {"m": "am", "re": "are", "ve": "have", "ll": "will", "d": "would"}.get(ending)
        if full:
            return (*self.repair(stem), full)
        if ending == "s":
            if stem in IS_STEMS:
                return (stem, "is")
            return (*self.repair(stem), "'s")
        return (*self.repair(stem + ending),)
