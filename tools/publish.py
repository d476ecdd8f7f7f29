"""`make publish`: the running assistant says what is written in data/, after a check and without a restart.

An assistant that runs with `ATTACHMENT_GUIDE_TEXTS=published` says what was published last. Every publication
is kept, so that `make publish UNDO=1` goes back to the one before.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from attachment_guide.content.texts import PUBLISHED_FILE, Responses, all_responses
from attachment_guide.names import SAFETY_RESPONSES
from attachment_guide.paths import ROOT
from attachment_guide.settings import TEXTS_PUBLISHED, read_setting, variable
from tools.check import find_problems
from tools.checks.findings import ERROR, Finding
from tools.checks.project import Project
from tools.checks.project_reader import load_project
from tools.sign_offs import SignOffs, committed, remedy

EARLIER = "earlier"


@dataclass(frozen=True)
class Publication:
    """Texts that are, or were, said.

    Attributes:
        responses: all of them, by name.
        at: when they were published, in UTC.
    """

    responses: Responses
    at: str


class Shelf:
    """The folder of the published texts: the ones that are said, and all earlier ones."""

    def __init__(self, folder: Path) -> None:
        """Takes the folder; it need not be there yet."""
        self._folder = folder
        self._current = folder / PUBLISHED_FILE

    def current(self) -> Publication | None:
        """What is said now; None when nothing was ever published."""
        return _read(self._current) if self._current.exists() else None

    def publish(self, responses: Responses, now: datetime) -> None:
        """Puts texts in place of those that are said, which are kept.

        Args:
            responses: all of them, by name.
            now: the time, in UTC.
        """
        earlier = self._earlier()
        if self._current.exists():
            number = int(earlier[-1].stem) + 1 if earlier else 1
            self._replace(
                self._folder / EARLIER / f"{number:06}.json", self._current.read_text(encoding="utf-8")
            )
        written = json.dumps(
            {"at": now.isoformat(timespec="seconds"), "responses": responses}, ensure_ascii=False
        )
        self._replace(self._current, written)

    def undo(self) -> Publication | None:
        """Puts the texts back that were said before; returns them, or None when there are none."""
        earlier = self._earlier()
        if not earlier:
            return None
        back = _read(earlier[-1])
        earlier[-1].replace(self._current)
        # The assistant looks at the time of the file.
        os.utime(self._current)
        return back

    def _earlier(self) -> list[Path]:
        return sorted((self._folder / EARLIER).glob("*.json"))

    @staticmethod
    def _replace(path: Path, text: str) -> None:
        """Writes a file so that whoever reads it has the old one or the new one, never a part."""
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(".new")
        with new.open("w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        new.replace(path)


def differences(before: Responses, after: Responses) -> Iterator[str]:
    """What a visitor would read differently, a line for each text.

    Args:
        before: the texts that are said.
        after: those that would be.
    """
    for name in sorted({*before, *after}):
        old, new = _texts(before.get(name)), _texts(after.get(name))
        if old == new and before.get(name) == after.get(name):
            continue
        mark = " (said at risk)" if name.startswith(SAFETY_RESPONSES) else ""
        if name not in before:
            yield f"{name}{mark}: new"
        elif name not in after:
            yield f"{name}{mark}: gone; what was trained is said"
        elif old == new:
            yield f"{name}{mark}: buttons, source or conditions"
        else:
            yield f"{name}{mark}: {_changed_words(' / '.join(old), ' / '.join(new))}"


def _texts(variations: list[dict[str, Any]] | None) -> list[str]:
    return [" ".join(str(variation.get("text") or "").split()) for variation in variations or []]


def _changed_words(old: str, new: str) -> str:
    """The words that differ: [-taken out-] {+put in+}."""
    one, other = old.split(), new.split()
    parts = []
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind != "equal":
            parts.append(
                "".join(
                    f"{opening}{' '.join(words)}{closing}"
                    for opening, words, closing in (("[-", one[a:b], "-]"), ("{+", other[c:d], "+}"))
                    if words
                )
            )
    return " … ".join(parts)


def _read(file: Path) -> Publication:
    content = json.loads(file.read_text(encoding="utf-8"))
    return Publication(content["responses"], content["at"])


def unsigned_changes(project: Project, current: Publication | None) -> Iterator[Finding]:
    """Texts said at risk that may not be published, since they have changed and nobody has signed them.

    Args:
        project: the content.
        current: what is published; None when nothing is, so that the last commit counts. Where there is no
            git either, all of them have to be signed.
    """
    offs = SignOffs(project.root)
    before = current.responses if current else committed(project.root) or {}
    for name in offs.changed_and_unsigned(before):
        yield Finding(
            project.responses[name][0].place,
            f"“{name}” is said at risk and has changed, and no clinician has signed it as it stands. "
            f"{remedy(name)}",
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Publishes the texts, or takes the last publication back.

    Args:
        arguments: the command line; that of the process when left out.

    Returns:
        The exit code: 1 when the check finds errors, when a changed text said at risk is unsigned, or when
        there is nothing to undo.
    """
    parser = argparse.ArgumentParser(prog="python -m tools.publish", description=__doc__)
    parser.add_argument("--undo", action="store_true", help="go back to the texts that were published before")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder")
    options = parser.parse_args(arguments)
    shelf = Shelf(options.root / read_setting("published"))
    if options.undo:
        back = shelf.undo()
        print(
            f"The texts of {back.at} are said again."
            if back
            else "There is no earlier publication to go back to."
        )
        return int(back is None)
    print("Checking the content …", flush=True)
    project = load_project(options.root)
    current = shelf.current()
    errors = [finding for finding in find_problems(project) if finding.severity == ERROR]
    errors = errors or list(unsigned_changes(project, current))
    for finding in errors:
        file = finding.place.file
        shown = file.relative_to(options.root) if file.is_relative_to(options.root) else file
        print(f"{shown}:{finding.place.line}: error: {finding.message}")
    if errors:
        print(f"Nothing is published: repair the {len(errors)} error{'s' * (len(errors) != 1)} above.")
        return 1
    responses = all_responses(options.root / "data")
    changed = list(differences(current.responses, responses)) if current else []
    if current and not changed:
        print("Nothing has changed since the last publication.")
        return 0
    shelf.publish(responses, datetime.now(timezone.utc))
    print("\n".join(changed) or f"All {len(responses)} texts are published for the first time.")
    print("Published: the running assistant says it within two seconds. `make publish UNDO=1` takes it back.")
    if read_setting("texts") != TEXTS_PUBLISHED:
        print(f"An assistant says published texts when started with {variable('texts')}={TEXTS_PUBLISHED}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
