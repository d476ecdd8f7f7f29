"""Texts that leave out what clinicians require of them, or say what they forbid: clinical/text_rules.yml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from attachment_guide.risk.normalize import Normalizer
from attachment_guide.risk.phrase_grammar import Compiler, PatternSet, PhraseError
from tools.checks.findings import Finding, Place
from tools.checks.project import Project, Variation
from tools.checks.unknown_keys import unknown_keys
from tools.checks.yaml_file import Map, YamlFile, as_items, as_map, line_of

FILE = "text_rules.yml"
SECTIONS = ("required", "forbidden")
REQUIRED_KEYS = ("kind", "in", "first_text_only", "all_of", "any_of", "holds", "remedy")
FORBIDDEN_KEYS = ("kind", "in", "phrases", "unless", "remedy")
PHRASE_KEYS = ("all_of", "any_of", "phrases", "unless")


@dataclass(frozen=True)
class Words:
    """A text as tidied words, with the texts that stand on its buttons.

    Attributes:
        raw: the text as it is written.
        tokens: its words and marks.
    """

    raw: str
    tokens: list[str]


class Phrases:
    """Phrases that are looked for together."""

    def __init__(self, phrases: Iterable[str], compiler: Compiler) -> None:
        """Compiles the phrases.

        Args:
            phrases: as written.
            compiler: of the grammar.

        Raises:
            PhraseError: when one cannot be read.
        """
        self._set = PatternSet()
        self.count = 0
        for phrase in phrases:
            self._set.add(compiler.pattern(phrase, self.count))
            self.count += 1

    def found(self, tokens: list[str]) -> list[tuple[int, int, int]]:
        """The matches: which phrase, place of the first word, place after the last."""
        return list(self._set.find(tokens, (0, len(tokens))))


def check(project: Project) -> Iterator[Finding]:
    """Compares the texts with clinical/text_rules.yml.

    Args:
        project: the content.
    """
    file = project.risk_file(FILE)
    if file is None:
        if project.config:
            place = Place(project.root / "clinical" / FILE)
            yield Finding(
                place,
                "This file is missing: without it nothing says what texts at risk must hold. Put it back.",
            )
        return
    content = as_map(file.content)
    yield from unknown_keys(content, SECTIONS, file)
    normalizer = Normalizer()
    compiler = Compiler({}, normalizer, frozenset())
    texts = {
        name: [(v, Words(v.text, normalizer.tokens(v.text))) for v in variations if v.text]
        for name, variations in project.responses.items()
    }
    texts |= {
        name: [(v, Words(v.text, normalizer.tokens(v.text))) for v in said]
        for name, said in _feelings(project)
    }
    texts |= {
        f"simple/{name}": [(v, Words(v.text, normalizer.tokens(v.text))) for v in said]
        for name, said in project.simpler_texts.items()
    }
    for section, keys, judge in (
        ("required", REQUIRED_KEYS, _missing),
        ("forbidden", FORBIDDEN_KEYS, _said),
    ):
        rules = as_items(content.get(section))
        for rule, line in zip(map(as_map, rules), rules.lines, strict=True):
            yield from unknown_keys(rule, keys, file)
            try:
                phrases = {
                    key: Phrases([str(p) for p in as_items(rule.get(key))], compiler) for key in PHRASE_KEYS
                }
            except PhraseError as error:
                yield Finding(file.place(line), f"A phrase of “{rule.get('kind')}” cannot be read: {error}")
                continue
            names = [n for n in texts if any(fnmatchcase(n, str(p)) for p in as_items(rule.get("in")))]
            if not names:
                yield _names_nothing(rule, file)
            for name in names:
                shown = texts[name][:1] if str(rule.get("first_text_only")) == "true" else texts[name]
                for variation, words in shown:
                    yield from judge(rule, phrases, variation, words)


def _feelings(project: Project) -> Iterator[tuple[str, list[Variation]]]:
    """What is said before an answer when a feeling was told, as texts named `feelings/…`."""
    for file in project.data_files:
        for name, feeling in as_map(as_map(file.content).get("feelings")).items():
            sentences = as_items(as_map(feeling).get("sentences"))
            yield (
                f"feelings/{name}",
                [
                    Variation(f"feelings/{name}", str(text), (), None, "", "", (), file.place(line))
                    for text, line in zip(sentences, sentences.lines, strict=True)
                ],
            )


def _names_nothing(rule: Map, file: YamlFile) -> Finding:
    return Finding(
        file.place(line_of(rule, "in")),
        f"The rule “{rule.get('kind')}” names no text that exists. Correct the names behind “in:”.",
    )


def _missing(rule: Map, phrases: dict[str, Phrases], variation: Variation, words: Words) -> Iterator[Finding]:
    found = {key for key, _, _ in phrases["all_of"].found(words.tokens)}
    lacks = len(found) < phrases["all_of"].count
    lacks |= bool(phrases["any_of"].count) and not phrases["any_of"].found(words.tokens)
    lacks |= any(str(part) not in words.raw for part in as_items(rule.get("holds")))
    if lacks:
        yield Finding(
            variation.place,
            f"“{variation.response}” leaves out {rule.get('kind')}, which clinical/text_rules.yml "
            f"requires here. {rule.get('remedy')}",
        )


def _said(rule: Map, phrases: dict[str, Phrases], variation: Variation, words: Words) -> Iterator[Finding]:
    allowed = phrases["unless"].found(words.tokens)
    said = {
        " ".join(words.tokens[start:end])
        for _, start, end in phrases["phrases"].found(words.tokens)
        if not any(a < end and start < b for _, a, b in allowed)
    }
    if said:
        longest = max(sorted(said), key=len)
        yield Finding(
            variation.place,
            f"“{variation.response}” says “{longest}”, which is {rule.get('kind')}. {rule.get('remedy')}",
        )
