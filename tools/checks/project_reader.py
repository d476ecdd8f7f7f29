"""Reads the project's content for the checks.

What cannot be read is left out; the check `layout` says what that is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from attachment_guide.names import KEY_SIMPLE
from tools.checks.project import (
    Button,
    Example,
    Project,
    RequiredAnswer,
    SimplerText,
    Step,
    Synonym,
    Variation,
)
from tools.checks.python_names import python_names
from tools.checks.yaml_file import Text, YamlFile, as_items, as_map, line_of, read_yaml

DASH = "-"
ANSWERS_READ = "answers-read.yml"


def load_project(root: Path, data: Path | None = None, today: date | None = None) -> Project:
    """Reads everything that the checks look at.

    Args:
        root: the project's folder.
        data: the folder of the training data; None for `data` in the project's folder.
        today: the day that counts as today; None for the real one.
    """
    data = data or root / "data"
    project = Project(
        root=root,
        data=data,
        today=today or date.today(),
        content_map=read_yaml(root / "content-map.yml"),
        domain=read_yaml(root / "domain.yml"),
        data_files=[read_yaml(path) for path in sorted(data.rglob("*.y*ml"))],
        follow_ups=_read_if_there(root / "attachment_guide" / "content" / "follow_ups.yml"),
        evaluation_files=[read_yaml(path) for path in sorted((root / "evaluation" / "sets").glob("*.yml"))],
        config=_read_if_there(root / "config.yml"),
        article=_read_if_there(root / "article.yml"),
        answers_read=_read_if_there(root / ANSWERS_READ),
        risk_files=[read_yaml(path) for path in sorted((root / "clinical").rglob("*.yml"))],
        python=python_names(root),
    )
    _read_content_map(project)
    _read_domain(project)
    for file in project.data_files:
        _read_examples(file, project)
        _read_responses(file, project)
        _read_dialogues(file, project)
    return project


def _read_if_there(path: Path) -> YamlFile | None:
    return read_yaml(path) if path.exists() else None


def example_lines(examples: Any) -> Iterator[tuple[int, str]]:
    """The lines of a block of examples, as they are written.

    Args:
        examples: the value of the key `examples`; anything but a text has no lines.

    Yields:
        Each line's number in its file, and the line.
    """
    if isinstance(examples, Text):
        for i, line in enumerate(examples.splitlines()):
            yield examples.line + i, line


def _read_content_map(project: Project) -> None:
    file = project.content_map
    for group, entries in as_map(file.content).items():
        for key, entry in as_map(entries).items():
            entry = as_map(entry)
            project.required_answers[f"{group}/{key}"] = RequiredAnswer(
                f"{group}/{key}",
                tuple(int(x) for x in as_items(entry.get("refs")) if str(x).isdigit()),
                tuple(str(fact) for fact in as_items(entry.get("facts"))),
                file.place(line_of(entries, key)),
            )


def _read_domain(project: Project) -> None:
    content = as_map(project.domain.content)
    for names, section in (
        (project.intents, content.get("intents")),
        (project.actions, content.get("actions")),
        (project.entities, content.get("entities")),
    ):
        items = as_items(section)
        for item, line in zip(items, items.lines, strict=True):
            name = next(iter(as_map(item)), None) or item
            names[str(name)] = project.domain.place(line)
    slots = as_map(content.get("slots"))
    project.slots = {name: project.domain.place(line) for name, line in slots.lines.items()}
    _read_responses(project.domain, project)


def _read_examples(file: YamlFile, project: Project) -> None:
    for item in as_items(as_map(file.content).get("nlu")):
        item = as_map(item)
        if isinstance(item.get("synonym"), str):
            place = file.place(line_of(item, "synonym"))
            project.synonyms.append(Synonym(item["synonym"], place))
        intent = item.get("intent")
        if not isinstance(intent, str):
            continue
        for line, text in example_lines(item.get("examples")):
            text = text.strip().removeprefix(DASH).strip()
            if text:
                project.examples.append(Example(text, str(intent), file.place(line)))


def _read_responses(file: YamlFile, project: Project) -> None:
    responses = as_map(as_map(file.content).get("responses"))
    for name, variations in responses.items():
        texts = project.responses.setdefault(name, [])
        for variation in as_items(variations):
            if isinstance(variation, dict):
                texts.append(_variation(name, as_map(variation), file))


def _variation(name: str, variation: Any, file: YamlFile) -> Variation:
    buttons = [as_map(button) for button in as_items(variation.get("buttons"))]
    conditions = [as_map(condition) for condition in as_items(variation.get("condition"))]
    text = variation.get("text")
    metadata = as_map(variation.get("metadata"))
    simple = metadata.get(KEY_SIMPLE)
    return Variation(
        response=name,
        text=text if isinstance(text, Text) else "",
        buttons=tuple(
            Button(
                str(button.get("title") or ""),
                str(button.get("payload") or ""),
                file.place(button.line),
            )
            for button in buttons
        ),
        source=metadata.get("source"),
        choice=str(metadata.get("choice") or ""),
        subject=str(metadata.get("subject") or ""),
        condition_slots=tuple(
            (str(condition["name"]), file.place(line_of(condition, "name")))
            for condition in conditions
            if condition.get("name")
        ),
        place=file.place(line_of(text) if isinstance(text, Text) else variation.line),
        simple=SimplerText(str(simple), file.place(line_of(simple))) if isinstance(simple, Text) else None,
    )


def _read_dialogues(file: YamlFile, project: Project) -> None:
    content = as_map(file.content)
    for section in ("rules", "stories"):
        for dialogue in as_items(content.get(section)):
            steps = as_map(dialogue).get("steps")
            project.dialogues.append(list(_steps(steps, file)))


def _steps(steps: Any, file: YamlFile) -> Iterator[Step]:
    for step in as_items(steps):
        step = as_map(step)
        yield from _steps(step.get("or"), file)
        for kind in ("intent", "action"):
            if isinstance(step.get(kind), str):
                yield Step(kind, str(step[kind]), file.place(line_of(step, kind)))
