"""The unseen evaluation sets: questions, messages to decline, and dialogues."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml

FOLDER = Path(__file__).parent
QUESTIONS_FILE = FOLDER / "questions.yml"
DECLINED_FILE = FOLDER / "declined.yml"
DIALOGUES_FILE = FOLDER / "dialogues.yml"

Case = TypeVar("Case")


@dataclass(frozen=True)
class Question:
    """A question that the document answers.

    Attributes:
        text: as a visitor writes it.
        style: how it is written, such as `keywords` or `story`.
        accept: full retrieval intents of the answers that fit.
    """

    text: str
    style: str
    accept: tuple[str, ...]


@dataclass(frozen=True)
class Declined:
    """A message that the document does not answer.

    Attributes:
        text: as a visitor writes it.
        kind: what makes it one, such as `near` or `medicine`.
    """

    text: str
    kind: str


@dataclass(frozen=True)
class Turn:
    """What a visitor says in a dialogue, and what may come back.

    Attributes:
        say: the visitor's message.
        expect: how the name of a fitting message begins.
        all: whether every one of `expect` has to come, not only one of them.
    """

    say: str
    expect: tuple[str, ...]
    all: bool = False


@dataclass(frozen=True)
class Dialogue:
    """A conversation, turn by turn."""

    name: str
    turns: tuple[Turn, ...]


def load_questions(file: Path = QUESTIONS_FILE) -> list[Question]:
    """Reads the questions.

    Args:
        file: the YAML file they stand in.
    """
    return [Question(x["text"], x["style"], tuple(x["accept"])) for x in _read(file)]


def load_declined(file: Path = DECLINED_FILE) -> list[Declined]:
    """Reads the messages to decline.

    Args:
        file: the YAML file they stand in.
    """
    return [Declined(x["text"], x["kind"]) for x in _read(file)]


def load_dialogues(file: Path = DIALOGUES_FILE) -> list[Dialogue]:
    """Reads the dialogues.

    Args:
        file: the YAML file they stand in.
    """
    return [Dialogue(x["name"], tuple(_turn(turn) for turn in x["turns"])) for x in _read(file)]


def sample(cases: list[Case], limit: int | None) -> list[Case]:
    """Takes some cases, spread evenly over all.

    Args:
        cases: all of them.
        limit: how many; all when left out.
    """
    step = max(1, len(cases) // limit) if limit else 1
    return cases[::step][:limit]


def _turn(entry: dict[str, Any]) -> Turn:
    return Turn(entry["say"], tuple(entry["expect"]), entry.get("all", False))


def _read(file: Path) -> list[dict[str, Any]]:
    return yaml.safe_load(file.read_text(encoding="utf-8"))
