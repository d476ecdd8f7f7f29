"""The phrase layer: what staff and clinicians list in clinical/phrases, found in a tidied message.

A phrase is written in plain words, with four additions:

    (want to|wish to) die     one of several
    [really] want             may be left out
    @person                   one of the words of a list in clinical/phrases/lists.yml
    *  or  *5                 up to three (five) other words

Whether a found phrase counts is decided as ConText does (Chapman 2007): cue words negate it, put it
in the past, into a story or in somebody else's life, within a bounded reach and never beyond a
"but". An idiom only cancels the phrase that it overlaps, never another one in the same message.
"""

from __future__ import annotations

import itertools
import logging
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import spacy
import yaml
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from attachment_guide.paths import CLINICAL
from attachment_guide.risk.normalize import SENTENCE_END, Normalizer
from attachment_guide.risk.tiers import TIERS, stronger
from attachment_guide.yaml_files import read_yaml

logger = logging.getLogger(__name__)

PHRASES_FOLDER = CLINICAL / "phrases"
LISTS_FILE = "lists.yml"
CONTEXT_FILE = "context.yml"

# The key of idioms that hold for all groups.
EVERY_GROUP = -1
MAX_GAP = 12
# Hits looked at in one message; the strongest come first in a message of ordinary length anyway.
MAX_HITS = 400
WINDOW = 80
WINDOW_OVERLAP = 25
NEGATION_REACH = 7
SUBJECT_REACH = 12

WORD_IN_PHRASE = re.compile(r"[a-z0-9']+")
MARKS = frozenset(',;:"()[]“”«»…') | SENTENCE_END


class PhraseError(ValueError):
    """A phrase file is not as it should be; the message says where and why."""


@dataclass(frozen=True)
class Group:
    """A list of phrases of one kind."""

    name: str
    tier: str
    category: str | None
    about: str = "auto"
    negatable: bool = True
    past: str = "weaker"
    story: str = "weaker"
    file: str = ""

    @property
    def full_name(self) -> str:
        """Names of groups repeat from file to file."""
        return f"{self.file}/{self.name}"


@dataclass(frozen=True)
class Hit:
    """A phrase found in a message, after its context was looked at."""

    tier: str
    category: str | None
    about: str
    text: str
    group: str
    start: int
    end: int
    context: tuple[str, ...] = ()


@dataclass
class PhraseResult:
    """What the phrase layer says of a message."""

    hits: list[Hit] = field(default_factory=list)
    minor: bool = False
    question: bool = False
    words: list[str] = field(default_factory=list)
    idioms: list[tuple[int, int]] = field(default_factory=list)

    @property
    def rest(self) -> list[str]:
        """The words without the figures of speech, which would mislead whoever reads on."""
        said = {i for start, end in self.idioms for i in range(start, end)}
        return [word for i, word in enumerate(self.words) if i not in said]

    @property
    def tier(self) -> str:
        """The strongest tier of all hits."""
        return stronger(*(hit.tier for hit in self.hits))


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
    """A compiled phrase and what it belongs to."""

    regex: re.Pattern[str]
    needs: frozenset[str]
    key: int


