"""Judges the risk in a message: the one entrance for the channels and the NLU pipeline."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from guide.risk.phrases import Hit, PhraseLayer, PhraseResult, shared_phrases
from guide.risk.tiers import TIERS

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Risk:
    """The risk in one message.

    Attributes:
        tier: `crisis`, `check`, `concern` or `none`.
        category: what kind, or None.
        score: 0 to 1, how likely the message is one of a person at risk.
        evidence: the words that say so.
        about: `self` or `other`: who is at risk, or a risk to others.
        minor: whether the writer, or who it is about, is a child or teenager.
    """

    tier: str = "none"
    category: str | None = None
    score: float = 0.0
    evidence: tuple[str, ...] = ()
    about: str = "self"
    minor: bool = False

    def as_dict(self) -> dict[str, Any]:
        """The result as the parse result carries it."""
        return {**asdict(self), "evidence": list(self.evidence)}


PHRASE_SCORES = {"crisis": 0.95, "check": 0.6, "concern": 0.3, "none": 0.02}
MAX_EVIDENCE = 5


class RiskDetector:
    """Judges messages by phrases and, where it can be loaded, by meaning."""

    def __init__(self, phrases: PhraseLayer | None = None) -> None:
        """Loads the layers.

        Args:
            phrases: the phrase layer; the shared one when left out.
        """
        self._phrases = phrases or shared_phrases()

    def assess(self, text: str, previous: Sequence[str] = ()) -> Risk:
        """Judges a message; never raises.

        Args:
            text: the message as it was typed.
            previous: the visitor's last one or two messages, oldest first.
        """
        try:
            result = self._phrases(text)
        except Exception:
            logger.exception("The phrase layer failed.")
            return Risk("check", None, 0.5)
        return _from_phrases(result)


def _from_phrases(result: PhraseResult) -> Risk:
    hits: list[Hit] = sorted(result.hits, key=lambda h: -TIERS.index(h.tier))
    if not hits:
        return Risk(minor=result.minor)
    top = hits[0]
    evidence = tuple(dict.fromkeys(h.text for h in hits if h.tier == top.tier))[:MAX_EVIDENCE]
    return Risk(top.tier, top.category, PHRASE_SCORES[top.tier], evidence, top.about, result.minor)


@lru_cache(maxsize=1)
def shared_detector() -> RiskDetector:
    """The process's one detector, loaded on first use."""
    return RiskDetector()
