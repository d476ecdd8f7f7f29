"""Which written phrase of clinical/phrases fired, with file and line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from attachment_guide.risk.hits import Hit
from attachment_guide.risk.normalize import Normalizer
from attachment_guide.risk.phrase_grammar import Compiler, PhraseError
from attachment_guide.risk.phrases import CONTEXT_FILE, LISTS_FILE, PHRASES_FOLDER
from attachment_guide.yaml_files import read_yaml
from tools.checks.findings import Place
from tools.checks.yaml_file import as_items, as_map
from tools.checks.yaml_file import read_yaml as read_with_lines


@dataclass(frozen=True)
class Fired:
    """A phrase that was found in a message.

    Attributes:
        hit: what was found.
        phrase: as it is written; empty when it cannot be told which of its group it was.
        place: the phrase's line, or else its group's.
    """

    hit: Hit
    phrase: str
    place: Place


class PhrasePlaces:
    """Finds the written phrase behind a hit."""

    def __init__(self, normalizer: Normalizer, folder: Path = PHRASES_FOLDER) -> None:
        """Reads the word lists.

        Args:
            normalizer: of the phrase layer that found the hits.
            folder: of the phrases.
        """
        common = frozenset(read_yaml(folder / CONTEXT_FILE)["common_words"])
        self._compiler = Compiler(read_yaml(folder / LISTS_FILE), normalizer, common)
        self._folder = folder

    def of(self, hit: Hit) -> Fired:
        """The phrase behind a hit.

        Args:
            hit: of the phrase layer.
        """
        stem, _, name = hit.group.partition("/")
        file = read_with_lines(self._folder / f"{stem}.yml")
        for group in as_items(as_map(file.content).get("groups")):
            if as_map(group).get("name") != name:
                continue
            phrases = as_items(as_map(group).get("phrases"))
            for phrase, line in zip(phrases, phrases.lines, strict=True):
                try:
                    regex = self._compiler.pattern(str(phrase), 0).regex
                except PhraseError:
                    continue
                if any(match[0] == f" {hit.text}" for match in regex.finditer(f" {hit.text}")):
                    return Fired(hit, str(phrase), file.place(line))
            return Fired(hit, "", file.place(group.line))
        return Fired(hit, "", file.place(1))
