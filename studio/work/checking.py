"""The whole check of the content, in a process of its own: it takes seconds in which the studio goes on."""

from __future__ import annotations

import asyncio
import gc
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from studio.work.workspace import Workspace
from tools.check import find_problems
from tools.checks.findings import Finding
from tools.checks.project_reader import load_project

# What was found, or is being looked for, by the project's folder and the content's revision.
_checks: dict[Path, tuple[str, asyncio.Task[list[Finding]]]] = {}


async def check_whole(workspace: Workspace) -> list[Finding]:
    """All that `make check` finds; the same content is looked at once, however many ask.

    Args:
        workspace: the project.
    """
    revision = workspace.revision
    known = _checks.get(workspace.root)
    if known is None or known[0] != revision or _has_failed(known[1]):
        known = _checks[workspace.root] = (revision, asyncio.create_task(_in_a_process(workspace.root)))
    # Who no longer waits does not end it for the others.
    return await asyncio.shield(known[1])


def _has_failed(check: asyncio.Task[list[Finding]]) -> bool:
    return check.done() and (check.cancelled() or check.exception() is not None)


async def _in_a_process(root: Path) -> list[Finding]:
    # A process that is started anew: one that is forked would inherit the server's sockets.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as processes:
        return await asyncio.get_running_loop().run_in_executor(processes, _find, root)


def _find(root: Path) -> list[Finding]:
    # As in `make check`: nothing of what is read becomes garbage before this process ends.
    gc.disable()
    return find_problems(load_project(root))
