"""The letters of a message: alphabets, signs and spacing that must not hide a word."""

from __future__ import annotations

import html
import itertools
import re
import unicodedata
from typing import Any

from attachment_guide.risk.lexicon import IS_STEMS, Lexicon, known_words

# Readings tried for one word with digits for letters.
MAX_READINGS = 64
APOSTROPHES = dict.fromkeys((0x2019, 0x2018, 0x02BC, 0x60, 0xB4, 0x2032, 0xFF07), "'")
# Letters in brackets that are one sign ("⒤"): Unicode's own reading would leave the brackets between them.
BRACKETED = {0x249C + place: letter for place, letter in enumerate("abcdefghijklmnopqrstuvwxyz")}
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
    "s": IS_STEMS | {"let"},
}
GLUED_MARKS = re.compile(r"(?<=[a-z0-9])[._*~|+/\\-]+(?=[a-z0-9])")
MASKED = re.compile(r"(?<![a-z0-9*])[a-z]+\*[a-z*]{0,20}[a-z](?![a-z0-9*])")
# Letters and digits mixed in one word; looks ahead no further than the word, to take linear time.
MIXED = re.compile(
    r"(?<![a-z0-9@$!|+€])(?=[a-z0-9@$!|+€]*[a-z])(?=[a-z0-9@$!|+€]*[0-9@$!|+€])"
    r"[a-z0-9@$!|+€]{2,40}(?![a-z0-9])"
)
HIDDEN_CATEGORIES = frozenset({"Cf", "Cc", "Co", "Cn", "Mn", "Me"})


class Letters:
    """Tidies the letters of messages with the tables of clinical/normalize.yml."""

    def __init__(self, tables: dict[str, Any], lexicon: Lexicon) -> None:
        """Prepares the tables.

        Args:
            tables: the content of clinical/normalize.yml.
            lexicon: tells which of several readings is a word.
        """
        self._emoji = {ord(sign): f" {word} " for signs, word in tables["emoji"].items() for sign in signs}
        self._look_alikes = {ord(sign): letter for sign, letter in tables["look_alikes"].items()}
        self._digits: dict[str, str] = tables["digits_for_letters"]
        self._lexicon = lexicon

    def tidy(self, text: str) -> str:
        """Gives a message in lower-case Latin letters, each word in one piece.

        Args:
            text: any string.
        """
        text = html.unescape(unicodedata.normalize("NFKC", text.translate(BRACKETED)))
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
        return " ".join(self._lexicon.unglue(joined) or [joined])

    def _join_two_letters(self, match: re.Match[str]) -> str:
        joined = match[0][0] + match[0][-1]
        return joined if joined in self._lexicon or joined in known_words() else match[0]

    def _unmask(self, match: re.Match[str]) -> str:
        pattern = re.compile(match[0].replace("*", "."))
        found = (word for word in self._lexicon.risk_words if pattern.fullmatch(word))
        return next(found, match[0].replace("*", ""))

    def _read_digits(self, match: re.Match[str]) -> str:
        word = match[0]
        bare = word.rstrip("!|+")
        if bare in self._lexicon.spellings or bare.isalpha():
            return word
        for candidate in dict.fromkeys((word, bare)):
            options = [self._digits.get(c, c) for c in candidate]
            readings = itertools.islice(itertools.product(*options), MAX_READINGS)
            for reading in map("".join, readings):
                repaired = self._lexicon.shorten(reading)
                if repaired in self._lexicon:
                    return repaired + " " * (len(word) > len(bare))
        return word
