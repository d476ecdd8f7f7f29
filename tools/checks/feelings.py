"""What is said before an answer when a feeling was told."""

from __future__ import annotations

from collections.abc import Iterator

from tools.checks.findings import Finding, Place
from tools.checks.project import Project
from tools.checks.texts import count_words
from tools.checks.yaml_file import YamlFile, as_items, as_map, line_of

FEWEST_SENTENCES = 3
FEWEST_EXAMPLES = 20
MOST_WORDS = 18


def check(project: Project) -> Iterator[Finding]:
    """Looks at the feelings, their sentences and their examples.

    Args:
        project: the content.
    """
    for file in project.data_files:
        for name, feeling in as_map(as_map(file.content).get("feelings")).items():
            yield from _feeling(str(name), as_map(feeling), file)


def _feeling(name: str, feeling: dict[str, object], file: YamlFile) -> Iterator[Finding]:
    for key, fewest in (("sentences", FEWEST_SENTENCES), ("examples", FEWEST_EXAMPLES)):
        count = len(as_items(feeling.get(key)))
        if count < fewest:
            yield Finding(
                file.place(line_of(feeling, key)),
                f"The feeling “{name}” has {count} {key}; at least {fewest} are needed. Please add some.",
            )
    sentences = as_items(feeling.get("sentences"))
    for sentence, line in zip(sentences, sentences.lines, strict=True):
        place = Place(file.path, line)
        if count_words(str(sentence)) > MOST_WORDS:
            yield Finding(
                place, f"“{sentence}” is too long: {MOST_WORDS} words are allowed before an answer."
            )
        if "?" in str(sentence):
            yield Finding(
                place,
                f"“{sentence}” asks something: what stands before an answer must not. Please reword it.",
            )
