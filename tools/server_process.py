"""A server as a process of its own, with a log that is never lost."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO

from attachment_guide.settings import read_setting
from tools.private import make_private

STOP_SECONDS = 10
# How long a server that hangs may take to write down where.
DUMP_SECONDS = 3
LOG_BYTES, OLD_LOGS = 5_000_000, 4


def logs_folder() -> Path:
    """The folder of the logs, created when missing."""
    folder = Path(read_setting("logs"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def log_file(name: str) -> Path:
    """The log file of a server.

    Args:
        name: the server's name, such as `action server`.
    """
    return logs_folder() / f"{name.replace(' ', '-')}.log"


class ServerProcess:
    """A server that can be started again and again; its output is appended to its log.

    Attributes:
        name: the server's name, such as `action server`.
        health: the URL that answers 200 while the server works.
    """

    def __init__(self, name: str, arguments: list[str], environment: dict[str, str], health: str) -> None:
        """Prepares the server; `start` starts it.

        Args:
            name: the server's name.
            arguments: the module to run, and its arguments.
            environment: of the process.
            health: the URL that answers 200 while the server works.
        """
        self.name = name
        self.health = health
        self._arguments = arguments
        self._environment = environment
        self._process: subprocess.Popen[bytes] | None = None
        self._reader: threading.Thread | None = None

    def start(self) -> None:
        """Starts the server in the background."""
        self._process = subprocess.Popen(
            # So that one that crashes, or is made to, writes down where it was.
            [sys.executable, "-X", "faulthandler", "-m", *self._arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=self._environment,
            start_new_session=True,
        )
        assert self._process.stdout
        self._reader = threading.Thread(
            target=_write_down, args=(self._process.stdout, log_file(self.name)), daemon=True
        )
        self._reader.start()

    @property
    def pid(self) -> int:
        """Id of the process."""
        assert self._process
        return self._process.pid

    @property
    def ended(self) -> int | None:
        """The exit code, negative for a signal; None while the server runs."""
        return self._process.poll() if self._process else 0

    def end_of_log(self, lines: int = 15) -> str:
        """The last lines that the server wrote.

        Args:
            lines: how many.
        """
        if self.ended is not None and self._reader:
            self._reader.join(DUMP_SECONDS)
        return "\n".join(log_file(self.name).read_text(errors="replace").splitlines()[-lines:])

    def ask_to_stop(self) -> None:
        """Asks the server and its children to stop."""
        self._signal(signal.SIGTERM)

    def wait(self, seconds: float) -> None:
        """Waits for the server to stop, and ends it by force when it does not.

        Args:
            seconds: how long it may take.
        """
        if self._process:
            try:
                self._process.wait(seconds)
            except subprocess.TimeoutExpired:
                self._signal(signal.SIGKILL)
                self._process.wait()
        if self._reader:
            self._reader.join(DUMP_SECONDS)

    def kill(self) -> None:
        """Ends a server that hangs; its log says where it was, if it can still tell."""
        self._signal(signal.SIGABRT)
        self.wait(DUMP_SECONDS)

    def _signal(self, number: signal.Signals) -> None:
        if self._process and self._process.poll() is None:
            os.killpg(self._process.pid, number)


def stop(servers: Iterable[ServerProcess]) -> None:
    """Stops servers and all their children, by force when they take too long.

    Args:
        servers: those to stop.
    """
    servers = list(servers)
    for server in servers:
        server.ask_to_stop()
    for server in servers:
        server.wait(STOP_SECONDS)


def _write_down(output: IO[bytes], file: Path) -> None:
    """Appends what a server says to its log; a full log is kept as an old one, and a new one begins."""
    make_private(file)
    log = RotatingFileHandler(file, maxBytes=LOG_BYTES, backupCount=OLD_LOGS, errors="replace")
    with output:
        for line in output:
            log.emit(logging.makeLogRecord({"msg": line.decode(errors="replace").rstrip("\n")}))
    log.close()
