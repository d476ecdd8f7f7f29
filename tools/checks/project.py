"""The project's content as the checks see it: what could be read, with the place of each part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tools.checks.findings import Place
from tools.checks.python_names import PythonNames, python_names
from tools.checks.yaml_file import Text, YamlFile, as_items, as_map, line_of, read_yaml

DASH = "-"


@dataclass(frozen=True)
class Owed:
    """An answer that the content map lists."""

    id: str
    references: tuple[int, ...]
    facts: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Example:
    """A training example, and the intent (or `<intent>/<key>`) that it belongs to."""

    text: str
    intent: str
    place: Place


@dataclass(frozen=True)
class Button:
    """A button under a message."""

    title: str
    payload: str
    place: Place


@dataclass(frozen=True)
class Variation:
    """One of the texts of a response."""

    response: str
    text: str
    buttons: tuple[Button, ...]
    source: Any
    condition_slots: tuple[tuple[str, Place], ...]
    place: Place


@dataclass(frozen=True)
class Step:
    """A step of a rule or story: an intent that is said, or an action that follows."""

    kind: str
    name: str
    place: Place


@dataclass(frozen=True)
class Synonym:
    """A name that stands for something else."""

    value: str
    place: Place


@dataclass
class Project:
    """Everything that is checked.

    Attributes:
        root: the project's folder.
        data: folder of answers, conversation, rules and stories.
        today: what counts as today.
        content_map: the file content-map.yml.
        domain: the file domain.yml.
        data_files: the YAML files in the data folder.
        follow_ups: attachment_guide/content/follow_ups.yml, when there is one.
        risk_files: the YAML files in clinical/.
        python: what the code says of responses.
        owed: answers of the content map by their name.
        examples: training examples in their order.
        synonyms: of topics.
        responses: the texts of each response.
        dialogues: the steps of each rule and story.
        intents: of the domain.
        actions: of the domain.
        slots: of the domain.
        entities: of the domain.
    """

    root: Path
    data: Path
    today: date
    content_map: YamlFile
    domain: YamlFile
    data_files: list[YamlFile]
    follow_ups: YamlFile | None
    risk_files: list[YamlFile]
    python: PythonNames
    owed: dict[str, Owed] = field(default_factory=dict)
    examples: list[Example] = field(default_factory=list)
    synonyms: list[Synonym] = field(default_factory=list)
    responses: dict[str, list[Variation]] = field(default_factory=dict)
    dialogues: list[list[Step]] = field(default_factory=list)
    intents: dict[str, Place] = field(default_factory=dict)
    actions: dict[str, Place] = field(default_factory=dict)
    slots: dict[str, Place] = field(default_factory=dict)
    entities: dict[str, Place] = field(default_factory=dict)

    @property
    def files(self) -> list[YamlFile]:
        """All YAML files that were read."""
        follow_ups = [self.follow_ups] if self.follow_ups else []
        return [self.content_map, self.domain, *self.data_files, *follow_ups, *self.risk_files]

    @property
    def is_readable(self) -> bool:
        """Whether all files could be read."""
        return all(file.is_readable for file in self.files)

    @property
    def groups(self) -> set[str]:
        """The groups of the content map: the intents of the document's answers."""
        return {answer.split("/")[0] for answer in self.owed}

    @property
    def intents_with_examples(self) -> dict[str, Place]:
        """Intents, with their keys, that have examples, and the place of the first."""
        found: dict[str, Place] = {}
        for example in self.examples:
            found.setdefault(example.intent, example.place)
        return found

    @property
    def variations(self) -> Iterator[Variation]:
        """All texts of all responses."""
        return (variation for texts in self.responses.values() for variation in texts)

    @property
    def replies(self) -> dict[str, set[str]]:
        """For each intent the actions that rules and stories give as replies to it."""
        found: dict[str, set[str]] = {}
        for steps in self.dialogues:
            said = ""
            for step in steps:
                if step.kind == "intent":
                    said = step.name.split("/")[0]
                    found.setdefault(said, set())
                elif said:
                    found[said].add(step.name)
        return found

    def has_response(self, action: str) -> bool:
        """Whether `utter_…` names a text, or a group of texts with keys.

        Args:
            action: such as `utter_menu`, `utter_symptoms` or `utter_symptoms/children`.
        """
        return action in self.responses or any(r.startswith(f"{action}/") for r in self.responses)

    def home_of(self, prefix: str) -> Place:
        """Where a text belongs that is missing: beside those whose names begin alike.

        Args:
            prefix: such as `utter_crisis/`.
        """
        for name, texts in self.responses.items():
            if name.startswith(prefix) and texts:
                return Place(texts[0].place.file)
        return Place(self.domain.path)

    def risk_file(self, name: str) -> YamlFile | None:
        """One of the files in clinical/; None when it is not there.

        Args:
            name: such as `help_lines.yml`.
        """
        path = self.root / "clinical" / name
        return next((file for file in self.risk_files if file.path == path), None)

    def risk_folder(self, name: str) -> list[YamlFile]:
        """The files of one of the folders in clinical/, those of its subfolders included.

        Args:
            name: such as `phrases`.
        """
        folder = self.root / "clinical" / name
        return [file for file in self.risk_files if folder in file.path.parents]


def load_project(root: Path, data: Path | None = None, today: date | None = None) -> Project:
    """Reads everything; what cannot be read is left out and reported by the check `layout`.

    Args:
        root: the project's folder.
        data: folder of the training data; `data` in the root when left out.
        today: what counts as today; the real date when left out.
    """
    data = data or root / "data"
    follow_ups = root / "attachment_guide" / "content" / "follow_ups.yml"
    project = Project(
        root=root,
        data=data,
        today=today or date.today(),
        content_map=read_yaml(root / "content-map.yml"),
        domain=read_yaml(root / "domain.yml"),
        data_files=[read_yaml(path) for path in sorted(data.rglob("*.y*ml"))],
        follow_ups=read_yaml(follow_ups) if follow_ups.exists() else None,
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


def example_lines(examples: Any) -> Iterator[tuple[int, str]]:
    """The lines of a block of examples, as they are written.

    Args:
        examples: the value of `examples`.

    Yields:
        Number of the line in its file, and the line.
    """
    if isinstance(examples, Text):
        for i, line in enumerate(examples.splitlines()):
            yield examples.line + i, line


def _read_content_map(project: Project) -> None:
    file = project.content_map
    for group, entries in as_map(file.content).items():
        for key, entry in as_map(entries).items():
            entry = as_map(entry)
            project.owed[f"{group}/{key}"] = Owed(
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
        source=as_map(variation.get("metadata")).get("source"),
        condition_slots=tuple(
            (str(condition["name"]), file.place(line_of(condition, "name")))
            for condition in conditions
            if condition.get("name")
        ),
        place=file.place(line_of(text) if isinstance(text, Text) else variation.line),
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
