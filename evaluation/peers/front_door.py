"""Whole assistants, ours and Rasa's starter bot, each asked as a visitor's browser or phone would ask it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path

import httpx

from attachment_guide.paths import ROOT
from attachment_guide.settings import child_environment, variable
from evaluation.peers.benchmark import STOCK_PYTHON, ProcessError

START_SECONDS = 300.0
ANSWER_SECONDS = 60.0
POLL_SECONDS = 0.05
NO_LIMITS = dict.fromkeys(map(variable, ("session_rate", "address_rate", "sessions_rate")), "0")

Say = Callable[[str], object]


class FrontDoor(ABC):
    """An assistant to start and to talk to.

    Attributes:
        name: what it is called in the tables.
        texts: what its visitors say, one after the other.
    """

    name: str
    texts: Sequence[str]

    def __init__(self, folder: Path) -> None:
        """Prepares it; `running` starts it.

        Args:
            folder: for what it writes.
        """
        self.folder = folder
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    @abstractmethod
    def command(self) -> tuple[list[str], Path, dict[str, str]]:
        """The command that starts it, the folder to start it in, and variables on top of the environment."""

    @abstractmethod
    def begin(self, client: httpx.Client) -> Say:
        """Begins a conversation.

        Args:
            client: of the visitor.

        Returns:
            A function that says something, and raises unless there is an answer.
        """

    @contextmanager
    def running(self) -> Iterator[float]:
        """Runs it until the block ends.

        Yields:
            The seconds from its start to its first answer.

        Raises:
            ProcessError: when it does not answer.
        """
        command, folder, more = self.command()
        log = self.folder / f"{self.port}.log"
        started = time.monotonic()
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                command,
                cwd=folder,
                env=child_environment(RASA_TELEMETRY_ENABLED="false", **more),
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            while not self._answers():
                if self._process.poll() is not None or time.monotonic() - started > START_SECONDS:
                    end = log.read_text(errors="replace")[-2000:]
                    raise ProcessError(f"{self.name} did not start. The end of its log:\n{end}")
                time.sleep(POLL_SECONDS)
            yield time.monotonic() - started
        finally:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(START_SECONDS)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)

    def _answers(self) -> bool:
        try:
            self.conversation(1)
        except (httpx.HTTPError, LookupError):
            return False
        return True

    def conversation(self, turns: int) -> list[float]:
        """Has a conversation.

        Args:
            turns: how often the visitor says something.

        Returns:
            How long each answer took, in milliseconds.
        """
        took = []
        with httpx.Client(base_url=self.url, headers={"Origin": self.url}, timeout=ANSWER_SECONDS) as client:
            say = self.begin(client)
            for text in islice(cycle(self.texts), turns):
                started = time.perf_counter()
                say(text)
                took.append(1000 * (time.perf_counter() - started))
        return took

    def at_once(self, visitors: int, conversations: int, turns: int) -> tuple[list[float], float]:
        """Has several conversations at once.

        Args:
            visitors: how many at once.
            conversations: how many in all.
            turns: of each.

        Returns:
            How long each answer took, in milliseconds, and the messages a second.
        """
        started = time.perf_counter()
        with ThreadPoolExecutor(visitors) as pool:
            took = [ms for each in pool.map(self.conversation, [turns] * conversations) for ms in each]
        return took, len(took) / (time.perf_counter() - started)

    def memory(self) -> float:
        """Megabytes of all its processes; what they share counts once."""
        assert self._process
        return sum(map(_own_kilobytes, _with_children(self._process.pid))) / 1024


class AttachmentGuide(FrontDoor):
    """Ours, as `make run` starts it, asked through the web channel."""

    name = "Attachment Guide"
    texts = (
        "hello",
        "what is attachment trauma?",
        "what are the symptoms in adults?",
        "tell me more",
        "how does it affect relationships",
        "and in children?",
        "how can I heal from it?",
        "thank you, bye",
    )

    def command(self) -> tuple[list[str], Path, dict[str, str]]:
        """`make run`, on files of its own (see parent class for full docstring)."""
        settings = {
            "port": str(self.port),
            "database": str(self.folder / "conversations.db"),
            "logs": str(self.folder / "logs"),
            "token": uuid.uuid4().hex,
            "secret": uuid.uuid4().hex,
        }
        own = {variable(name): value for name, value in settings.items()}
        return [sys.executable, "-m", "tools.serve"], ROOT, {**own, **NO_LIMITS, "PYTHONPATH": "."}

    def begin(self, client: httpx.Client) -> Say:
        """A session of the web channel (see parent class for full docstring)."""
        client.post("/chat/sessions", json={}).raise_for_status()

        def say(text: str) -> None:
            reply = client.post("/chat/messages", json={"text": text})
            message = reply.raise_for_status().json()["messages"][0]
            if message["name"] == "utter_unavailable":
                raise LookupError("it apologised instead of answering")

        return say


class StarterBot(FrontDoor):
    """What `rasa init` makes, asked through Rasa's own channel `rest`."""

    name = "Rasa's starter bot"
    texts = ("hello", "I feel sad", "yes", "are you a bot?", "great", "hi", "I am doing great", "goodbye")

    def prepare(self) -> float:
        """Makes and trains the bot.

        Returns:
            The seconds that this took.

        Raises:
            ProcessError: when it cannot be made.
        """
        if not STOCK_PYTHON.exists():
            raise ProcessError("Rasa's starter bot needs TensorFlow: run `make stock`, which installs it.")
        started = time.monotonic()
        bot = self.folder / "starter"
        bot.mkdir()
        done = subprocess.run(
            [str(STOCK_PYTHON), "-m", "rasa", "init", "--no-prompt", "--init-dir", str(bot)],
            cwd=bot,
            env=child_environment(RASA_TELEMETRY_ENABLED="false"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode or not any((bot / "models").glob("*.tar.gz")):
            raise ProcessError(f"`rasa init` failed. Its last lines:\n{done.stdout[-2000:]}")
        return time.monotonic() - started

    def command(self) -> tuple[list[str], Path, dict[str, str]]:
        """`rasa run` in the bot's folder (see parent class for full docstring)."""
        command = [str(STOCK_PYTHON), "-m", "rasa", "run", "--port", str(self.port), "-i", "127.0.0.1"]
        return command, self.folder / "starter", {}

    def begin(self, client: httpx.Client) -> Say:
        """A sender of its own (see parent class for full docstring)."""
        sender = uuid.uuid4().hex

        def say(text: str) -> None:
            reply = client.post("/webhooks/rest/webhook", json={"sender": sender, "message": text})
            if not reply.raise_for_status().json():
                raise LookupError("it said nothing")

        return say


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _with_children(process: int) -> Iterator[int]:
    yield process
    for task in Path(f"/proc/{process}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from _with_children(int(child))


def _own_kilobytes(process: int) -> int:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
