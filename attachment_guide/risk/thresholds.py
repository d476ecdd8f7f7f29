"""How sure is sure enough: read from clinical/thresholds.yml."""

from __future__ import annotations

import logging
from dataclasses import dataclass, fields
from pathlib import Path

from attachment_guide.paths import CLINICAL
from attachment_guide.yaml_files import read_yaml

logger = logging.getLogger(__name__)

THRESHOLDS_FILE = CLINICAL / "thresholds.yml"


@dataclass(frozen=True)
class Thresholds:
    """Probabilities from which on a tier is given.

    Attributes:
        crisis: without a phrase of crisis.
        crisis_with_phrase: with one, in a statement.
        check: without a phrase of crisis or check.
        check_with_phrase: with one of crisis.
        check_with_hint: with one of check.
        check_denied: where the only phrases found are denied or told of a story.
        concern: of a milder sign.
        sentence_margin: how much more a sentence has to have than the whole message.
    """

    crisis: float = 0.8
    crisis_with_phrase: float = 0.3
    check: float = 0.7
    check_with_phrase: float = 0.2
    check_with_hint: float = 0.4
    check_denied: float = 0.9
    concern: float = 0.15
    sentence_margin: float = 0.1


def read_thresholds(file: Path = THRESHOLDS_FILE) -> Thresholds:
    """Reads the thresholds; what is missing or wrong keeps its default.

    Args:
        file: where they are.
    """
    try:
        content = read_yaml(file)
        names = {field.name for field in fields(Thresholds)}
        return Thresholds(**{k: float(v) for k, v in content.items() if k in names})
    except Exception:
        logger.exception("The risk thresholds can't be read: defaults are used.")
        return Thresholds()
