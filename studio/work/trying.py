"""The assistant on trial: a conversation played and explained, in a process that holds the model."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from attachment_guide.paths import MODEL
from studio.work.workspace import Workspace
from tools.checks.project_reader import load_project
from tools.trying.assistant import Assistant
from tools.trying.explanation import Explainer, Explanation

DIALOGUES = Path("evaluation") / "sets" / "dialogues.yml"
_explainer: Explainer | None = None


class Trials:
    """Plays conversations; the model is loaded for the first, and again when it or the content changed."""

    def __init__(self, workspace: Workspace) -> None:
        """Takes the project; nothing is loaded yet."""
        self._workspace = workspace
        self._processes: ProcessPoolExecutor | None = None
        self._loaded: tuple[str, float] | None = None

    async def explain(self, said: Sequence[str]) -> list[Explanation]:
        """Plays a conversation and explains each of its messages.

        Args:
            said: what the visitor says, one message after the other.

        Raises:
            FileNotFoundError: when there is no model yet.
        """
        model = self._workspace.root / MODEL
        if not model.exists():
            raise FileNotFoundError("There is no model yet. Train it in the room “Changes”.")
        state = (self._workspace.revision, model.stat().st_mtime)
        if state != self._loaded:
            self.stop()
        if self._processes is None:
            # A process that is started anew: one that is forked would inherit the server's sockets.
            self._processes = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
            self._loaded = state
        return await asyncio.get_running_loop().run_in_executor(
            self._processes, _explain, self._workspace.root, tuple(said)
        )

    def stop(self) -> None:
        """Ends the process, and frees what the model holds."""
        if self._processes:
            self._processes.shutdown(wait=False, cancel_futures=True)
            self._processes = None


def _explain(root: Path, said: tuple[str, ...]) -> list[Explanation]:
    global _explainer
    if _explainer is None:
        _explainer = Explainer(Assistant.load(root / MODEL), load_project(root))
    return asyncio.run(_explainer.explain(said))


def shown_by(explanation: Explanation) -> tuple[str, ...]:
    """The names by which a test knows what was shown.

    Args:
        explanation: of one message.
    """
    names = [name for name, _ in explanation.played.replies if name]
    custom = [
        action for action in explanation.played.actions if action.startswith("action_seek_professional")
    ]
    return tuple(dict.fromkeys([*custom, *names]))


def keep_as_test(root: Path, name: str, turns: Sequence[tuple[str, Sequence[str]]]) -> None:
    """Adds a conversation to the dialogues that are only measured with.

    Args:
        root: the project's folder.
        name: of the dialogue; a line.
        turns: what the visitor says, and which responses or actions are right after it.
    """
    file = root / DIALOGUES
    lines = [f"- name: {_quoted(name)}\n", "  turns:\n"]
    for said, expected in turns:
        listed = ", ".join(expected)
        lines.append(f"    - {{say: {_quoted(said)}, expect: [{listed}]}}\n")
    file.write_text(file.read_text(encoding="utf-8").rstrip("\n") + "\n" + "".join(lines), encoding="utf-8")


def _quoted(text: str) -> str:
    """A text as YAML reads it back, whatever it holds: JSON is YAML."""
    return json.dumps(text, ensure_ascii=False)
