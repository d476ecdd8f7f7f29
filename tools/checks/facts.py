"""Facts of the content map that an answer has dropped or turned round since a person last compared the two.

No program can tell whether a sentence in plain words still says what the article says. So `make read`
records which words of its facts an answer holds, and which words that turn a sentence round; when one of
them comes or goes, somebody is asked to read both again. The words are in article.yml.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tools.checks.findings import WARNING, Finding
from tools.checks.project import Project
from tools.checks.yaml_file import as_items, as_map

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Forms of a word share their beginning: emotion, emotional. Shorter words are compared as they are.
STEM = 5
FEWEST_LETTERS = 4
FACTS, TURNING = "facts", "turning"


def check(project: Project) -> Iterator[Finding]:
    """Compares each answer with what it held when it was last read beside its facts.

    Args:
        project: the content.
    """
    if project.answers_read is None:
        return
    read = as_map(project.answers_read.content)
    words = Vocabulary.of(project)
    for answer, required in project.required_answers.items():
        variations = project.responses.get(f"utter_{answer}", [])
        if not variations:
            continue
        place = variations[0].place
        remedy = (
            "Please read it again beside its facts in content-map.yml; when it is right, run "
            f"`make read ANSWER={answer}`."
        )
        if answer not in read:
            yield Finding(
                place, f"Nobody has compared the answer “{answer}” with its facts yet. {remedy}", WARNING
            )
            continue
        texts = [variation.text for variation in variations]
        now = record(required.facts, texts, words)
        before: Any = as_map(read[answer])
        dropped = [word for word in as_items(before.get(FACTS)) if word not in now[FACTS]]
        owed = {word for fact in required.facts for word in words.of_fact(fact)}
        dropped = [str(word) for word in dropped if str(word) in owed]
        if dropped:
            yield Finding(
                place,
                f"The answer “{answer}” no longer says {_named(dropped)}, which a fact of it does. {remedy}",
                WARNING,
            )
        known = Counter(str(word) for word in as_items(before.get(TURNING)))
        new = Counter(now[TURNING])
        for turned, what in ((new - known, "says now"), (known - new, "no longer says")):
            if turned:
                yield Finding(
                    place,
                    f"The answer “{answer}” {what} {_named(sorted(turned))}, which may turn a fact round. "
                    f"{remedy}",
                    WARNING,
                )


@dataclass(frozen=True)
class Vocabulary:
    """Words that the comparison needs.

    Attributes:
        turning: those that turn a sentence round.
        empty: those in facts that say nothing by themselves.
    """

    turning: frozenset[str]
    empty: frozenset[str]

    @classmethod
    def of(cls, project: Project) -> Vocabulary:
        """The words of article.yml."""
        content = as_map(project.article.content) if project.article else {}
        lists = (as_items(content.get(key)) for key in ("turning_words", "empty_words"))
        return cls(*(frozenset(str(word).lower() for word in words) for words in lists))

    def of_fact(self, fact: str) -> set[str]:
        """The words of a fact that say something."""
        return {word for word in _words(fact) if len(word) >= FEWEST_LETTERS and word not in self.empty}


def record(facts: Iterable[str], texts: Iterable[str], words: Vocabulary) -> Mapping[str, list[str]]:
    """What is remembered of an answer.

    Args:
        facts: of the content map.
        texts: the answer's texts; a word counts as said when each of them says it.
        words: see `Vocabulary`.

    Returns:
        Below `facts`, the words of the facts that the answer holds; below `turning`, the words that turn its
        sentences round, as often as they stand in it.
    """
    said = [{_stem(word) for word in _words(text)} for text in texts]
    owed = sorted({word for fact in facts for word in words.of_fact(fact)})
    held = [word for word in owed if all(_stem(word) in stems for stems in said)]
    turned = sorted(word for text in texts for word in _words(text) if word in words.turning)
    return {FACTS: held, TURNING: turned}


def _words(text: str) -> list[str]:
    return [word.replace("’", "'") for word in WORD.findall(text.lower())]


def _stem(word: str) -> str:
    return word[:STEM]


def _named(words: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)