class Compiler:
    """Turns written phrases into regular expressions over tidied words.

    spaCy's token patterns have no alternatives of several words: "(want to|feel like) (die|be
    dead)" would have to be written out, and our phrases into some hundred thousand patterns.
    Expressions over the document's text are spaCy's documented way for that.
    """

    def __init__(self, lists: dict[str, list[str]], normalizer: Normalizer, common: frozenset[str]) -> None:
        """Prepares the word lists.

        Args:
            lists: name to its entries, which may use the lists written before them.
            normalizer: tidies the written words as the messages' words are tidied.
            common: words too common to tell phrases apart.
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
        choices = [self._piece(piece, phrase) for piece in _split(text, " ")]
        needed = [choice.needs for choice in choices if choice.needs]
        rarest = min(needed, key=self._commonness, default=frozenset())
        return Choice("".join(choice.regex for choice in choices), rarest)

    def _commonness(self, words: frozenset[str]) -> tuple[int, int]:
        return (len(words & self._common), len(words))

    def _piece(self, piece: str, phrase: str) -> Choice:
        if piece.startswith("*"):
            gap = int(piece[1:] or 3)
            if not 1 <= gap <= MAX_GAP:
                raise PhraseError(f"A gap in {phrase!r} is longer than {MAX_GAP} words.")
            return Choice(f"(?: [a-z0-9']+){{0,{gap}}}?")
        if piece[0] == "[":
            inner = self._choice(_split(piece[1:-1], "|"), phrase)
            return Choice(f"(?:{inner.regex})?")
        if piece[0] == "(":
            return self._choice(_split(piece[1:-1], "|"), phrase)
        if piece[0] == "@":
            if piece[1:] not in self._lists:
                raise PhraseError(f"The phrase {phrase!r} uses an unknown list {piece}.")
            return self._lists[piece[1:]]
        if any(c in "()[]|" for c in piece):
            raise PhraseError(f"The phrase {phrase!r} has a stray bracket or bar.")
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
        """An empty set."""
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

    def find(self, doc: Doc, window: tuple[int, int]) -> Iterator[tuple[int, int, int]]:
        """All matches.

        Args:
            doc: a tidied message.
            window: first token and token after the last.

        Yields:
            Key, first token, token after the last.
        """
        first, last = window
        words = [token.text for token in doc[first:last]]
        text = "".join(f" {word}" for word in words).replace("\n", ".")
        tried: set[int] = set()
        for word in set(words):
            tried.update(self._by_word.get(word, ()))
        for i in sorted(tried):
            pattern = self._patterns[i]
            for match in pattern.regex.finditer(text):
                start = first + text.count(" ", 0, match.start())
                yield pattern.key, start, start + match[0].count(" ")


class PhraseLayer:
    """Finds the phrases of clinical/phrases in messages."""

    def __init__(self, folder: Path = PHRASES_FOLDER) -> None:
        """Reads the phrase files.

        Args:
            folder: where they are.

        A phrase or file that can't be read is left out and listed in `problems`: the others must go
        on working. `make check` refuses it.
        """
        lists = read_yaml(folder / LISTS_FILE)
        context = read_yaml(folder / CONTEXT_FILE)
        files = sorted(file for file in folder.glob("*.yml") if file.name not in (LISTS_FILE, CONTEXT_FILE))
        self.problems: list[str] = []
        contents: dict[str, Any] = {}
        for file in files:
            try:
                contents[file.name] = read_yaml(file)
            except yaml.YAMLError as error:
                self._note(f"{file.name} can't be read: {error}")
        self.normalizer = Normalizer(words=set(_words_in([lists, context, contents])))
        compiler = Compiler(lists, self.normalizer, frozenset(context["common_words"]))
        self._groups: list[Group] = []
        self._phrases = PatternSet()
        self._idioms = PatternSet()
        for name, content in contents.items():
            try:
                self._add_file(name, content, compiler)
            except (PhraseError, TypeError, KeyError, AttributeError) as error:
                self._note(f"{name}: {error}")
        self._nlp = spacy.blank("en")
        self._cues = PhraseMatcher(self._nlp.vocab)
        for kind, phrases in context["cues"].items():
            rows = [row for phrase in phrases for row in _written_out(phrase)]
            tokens = [self.normalizer.tokens(row) for row in rows]
            self._cues.add(kind, [Doc(self._nlp.vocab, words=words) for words in tokens])
        self._self_words = frozenset(context["self_words"])
        self._other_words = frozenset(context["other_words"])
        self._question_starts = frozenset(context["question_starts"])

    @property
    def group_names(self) -> list[str]:
        """The groups that the phrase files hold, each written category/name."""
        return [group.full_name for group in self._groups]

    def _add_file(self, name: str, content: dict[str, Any], compiler: Compiler) -> None:
        for entry in content["groups"]:
            settings = {k: v for k, v in entry.items() if k not in ("phrases", "unless")}
            settings.setdefault("category", content.get("category"))
            group = Group(**settings, file=name.removesuffix(".yml"))
            if group.tier not in (*TIERS, "minor"):
                raise PhraseError(f"{group.name!r} has an unknown tier {group.tier!r}.")
            self._groups.append(group)
            key = len(self._groups) - 1
            self._add(self._phrases, entry.get("phrases") or (), key, compiler, name)
            self._add(self._idioms, entry.get("unless") or (), key, compiler, name)
        self._add(self._idioms, content.get("idioms") or (), EVERY_GROUP, compiler, name)

    def _add(
        self,
        patterns: PatternSet,
        phrases: Iterable[str],
        key: int,
        compiler: Compiler,
        name: str,
    ) -> None:
        """Compiles phrases; one that can't be read must not take the others away."""
        for phrase in phrases:
            try:
                patterns.add(compiler.pattern(str(phrase), key))
            except (PhraseError, re.error) as error:
                self._note(f"{name}: {error}")

    def _note(self, problem: str) -> None:
        self.problems.append(problem)
        logger.error("Risk phrases: %s", problem)

    def __call__(self, text: str) -> PhraseResult:
        """Looks for phrases.

        Args:
            text: a message as it was typed.
        """
        return self.find(self.normalizer.tokens(text))

    def find(self, words: list[str]) -> PhraseResult:
        """Looks for phrases in a tidied message.

        Args:
            words: what the normaliser's `tokens` gives.
        """
        result = PhraseResult(words=words)
        if not words:
            return result
        found = self._search(words)
        # The same without sentence marks, for "i. want. to. die" and a thought cut by a full stop.
        unmarked = [w for w in words if w not in SENTENCE_END]
        if len(unmarked) < len(words):
            strong = [h for h in self._search(unmarked).hits if h.tier == "crisis"]
            known = {hit.text for hit in found.hits}
            found.hits.extend(
                replace(hit, tier="check", context=(*hit.context, "split"))
                for hit in strong
                if hit.text not in known
            )
        result.hits = found.hits
        result.minor = found.minor
        result.question = found.question
        result.idioms = found.idioms
        return result

    def _search(self, words: list[str]) -> PhraseResult:
        result = PhraseResult(words=words, question=self._is_question(words))
        doc = Doc(self._nlp.vocab, words=words)
        windows = _windows(len(words))
        raw = list(itertools.islice(self._find(self._phrases, doc, windows), MAX_HITS))
        idioms = list(itertools.islice(self._find(self._idioms, doc, windows), MAX_HITS))
        # A figure of speech in general; those of one group only where they stand against it.
        result.idioms = [(s, e) for k, s, e in idioms if k == EVERY_GROUP]
        if not raw:
            return result
        strings = self._nlp.vocab.strings
        cues = [(strings[kind], start, end) for kind, start, end in self._cues(doc)]
        sentences = _sentences(words)
        for key, start, end in _longest(raw):
            group = self._groups[key]
            against = [(s, e) for k, s, e in idioms if k in (key, EVERY_GROUP) and s < end and start < e]
            if against:
                result.idioms.extend(against)
                continue
            first, last = sentences[start]
            context = self._context(cues, start, end, first, last)
            if group.tier == "minor":
                result.minor = result.minor or "negated" not in context
                continue
            about = group.about
            if about == "auto":
                about = self._subject(words, start, end, first)
            result.hits.append(
                Hit(
                    tier=_weakened(group, context, words[start:end]),
                    category=group.category,
                    about=about,
                    text=" ".join(words[start:end]),
                    group=group.full_name,
                    start=start,
                    end=end,
                    context=tuple(sorted(context)),
                )
            )
        return result

    @staticmethod
    def _find(
        patterns: PatternSet, doc: Doc, windows: list[tuple[int, int]]
    ) -> Iterator[tuple[int, int, int]]:
        for window in windows:
            yield from patterns.find(doc, window)

    @staticmethod
    def _context(cues: list[tuple[str, int, int]], start: int, end: int, first: int, last: int) -> set[str]:
        """Which contexts a match stands in, by cues of the same sentence."""
        near = [c for c in cues if first <= c[1] and c[2] <= last]
        stops = [c for c in near if c[0] == "stop"]
        left = max((e for _, s, e in stops if e <= start), default=first)
        right = min((s for _, s, e in stops if s >= end), default=last)
        pseudo = [c for c in near if c[0] == "not_negation"]
        found: set[str] = set()
        for kind, s, e in near:
            outside = e <= start or s >= end
            if kind == "negation":
                masked = any(p_s <= s and e <= p_e for _, p_s, p_e in pseudo)
                if e <= start and s >= left and start - e <= NEGATION_REACH and not masked:
                    found.add("negated")
            elif kind == "negation_after":
                if s >= end and e <= right and s - end <= NEGATION_REACH:
                    found.add("negated")
            elif kind in ("past", "recovered", "story", "hypothesis", "current"):
                inside = s < end and e > start
                if (outside and e > left and s < right) or (inside and kind == "current"):
                    found.add(kind)
        return found

    def _subject(self, words: list[str], start: int, end: int, first: int) -> str:
        """Who a match is about: the person named nearest before it, or in it."""
        for word in words[start:end]:
            if word in ("himself", "herself", "themselves", "themself"):
                return "other"
            if word in ("myself", "i"):
                return "self"
        for i in range(start - 1, max(first, start - SUBJECT_REACH) - 1, -1):
            if words[i] in self._self_words:
                return "self"
            if words[i] in self._other_words:
                return "other"
        return "self"

    def _is_question(self, words: list[str]) -> bool:
        return bool(words) and (words[-1] == "?" or words[0] in self._question_starts)


