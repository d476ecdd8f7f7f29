"""The assistant's parts as processes that tests can break and repair, one by one."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import yaml

from tests.running import NO_LIMITS, TOKEN, free_port
from tests.services import RedisServer, has_redis
from tools.train import main as train

ROOT = Path(__file__).parents[2]
FAULTS = Path(__file__).with_name("faults")
START_SECONDS = 180
MODEL = "models/attachment-guide.tar.gz"


class Parts:
    """An assistant in parts: action server, Rasa server, database, lock store, event broker."""

    def __init__(self, folder: Path, beside: Parts | None = None, **settings: str) -> None:
        """Prepares the parts; `start_actions` and `start_rasa` start the servers.

        Args:
            folder: for databases and logs.
            beside: parts whose action server, database and lock store are used.
            settings: environment variables, such as the address of a database or of a Redis.
        """
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.faults = folder / "faults"
        self.events = folder / "events.db"
        self.actions_port = beside.actions_port if beside else free_port()
        self.database = beside.database if beside else folder / "conversations.db"
        self.redis = beside.redis if beside else self._own_redis()
        self._owns_redis = beside is None
        self.settings = settings
        self.processes: dict[str, subprocess.Popen[bytes]] = {}

    def _own_redis(self) -> RedisServer | None:
        """A Redis to be broken; None where there is none to start."""
        if not has_redis():
            return None
        server = RedisServer(self.folder)
        server.start()
        return server

    # --- starting and stopping ---

    def start_actions(self) -> None:
        self._start("actions", "tools.action_server")

    def start_rasa(self, model: Path | str = MODEL, also: str = "", **endpoints: Any) -> None:
        """Starts the Rasa server.

        Args:
            model: path of the model.
            also: class of a channel beside those of credentials.yml.
            endpoints: in the place of those of `endpoints.yml`, such as `event_broker`.
        """
        credentials = self.folder / "credentials.yml"
        ours = (ROOT / "credentials.yml").read_text()
        credentials.write_text(f"{ours}\n{also}:\n" if also else ours)
        settings = {
            "action_endpoint": {
                "url": f"http://127.0.0.1:{self.actions_port}/webhook",
                "enable_selective_domain": True,
            },
            "tracker_store": {"type": "stores.tracker_store.ConversationStore"},
            "lock_store": {"type": "stores.lock_store.ConversationLockStore"},
            "event_broker": {"type": "SQL", "dialect": "sqlite", "db": str(self.events)},
            **endpoints,
        }
        file = self.folder / "endpoints.yml"
        file.write_text(yaml.safe_dump(settings))
        options = {"--model": model, "--port": self.port, "--endpoints": file}
        options |= {"--interface": "127.0.0.1", "--credentials": credentials}
        arguments = [str(part) for option in options.items() for part in option]
        self._start("rasa", "tools.rasa_server", *arguments)

    def _start(self, name: str, *arguments: str) -> None:
        environment = {
            **os.environ,
            **NO_LIMITS,
            "PYTHONPATH": f"{FAULTS}:{ROOT}",
            "FAULTS_FILE": str(self.faults),
            "RASA_TELEMETRY_ENABLED": "false",
            "ATTACHMENT_GUIDE_ACTIONS_PORT": str(self.actions_port),
            "ATTACHMENT_GUIDE_ACTIONS_TOKEN": "actions-token-for-tests",
            "ATTACHMENT_GUIDE_TOKEN": TOKEN,
            "ATTACHMENT_GUIDE_SECRET": "secret-for-tests",
            "ATTACHMENT_GUIDE_DATABASE": str(self.database),
            "ATTACHMENT_GUIDE_REDIS": self.redis.url if self.redis else "",
            **self.settings,
        }
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-m", *arguments],
                env=environment,
                # Not in the project's folder, where a model would be found that is to be missing.
                cwd=ROOT if name == "actions" or MODEL in arguments else self.folder,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def restart_rasa(self, **options: Any) -> None:
        """Kills the Rasa server without a word, and starts it again."""
        self.processes["rasa"].kill()
        self.processes["rasa"].wait()
        self.start_rasa(**options)
        self.wait_until(lambda: self.health() == 200)

    def another_process(self) -> Parts:
        """A second server on the same database and lock store; to be started and stopped by itself."""
        other = Parts(self.folder / "other", self, **self.settings)
        other.start_rasa()
        other.wait_until(lambda: other.health() == 200)
        return other

    def stop(self) -> None:
        for process in self.processes.values():
            process.send_signal(signal.SIGCONT)
            process.kill()
            process.wait()
        if self.redis and self._owns_redis:
            self.redis.stop()

    def wait_until(self, true: Callable[[], bool], seconds: float = START_SECONDS) -> None:
        """Waits for something to become true.

        Raises:
            TimeoutError: when it does not.
        """
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.processes["rasa"].poll() is not None:
                raise RuntimeError((self.folder / "rasa.log").read_text()[-3000:])
            if true():
                return
            time.sleep(0.2)
        raise TimeoutError((self.folder / "rasa.log").read_text()[-3000:])

    def listens(self, port: int | None = None) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port or self.port)) == 0

    def health(self) -> int:
        """The status of the health page; 0 when nothing listens."""
        try:
            return httpx.get(f"{self.url}/chat/health", timeout=5).status_code
        except httpx.TransportError:
            return 0

    # --- breaking; each returns what repairs it ---

    def kill_actions(self) -> Callable[[], None]:
        self.processes["actions"].kill()
        self.processes["actions"].wait()

        def repair() -> None:
            self.start_actions()
            self.wait_until(lambda: self.listens(self.actions_port))

        return repair

    def hang_actions(self) -> Callable[[], None]:
        self.processes["actions"].send_signal(signal.SIGSTOP)
        return lambda: self.processes["actions"].send_signal(signal.SIGCONT)

    def remove_database(self) -> Callable[[], None]:
        return _in_the_place_of(self.database, lambda file: file.mkdir())

    def corrupt_database(self) -> Callable[[], None]:
        return _in_the_place_of(self.database, lambda file: file.write_bytes(b"not SQLite" * 999))

    def lock_database(self) -> Callable[[], None]:
        """Whoever reads or writes it waits for SQLite's five seconds, then fails."""
        other = sqlite3.connect(self.database, isolation_level=None, check_same_thread=False)
        other.execute("BEGIN EXCLUSIVE")
        return other.close

    def close_redis(self) -> Callable[[], None]:
        assert self.redis
        self.redis.stop()
        return self.redis.start

    def hang_redis(self) -> Callable[[], None]:
        assert self.redis
        self.redis.hang()
        return self.redis.go_on

    def remove_events(self) -> Callable[[], None]:
        return _in_the_place_of(self.events, lambda file: file.mkdir())

    def unload_model(self) -> Callable[[], None]:
        self._model("DELETE")
        return lambda: self._model("PUT", json={"model_file": str(ROOT / MODEL)})

    def _model(self, method: str, **options: Any) -> None:
        url = f"{self.url}/model?token={TOKEN}"
        httpx.request(method, url, timeout=120, **options).raise_for_status()

    def inject(self, part: str, fault: str) -> Callable[[], None]:
        """Makes a part of the Rasa server raise or hang; see faults/sitecustomize.py."""
        lines = self.faults.read_text() if self.faults.exists() else ""
        self.faults.write_text(f"{lines}{part}: {fault}\n")
        return lambda: self.faults.unlink(missing_ok=True)


@contextmanager
def whole_assistant(folder: Path, settings: dict[str, str] | None = None, **options: Any) -> Iterator[Parts]:
    """An assistant of which all parts are up.

    Args:
        folder: for databases and logs.
        settings: environment variables.
        options: of `Parts.start_rasa`.
    """
    assert train() == 0
    parts = Parts(folder, **settings or {})
    try:
        parts.start_actions()
        parts.start_rasa(**options)
        parts.wait_until(lambda: parts.health() == 200)
        parts.wait_until(lambda: parts.listens(parts.actions_port))
        yield parts
    finally:
        parts.stop()


def _in_the_place_of(file: Path, make: Callable[[Path], Any]) -> Callable[[], None]:
    kept = file.with_suffix(".kept")
    shutil.move(file, kept)
    make(file)

    def repair() -> None:
        if file.is_dir():
            file.rmdir()
        else:
            file.unlink(missing_ok=True)
        shutil.move(kept, file)

    return repair
