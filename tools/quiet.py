"""Runs a command that talks to developers: the steps and the errors are shown, all is kept in a file."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TextIO

from attachment_guide.progress import MARK, Waiting

# How much of what came last is shown when the command fails.
LINES_AFTER_FAILURE = 40
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
STEP = re.compile(r"Starting to train component '(\w+)'")
LEVELS = "DEBUG|INFO|WARNING|ERROR|CRITICAL"
# A line of Python's log as Rasa writes it, or of its structured one, for a terminal and for a file.
LOGGED = re.compile(
    rf"^[\d-]+[ T][\d:.,Z]+ +\[?(?P<log>{LEVELS})\b"
    rf"|^\{{.*\"level\": \"(?P<structured>{LEVELS})\"",
    re.IGNORECASE,
)
ERRORS = ("ERROR", "CRITICAL")
TRACEBACK = "Traceback (most recent call last)"
# “path:12: DeprecationWarning: …”, which a line of code follows, further in.
WARNING = re.compile(r"^\S.*?:\d+: \w*Warning\b|^\w*Warning: ")
# Progress bars: “Processed story blocks:  40%|████ …”, “12it [00:01, 9.3it/s]”, “Epochs: 100%|…”.
BAR = re.compile(r"\d+%\||\d+it \[|it/s\b")


class Sieve:
    """Decides, line by line, what of a command's output is for whoever waits for it."""

    def __init__(self) -> None:
        """Nothing has been read yet."""
        self.has_shown = False
        self._in_error = False
        self._in_warning = False
        self._last: deque[str] = deque(maxlen=LINES_AFTER_FAILURE)

    def shown(self, line: str) -> bool:
        """Whether a line is shown at once: an error with all that belongs to it.

        Args:
            line: the next one, without colours.
        """
        if not line.strip():
            return False
        if self._is_noise(line):
            return False
        logged = LOGGED.match(line)
        if logged:
            self._in_error = (logged["log"] or logged["structured"]).upper() in ERRORS
        elif line.startswith(TRACEBACK):
            self._in_error = True
        if self._in_error:
            self.has_shown = True
        else:
            self._last.append(line)
        return self._in_error

    def held_back(self) -> list[str]:
        """The last lines that were not shown and are no mere noise; they may say why the command failed."""
        return list(self._last)

    def _is_noise(self, line: str) -> bool:
        if BAR.search(line):
            return True
        if WARNING.match(line):
            self._in_warning = True
            return True
        if self._in_warning and line.startswith("  "):
            return True
        self._in_warning = False
        return False


def run_quietly(
    command: Sequence[str], environment: Mapping[str, str], log: Path, stream: TextIO | None = None
) -> int:
    """Runs a command and shows its steps, its progress and its errors.

    Args:
        command: what to run.
        environment: of the command.
        log: the file that gets everything; it is written anew.
        stream: where it is shown; standard error when left out.

    Returns:
        The command's exit code. When that is not 0 and no line was an error, the last lines have been shown.
    """
    stream = stream or sys.stderr
    sieve = Sieve()
    log.parent.mkdir(parents=True, exist_ok=True)
    with (
        log.open("w", encoding="utf-8") as kept,
        subprocess.Popen(
            command,
            env=dict(environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        ) as process,
        Waiting("Reading the project", stream) as waiting,
    ):
        assert process.stdout is not None
        for coloured in process.stdout:
            line = COLOURS.sub("", coloured.rstrip())
            kept.write(f"{line}\n")
            step = STEP.search(line)
            if step:
                waiting.now(f"Training {step[1]}")
            elif line.startswith(MARK) or sieve.shown(line):
                waiting.heard()
                print(line, file=stream, flush=True)
    if process.returncode and not sieve.has_shown:
        print("\n".join(sieve.held_back()), file=stream, flush=True)
    return process.returncode
