"""What is running: versions and model, for operators."""

from __future__ import annotations

import platform
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version

import rasa
from rasa.core.agent import Agent

from attachment_guide.paths import ROOT

PYPROJECT = ROOT / "pyproject.toml"


@lru_cache(maxsize=1)
def build_information() -> dict[str, str]:
    """Versions of the assistant and of what it is built on."""
    return {"version": _own_version(), "rasa": rasa.__version__, "python": platform.python_version()}


def model_information(agent: Agent | None) -> dict[str, str]:
    """The name and the id of the model that is loaded.

    Args:
        agent: Rasa's; None while there is none.
    """
    if agent is None or not agent.is_ready() or agent.processor is None:
        return {"file": "", "id": ""}
    return {"file": agent.processor.model_filename, "id": agent.model_id or ""}


def _own_version() -> str:
    try:
        return version("attachment-guide")
    except PackageNotFoundError:
        pass
    # Run from its folder, it is not installed.
    lines = PYPROJECT.read_text(encoding="utf-8").splitlines() if PYPROJECT.exists() else []
    found = (line.partition("=")[2].strip().strip('"') for line in lines if line.startswith("version"))
    return next(found, "unknown")
