"""Reads the evaluation sets: questions, messages to decline, and dialogues.

None of their messages is among the training examples.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from attachment_guide.yaml_files import read_yaml

FOLDER = Path(__file__).parent
QUESTIONS_FILE = FOLDER / "questions.yml"
DECLINED_FILE = FOLDER / "declined.yml"
DIALOGUES_FILE = FOLDER / "dialogues.yml"

Case = TypeVar("Case")


@dataclass(frozen=True)
class Question:
    """A question that the article answers.

    Attributes:
        text: the question, as a visitor writes it.
        style: the way it is written, such as `keywords` or `story`.
        accept: full retrieval intents of the answers that count as right.
    """

    text: str
    style: str
    accept: tuple[str, ...]


@dataclass(frozen=True)
class Declined:
    """A message that the article does not answer, so that the assistant should decline it.

    Attributes:
        text: the message, as a visitor writes it.
        kind: why it is to be declined, such as `near` (close to the article's subject) or `medicine`.
    """

    text: str
    kind: str


@dataclass(frozen=True)
class Turn:
    """What a visitor says in a dialogue, and which replies are right.

    Attributes:
        say: the visitor's message.
        expect: prefixes of response names, such as `utter_symptoms/`; a reply with one of them is right.
        all: whether the reply needs a message for every prefix in `expect`, not just for one of them.
    """

    say: str
    expect: tuple[str, ...]
    all: bool = False


@dataclass(frozen=True)
class Dialogue:
    """A scripted conversation.

    Attributes:
        name: says what the dialogue is about; unique.
        turns: the visitor's messages in their order, with the expected replies.
    """

    name: str
    turns: tuple[Turn, ...]


@dataclass(frozen=True)
class LabelledMessage:
    """What somebody wrote, and what the assistant should do.

    Attributes:
        text: the message.
        style: `keywords`, `question`, `statement` or `story`.
        expect: `answer`, `decline`, `either`, `no_diagnosis`, `no_medical_advice`, `smalltalk`, `concern`,
            `check` or `crisis`.
        also: what is accepted instead.
        accept: full retrieval intents of the answers that count as right.
    """

    text: str
    style: str
    expect: str
    also: tuple[str, ...]
    accept: tuple[str, ...]


def load_questions(file: Path = QUESTIONS_FILE) -> list[Question]:
    """Reads the questions.

    Args:
        file: a YAML file in the form of sets/questions.yml.
    """
    return [Question(x["text"], x["style"], tuple(x["accept"])) for x in read_yaml(file)]


def load_declined(file: Path = DECLINED_FILE) -> list[Declined]:
    """Reads the messages to decline.

    Args:
        file: a YAML file in the form of sets/declined.yml.
    """
    return [Declined(x["text"], x["kind"]) for x in read_yaml(file)]


def load_dialogues(file: Path = DIALOGUES_FILE) -> list[Dialogue]:
    """Reads the dialogues.

    Args:
        file: a YAML file in the form of sets/dialogues.yml.
    """
    return [Dialogue(x["name"], tuple(_turn(turn) for turn in x["turns"])) for x in read_yaml(file)]


def load_labelled(file: Path) -> list[LabelledMessage]:
    """Reads messages that others have labelled.

    Args:
        file: JSON lines with `text`, `style`, `expect`, `ids` and `note`; a note may hold `alt=…`.
    """
    return [_labelled(json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines() if line]


def sample(cases: list[Case], limit: int | None) -> list[Case]:
    """Picks cases that are spread evenly over the whole list.

    Args:
        cases: the list to pick from.
        limit: the largest number of cases to return; None for all of them.
    """
    step = max(1, len(cases) // limit) if limit else 1
    return cases[::step][:limit]


def _turn(entry: dict[str, Any]) -> Turn:
    return Turn(entry["say"], tuple(entry["expect"]), entry.get("all", False))


def _labelled(entry: dict[str, Any]) -> LabelledMessage:
    also = re.search(r"\balt=([\w,]+)", entry.get("note", ""))
    return LabelledMessage(
        entry["text"],
        entry["style"],
        entry["expect"],
        tuple(also[1].split(",")) if also else (),
        tuple(entry["ids"]),
    )
