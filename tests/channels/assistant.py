"""A whole assistant with messaging channels, and the fake platforms that it talks to."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import httpx
from cryptography.fernet import Fernet

from channels.messaging.seal import Seal
from tests.channels.platform_server import PlatformServer
from tests.server.parts import Parts
from tools.train import main as train

KEY = Fernet.generate_key().decode()
SEAL = Seal("secret-for-tests", KEY)
TABLES = ("messaging_people", "messaging_inbox", "messaging_outbox")


class Messaging:
    """The assistant's parts, and the platforms.

    Attributes:
        parts: of the assistant.
        platforms: by the names of their channels.
    """

    def __init__(self, folder: Path, platforms: list[PlatformServer]) -> None:
        self.parts = Parts(folder)
        self.platforms = {platform.name: platform for platform in platforms}
        self.database = folder / "messages.db"
        self.parts.settings = {
            "ATTACHMENT_GUIDE_MESSAGES_KEYS": KEY,
            "ATTACHMENT_GUIDE_MESSAGES_DATABASE": f"sqlite:///{self.database}",
            "ATTACHMENT_GUIDE_PUBLIC_URL": self.parts.url,
        }
        for platform in platforms:
            self.parts.settings |= platform.settings()
            platform.is_at(self.parts.url)
            platform.is_owed = partial(self._is_owed, platform)

    @property
    def channels(self) -> str:
        return ":\n".join(platform.channel for platform in self.platforms.values())

    def start(self, **options: Any) -> None:
        self.parts.start_rasa(also=self.channels, **options)

    def restart(self) -> None:
        """Kills the server without a word, and starts it again."""
        self.parts.restart_rasa(also=self.channels)

    def health(self) -> dict[str, Any]:
        return httpx.get(f"{self.parts.url}/chat/health", timeout=5).json()

    def metrics(self) -> str:
        return httpx.get(f"{self.parts.url}/chat/metrics", timeout=5).text

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Rows of the inbox's and outbox's database."""
        with sqlite3.connect(self.database) as database:
            return database.execute(query, values).fetchall()

    def _is_owed(self, platform: PlatformServer, person: str) -> bool:
        return self.owed(self.sender(platform.name, platform.identity(person))) > 0

    def attempts(self, platform: PlatformServer, person: str) -> int:
        """How often the sending of a reply to a person has failed."""
        sender = self.sender(platform.name, platform.identity(person))
        return self.rows("SELECT max(attempts) FROM messaging_outbox WHERE sender = ?", sender)[0][0] or 0

    def dead_letters(self) -> list[tuple[Any, ...]]:
        return self.rows("SELECT id FROM messaging_outbox WHERE state = 'dead'")

    def command(self, *arguments: str) -> str:
        """Runs `tools.messages`, and returns what it prints."""
        done = subprocess.run(
            [sys.executable, "-m", "tools.messages", *arguments],
            env={**os.environ, "ATTACHMENT_GUIDE_SECRET": "secret-for-tests", **self.parts.settings},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def lose_database(self) -> Callable[[], None]:
        """Nobody can write to the database; returns what repairs it."""
        other = sqlite3.connect(self.database, isolation_level=None, check_same_thread=False)
        other.execute("BEGIN EXCLUSIVE")
        return other.close

    def owed(self, sender: str = "%") -> int:
        """How many messages wait to be answered and replies to be sent."""
        count = "SELECT count(*) FROM {} WHERE state = 'waiting' AND sender LIKE ?"
        return sum(self.rows(count.format(table), sender)[0][0] for table in TABLES[1:])

    def sender(self, platform: str, identity: str) -> str:
        return SEAL.sender(platform, identity)

    def conversation(self, sender: str) -> list[str]:
        """What the tracker store holds of a conversation: the events' data."""
        with sqlite3.connect(self.parts.database) as database:
            rows = database.execute("SELECT data FROM events WHERE sender_id = ?", [sender])
            return [row[0] for row in rows]

    def wait_until(self, true: Callable[[], bool], seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < deadline, (self.parts.folder / "rasa.log").read_text()[-3000:]
            time.sleep(0.1)


@contextmanager
def messaging(folder: Path, *platforms: PlatformServer, **settings: str) -> Iterator[Messaging]:
    """An assistant of which all parts are up, with its platforms, and with further settings."""
    assert train() == 0
    whole = Messaging(folder, list(platforms))
    whole.parts.settings |= settings
    try:
        whole.parts.start_actions()
        whole.start()
        whole.parts.wait_until(lambda: whole.parts.health() == 200)
        whole.parts.wait_until(lambda: whole.parts.listens(whole.parts.actions_port))
        yield whole
    finally:
        whole.parts.stop()
        for platform in platforms:
            platform.close()
