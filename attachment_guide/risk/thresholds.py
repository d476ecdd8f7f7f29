"""How sure is sure enough: what clinicians set in clinical/thresholds.yml."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import yaml

from attachment_guide.paths import CLINICAL
from attachment_guide.risk.tiers import Tier
from attachment_guide.yaml_files import read_yaml

logger = logging.getLogger(__name__)

THRESHOLDS_FILE = CLINICAL / "thresholds.yml"
# Keys that are counts of words or turns; all others are probabilities.
COUNTS = {"words_around": (1, 40), "max_continuation_words": (1, 40), "turns_between_checks": (0, 100)}


def _default_phrase_scores() -> dict[Tier, float]:
    return {Tier.CRISIS: 0.95, Tier.CHECK: 0.6, Tier.SUPPORT: 0.4, Tier.CONCERN: 0.3, Tier.NONE: 0.02}


@dataclass(frozen=True)
class Thresholds:
    """The limits of the risk detector's decisions; clinical/thresholds.yml explains each.

    Attributes:
        crisis: probability of crisis without a phrase of crisis.
        crisis_with_phrase: with one, in a statement.
        check: probability of risk without a phrase of crisis or check.
        check_with_phrase: with one of crisis.
        check_with_hint: with one of check.
        check_denied: where the only phrases found are denied or told of a story.
        support: probability of risk from which on a way to help is shown below the answer.
        support_with_phrase: the same with a phrase of crisis or check.
        support_denied: the same where the only phrases found are denied or told of a story.
        check_together: probability that one of the last messages was meant so, for `check` where each by
            itself is `support`.
        asked_after_calm: probability of risk for `check` or `crisis` by meaning alone in a conversation
            without a sign so far.
        check_after_no: probability of risk for `check` after the visitor said no to it.
        concern: probability of a milder sign.
        sentence_margin: how much surer a passage of a message has to be than the whole message.
        suspicious: from which probability, by its words alone, a passage is judged by itself.
        about_other: from which probability the message is taken to be about somebody else.
        concern_category_by_meaning: from which probability of a milder sign meaning, not the phrase
            found, tells which sign it is.
        words_around: how many words on either side of a phrase of crisis are judged with it.
        max_continuation_words: of how many words a message may be the end of a split statement.
        turns_between_checks: in how many turns after `check` or `crisis` nobody is asked again.
        phrase_scores: how sure a phrase of each tier is when only the phrase layer works.
    """

    crisis: float = 0.75
    crisis_with_phrase: float = 0.5
    check: float = 0.7
    check_with_phrase: float = 0.35
    check_with_hint: float = 0.4
    check_denied: float = 0.9
    support: float = 0.4
    support_with_phrase: float = 0.1
    support_denied: float = 0.8
    check_together: float = 0.97
    asked_after_calm: float = 0.93
    check_after_no: float = 0.95
    concern: float = 0.15
    sentence_margin: float = 0.3
    suspicious: float = 0.2
    about_other: float = 0.5
    concern_category_by_meaning: float = 0.5
    words_around: int = 6
    max_continuation_words: int = 8
    turns_between_checks: int = 6
    phrase_scores: Mapping[Tier, float] = field(default_factory=_default_phrase_scores)


def parse_thresholds(content: Any, file: str) -> tuple[Thresholds, list[tuple[str, str]]]:
    """Takes the thresholds from the content of their file; what is missing or wrong keeps its default.

    Args:
        content: of the YAML file.
        file: its name, for the problems.

    Returns:
        The thresholds, and the problems: each the key and what is wrong with it.
    """
    if not isinstance(content, dict):
        return Thresholds(), [("", f"{file} must hold lines such as “crisis: 0.8”. The defaults are used.")]
    known = {entry.name for entry in fields(Thresholds)}
    values: dict[str, Any] = {}
    problems: list[tuple[str, str]] = []
    for key, value in content.items():
        problem = _problem(str(key), value, known)
        if problem:
            problems.append((str(key), f"{file}, key “{key}”: {problem}"))
        elif key == "phrase_scores":
            values[key] = _default_phrase_scores() | {
                Tier(tier): float(score) for tier, score in value.items()
            }
        else:
            values[key] = int(value) if key in COUNTS else float(value)
    return Thresholds(**values), problems


def _problem(key: str, value: Any, known: set[str]) -> str | None:
    """What is wrong with an entry, and what to write."""
    if key not in known:
        return f"it is not known here. Known are {', '.join(sorted(known))}."
    if key == "phrase_scores":
        return _scores_problem(value)
    if key in COUNTS:
        low, high = COUNTS[key]
        if str(value).isdecimal() and low <= int(value) <= high:
            return None
        return f"“{value}” must be a whole number from {low} to {high}."
    return None if _is_probability(value) else f"“{value}” must be a number from 0 to 1, such as 0.5."


def _scores_problem(scores: Any) -> str | None:
    names = [str(tier) for tier in Tier]
    if not isinstance(scores, dict) or not set(scores) <= set(names):
        return f"it must hold a number for each of {', '.join(names)}."
    wrong = [tier for tier, score in scores.items() if not _is_probability(score)]
    return f"the score of “{wrong[0]}” must be a number from 0 to 1, such as 0.5." if wrong else None


def _is_probability(value: Any) -> bool:
    try:
        return not isinstance(value, bool) and 0 <= float(value) <= 1
    except (TypeError, ValueError):
        return False


def read_thresholds(file: Path = THRESHOLDS_FILE) -> Thresholds:
    """Reads the thresholds; never raises: what is missing or wrong is logged and keeps its default.

    Args:
        file: where they are.
    """
    try:
        content = read_yaml(file)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        logger.exception("The risk thresholds can't be read: the defaults are used.")
        return Thresholds()
    thresholds, problems = parse_thresholds(content, file.name)
    for _, problem in problems:
        logger.error("Risk thresholds: %s The default is used.", problem)
    return thresholds
