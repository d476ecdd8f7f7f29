"""Risk phrases so broad that they fire in messages of people who are in no danger."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from attachment_guide.risk.normalize import Normalizer
from attachment_guide.risk.phrase_grammar import PhraseError, split
from attachment_guide.risk.phrases import CONTEXT_FILE, LISTS_FILE
from tools.checks.findings import Finding
from tools.checks.project import Project
from tools.checks.texts import shorten
from tools.checks.yaml_file import YamlFile, as_items, as_map

PHRASES, HARMLESS = "phrases", "examples/none"
# Rows of more words than these are not looked at: they are never broad.
MOST_WORDS = 3
# The share of harmless examples in which a phrase of a tier may stand; of our own phrases none comes near it.
HIGHEST_SHARE = {"crisis": 0.003, "check": 0.015}
# Among fewer examples a share says nothing, and of many every third one says as much.
FEWEST_EXAMPLES = 500
SAMPLE = 3

Row = tuple[str, ...]


def check(project: Project) -> Iterator[Finding]:
    """Counts in how many harmless examples the short phrases of crisis and check stand.

    Args:
        project: the content.
    """
    files = project.risk_folder(PHRASES)
    harmless = [text for file in project.risk_folder(HARMLESS) for text in _texts(file.content)]
    if len(harmless) < FEWEST_EXAMPLES:
        return
    lists: dict[str, Any] = next((as_map(file.content) for file in files if file.path.name == LISTS_FILE), {})
    entries = {name: [str(x) for x in as_items(words)] for name, words in lists.items()}
    counts = Occurrences(harmless[::SAMPLE])
    rows = {tier: BroadRows(entries, counts, share * counts.total) for tier, share in HIGHEST_SHARE.items()}
    for file in files:
        if file.path.name in (LISTS_FILE, CONTEXT_FILE):
            continue
        for group in as_items(as_map(file.content).get("groups")):
            tier = str(as_map(group).get("tier"))
            if tier in rows:
                yield from _group(as_map(group), tier, rows[tier], counts, file)


def _group(
    group: dict[str, Any], tier: str, rows: BroadRows, counts: Occurrences, file: YamlFile
) -> Iterator[Finding]:
    phrases = as_items(group.get("phrases"))
    for phrase, line in zip(phrases, phrases.lines, strict=True):
        broad = rows.of(str(phrase))
        if broad:
            broadest = max(sorted(broad), key=counts.of)
            yield Finding(
                file.place(line),
                f"The phrase “{shorten(str(phrase))}” of tier “{tier}” is too broad: “{' '.join(broadest)}” "
                f"stands in {counts.of(broadest)} of {counts.total:,} examples of people in no danger. Add "
                "words that only somebody at risk would write, or take it out.",
            )


class BroadRows:
    """Writes phrases out as rows of words, those alone that stand in many harmless examples."""

    def __init__(self, lists: dict[str, list[str]], counts: Occurrences, most: float) -> None:
        """Takes what rows are written and judged by.

        Args:
            lists: the word lists that phrases may name.
            counts: in how many examples a row stands.
            most: a row in more examples than this is broad.
        """
        self._lists = lists
        self._counts = counts
        self._most = most
        self._of_lists: dict[str, set[Row]] = {}

    def of(self, phrase: str) -> set[Row]:
        """The broad rows of at most MOST_WORDS words that a phrase matches.

        Args:
            phrase: as written; one that cannot be read has no rows.
        """
        try:
            return self._row(phrase.lower()) - {()}
        except (PhraseError, RecursionError):
            return set()

    def _row(self, text: str) -> set[Row]:
        found: set[Row] = {()}
        for piece in split(text, " "):
            pairs = itertools.product(found, self._piece(piece))
            # A row can only be broad when each part of it is.
            found = {row for one, other in pairs if self._may_be_broad(row := (*one, *other))}
        return found

    def _may_be_broad(self, row: Row) -> bool:
        return not row or (len(row) <= MOST_WORDS and self._counts.of(row) > self._most)

    def _piece(self, piece: str) -> set[Row]:
        if piece.startswith("*"):
            return {()}  # No word at all fits too.
        if piece[0] in "([":
            rows = {row for part in split(piece[1:-1], "|") for row in self._row(part)}
            return rows | {()} if piece[0] == "[" else rows
        if piece[0] == "@":
            if piece not in self._of_lists:
                entries = self._lists.get(piece[1:], [])
                self._of_lists[piece] = {row for entry in entries for row in self._row(entry.lower())}
            return self._of_lists[piece]
        return {row for row in [(piece,)] if self._may_be_broad(row)}


class Occurrences:
    """In how many texts a row of words stands."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Tidies the texts as messages are tidied, and counts their short rows of words."""
        normalizer = Normalizer()
        self.total = 0
        self._counts: Counter[Row] = Counter()
        for text in texts:
            words = normalizer.tokens(text)
            self.total += 1
            self._counts.update(
                {tuple(words[k : k + n]) for n in range(1, MOST_WORDS + 1) for k in range(len(words))}
            )

    def of(self, row: Row) -> int:
        """The number of texts that hold a row of words."""
        return self._counts[row]


def _texts(content: Any) -> Iterator[str]:
    """The examples in a file's content, whatever they are grouped by."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, list):
        for value in content:
            yield from _texts(value)
    elif isinstance(content, dict):
        for key, value in content.items():
            if key not in ("style", "note"):
                yield from _texts(value)
