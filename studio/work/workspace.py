"""The project that is worked on: its content as it stands on disk, read anew when a file has changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tools.checks.project import Project
from tools.checks.project_reader import load_project

# What people edit, beside what is said of it in docs/for-staff.md. Only this is shown, changed and published.
CONTENT = (
    "data",
    "clinical",
    "evaluation/sets",
    "tests/stories",
    "content-map.yml",
    "article.yml",
    "answers-read.yml",
    "domain.yml",
)
ENDINGS = (".yml", ".yaml")


class Workspace:
    """A project's folder.

    All changes are made in the server's one event loop, without waiting in between: two people who save at
    once are served one after the other.
    """

    def __init__(self, root: Path) -> None:
        """Takes the project's folder; nothing is read yet."""
        self.root = root
        self._stamps: dict[Path, tuple[int, int]] = {}
        self._project: Project | None = None

    def project(self) -> Project:
        """The content as it stands."""
        stamps = {path: _stamp(path) for path in self.files()}
        if self._project is None or stamps != self._stamps:
            self._project, self._stamps = load_project(self.root), stamps
        return self._project

    @property
    def revision(self) -> str:
        """What tells one state of the content from another."""
        stamps = sorted((str(path), *_stamp(path)) for path in self.files())
        return hashlib.sha256(repr(stamps).encode()).hexdigest()[:16]

    def files(self) -> list[Path]:
        """All files that people edit."""
        found: list[Path] = []
        for name in CONTENT:
            path = self.root / name
            found += [path] if path.is_file() else [f for f in path.rglob("*") if f.suffix in ENDINGS]
        return sorted(found)

    def shown(self, path: Path) -> str:
        """A file's path as people know it.

        Args:
            path: of a file in the project.
        """
        return str(path.relative_to(self.root)) if path.is_relative_to(self.root) else str(path)


def _stamp(path: Path) -> tuple[int, int]:
    state = path.stat()
    return state.st_mtime_ns, state.st_size


def fingerprint(text: str) -> str:
    """What tells one text of a file from another, for a form that was filled in while somebody else saved.

    Args:
        text: what was read.
    """
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
