"""The written grammar of risk phrases, compiled into patterns over the words of a tidied message.

A phrase is written in plain words, with four additions:

    (want to|wish to) die     one of several
    [really] want             may be left out
    @person                   one of the words of a list in clinical/phrases/lists.yml
    *  or  *5                 up to three (five) other words

Blanks and line breaks beside a bar or bracket mean nothing, so that long phrases can be wrapped.

spaCy's token patterns have no alternatives of several words: "(want to|feel like) (die|be dead)" would
have to be written out, and our phrases into some hundred thousand patterns. Regular expressions over
the text are spaCy's documented way for that.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from attachment_guide.risk.normalize import SENTENCE_END, Normalizer

MARKS = frozenset(',;:"()[]“”«»…') | SENTENCE_END
DEFAULT_GAP = 3
MAX_GAP = 12


class PhraseError(ValueError):
    """A phrase file is not as it should be; the message says where and why."""


@dataclass(frozen=True)
class Choice:
    """One place in a phrase: the rows of words that fit.

    Attributes:
        regex: finds them; each word is written with the blank before it.
        needs: of each row its rarest word; one of them is in every message that this matches.
            Empty when the place may be empty.
    """

    regex: str
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Pattern:
    """A compiled phrase.

    Attributes:
        regex: finds it in words joined by blanks.
        needs: words of which every match holds one.
        key: what the phrase belongs to.
    """

    regex: re.Pattern[str]
    needs: frozenset[str]
    key: int


class Compiler:
    """Turns written phrases into patterns."""

    def __init__(self, lists: dict[str, list[str]], normalizer: Normalizer, common: frozenset[str]) -> None:
        """Compiles the word lists.

        Args:
            lists: name to its entries, which may use the lists written before them.
            normalizer: tidies the written words as the messages' words are tidied.
            common: words too common to tell phrases apart.

        Raises:
            PhraseError: when an entry can't be read.
        """
        self._normalizer = normalizer
        self._common = common
        self._lists: dict[str, Choice] = {}
        for name, entries in lists.items():
            self._lists[name] = self._choice([str(entry) for entry in entries], name)

    def pattern(self, phrase: str, key: int) -> Pattern:
        """Compiles a phrase.

        Args:
            phrase: as written in a phrase file.
            key: what the pattern belongs to.

        Raises:
            PhraseError: when it can't be read.
        """
        choice = self._row(phrase.lower(), phrase)
        if not choice.needs:
            raise PhraseError(f"The phrase {phrase!r} has no word that must be there.")
        return Pattern(re.compile(f"{choice.regex}(?= |$)"), choice.needs, key)

    def _row(self, text: str, phrase: str) -> Choice:
        choices = [self._piece(piece, phrase) for piece in split(text, " ")]
        needed = [choice.needs for choice in choices if choice.needs]
        rarest = min(needed, key=self._commonness, default=frozenset())
        return Choice("".join(choice.regex for choice in choices), rarest)

    def _commonness(self, words: frozenset[str]) -> tuple[int, int]:
        return (len(words & self._common), len(words))

    def _piece(self, piece: str, phrase: str) -> Choice:
        if piece.startswith("*"):
            return self._gap(piece, phrase)
        if piece[0] == "[":
            inner = self._choice(split(piece[1:-1], "|"), phrase)
            return Choice(f"(?:{inner.regex})?")
        if piece[0] == "(":
            return self._choice(split(piece[1:-1], "|"), phrase)
        if piece[0] == "@":
            if piece[1:] not in self._lists:
                raise PhraseError(f"The phrase {phrase!r} uses an unknown list {piece}.")
            return self._lists[piece[1:]]
        if any(c in "()[]|" for c in piece):
            raise PhraseError(f"The phrase {phrase!r} has a stray bracket or bar.")
        return self._words(piece)

    @staticmethod
    def _gap(piece: str, phrase: str) -> Choice:
        number = piece[1:] or str(DEFAULT_GAP)
        if not number.isdecimal() or not 1 <= int(number) <= MAX_GAP:
            raise PhraseError(f"The gap {piece} in {phrase!r} must be a star and a number up to {MAX_GAP}.")
        return Choice(f"(?: [a-z0-9']+){{0,{int(number)}}}?")

    def _words(self, piece: str) -> Choice:
        """A written word, which the normaliser may read as several."""
        words = [piece] if piece == "'s" else self._normalizer.tokens(piece)
        words = [word for word in words if word not in MARKS]
        if not words:
            return Choice("")
        rarest = min(words, key=lambda word: (word in self._common, -len(word)))
        return Choice("".join(f" {re.escape(word)}" for word in words), frozenset([rarest]))

    def _choice(self, alternatives: list[str], phrase: str) -> Choice:
        rows = [self._row(text, phrase) for text in alternatives]
        if any(not row.needs for row in rows):
            raise PhraseError(f"An alternative in {phrase!r} is empty.")
        needs = frozenset().union(*(row.needs for row in rows))
        return Choice(f"(?:{'|'.join(dict.fromkeys(row.regex for row in rows))})", needs)


class PatternSet:
    """Many phrases, looked up by a word that each can't do without, so that few are tried."""

    def __init__(self) -> None:
        """Makes an empty set."""
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._patterns: list[Pattern] = []

    def add(self, pattern: Pattern) -> None:
        """Adds a phrase.

        Args:
            pattern: the compiled phrase.
        """
        for word in pattern.needs:
            self._by_word[word].append(len(self._patterns))
        self._patterns.append(pattern)

    def find(self, words: Sequence[str], window: tuple[int, int]) -> Iterator[tuple[int, int, int]]:
        """Finds all matches in a stretch of a message.

        Args:
            words: of a tidied message.
            window: place of the first word, and after the last.

        Yields:
            Key, place of the first word, place after the last.
        """
        first, last = window
        part = words[first:last]
        text = "".join(f" {word}" for word in part).replace("\n", ".")
        tried: set[int] = set()
        for word in set(part):
            tried.update(self._by_word.get(word, ()))
        for i in sorted(tried):
            pattern = self._patterns[i]
            for match in pattern.regex.finditer(text):
                start = first + text.count(" ", 0, match.start())
                yield pattern.key, start, start + match[0].count(" ")


def split(text: str, mark: str) -> list[str]:
    """Splits a phrase at marks that are not inside brackets.

    Args:
        text: a phrase or a part of one.
        mark: a bar or a blank.

    Returns:
        The parts that are not empty.

    Raises:
        PhraseError: when a bracket is open.
    """
    parts = [""]
    depth = 0
    for character in text.strip():
        depth += (character in "([") - (character in ")]")
        if character == mark and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    if depth:
        raise PhraseError(f"A bracket is open in {text!r}.")
    return [part for part in parts if part]


def written_out(phrase: str) -> Iterator[str]:
    """Writes out a phrase that has no more than alternatives in round brackets.

    Args:
        phrase: such as `(my|the) book`.

    Yields:
        All the rows of words that it stands for.
    """
    pieces = [split(p[1:-1], "|") if p[0] == "(" else [p] for p in split(phrase, " ")]
    yield from map(" ".join, itertools.product(*pieces))
