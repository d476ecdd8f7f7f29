"""Long work in processes of its own: training, questions, danger. One at a time, with what they say."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from attachment_guide.settings import child_environment

# What a person may start: a title, and the modules that run one after the other.
KINDS: dict[str, tuple[str, tuple[tuple[str, ...], ...]]] = {
    "compare": (
        "Train, and compare with the accepted figures",
        (("tools.train",), ("evaluation.report",), ("evaluation.safety", "--brief")),
    ),
    "questions": ("Train, and compare the answers", (("tools.train",), ("evaluation.report",))),
    "safety": ("Measure how well danger is found", (("evaluation.safety",),)),
}
MOST_LINES = 400
RUNNING, DONE, FAILED = "running", "done", "failed"


class BusyError(RuntimeError):
    """Another job is still running."""


@dataclass
class Job:
    """A piece of long work.

    Attributes:
        kind: key of `KINDS`.
        by: who started it.
        state: running, done or failed.
        lines: the last lines that it has printed.
        revision: of the content that it was started for.
        started: in seconds, of a clock that only grows.
        ended: the same; None while it runs.
    """

    kind: str
    by: str
    revision: str
    state: str = RUNNING
    lines: deque[str] = field(default_factory=lambda: deque(maxlen=MOST_LINES))
    started: float = field(default_factory=time.monotonic)
    ended: float | None = None

    @property
    def title(self) -> str:
        """What it does, for people."""
        return KINDS[self.kind][0]

    @property
    def seconds(self) -> int:
        """How long it took, or has taken so far."""
        return int((self.ended or time.monotonic()) - self.started)

    def as_dict(self) -> dict[str, object]:
        """What the page shows."""
        return {
            "kind": self.kind,
            "title": self.title,
            "by": self.by,
            "state": self.state,
            "seconds": self.seconds,
            "lines": list(self.lines),
        }


class Jobs:
    """Starts jobs in a project's folder, one at a time."""

    def __init__(self, root: Path, python: Sequence[str] = (sys.executable, "-W", "ignore", "-m")) -> None:
        """Takes the project's folder.

        Args:
            root: where the modules run.
            python: how a module is run.
        """
        self._root = root
        self._python = python
        self._task: asyncio.Task[None] | None = None
        self.last: Job | None = None

    def start(self, kind: str, by: str, revision: str) -> Job:
        """Starts a job.

        Args:
            kind: key of `KINDS`.
            by: who starts it.
            revision: of the content.

        Raises:
            BusyError: while another one runs.
            KeyError: when there is no such kind.
        """
        if self.last and self.last.state == RUNNING:
            raise BusyError(f"“{self.last.title}” still runs, started by {self.last.by}.")
        modules = KINDS[kind][1]
        self.last = job = Job(kind, by, revision)
        self._task = asyncio.get_running_loop().create_task(self._work(job, modules))
        return job

    async def stop(self) -> None:
        """Ends what runs."""
        if self._task and not self._task.done():
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _work(self, job: Job, modules: Sequence[Sequence[str]]) -> None:
        try:
            for module in modules:
                if await self._run(job, module):
                    job.state = FAILED
                    return
            job.state = DONE
        except OSError as error:
            job.lines.append(f"It cannot be started: {error}")
            job.state = FAILED
        finally:
            job.ended = time.monotonic()
            if job.state == RUNNING:
                job.state = FAILED

    async def _run(self, job: Job, module: Sequence[str]) -> int:
        process = await asyncio.create_subprocess_exec(
            *self._python,
            *module,
            cwd=self._root,
            env=child_environment(
                PYTHONPATH=str(self._root), RASA_TELEMETRY_ENABLED="false", PYTHONUNBUFFERED="1"
            ),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        try:
            assert process.stdout
            async for line in process.stdout:
                job.lines.append(line.decode("utf-8", "replace").rstrip())
            return await process.wait()
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
