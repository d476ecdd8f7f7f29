"""The project's content as the checks see it, with the place of each part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from tools.checks.findings import Place
from tools.checks.python_names import PythonNames
from tools.checks.yaml_file import YamlFile


@dataclass(frozen=True)
class RequiredAnswer:
    """An answer that the content map requires.

    Attributes:
        id: full retrieval intent, such as `symptoms/children`.
        references: the numbers of the article's own references for it.
        facts: what the answer must convey.
        place: the answer's line in the content map.
    """

    id: str
    references: tuple[int, ...]
    facts: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Example:
    """A training example.

    Attributes:
        text: the example, with its marked entities.
        intent: the full intent that it belongs to, such as `menu` or `symptoms/children`.
        place: the example's line.
    """

    text: str
    intent: str
    place: Place


@dataclass(frozen=True)
class Button:
    """A button below a text.

    Attributes:
        title: what is written on it.
        payload: what it stands for, such as `/symptoms/children`.
        place: the button's first line.
    """

    title: str
    payload: str
    place: Place


@dataclass(frozen=True)
class SimplerText:
    """The text that says an answer in simpler words.

    Attributes:
        text: the text.
        place: its first line.
    """

    text: str
    place: Place


@dataclass(frozen=True)
class Variation:
    """One of the texts of a response.

    Attributes:
        response: the response's name, such as `utter_menu`.
        text: the text; empty when the variation is only an image or the like.
        buttons: the buttons below the text.
        source: the value of `source` in the metadata, as it was read; None when missing.
        choice: the title with which an answer is offered; empty when missing.
        subject: what an answer is about, as the end of a sentence; empty when missing.
        condition_slots: the slots that the variation depends on, with their places.
        place: the text's first line.
        simple: an answer's text in simpler words; None when missing.
    """

    response: str
    text: str
    buttons: tuple[Button, ...]
    source: Any
    choice: str
    subject: str
    condition_slots: tuple[tuple[str, Place], ...]
    place: Place
    simple: SimplerText | None = None


@dataclass(frozen=True)
class Step:
    """A step of a rule or story.

    Attributes:
        kind: `intent` for what the visitor says, `action` for what the assistant does.
        name: the intent's or the action's name.
        place: the step's line.
    """

    kind: str
    name: str
    place: Place


@dataclass(frozen=True)
class Synonym:
    """An entry of the training data that gives a topic other names.

    Attributes:
        value: the topic, mostly a full retrieval intent.
        place: the entry's line.
    """

    value: str
    place: Place


@dataclass
class Project:
    """Everything that is checked.

    Attributes:
        root: the project's folder.
        data: the folder of answers, conversation, rules and stories.
        today: the day that counts as today.
        content_map: the file content-map.yml.
        domain: the file domain.yml.
        data_files: the YAML files in the data folder.
        follow_ups: the file follow_ups.yml of the library; None when there is none.
        evaluation_files: the YAML files of the evaluation sets.
        config: the file config.yml; None when there is none.
        article: the file with the article's headings and turning words; None when there is none.
        answers_read: what the answers held when a person last compared them with their facts; None when there
            is no such file.
        risk_files: the YAML files in clinical/.
        python: the responses and actions that the code names.
        required_answers: the answers of the content map, by their full retrieval intent.
        examples: the training examples, in their order.
        synonyms: the entries that give topics other names.
        responses: the texts of each response, by its name.
        dialogues: the steps of each rule and story.
        intents: the domain's intents, with their places.
        actions: the domain's actions, with their places.
        slots: the domain's slots, with their places.
        entities: the domain's entities, with their places.
    """

    root: Path
    data: Path
    today: date
    content_map: YamlFile
    domain: YamlFile
    data_files: list[YamlFile]
    follow_ups: YamlFile | None
    evaluation_files: list[YamlFile]
    config: YamlFile | None
    article: YamlFile | None
    answers_read: YamlFile | None
    risk_files: list[YamlFile]
    python: PythonNames
    required_answers: dict[str, RequiredAnswer] = field(default_factory=dict)
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
        single = [file for file in (self.follow_ups, self.config, self.article, self.answers_read) if file]
        return [
            *(self.content_map, self.domain, *self.data_files, *single),
            *self.evaluation_files,
            *self.risk_files,
        ]

    @property
    def is_readable(self) -> bool:
        """Whether all files could be read."""
        return all(file.is_readable for file in self.files)

    @property
    def groups(self) -> set[str]:
        """The groups of the content map, which are the retrieval intents of the article's answers."""
        return {answer.split("/")[0] for answer in self.required_answers}

    @property
    def intents_with_examples(self) -> dict[str, Place]:
        """The full intents that have examples, with the place of the first example of each."""
        found: dict[str, Place] = {}
        for example in self.examples:
            found.setdefault(example.intent, example.place)
        return found

    @property
    def variations(self) -> Iterator[Variation]:
        """All texts of all responses."""
        return (variation for texts in self.responses.values() for variation in texts)

    @property
    def simpler_texts(self) -> dict[str, list[Variation]]:
        """The simpler texts by the response's name, as if they were its own, without the buttons."""
        return {
            response: [
                replace(v, text=v.simple.text, place=v.simple.place, buttons=()) for v in texts if v.simple
            ]
            for response, texts in self.responses.items()
        }

    @property
    def replies(self) -> dict[str, set[str]]:
        """For each intent, the actions with which rules and stories reply to it."""
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
            action: a name such as `utter_menu`, `utter_symptoms` or `utter_symptoms/children`.
        """
        return action in self.responses or any(r.startswith(f"{action}/") for r in self.responses)

    def home_of(self, prefix: str) -> Place:
        """The place where a missing text belongs: the file with texts whose names begin in the same way.

        Args:
            prefix: the beginning of the name, such as `utter_crisis/`.
        """
        for name, texts in self.responses.items():
            if name.startswith(prefix) and texts:
                return Place(texts[0].place.file)
        return Place(self.domain.path)

    def risk_file(self, name: str) -> YamlFile | None:
        """One of the files in clinical/; None when it is not there.

        Args:
            name: the file's name, such as `help_lines.yml`.
        """
        path = self.root / "clinical" / name
        return next((file for file in self.risk_files if file.path == path), None)

    def risk_folder(self, name: str) -> list[YamlFile]:
        """The files of one of the folders in clinical/, those of its subfolders included.

        Args:
            name: the folder's name, such as `phrases`.
        """
        folder = self.root / "clinical" / name
        return [file for file in self.risk_files if folder in file.path.parents]
