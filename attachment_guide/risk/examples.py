"""Reads the examples of clinical/examples and of the evaluation sets, and the questions of data/."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from attachment_guide.paths import CLINICAL, DATA
from attachment_guide.risk.tiers import AT_RISK
from attachment_guide.yaml_files import WordLoader, read_yaml

EXAMPLES_FOLDER = CLINICAL / "examples"
# Files of data/ whose examples are no plain questions: risk, and signs that may be a concern.
NOT_HARMLESS = frozenset({"seek_help", "crisis", "check", "concern", "crisis_replies"})
ENTITY = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})")


@dataclass(frozen=True)
class Example:
    """One message with what it is.

    Attributes:
        text: the message.
        tier: one of attachment_guide.risk.tiers.TIERS.
        category: of crisis, check or concern; of `none` what kind it is.
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


def example_files(folder: Path = EXAMPLES_FOLDER) -> list[Path]:
    """The files with examples, in a fixed order.

    Args:
        folder: where they are.
    """
    return sorted(folder.glob("*.yml"))


def read_examples(folder: Path = EXAMPLES_FOLDER) -> list[Example]:
    """Reads all examples of a folder; of the same text twice, the first.

    Args:
        folder: with files as the brief in clinical/README.md describes.
    """
    found: dict[str, Example] = {}
    for file in example_files(folder):
        for example in read_file(file):
            found.setdefault(example.text, example)
    return list(found.values())


def read_file(file: Path) -> Iterator[Example]:
    """Reads one file of examples.

    Args:
        file: YAML with one or more documents: tier, category, self, other, perhaps style.
    """
    with file.open(encoding="utf-8") as stream:
        for document in yaml.load_all(stream, Loader=WordLoader):
            if not document:
                continue
            tier, category = str(document["tier"]), str(document.get("category") or "")
            style = str(document.get("style") or "")
            for about in ("self", "other"):
                for text in document.get(about) or ():
                    yield Example(str(text).strip(), tier, category, about, style)


def harmless_questions(folder: Path = DATA) -> list[Example]:
    """Examples of ordinary questions to the assistant.

    Args:
        folder: Rasa's training data.
    """
    texts: dict[str, None] = {}
    for file in sorted(folder.glob("*/*.yml")):
        if file.stem in NOT_HARMLESS:
            continue
        content = read_yaml(file) or {}
        for block in content.get("nlu") or ():
            if not isinstance(block.get("examples"), str):
                continue
            for line in block["examples"].splitlines():
                text = ENTITY.sub(r"\1", line.strip().removeprefix("-").strip())
                if text:
                    texts.setdefault(text)
    return [Example(text, "none", "question") for text in texts]
