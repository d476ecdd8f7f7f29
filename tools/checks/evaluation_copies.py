"""Messages of the evaluation that are training examples as well: what has been learned measures nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tools.checks.findings import Finding, Place
from tools.checks.project import Project
from tools.checks.texts import fold, shorten
from tools.checks.yaml_file import Text, as_map

SETS, ROUNDS, EXAMPLES = "evaluation/sets", "evaluation", "examples"
# "what is it" and "thanks" are said by everybody; in a dialogue, most turns are like that.
FEWEST_WORDS = 4
FEWEST_WORDS_OF_TURN = 8
DIALOGUES = "dialogues.yml"
# Keys of what visitors write, in all of the files.
SAID = ("text", "say", "messages", "turns", "examples", "self", "other", "conversations")


def check(project: Project) -> Iterator[Finding]:
    """Compares the examples in data/ and clinical/ with the evaluation's messages.

    Args:
        project: the content.
    """
    measured = _measured(project)
    all_unseen = unseen(project)
    for example in project.examples:
        yield from _copy(example.text, example.place, all_unseen)
    for file in project.risk_folder(EXAMPLES):
        for text in said(file.content):
            yield from _copy(text, file.place(text.line), measured)


def unseen(project: Project) -> dict[str, Place]:
    """All messages that are only measured with, folded, with their places.

    Args:
        project: the content.
    """
    rounds = {
        fold(text): file.place(text.line)
        for file in project.risk_folder(ROUNDS)
        if as_map(file.content).get("used_for_training") != "true"
        for text in said(file.content)
    }
    return {**rounds, **_measured(project)}


def _measured(project: Project) -> dict[str, Place]:
    measured: dict[str, Place] = {}
    # What is measured by the sets counts before what merely stands in a dialogue.
    for file in sorted(project.evaluation_files, key=lambda file: file.path.name == DIALOGUES):
        for text in said(file.content):
            measured.setdefault(fold(text), file.place(text.line))
    return measured


def _copy(text: str, place: Place, measured: dict[str, Place]) -> Iterator[Finding]:
    folded = fold(text)
    found = measured.get(folded)
    fewest = FEWEST_WORDS_OF_TURN if found and found.file.name == DIALOGUES else FEWEST_WORDS
    if found and len(folded.split()) >= fewest:
        yield Finding(
            place,
            f"“{shorten(text)}” is also a message of the evaluation ({found.file.name}, line "
            f"{found.line}). What has "
            "been learned measures nothing: take it out here, and write an example of the same kind in "
            "other words.",
        )


def said(content: Any, below: bool = False) -> Iterator[Text]:
    """What visitors write, in a file of an evaluation set, a round or examples.

    Args:
        content: of the file, or a part of it.
        below: whether that part is what visitors write.
    """
    if isinstance(content, Text):
        if below:
            yield content
    elif isinstance(content, list):
        for value in content:
            yield from said(value, below)
    elif isinstance(content, dict):
        for key, value in content.items():
            # A folder's name may be a key as well, such as a category: what is below is a list or a mapping.
            yield from said(value, key in SAID)
