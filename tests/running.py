"""Starts whole assistants for tests, as `make run` does, each with its own ports and files."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TOKEN = "token-for-tests"
NO_LIMITS = {
    "ATTACHMENT_GUIDE_SESSION_RATE": "0",
    "ATTACHMENT_GUIDE_ADDRESS_RATE": "0",
    "ATTACHMENT_GUIDE_SESSIONS_RATE": "0",
}


@dataclass(frozen=True)
class Running:
    """A running assistant.

    Attributes:
        url: of the server, without a slash at its end.
        actions_url: of the action server.
        folder: its database and logs.
        process: `tools.serve`, the parent of both servers.
    """

    url: str
    actions_url: str
    folder: Path
    process: subprocess.Popen[str]

    @property
    def database(self) -> Path:
        return self.folder / "conversations.db"

    def server_pid(self, part: str) -> int:
        """Process id of `tools.action_server` or `tools.rasa_server`."""
        children = subprocess.run(
            ["ps", "--ppid", str(self.process.pid), "-o", "pid=,args="],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
        return next(int(line.split()[0]) for line in children if part in line)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def assistant(folder: Path, **settings: str) -> Iterator[Running]:
    """Runs an assistant until the block ends.

    Args:
        folder: for its database and logs.
        settings: environment variables on top of those for tests.
    """
    port = settings.pop("ATTACHMENT_GUIDE_PORT", str(free_port()))
    actions_port = str(free_port())
    environment = {
        **os.environ,
        **NO_LIMITS,
        "PYTHONPATH": ".",
        "PYTHONUNBUFFERED": "1",
        "RASA_TELEMETRY_ENABLED": "false",
        "ATTACHMENT_GUIDE_PORT": port,
        "ATTACHMENT_GUIDE_ACTIONS_PORT": actions_port,
        "ATTACHMENT_GUIDE_TOKEN": TOKEN,
        "ATTACHMENT_GUIDE_SECRET": "secret-for-tests",
        "ATTACHMENT_GUIDE_DATABASE": str(folder / "conversations.db"),
        "ATTACHMENT_GUIDE_LOGS": str(folder / "logs"),
        **settings,
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "tools.serve"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        said = []
        for line in process.stdout or ():
            said.append(line)
            if "is ready" in line:
                break
        else:
            raise RuntimeError("The assistant did not start:\n" + "".join(said))
        here = "http://127.0.0.1"
        yield Running(f"{here}:{port}", f"{here}:{actions_port}", folder, process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)
