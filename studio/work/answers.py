"""One answer as a form: read from the files, drafted, checked while somebody types, and written back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from attachment_guide.content.reading import HIGHEST_GRADE, reading_grade
from studio.work.workspace import Workspace, fingerprint
from tools import yaml_writer
from tools.check import Check
from tools.checks import (
    answer_length,
    choices,
    doses,
    drug_names,
    facts,
    figures,
    links,
    markup,
    placeholders,
    sources,
    text_rules,
    unwritten,
)
from tools.checks import reading_grade as reading
from tools.checks.facts import FACTS, Vocabulary, record
from tools.checks.findings import Place
from tools.checks.project import Button, Project, SimplerText, Variation
from tools.checks.simple_texts import check as check_simple
from tools.checks.texts import count_words
from tools.checks.yaml_file import Items, Map, as_items, as_map

# What can be said of a text while it is typed; the others compare thousands of examples and take seconds.
CHECKS: tuple[Check, ...] = (
    answer_length.check,
    reading.check,
    sources.check,
    choices.check,
    figures.check,
    facts.check,
    text_rules.check,
    drug_names.check,
    doses.check,
    links.check,
    markup.check,
    placeholders.check,
    unwritten.check,
    check_simple,
)
DRAFT = Path("draft")
BULLET = "- "


class StaleError(ValueError):
    """Somebody else has changed the answer since the form was opened."""


@dataclass(frozen=True)
class Draft:
    """What a person edits of one answer.

    Attributes:
        text: the answer.
        simple: the answer in simpler words; empty where there is none.
        choice: the title with which it is offered.
        subject: what it is about, as the end of a sentence.
        section: the section of the article that it comes from.
        references: titles of the article's own references for it.
        buttons: next steps: what stands on a button, and the answer it leads to.
        examples: how people ask for it, one each.
    """

    text: str
    simple: str = ""
    choice: str = ""
    subject: str = ""
    section: str = ""
    references: tuple[str, ...] = ()
    buttons: tuple[tuple[str, str], ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Owed:
    """A fact that an answer has to say.

    Attributes:
        fact: as the content map has it.
        missing: its words that the answer does not hold; other words may say it all the same.
    """

    fact: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Opinion:
    """What can be said of a draft at once.

    Attributes:
        grade: reading grade of the text; the highest allowed is `highest`.
        highest: see there.
        words: how many the text has.
        simple_grade: reading grade of the simpler text.
        owed: the facts, with what is not found of each.
        findings: what the checks say.
    """

    grade: float
    highest: float
    words: int
    simple_grade: float
    owed: tuple[Owed, ...]
    findings: tuple[tuple[str, str], ...]


def response_of(answer: str) -> str:
    """The name of an answer's response.

    Args:
        answer: full retrieval intent, such as `coping/overview`.
    """
    return f"utter_{answer}"


def read(project: Project, answer: str) -> Draft:
    """An answer as it stands.

    Args:
        project: the content.
        answer: full retrieval intent.

    Raises:
        KeyError: when there is no such answer.
    """
    variation = project.responses[response_of(answer)][0]
    source = as_map(variation.source)
    return Draft(
        text=_flat(variation.text),
        simple=_flat(variation.simple.text) if variation.simple else "",
        choice=variation.choice,
        subject=variation.subject,
        section=str(source.get("section") or ""),
        references=tuple(str(title) for title in as_items(source.get("references"))),
        buttons=tuple((button.title, button.payload.removeprefix("/")) for button in variation.buttons),
        examples=tuple(example.text for example in project.examples if example.intent == answer),
    )


def file_of(project: Project, answer: str) -> Path:
    """The file that holds an answer.

    Args:
        project: the content.
        answer: full retrieval intent.

    Raises:
        KeyError: when there is no such answer.
    """
    return project.responses[response_of(answer)][0].place.file


def version(draft: Draft) -> str:
    """What tells one state of an answer from another.

    Args:
        draft: as it was read.
    """
    return fingerprint(repr(draft))


def judge(project: Project, answer: str, draft: Draft) -> Opinion:
    """What can be said of a draft at once, without saving it.

    Args:
        project: the content as it stands.
        answer: full retrieval intent.
        draft: what was typed.
    """
    name = response_of(answer)
    place = Place(DRAFT)
    drafted = replace(
        project.responses[name][0],
        text=draft.text,
        source=_source(draft),
        choice=draft.choice,
        subject=draft.subject,
        buttons=tuple(Button(title, f"/{target}", place) for title, target in draft.buttons),
        place=place,
        simple=SimplerText(draft.simple, place) if draft.simple else None,
    )
    others = [replace(other, place=place) for other in project.responses[name][1:]]
    changed = replace(project, responses={**project.responses, name: [drafted, *others]})
    found = {finding for check in CHECKS for finding in check(changed) if finding.place.file == DRAFT}
    return Opinion(
        grade=round(reading_grade(draft.text), 1) if draft.text.strip() else 0.0,
        highest=HIGHEST_GRADE,
        words=count_words(draft.text),
        simple_grade=round(reading_grade(draft.simple), 1) if draft.simple.strip() else 0.0,
        owed=tuple(_owed(changed, answer, [drafted, *others])),
        findings=tuple((finding.severity, finding.message) for finding in sorted(found)),
    )


def _source(draft: Draft) -> Map:
    """A draft's source as the checks read it from a file."""
    references = Items(draft.references)
    references.line, references.lines = 1, [1] * len(draft.references)
    source = Map(section=draft.section, references=references)
    source.line, source.lines = 1, {"section": 1, "references": 1}
    return source


