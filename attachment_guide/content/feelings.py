"""What visitors feel, how they say so, and the sentence that takes it up before an answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from attachment_guide.paths import DATA
from attachment_guide.yaml_files import read_yaml

FEELINGS_FILE = DATA / "conversation" / "feelings.yml"
# The label of messages in which no feeling is told.
NOTHING = ""


@dataclass(frozen=True)
class Feelings:
    """The content of the file.

    Attributes:
        sentences: for each feeling, what may be said first.
        examples: pairs of a message and its feeling; `NOTHING` where it tells none.
    """

    sentences: dict[str, tuple[str, ...]]
    examples: tuple[tuple[str, str], ...]


def read_feelings(file: Path = FEELINGS_FILE) -> Feelings:
    """Reads the file.

    Args:
        file: where it is.

    Raises:
        OSError: when it cannot be read.
        KeyError: when a feeling has no sentences or no examples.
    """
    content = read_yaml(file)
    feelings = content["feelings"]
    told = [(text, name) for name, feeling in feelings.items() for text in feeling["examples"]]
    return Feelings(
        {name: tuple(feeling["sentences"]) for name, feeling in feelings.items()},
        (*told, *((text, NOTHING) for text in content["nothing"])),
    )


@lru_cache(maxsize=1)
def shared_feelings() -> Feelings:
    """The process's one reading of the file."""
    return read_feelings()
