"""Questions that lean on the last answer: which answer they ask for."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

FOLLOW_UPS_FILE = Path(__file__).with_name("follow_ups.yml")


@lru_cache(maxsize=1)
def _table() -> dict[str, dict]:
    return yaml.safe_load(FOLLOW_UPS_FILE.read_text(encoding="utf-8"))


def follow_up_intents() -> list[str]:
    """The intents whose answer depends on what was said before."""
    return list(_table())


def follow_up_answer(intent: str, last_answer: str | None = None) -> str:
    """Finds the answer that a follow-up question asks for.

    Args:
        intent: one of `follow_up_intents()`.
        last_answer: full intent of the last answer shown, such as `symptoms/children`; None when
            there was none.

    Returns:
        The full intent of the answer owed.
    """
    entry = _table()[intent]
    for said in sorted(entry["after"], key=len, reverse=True):
        if last_answer and (
            last_answer == said or last_answer.startswith((f"{said}/", f"{said}_"))
        ):
            return entry["after"][said]
    return entry["by_default"]
