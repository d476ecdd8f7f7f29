"""`make sign`: records in clinical/sign_offs.yml who has read what is said at risk, and stands behind it.

A signature holds for the words that were signed: its revision is a digest of them. `make publish` refuses a
text said at risk that has changed and that nobody has signed as it stands.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import yaml

from attachment_guide.content.texts import Responses, all_responses
from attachment_guide.paths import ROOT
from attachment_guide.yaml_files import read_yaml
from tools.checks.texts import did_you_mean
from tools.yaml_writer import LossError, change

FILE = "sign_offs.yml"
YES = "yes"


class SignError(ValueError):
    """Something cannot be signed; the message says why and what to do."""


@dataclass(frozen=True)
class Signature:
    """That somebody stands behind certain words.

    Attributes:
        by: who.
        role: as what, such as `clinician`.
        on: the day.
        revision: of the words that were signed.
    """

    by: str
    role: str
    on: str
    revision: str


class SignOffs:
    """What is to be signed in a project, and what has been."""

    def __init__(self, root: Path) -> None:
        """Reads the record; where there is none, everything said at risk is unsigned.

        Args:
            root: the project's folder.

        Raises:
            SignError: when the record or a text cannot be read.
        """
        self._file = root / "clinical" / FILE
        try:
            record = read_yaml(self._file) if self._file.exists() else {}
            self._texts = tuple(map(str, record.get("texts") or ["utter_crisis*", "utter_check*"]))
            self.roles = tuple(map(str, record.get("roles") or ["clinician"]))
            self._signed = {
                name: tuple(
                    Signature(*(str(one[key]) for key in ("by", "role", "on", "revision"))) for one in entries
                )
                for name, entries in (record.get("signed") or {}).items()
            }
            self._responses = all_responses(root / "data")
            self._files = {
                str(name): (self._file.with_name(str(name))).read_text(encoding="utf-8")
                for name in record.get("files") or ()
            }
        except (OSError, ValueError, TypeError, KeyError, AttributeError, yaml.YAMLError) as error:
            raise SignError(f"clinical/{FILE} or what it names cannot be read: {error}") from None

    @property
    def names(self) -> list[str]:
        """Everything that is to be signed: responses first, then files."""
        return [name for name in self._responses if self.is_at_risk(name)] + list(self._files)

    def is_at_risk(self, response: str) -> bool:
        """Whether a response is said at risk, so that it has to be signed.

        Args:
            response: its name.
        """
        return any(fnmatchcase(response, pattern) for pattern in self._texts)

    def revision(self, name: str) -> str:
        """The digest of something's present words.

        Args:
            name: one of `names`.
        """
        return digest(self._files[name] if name in self._files else self._responses[name])

    def words(self, name: str) -> list[str]:
        """What a person reads before signing.

        Args:
            name: one of `names`.
        """
        if name in self._files:
            return [self._files[name]]
        return [str(variation.get("text") or "") for variation in self._responses[name]]

    def signatures(self, name: str) -> list[Signature]:
        """Those that hold for something's present words.

        Args:
            name: one of `names`.
        """
        now = self.revision(name)
        return [one for one in self._signed.get(name, ()) if one.revision == now]

    def last(self, name: str) -> Signature | None:
        """The newest signature, whether it still holds or not.

        Args:
            name: one of `names`.
        """
        return next(reversed(self._signed.get(name, ())), None)

    def unsigned(self) -> list[str]:
        """What nobody has signed as it stands."""
        return [name for name in self.names if not self.signatures(name)]

    def changed_and_unsigned(self, before: Responses) -> list[str]:
        """Texts said at risk that differ from others and that nobody has signed as they stand.

        Args:
            before: the other texts, such as those that are published.
        """
        return [
            name
            for name in self.unsigned()
            if name in self._responses and (name not in before or digest(before[name]) != self.revision(name))
        ]

    def sign(self, names: Sequence[str], by: str, role: str, on: date) -> None:
        """Records a signature.

        Args:
            names: of what was read.
            by: who has read it.
            role: as what; one of `roles`.
            on: the day.

        Raises:
            SignError: when there is no such text or role, or no name, or the record cannot be written.
        """
        if not by.strip():
            raise SignError("Who signs? Give a full name.")
        if role not in self.roles:
            raise SignError(f"“{role}” may not sign; these may: {', '.join(self.roles)}.")
        for name in names:
            if name not in self.names:
                raise SignError(f"There is no “{name}” to sign.{did_you_mean(name, self.names)}")
        entries = {name: Signature(by.strip(), role, on.isoformat(), self.revision(name)) for name in names}

        def add(record: Any) -> None:
            # An empty mapping is written in curly brackets, and would keep them.
            record["signed"] = record.get("signed") or {}
            for name, signature in entries.items():
                record["signed"].setdefault(name, []).append(vars(signature).copy())

        try:
            change(self._file, add)
        except (OSError, LossError) as error:
            raise SignError(f"The signature was not recorded: {error}") from None
        for name, signature in entries.items():
            self._signed[name] = (*self._signed.get(name, ()), signature)


def digest(words: str | list[dict[str, Any]]) -> str:
    """A digest that changes with any word, button or condition, and not with how lines are broken.

    Args:
        words: a file's text, or the variations of a response.
    """
    if not isinstance(words, str):
        words = json.dumps(words, sort_keys=True, ensure_ascii=False).replace("\\n", " ")
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()[:16]


def committed(root: Path) -> Responses | None:
    """The texts as git has them in the last commit; None where the project is no git checkout.

    Args:
        root: the project's folder.
    """
    try:
        done = subprocess.run(
            ["git", "-C", str(root), "archive", "HEAD", "data"], capture_output=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
            archive.extractall(folder)
        return all_responses(Path(folder) / "data")


def remedy(name: str) -> str:
    """What is to be done about something unsigned.

    Args:
        name: of a text or file.
    """
    return f'Let a clinician read it and run: make sign TEXT={name} BY="full name"'


def _lines(offs: SignOffs) -> Iterator[str]:
    for name in offs.names:
        holding = offs.signatures(name)
        last = offs.last(name)
        if holding:
            yield f"{name}: signed by " + ", ".join(f"{s.by} ({s.role}, {s.on})" for s in holding)
        elif last:
            yield f"{name}: changed since {last.by} signed it on {last.on}"
        else:
            yield f"{name}: unsigned, as it stands"


def main(arguments: Sequence[str] | None = None, ask: Callable[[str], str] = input) -> int:
    """Shows what is to be signed and records a signature; without a text, lists all.

    Args:
        arguments: the command line; that of the process when left out.
        ask: how it is asked whether the text is signed.

    Returns:
        The exit code: 1 when nothing was signed.
    """
    parser = argparse.ArgumentParser(prog="python -m tools.sign_offs", description=__doc__)
    parser.add_argument("text", nargs="?", help="such as utter_crisis/suicide, or utter_crisis/* for several")
    parser.add_argument("--by", default="", help="the full name of who has read it")
    parser.add_argument("--role", default="clinician", help="as what they sign")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder")
    options = parser.parse_args(arguments)
    try:
        offs = SignOffs(options.root)
        if not options.text:
            print("\n".join(_lines(offs)))
            return 0
        names = [name for name in offs.names if fnmatchcase(name, options.text)] or [options.text]
        for name in names:
            if name in offs.names:
                print(f"\n{name}\n")
                print("\n\n".join(f"  {text}" for text in offs.words(name)))
        said = ask(f"\nSign {len(names)} as read, word by word, by {options.by}? Type {YES}: ")
        if said.strip().lower() != YES:
            print("Nothing is signed.")
            return 1
        offs.sign(names, options.by, options.role, date.today())
    except SignError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Recorded in clinical/{FILE}: {', '.join(names)}. Commit it with the change that it belongs to.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
