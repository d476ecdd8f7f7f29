"""The phrase layer: what staff and clinicians list in clinical/phrases, found in a tidied message.

How a phrase is written is in phrase_grammar.py, what the words around it change in context.py. An idiom
only cancels the phrase that it overlaps, never another one in the same message.
"""

from __future__ import annotations

import itertools
import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from attachment_guide.paths import CLINICAL
from attachment_guide.risk.context import NEGATION, Context, Span, categories_at, sentence_bounds
from attachment_guide.risk.hits import Group, Hit, PhraseResult
from attachment_guide.risk.normalize import SENTENCE_END, Normalizer
from attachment_guide.risk.phrase_grammar import Compiler, PatternSet, PhraseError
from attachment_guide.risk.tiers import Tier
from attachment_guide.yaml_files import read_yaml

logger = logging.getLogger(__name__)

PHRASES_FOLDER = CLINICAL / "phrases"
# Mashed keys: many letters without a vowel, or the same one to three letters again and again.
MASHED = re.compile(r"[bcdfghjklmnpqrstvwxz]{6,}|([a-z]{1,3})\1{2,}[a-z]{0,2}")
LISTS_FILE = "lists.yml"
CONTEXT_FILE = "context.yml"
# What a phrase file writes for a group's tier when its phrases say that somebody is a minor.
MINOR = "minor"

# The key of idioms that hold for all groups.
EVERY_GROUP = -1
# Matches looked at in one message; a message of ordinary length has far fewer.
MAX_HITS = 400
WINDOW = 80
WINDOW_OVERLAP = 25

WORD_IN_PHRASE = re.compile(r"[a-z0-9']+")