def _weakened(group: Group, context: set[str], words: list[str]) -> str:
    """The tier of a match in its context."""
    if "negated" in context and group.negatable:
        return "none"
    tier = group.tier
    if "story" in context and group.story == "weaker":
        own = "i" in words or "myself" in words
        tier = "check" if own and tier == "crisis" else "none"
    if "past" in context and "current" not in context and group.past == "weaker":
        tier = {"crisis": "check", "check": "concern"}.get(tier, tier)
        if "recovered" in context:
            tier = "none"
    return tier


def _longest(raw: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Of the matches of one group that start or end together, only the longest."""
    by_start: dict[tuple[int, int], int] = {}
    for key, start, end in raw:
        by_start[key, start] = max(end, by_start.get((key, start), 0))
    by_end: dict[tuple[int, int], int] = {}
    for (key, start), end in by_start.items():
        by_end[key, end] = min(start, by_end.get((key, end), start))
    return sorted((key, start, end) for (key, end), start in by_end.items())


def _sentences(words: list[str]) -> list[tuple[int, int]]:
    """For each word the bounds of its sentence."""
    bounds: list[tuple[int, int]] = []
    first = 0
    for i, word in enumerate(words):
        if word in SENTENCE_END or i == len(words) - 1:
            bounds.extend([(first, i + 1)] * (i + 1 - first))
            first = i + 1
    return bounds


def _windows(length: int) -> list[tuple[int, int]]:
    """Overlapping stretches of a long message, so that each is searched in short time."""
    if length <= WINDOW:
        return [(0, length)]
    step = WINDOW - WINDOW_OVERLAP
    return [(i, min(i + WINDOW, length)) for i in range(0, length - WINDOW_OVERLAP, step)]


def _split(text: str, mark: str) -> list[str]:
    """Parts between marks that are not inside brackets."""
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


def _written_out(cue: str) -> Iterator[str]:
    """A cue with alternatives in brackets as all the cues it stands for."""
    pieces = [_split(p[1:-1], "|") if p[0] == "(" else [p] for p in _split(cue, " ")]
    return map(" ".join, itertools.product(*pieces))


def _words_in(content: Any) -> Iterable[str]:
    if isinstance(content, str):
        yield from WORD_IN_PHRASE.findall(content.lower())
    elif isinstance(content, dict):
        for value in content.values():
            yield from _words_in(value)
    elif isinstance(content, list):
        for value in content:
            yield from _words_in(value)


@lru_cache(maxsize=1)
def shared_phrases() -> PhraseLayer:
    """The process's one phrase layer, read on first use."""
    return PhraseLayer()
