"""What a check has found: where it is, what is wrong, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ERROR = "error"
WARNING = "warning"


@dataclass(frozen=True, order=True)
class Place:
    """A line of a file.

    Attributes:
        file: the path of the file.
        line: the line's number, counted from one.
    """

    file: Path
    line: int = 1


@dataclass(frozen=True, order=True)
class Finding:
    """Something that is wrong with the content.

    Attributes:
        place: the file and line to look at.
        message: what is wrong and what to do, in plain words.
        severity: `error` or `warning`.
    """

    place: Place
    message: str
    severity: str = ERROR