class PhraseLayer:
    """Finds the phrases of clinical/phrases in messages."""

    def __init__(self, folder: Path = PHRASES_FOLDER) -> None:
        """Reads the phrase files.

        A phrase or file that can't be read is left out and listed in `problems`: the others must go
        on working. `make check` refuses it.

        Args:
            folder: where they are.

        Raises:
            OSError, yaml.YAMLError, KeyError, PhraseError: when lists.yml or context.yml, which all phrases
                need, can't be read.
        """
        lists = read_yaml(folder / LISTS_FILE)
        context = read_yaml(folder / CONTEXT_FILE)
        self.problems: list[str] = []
        contents = self._read_files(folder)
        self.normalizer = Normalizer(words=set(_words_in([lists, context, contents])))
        self._context = Context(context, self.normalizer)
        for problem in self._context.problems:
            self._note(f"{CONTEXT_FILE}: {problem}")
        self._groups: list[Group] = []
        self._phrases = PatternSet()
        self._idioms = PatternSet()
        compiler = Compiler(lists, self.normalizer, frozenset(context["common_words"]))
        self._idle_words = frozenset(context.get("idle_words") or ())
        for name, content in contents.items():
            try:
                self._add_file(name, content, compiler)
            except (PhraseError, ValueError, TypeError, KeyError, AttributeError) as error:
                self._note(f"{name}: {error}")

    @property
    def group_names(self) -> list[str]:
        """The groups that the phrase files hold, each written file/name."""
        return [group.full_name for group in self._groups]

    def _read_files(self, folder: Path) -> dict[str, Any]:
        contents: dict[str, Any] = {}
        for file in sorted(folder.glob("*.yml")):
            if file.name in (LISTS_FILE, CONTEXT_FILE):
                continue
            try:
                contents[file.name] = read_yaml(file)
            except (yaml.YAMLError, OSError, UnicodeDecodeError) as error:
                self._note(f"{file.name} can't be read: {error}")
        return contents

    def _add_file(self, name: str, content: dict[str, Any], compiler: Compiler) -> None:
        for entry in content["groups"]:
            self._groups.append(_group(entry, content.get("category"), name))
            key = len(self._groups) - 1
            self._add(self._phrases, entry.get("phrases") or (), key, compiler, name)
            self._add(self._idioms, entry.get("unless") or (), key, compiler, name)
        self._add(self._idioms, content.get("idioms") or (), EVERY_GROUP, compiler, name)

    def _add(
        self, patterns: PatternSet, phrases: Iterable[str], key: int, compiler: Compiler, name: str
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
        """Looks for phrases in a message.

        Args:
            text: the message as it was typed. Of a script that the normaliser does not read, the result
                holds at least the words.
        """
        found = self.find(self.normalizer.tokens(text))
        if found.words or not any(map(str.isalpha, text)):
            return found
        return replace(found, words=text.lower().split())

    def find(self, words: list[str]) -> PhraseResult:
        """Looks for phrases in a tidied message.

        Args:
            words: what the normaliser's `tokens` gives.
        """
        found = self._search(words)
        # The same without sentence marks, for "i. want. to. die" and a thought cut by a full stop.
        unmarked = [word for word in words if word not in SENTENCE_END]
        if len(unmarked) < len(words):
            known = {hit.text for hit in found.hits}
            found.hits.extend(
                replace(hit, tier=Tier.CHECK, context=(*hit.context, "split"))
                for hit in self._search(unmarked).hits
                if hit.tier == Tier.CRISIS and hit.text not in known
            )
        found.is_idle = self._says_nothing(words)
        return found

    def _says_nothing(self, words: list[str]) -> bool:
        """Whether a message has words, and only such as say nothing by themselves."""
        said = [word for word in words if word[0].isalnum()]
        return bool(said) and all(word in self._idle_words or MASHED.fullmatch(word) for word in said)

    def _search(self, words: list[str]) -> PhraseResult:
        result = PhraseResult(words=words, question=self._context.is_question(words))
        matches = self._matches(self._phrases, words)
        idioms = self._matches(self._idioms, words)
        # A figure of speech in general; those of one group only where they stand against it.
        result.idioms = [(start, end) for key, start, end in idioms if key == EVERY_GROUP]
        if not matches:
            return result
        cues = self._context.cues(words)
        sentences = sentence_bounds(words)
        for key, start, end in _longest(matches):
            against = [(s, e) for k, s, e in idioms if k in (key, EVERY_GROUP) and s < end and start < e]
            if against:
                result.idioms.extend(against)
                continue
            group = self._groups[key]
            context = categories_at(cues, (start, end), sentences[start])
            if group.minor:
                result.minor = result.minor or NEGATION not in context
            else:
                result.hits.append(self._hit(group, (start, end), words, context, sentences[start]))
        return result

    @staticmethod
    def _matches(patterns: PatternSet, words: list[str]) -> list[tuple[int, int, int]]:
        found = itertools.chain.from_iterable(patterns.find(words, window) for window in _windows(len(words)))
        return list(itertools.islice(found, MAX_HITS))

    def _hit(self, group: Group, place: Span, words: list[str], context: set[str], sentence: Span) -> Hit:
        start, end = place
        about = group.about
        if about == "auto":
            about = self._context.subject(words, place, sentence[0])
        return Hit(
            tier=self._context.weakened(group, context, words[start:end]),
            category=group.category,
            about=about,
            text=" ".join(words[start:end]),
            group=group.full_name,
            start=start,
            end=end,
            context=tuple(sorted(context)),
        )


def _group(entry: dict[str, Any], category: str | None, file: str) -> Group:
    settings = {key: value for key, value in entry.items() if key not in ("phrases", "unless")}
    settings.setdefault("category", category)
    tier = settings.pop("tier")
    try:
        known = Tier.NONE if tier == MINOR else Tier(tier)
    except ValueError:
        raise PhraseError(f"{entry.get('name')!r} has an unknown tier {tier!r}.") from None
    return Group(**settings, tier=known, minor=tier == MINOR, file=file.removesuffix(".yml"))


def _longest(matches: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Of the matches of one group that start or end together, only the longest."""
    by_start: dict[tuple[int, int], int] = {}
    for key, start, end in matches:
        by_start[key, start] = max(end, by_start.get((key, start), 0))
    by_end: dict[tuple[int, int], int] = {}
    for (key, start), end in by_start.items():
        by_end[key, end] = min(start, by_end.get((key, end), start))
    return sorted((key, start, end) for (key, end), start in by_end.items())


def _windows(length: int) -> Iterator[Span]:
    """Overlapping stretches of a long message, so that each is searched in short time."""
    if length <= WINDOW:
        yield (0, length)
        return
    step = WINDOW - WINDOW_OVERLAP
    for start in range(0, length - WINDOW_OVERLAP, step):
        yield (start, min(start + WINDOW, length))


def _words_in(content: Any) -> Iterator[str]:
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
    """Returns the process's one phrase layer, read on first use."""
    return PhraseLayer()
