"""The project's history (git): what has changed, one commit a publication, and taking it back."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from studio.work.workspace import CONTENT

# Stands below the message of each commit that the studio makes, so that `undo` never takes back another one.
MARK = "Published-by: studio"


class HistoryError(RuntimeError):
    """The history cannot be read or written; the message says why and what to do."""


@dataclass(frozen=True)
class Changed:
    """A file that differs from the last commit.

    Attributes:
        path: from the project's folder.
        added: lines that are new, without their indentation.
        removed: lines that are gone.
        is_new: whether the whole file is new.
    """

    path: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    is_new: bool = False


@dataclass(frozen=True)
class Publication:
    """A commit that the studio has made.

    Attributes:
        id: of the commit.
        title: the first line of its message.
        by: who made it.
        at: when, as a date and time.
    """

    id: str
    title: str
    by: str
    at: str


class History:
    """The git checkout that the project's folder is, or is a part of."""

    def __init__(self, root: Path) -> None:
        """Takes the project's folder."""
        self._root = root

    @property
    def is_there(self) -> bool:
        """Whether the project has a history with a first commit."""
        return self._run("rev-parse", "--verify", "--quiet", "HEAD").returncode == 0

    def local_person(self) -> tuple[str, str]:
        """Name and address of who works on this machine, as git knows them."""
        return (
            self._run("config", "user.name").stdout.strip() or "studio",
            self._run("config", "user.email").stdout.strip(),
        )

    def changes(self) -> list[Changed]:
        """The content's files that differ from the last commit.

        Raises:
            HistoryError: when there is no history.
        """
        found = []
        # The status of each path stands in its first two letters; names with blanks stay as they are with -z.
        for entry in filter(
            None,
            self._must("status", "--porcelain", "-z", "--no-renames", "-uall", "--", *self._there()).split(
                "\0"
            ),
        ):
            path = entry[3:]
            if entry[:2] == "??":
                lines = (self._root / path).read_text(encoding="utf-8").splitlines()
                found.append(Changed(path, tuple(line.strip() for line in lines if line.strip()), (), True))
                continue
            diff = self._must("diff", "-U0", "--no-color", "--no-ext-diff", "HEAD", "--", path).splitlines()
            body = [line for line in diff if not line.startswith(("+++", "---"))]
            found.append(
                Changed(
                    path,
                    tuple(line[1:].strip() for line in body if line.startswith("+")),
                    tuple(line[1:].strip() for line in body if line.startswith("-")),
                )
            )
        return found

    def before(self, path: str) -> str:
        """A file as it was in the last commit; empty when it is new.

        Args:
            path: from the project's folder.
        """
        return self._run("show", f"HEAD:./{path}").stdout

    def publish(self, message: str, name: str, mail: str) -> str:
        """Makes one commit of all changes of the content.

        Args:
            message: what was changed, in a line.
            name: who publishes it.
            mail: their address.

        Returns:
            The commit's id.

        Raises:
            HistoryError: when git refuses.
        """
        paths = [change.path for change in self.changes()]
        self._must("add", "--all", "--", *paths)
        self._must(
            *self._as(name, mail), "commit", "--quiet", "--only", "-m", f"{message}\n\n{MARK}", "--", *paths
        )
        return self._must("rev-parse", "--short", "HEAD").strip()

    def publications(self, most: int = 10) -> list[Publication]:
        """What the studio has published and not taken back, the last one first.

        Args:
            most: how many are looked for.
        """
        if not self.is_there:
            return []
        log = self._must(
            "log",
            "-n",
            str(most * 5),
            "--format=%h%x1f%s%x1f%an%x1f%ad%x1f%b%x1e",
            "--date=format:%Y-%m-%d %H:%M",
        )
        taken_back: set[str] = set()
        found = []
        for entry in filter(None, (part.strip("\n") for part in log.split("\x1e"))):
            id_, title, by, at, body = entry.split("\x1f")
            taken_back.update(
                word.strip(".")
                for line in body.splitlines()
                if "reverts commit" in line
                for word in line.split()
            )
            if MARK in body and not any(word.startswith(id_) for word in taken_back):
                found.append(Publication(id_, title, by, at))
        return found[:most]

    def take_back(self, publication: Publication, name: str, mail: str) -> None:
        """Undoes a publication by a commit that says so.

        Args:
            publication: the last one.
            name: who takes it back.
            mail: their address.

        Raises:
            HistoryError: when there are unpublished changes, or a later commit changed the same lines.
        """
        if self.changes():
            raise HistoryError("There are unpublished changes. Publish them, or take them back first.")
        done = self._run(*self._as(name, mail), "revert", "--no-edit", publication.id)
        if done.returncode:
            self._run("revert", "--abort")
            raise HistoryError(
                f"“{publication.title}” cannot be taken back by itself: something later has changed the same "
                "lines. Ask whoever keeps the project's history."
            )

    def discard(self, path: str) -> None:
        """Puts a file back as it was in the last commit; a new one is deleted.

        Args:
            path: from the project's folder; one of `changes`.

        Raises:
            HistoryError: when it is not among the changes.
        """
        change = next((change for change in self.changes() if change.path == path), None)
        if change is None:
            raise HistoryError(f"“{path}” has not changed.")
        if change.is_new:
            (self._root / path).unlink()
        else:
            self._must("checkout", "--quiet", "HEAD", "--", path)

    def _there(self) -> list[str]:
        return [name for name in CONTENT if (self._root / name).exists()] or ["."]

    @staticmethod
    def _as(name: str, mail: str) -> Sequence[str]:
        return "-c", f"user.name={name}", "-c", f"user.email={mail or 'studio@localhost'}"

    def _must(self, *arguments: str) -> str:
        done = self._run(*arguments)
        if done.returncode:
            why = (done.stderr.strip().splitlines() or ["git failed"])[-1]
            raise HistoryError(f"The project's history does not answer: {why}")
        return done.stdout

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        try:
            return subprocess.run(
                ["git", "-c", "core.quotePath=off", "-C", str(self._root), *arguments],
                capture_output=True,
                text=True,
                encoding="utf-8",
                check=False,
            )
        except OSError as error:
            return subprocess.CompletedProcess(arguments, 1, "", f"git cannot be run: {error}")
