"""Questions that lean on the last answer, and messages that hold more than one question."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

FOLLOW_UPS_FILE = Path(__file__).with_name("follow_ups.yml")


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return yaml.safe_load(FOLLOW_UPS_FILE.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _leaning() -> re.Pattern[str]:
    leaning = _table()["leaning"]
    beginnings, words = "|".join(leaning["beginnings"]), "|".join(leaning["words"])
    return re.compile(rf"^\W*(?:{beginnings})\b|\b(?:{words})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _question_break() -> re.Pattern[str]:
    words = "|".join(_table()["question_words"])
    return re.compile(
        rf"\?+|\n+|[.!;,]?\s+(?:and|also|plus|then|&)\s+(?=(?:also\s+)?(?:{words})\b)",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _aside() -> re.Pattern[str]:
    asides = _table()["asides"]
    words, guesses = "|".join(map(re.escape, asides["words"])), "|".join(asides["guesses"])
    return re.compile(rf"\W*(?:(?:(?:{words})\b\W*)+|{guesses})", re.IGNORECASE)


@lru_cache(maxsize=1)
def _bare_comparison() -> re.Pattern[str]:
    words = "|".join(map(re.escape, _table()["bare_comparison"]))
    return re.compile(rf"\W*(?:(?:{words})\b\W*)*", re.IGNORECASE)


@lru_cache(maxsize=1)
def _places() -> dict[str, int]:
    return {str(word): place for place, words in _table()["places"].items() for word in words}


def is_comparable(answer: str) -> bool:
    """Whether an answer is about one of several things of a kind, which may be compared.

    Args:
        answer: full retrieval intent.
    """
    return answer.split("/")[0] in _table()["comparable"]


def meanings_in_crisis() -> dict[str, str]:
    """What full intents mean right after crisis guidance, where that is something else."""
    return _table()["in_crisis"]


def follow_up_intents() -> list[str]:
    """The intents whose answer depends on what was said before."""
    return list(_table()["answers"])


def follow_up_answer(intent: str, last_answer: str | None = None) -> str:
    """Finds the answer that a follow-up question asks for.

    Args:
        intent: one of `follow_up_intents()`.
        last_answer: full intent of the last answer shown, such as `symptoms/children`; None when
            there was none.

    Returns:
        The full intent of the answer, or the name of another response (`no_medical_advice`).
    """
    entry = _table()["answers"][intent]
    for said in sorted(entry["after"], key=len, reverse=True):
        if last_answer and (last_answer == said or last_answer.startswith((f"{said}/", f"{said}_"))):
            return entry["after"][said]
    return entry["by_default"]


def leans_on_last_answer(text: str) -> bool:
    """Whether a message may be understood only with the last answer ("and hitting?").

    Args:
        text: the message.
    """
    return len(text.split()) <= _table()["leaning"]["most_words"] and bool(_leaning().search(text))


def split_questions(text: str) -> list[str]:
    """Splits a message where one question ends and another begins.

    Args:
        text: the message.

    Returns:
        The parts that ask something and have at least two words; a single part when it asks one thing.
    """
    parts = [part.strip() for part in _question_break().split(text)]
    return [part for part in parts if len(part.split()) > 1 and not _aside().fullmatch(part)]


def stands_beside_a_question(intent: str) -> bool:
    """Whether an intent is answered also where a message asks for something else beside it.

    Args:
        intent: full intent, such as `contact/phone`; the document's answers are not meant.
    """
    return intent.split("/")[0] in _table()["beside_a_question"]


def compares_nothing_named(text: str) -> bool:
    """Whether a comparison leaves open what is compared ("which of them is better?").

    Args:
        text: the message.
    """
    return bool(_bare_comparison().fullmatch(text))


def place_named(text: str) -> int | None:
    """The place in a list that a message names ("the second one").

    Args:
        text: the message.

    Returns:
        Counted from 1, or from the end when negative; None when there is none.
    """
    words = re.findall(r"\w+", text.lower())
    named = [word for word in words if word in _places()]
    # In "the second one", the one is no place.
    named = [word for word in named if word != "one"] or named
    return _places()[named[0]] if named else None
