"""Judges a message by its conversation: risk builds up over turns, and nobody is asked again and again.

Pure: it loads no model and reads no file. What an earlier turn was comes from the tracker.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from attachment_guide.names import INTENT_DENY, KEY_RISK, own_intent
from attachment_guide.risk.assessment import Risk
from attachment_guide.risk.thresholds import Thresholds
from attachment_guide.risk.tiers import AT_RISK, HELPED, Tier

# Weak signs add up over so many turns, each turn counting less the longer it is ago.
TURNS_THAT_ADD_UP = 3
FADING = 0.7
# A conversation is under way after so many turns.
CALM_TURNS = 2
# For so many turns after a crisis, a question about means or places belongs to it.
TURNS_OF_MEANS = 5


@dataclass(frozen=True)
class Turn:
    """An earlier message of the visitor's.

    Attributes:
        tier: how the message was met.
        score: how likely it was one of a person at risk.
        category: what kind of risk it was.
        about: `self` or `other`: who was at risk.
        is_no: whether it said no.
    """

    tier: Tier
    score: float
    category: str | None = None
    about: str = "self"
    is_no: bool = False

    @classmethod
    def of(cls, parsed: Mapping[str, Any]) -> Turn:
        """What a message was, as its parse result says.

        Args:
            parsed: the parse result that the tracker keeps with the message.
        """
        risk = parsed.get(KEY_RISK) or {}
        return cls(
            Tier(risk.get("tier", Tier.NONE)),
            float(risk.get("score", 0.0)),
            risk.get("category"),
            risk.get("about", "self"),
            own_intent(parsed) == INTENT_DENY,
        )


def in_course(risk: Risk, earlier: Sequence[Turn], limits: Thresholds) -> Risk:
    """Judges a message by what was said before it.

    Args:
        risk: of the message by itself.
        earlier: the visitor's messages before it, oldest first.
        limits: how sure is sure enough.

    Returns:
        The risk; its tier is `crisis` where means are asked for after a crisis, `check` where weak signs have
        come together, and `support` where the visitor was asked lately and need not be asked again, or where
        nothing but the meaning of this one message speaks for more. A crisis that a phrase says, or that
        comes first, stays one.
    """
    if risk.means and any(turn.tier == Tier.CRISIS for turn in earlier[-TURNS_OF_MEANS:]):
        return replace(risk, tier=Tier.CRISIS)
    if risk.tier == Tier.SUPPORT and _together(risk, earlier) >= limits.check_together:
        risk = replace(risk, tier=Tier.CHECK)
    if risk.tier == Tier.CHECK and _is_answered(risk, earlier, limits):
        return replace(risk, tier=Tier.SUPPORT)
    if risk.tier in AT_RISK and _is_doubtful(risk, earlier, limits):
        return replace(risk, tier=Tier.SUPPORT)
    return risk


def _is_doubtful(risk: Risk, earlier: Sequence[Turn], limits: Thresholds) -> bool:
    """Whether only the meaning says so, not surely, and nothing did in a conversation under way."""
    is_calm = len(earlier) >= CALM_TURNS and not any(turn.tier in HELPED for turn in earlier)
    return risk.by_meaning and is_calm and risk.score < limits.asked_after_calm


def _together(risk: Risk, earlier: Sequence[Turn]) -> float:
    """How likely at least one of the last messages was meant so, were they independent of each other."""
    harmless = 1 - risk.score
    for ago, turn in enumerate(reversed(earlier[-TURNS_THAT_ADD_UP:]), start=1):
        if turn.tier in HELPED:
            harmless *= 1 - turn.score * FADING**ago
    return 1 - harmless


def _is_answered(risk: Risk, earlier: Sequence[Turn], limits: Thresholds) -> bool:
    """Whether this risk was asked about lately, or the question answered with no and nothing surer came."""
    asked = [number for number, turn in enumerate(earlier) if turn.tier in AT_RISK and _is_same(risk, turn)]
    if not asked:
        return False
    if any(turn.is_no for turn in earlier[asked[0] + 1 :]) and risk.score < limits.check_after_no:
        return True
    return len(earlier) - asked[-1] <= limits.turns_between_checks


def _is_same(risk: Risk, turn: Turn) -> bool:
    return (risk.category, risk.about) == (turn.category, turn.about)
