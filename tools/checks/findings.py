"""What a check says: where, what is wrong and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ERROR = "error"
WARNING = "warning"


@dataclass(frozen=True, order=True)
class Place:
    """A line of a file.

    Attributes:
        file: path of the file.
        line: counted from one.
    """

    file: Path
    line: int = 1


@dataclass(frozen=True, order=True)
class Finding:
    """Something that is wrong with the content.

    Attributes:
        place: where.
        message: what is wrong and what to do, in plain words.
        severity: `error` or `warning`.
    """

    place: Place
    message: str
    severity: str = ERROR
