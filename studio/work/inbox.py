"""The inbox as the studio has it: read when somebody asks, kept in memory for minutes, never written."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

from studio.work.asking import InboxError, mark_message, read_inbox
from studio.work.workspace import Workspace

# What a visitor deletes is gone here as well once this time is over.
KEPT_SECONDS = 300.0
STATES = ("new", "in progress", "done", "flagged")
DONE = "done"


@dataclass
class Message:
    """A masked message that was asked in vain.

    Attributes:
        id: stays the same for as long as the message is kept.
        why: it is here, such as `declined`.
        text: masked.
        responses: names of what the visitor got.
        at: when, in seconds since the epoch.
        state: how far staff are with it.
        proposals: what it may belong to, likeliest first: `intent`, `likeness` and the `example` like it.
    """

    id: str
    why: str
    text: str
    responses: list[str]
    at: float
    state: str
    proposals: list[dict[str, Any]]


class Inbox:
    """Reads the inbox in a process of its own, which stays for the next time."""

    def __init__(self, workspace: Workspace) -> None:
        """Takes the project; nothing is read yet."""
        self._workspace = workspace
        self._processes: ProcessPoolExecutor | None = None
        self._groups: list[list[Message]] = []
        self._read = float("-inf")

    @property
    def is_fresh(self) -> bool:
        """Whether it was read lately."""
        return time.monotonic() - self._read < KEPT_SECONDS

    async def read(self) -> None:
        """Reads it anew.

        Raises:
            InboxError: when it cannot be read.
        """
        groups = await self._run(read_inbox, self._workspace.root, self._workspace.revision)
        self._groups = [[Message(**message) for message in members] for members in groups]
        self._read = time.monotonic()

    async def groups(self) -> list[list[Message]]:
        """The groups, the largest first.

        Raises:
            InboxError: when it cannot be read.
        """
        if not self.is_fresh:
            await self.read()
        return self._groups

    async def group_of(self, message: str) -> list[Message]:
        """The group that a message is in, that message first.

        Args:
            message: its id.

        Raises:
            InboxError: when it cannot be read.
            KeyError: when it is gone.
        """
        for members in await self.groups():
            if any(each.id == message for each in members):
                return sorted(members, key=lambda each: each.id != message)
        raise KeyError(message)

    async def mark(self, message: str, state: str) -> None:
        """Takes down how far staff are with a message.

        Args:
            message: its id.
            state: one of `STATES`.

        Raises:
            InboxError: when it cannot be written.
        """
        await self._run(mark_message, message, state)
        for members in self._groups:
            for each in members:
                if each.id == message:
                    each.state = state

    def stop(self) -> None:
        """Ends the process."""
        if self._processes:
            self._processes.shutdown(wait=False, cancel_futures=True)
            self._processes = None

    async def _run(self, work: Callable[..., Any], *values: Any) -> Any:
        if self._processes is None:
            # A process that is started anew: one that is forked would inherit the server's sockets.
            self._processes = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
        try:
            return await asyncio.get_running_loop().run_in_executor(self._processes, work, *values)
        except BrokenProcessPool:
            self._processes = None
            raise InboxError("What reads the inbox has ended; the terminal says why. Try again.") from None


def chosen(groups: list[list[Message]], state: str, why: str) -> list[list[Message]]:
    """The groups with what was asked for; groups of which nothing is left are left out.

    Args:
        groups: of messages.
        state: only of this one; empty for all but what is done.
        why: only for this reason; empty for all.
    """
    found = (
        [m for m in members if (m.state == state if state else m.state != DONE) and why in ("", m.why)]
        for members in groups
    )
    return sorted((members for members in found if members), key=len, reverse=True)


def counts(groups: list[list[Message]]) -> tuple[Counter[str], Counter[str]]:
    """How many messages there are of each state, and for each reason.

    Args:
        groups: of messages.
    """
    everything = [message for members in groups for message in members]
    return Counter(message.state for message in everything), Counter(message.why for message in everything)