def _owed(project: Project, answer: str, variations: Sequence[Variation]) -> Iterator[Owed]:
    required = project.required_answers.get(answer)
    words = Vocabulary.of(project)
    texts = [variation.text for variation in variations]
    for fact in required.facts if required else ():
        held = record([fact], texts, words)[FACTS]
        yield Owed(fact, tuple(sorted(words.of_fact(fact) - set(held))))


def save(workspace: Workspace, answer: str, draft: Draft, read_as: str) -> None:
    """Writes a draft into the answer's file.

    Args:
        workspace: the project.
        answer: full retrieval intent.
        draft: what was typed.
        read_as: the `version` that the form was filled from.

    Raises:
        StaleError: when somebody has saved the answer since.
        LossError: when the file cannot be changed without changing more.
        KeyError: when there is no such answer.
    """
    project = workspace.project()
    before = read(project, answer)
    if version(before) != read_as:
        raise StaleError(answer)
    name = response_of(answer)
    texts = file_of(project, answer)
    if replace(draft, examples=before.examples) != before:
        yaml_writer.change(
            texts, lambda content: _write_response(content["responses"][name][0], before, draft)
        )
    if draft.examples != before.examples:
        files = {example.place.file for example in project.examples if example.intent == answer} or {texts}
        if len(files) > 1:
            named = ", ".join(sorted(workspace.shown(file) for file in files))
            raise yaml_writer.LossError(
                f"The examples of {answer} stand in several files ({named}): edit them there."
            )
        yaml_writer.change(files.pop(), lambda content: _write_examples(content, answer, draft.examples))


def _write_response(variation: Any, before: Draft, draft: Draft) -> None:
    """Changes what differs, so that every other line stays as it was written."""
    if draft.text != before.text:
        variation["text"] = LiteralScalarString(draft.text)
    metadata = variation.setdefault("metadata", {})
    if draft.simple != before.simple:
        if draft.simple:
            metadata["simple"] = LiteralScalarString(draft.simple)
        else:
            metadata.pop("simple", None)
    for key, new, old in (
        ("choice", draft.choice, before.choice),
        ("subject", draft.subject, before.subject),
    ):
        if new != old:
            metadata[key] = DoubleQuotedScalarString(new)
    if (draft.section, draft.references) != (before.section, before.references):
        source = metadata.setdefault("source", {})
        source["section"] = DoubleQuotedScalarString(draft.section)
        source["references"] = [DoubleQuotedScalarString(title) for title in draft.references]
    if draft.buttons != before.buttons:
        variation["buttons"] = [
            {"title": DoubleQuotedScalarString(title), "payload": f"/{target}"}
            for title, target in draft.buttons
        ]


def _write_examples(content: Any, answer: str, examples: Sequence[str]) -> None:
    block = LiteralScalarString("".join(f"{BULLET}{example}\n" for example in examples))
    entry = next((item for item in content["nlu"] if item.get("intent") == answer), None)
    if entry is None:
        content["nlu"].append({"intent": answer, "examples": block})
    else:
        entry["examples"] = block


def _flat(text: str) -> str:
    """A block's text without the line break at its end."""
    return str(text).rstrip("\n")
