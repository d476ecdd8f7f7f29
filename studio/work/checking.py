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

_known: dict[Path, tuple[str, list[Finding]]] = {}


async def check_whole(workspace: Workspace) -> list[Finding]:
    """All that `make check` finds; what was found of the same content is not looked for again.

    Args:
        workspace: the project.
    """
    revision = workspace.revision
    known = _known.get(workspace.root)
    if known is None or known[0] != revision:
        # A process that is started anew: one that is forked would inherit the server's sockets.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as processes:
            found = await asyncio.get_running_loop().run_in_executor(processes, _find, workspace.root)
        known = _known[workspace.root] = (revision, found)
    return known[1]


def _find(root: Path) -> list[Finding]:
    # As in `make check`: nothing of what is read becomes garbage before this process ends.
    gc.disable()
    return find_problems(load_project(root))
