"""The result of the risk check: by meaning alone (Judgement), and overall (Risk)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from attachment_guide.risk.hits import Hit
from attachment_guide.risk.tiers import CONCERN_CATEGORIES, HELPED, Tier

MAX_EVIDENCE = 5
MAX_EVIDENCE_LENGTH = 120


@dataclass(frozen=True)
class Risk:
    """The risk in one message.

    Attributes:
        tier: how much it is at risk.
        category: what kind, or None; at `none`, what a harmless message is about.
        score: 0 to 1, how likely the message is one of a person at risk.
        evidence: the words that say so.
        about: `self` or `other`: who is at risk, or a risk to others.
        minor: whether the writer, or who it is about, is a child or teenager.
        by_meaning: whether no phrase says so: the meaning alone does.
        means: whether it asks for means or places, which says something only beside what was said before.
    """

    tier: Tier = Tier.NONE
    category: str | None = None
    score: float = 0.0
    evidence: tuple[str, ...] = ()
    about: str = "self"
    minor: bool = False
    by_meaning: bool = False
    means: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Returns the risk as the parse result carries it: plain strings, numbers and lists."""
        return {
            "tier": str(self.tier),
            "category": self.category,
            "score": self.score,
            "evidence": list(self.evidence),
            "about": self.about,
            "minor": self.minor,
        }


# When nothing at all can be judged, the visitor is asked.
UNREAD = Risk(Tier.CHECK, None, 0.5)


@dataclass(frozen=True)
class Judgement:
    """What the semantic layer says of a message or a part of it.

    Attributes:
        at_risk: how likely it is crisis or check.
        crisis: how likely it is crisis.
        concern: how likely it is a milder sign.
        other: how likely it is about somebody else, if it is anything.
        crisis_category: likeliest category of crisis or check.
        concern_category: likeliest category of concern.
    """

    at_risk: float
    crisis: float
    concern: float
    other: float
    crisis_category: str
    concern_category: str


def crisis_category(hits: Sequence[Hit]) -> str | None:
    """Gives the category that covers the most words among the hits of the strongest tier.

    Args:
        hits: strongest first, at least one.
    """
    lengths: dict[str | None, int] = {}
    for hit in hits:
        if hit.tier == hits[0].tier:
            lengths[hit.category] = lengths.get(hit.category, 0) + hit.end - hit.start
    return max(lengths, key=lambda category: lengths[category])


def category_by_phrases(tier: Tier, hits: Sequence[Hit]) -> str | None:
    """Gives the category that the phrases alone tell.

    Args:
        tier: of the message.
        hits: strongest first, at least one.
    """
    category = hits[0].category
    if tier == Tier.CRISIS:
        return crisis_category(hits)
    if tier == Tier.CONCERN and category not in CONCERN_CATEGORIES:
        # What is left of a phrase of crisis: in the past, for instance.
        return "unresolved_trauma" if category == "abuse" else "inability_to_cope"
    return category


def category_by_both(
    tier: Tier, hits: Sequence[Hit], worst: Judgement, whole: Judgement, concern_limit: float
) -> str | None:
    """Gives the category that phrases and meaning tell together.

    Args:
        tier: of the message.
        hits: strongest first.
        worst: of the part of the message that decided.
        whole: of the whole message.
        concern_limit: from which probability on meaning goes before phrases of concern.
    """
    if tier in HELPED:
        return crisis_category(hits) if hits and hits[0].tier == Tier.CRISIS else worst.crisis_category
    if tier == Tier.CONCERN:
        signs = [hit.category for hit in hits if hit.tier == Tier.CONCERN and hit.category]
        return signs[0] if signs and whole.concern < concern_limit else whole.concern_category
    return hits[0].category if hits else None


def evidence(tier: Tier, hits: Sequence[Hit], text: str) -> tuple[str, ...]:
    """Gives the words that support a tier: the phrases found, or else the beginning of the text.

    Args:
        tier: of the message.
        hits: strongest first.
        text: the message, or the part of it that decided.
    """
    if tier == Tier.NONE:
        return ()
    words = dict.fromkeys(hit.text for hit in hits if hit.tier != Tier.NONE)
    return tuple(words)[:MAX_EVIDENCE] or (text[:MAX_EVIDENCE_LENGTH],)
