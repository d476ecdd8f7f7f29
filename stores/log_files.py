"""The logs as a keeper. They name a conversation by its id and never hold a visitor's words.

An id is overwritten where it stands, in the same number of bytes: the servers go on writing to the file, and
what happened can still be counted.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

GONE = b"x"


class LogFiles:
    """The servers' logs, rotated ones included."""

    name = "logs"

    def __init__(self, folder: Path) -> None:
        """Takes down where they are.

        Args:
            folder: of the logs; it need not be there.
        """
        self._folder = folder

    def export(self, sender: str) -> list[dict[str, Any]]:
        """The lines that name a person's conversation (see `Keeper`)."""
        return [
            {"file": file.name, "line": line.decode(errors="replace").rstrip()}
            for file in self._files()
            for line in file.read_bytes().splitlines()
            if sender.encode() in line
        ]

    def forget(self, sender: str) -> int:
        """Overwrites the id wherever it stands (see `Keeper`)."""
        wanted = sender.encode()
        count = 0
        for file in self._files():
            if not file.stat().st_size:
                continue
            with file.open("r+b") as opened, mmap.mmap(opened.fileno(), 0) as content:
                place = content.find(wanted)
                while place >= 0:
                    content[place : place + len(wanted)] = GONE * len(wanted)
                    count += 1
                    place = content.find(wanted, place + len(wanted))
        return count

    def clear_out(self, before: float, before_without_consent: float) -> int:
        """Deletes rotated logs that nobody has written to for long enough (see `Keeper`)."""
        old = [file for file in self._files() if file.suffix != ".log" and file.stat().st_mtime < before]
        for file in old:
            file.unlink()
        return len(old)

    def rotate(self) -> int:
        """There is nothing encrypted in them."""
        return 0

    def _files(self) -> Iterator[Path]:
        files = self._folder.rglob("*.log*") if self._folder.is_dir() else ()
        yield from sorted(file for file in files if file.is_file())
