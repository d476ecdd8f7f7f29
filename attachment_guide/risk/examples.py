"""Reads the examples of clinical/examples, the rounds of clinical/evaluation, and the questions of data/."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from attachment_guide.content.feelings import read_feelings
from attachment_guide.paths import CLINICAL, DATA
from attachment_guide.risk.example_format import (
    Entry,
    Problem,
    Vocabulary,
    place_problems,
    read_example_file,
    read_round,
    read_vocabulary,
)
from attachment_guide.risk.tiers import AT_RISK, Tier
from attachment_guide.yaml_files import read_yaml

EXAMPLES_FOLDER = CLINICAL / "examples"
EVALUATION_FOLDER = CLINICAL / "evaluation"
NOT_HARMLESS_FILE = CLINICAL / "not_harmless.yml"
# The category of the questions in data/.
QUESTIONS = "questions"
# The category of messages that tell a feeling and no danger.
DISTRESS = "distress"
ENTITY = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})")
# Reads every value as the text that was written, so that `no`, 000 and 1:30 stay what they are.
PlainLoader: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class ExampleError(ValueError):
    """A file of examples is not as it must be; the message names the file and what is allowed."""


@dataclass(frozen=True)
class Example:
    """One message with what it is.

    Attributes:
        text: the message.
        tier: one of attachment_guide.risk.tiers.TIERS.
        category: what it is about, from the tier's list of categories.
        about: `self` or `other`.
        style: how it is written, where the file says so.
    """

    text: str
    tier: str
    category: str
    about: str = "self"
    style: str = ""

    @property
    def at_risk(self) -> bool:
        """Whether help has to be shown."""
        return self.tier in AT_RISK


@dataclass(frozen=True)
class EvaluationRound:
    """A set of labelled messages to measure by.

    Attributes:
        name: the name of its file.
        used_for_training: whether its messages have been learned from and so measure nothing any more.
        messages: what it holds.
        conversations: what whole conversations it holds: the risk, `none` or `high`, and what the person
            writes one after another.
    """

    name: str
    used_for_training: bool
    messages: list[Example]
    conversations: list[tuple[str, tuple[str, ...]]]


def example_files(folder: Path = EXAMPLES_FOLDER) -> list[Path]:
    """The files with examples, in a fixed order.

    Args:
        folder: where they are, each in the folder of its tier.
    """
    return sorted(folder.rglob("*.yml"))


def read_examples(folder: Path = EXAMPLES_FOLDER) -> list[Example]:
    """Reads all examples of a folder. Where the same text appears twice, the first one counts.

    Args:
        folder: where they are, each file in the folder of its tier.

    Raises:
        ExampleError: when a file is not as clinical/README.md describes it.
    """
    names = read_vocabulary()
    found: dict[str, Example] = {}
    for file in example_files(folder):
        for example in read_file(file, names):
            found.setdefault(example.text, example)
    return list(found.values())


def read_file(file: Path, names: Vocabulary | None = None) -> list[Example]:
    """Reads one file of examples: its folder is the tier, its name the category.

    Args:
        file: such as clinical/examples/crisis/suicide.yml.
        names: the names that are known; those of clinical/categories.yml when left out.

    Raises:
        ExampleError: when the file is not as clinical/README.md describes it.
    """
    names = names or read_vocabulary()
    _refuse(file, place_problems(file, names))
    content = _load(file)
    return _examples(file, read_example_file(content, file.parent.name, file.stem, names))


def read_rounds(folder: Path = EVALUATION_FOLDER) -> list[EvaluationRound]:
    """Reads all rounds of evaluation, used or not.

    Args:
        folder: where they are.

    Raises:
        ExampleError: when a file is not as clinical/README.md describes it.
    """
    names = read_vocabulary()
    rounds = []
    for file in sorted(folder.glob("*.yml")):
        content = _load(file)
        messages = _examples(file, read_round(content, names))
        said = [(one["risk"], tuple(one["turns"])) for one in content.get("conversations") or ()]
        rounds.append(EvaluationRound(file.stem, content["used_for_training"] == "true", messages, said))
    return rounds


def used_rounds(folder: Path = EVALUATION_FOLDER) -> list[Example]:
    """The messages of the rounds that have been measured and are learned from since.

    Args:
        folder: where the rounds are.

    Raises:
        ExampleError: when a file is not as clinical/README.md describes it.
    """
    return [message for one in read_rounds(folder) if one.used_for_training for message in one.messages]


def harmless_questions(folder: Path = DATA) -> list[Example]:
    """Examples of ordinary questions to the assistant.

    Args:
        folder: Rasa's training data.
    """
    texts: dict[str, None] = {}
    others = not_harmless()
    for file in sorted(folder.glob("*/*.yml")):
        content = read_yaml(file) or {}
        for block in content.get("nlu") or ():
            if not isinstance(block.get("examples"), str) or _intent(block) in others:
                continue
            for line in block["examples"].splitlines():
                text = ENTITY.sub(r"\1", line.strip().removeprefix("-").strip())
                if text:
                    texts.setdefault(text)
    return [Example(text, Tier.NONE, QUESTIONS) for text in texts]


def not_harmless(file: Path = NOT_HARMLESS_FILE) -> frozenset[str]:
    """The intents whose examples are no plain questions, without their keys.

    Args:
        file: that names them.
    """
    return frozenset(read_yaml(file)["intents"])


def _intent(block: Mapping[str, Any]) -> str:
    return str(block.get("intent", "")).split("/")[0]


def harmless_feelings() -> list[Example]:
    """Messages that tell a feeling, of people who are in no danger, and their like without one."""
    return [
        Example(text, Tier.NONE, DISTRESS if feeling else QUESTIONS)
        for text, feeling in read_feelings().examples
    ]


def _load(file: Path) -> Any:
    with file.open(encoding="utf-8") as stream:
        try:
            return yaml.load(stream, Loader=PlainLoader)
        except yaml.YAMLError as error:
            raise ExampleError(f"{file}: this is not valid YAML. {error}") from error


def _examples(file: Path, found: Iterable[Entry | Problem]) -> list[Example]:
    return [
        Example(entry.text, entry.tier, entry.category, entry.about, entry.style)
        for entry in _refuse(file, found)
    ]


def _refuse(file: Path, found: Iterable[Entry | Problem]) -> list[Entry]:
    """The entries; an error at the first problem."""
    entries = []
    for item in found:
        if isinstance(item, Problem):
            raise ExampleError(f"{file}: {item.describe()}")
        entries.append(item)
    return entries
