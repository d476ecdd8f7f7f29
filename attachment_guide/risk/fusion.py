"""Combines what phrases and meaning say about a message. Pure: it loads no model and reads no file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from attachment_guide.risk.assessment import (
    Judgement,
    Risk,
    category_by_both,
    category_by_phrases,
    evidence,
)
from attachment_guide.risk.context import NEGATION, STORY
from attachment_guide.risk.hits import Hit, PhraseResult
from attachment_guide.risk.thresholds import Thresholds
from attachment_guide.risk.tiers import AT_RISK, Tier

# A limit that no probability reaches.
NEVER = 2.0


@dataclass(frozen=True)
class Judged:
    """A message or a passage of it, with the judgement of its meaning."""

    text: str
    judgement: Judgement


def fuse(found: PhraseResult, whole: Judged, passage: Judged | None, limits: Thresholds) -> Risk:
    """Decides by phrases and meaning together.

    Args:
        found: what the phrase layer found in the message.
        whole: the message.
        passage: its most suspicious passage, if one was judged by itself.
        limits: how sure is sure enough.
    """
    hits = found.strongest_first
    if found.is_idle and not hits:
        # Nothing that was learned says anything of "hahaha": its probabilities are no evidence.
        return Risk(minor=found.minor)
    worst, margin = whole, 0.0
    likeliest = max(one.judgement.at_risk for one in (whole, passage) if one)
    # A passage lacks what stands around it, so it has to say it more clearly: but for a quiet sentence.
    if passage and passage.judgement.at_risk - limits.sentence_margin > whole.judgement.at_risk:
        worst, margin = passage, limits.sentence_margin
    risk, crisis = worst.judgement.at_risk - margin, worst.judgement.crisis - margin
    support_limit, check_limit, crisis_limit = _limits(hits, found.question, limits)
    if crisis >= crisis_limit:
        tier = Tier.CRISIS
    elif risk >= check_limit:
        tier = Tier.CHECK
    elif likeliest >= support_limit:
        tier = Tier.SUPPORT
    elif whole.judgement.concern >= limits.concern or (hits and hits[0].tier == Tier.CONCERN):
        tier = Tier.CONCERN
    else:
        tier = Tier.NONE
    said = tier != Tier.NONE or bool(hits)
    return Risk(
        tier=tier,
        category=category_by_both(
            tier, hits, worst.judgement, whole.judgement, limits.concern_category_by_meaning
        ),
        score=round(max(whole.judgement.at_risk, risk), 4),
        evidence=evidence(tier, hits, worst.text),
        about="other" if said and worst.judgement.other >= limits.about_other else "self",
        minor=found.minor,
        by_meaning=not any(hit.tier in AT_RISK for hit in hits),
        means=found.asks_for_means,
    )


def _limits(hits: Sequence[Hit], question: bool, limits: Thresholds) -> tuple[float, float, float]:
    """The lowest probabilities at which a message counts as support, as check, and as crisis."""
    strongest = hits[0].tier if hits else Tier.NONE
    if strongest == Tier.CRISIS:
        return (
            limits.support_with_phrase,
            limits.check_with_phrase,
            limits.crisis if question else limits.crisis_with_phrase,
        )
    if strongest == Tier.CHECK:
        return limits.support_with_phrase, limits.check_with_hint, limits.crisis
    if strongest == Tier.SUPPORT:
        return 0.0, limits.check_with_hint, limits.crisis
    if any(NEGATION in hit.context or STORY in hit.context for hit in hits):
        # Only a strong doubt goes against "I am not suicidal", and only as a question.
        return limits.support_denied, limits.check_denied, NEVER
    return limits.support, limits.check, limits.crisis


def by_phrases(found: PhraseResult, limits: Thresholds) -> Risk:
    """Decides by phrases alone.

    Args:
        found: what the phrase layer found in the message.
        limits: how sure a phrase of each tier is.
    """
    hits = found.strongest_first
    if not hits:
        return Risk(minor=found.minor)
    tier = hits[0].tier
    return Risk(
        tier=tier,
        category=category_by_phrases(tier, hits),
        score=limits.phrase_scores[tier],
        evidence=evidence(tier, hits, ""),
        about="other" if all(hit.about == "other" for hit in hits if hit.tier == tier) else "self",
        minor=found.minor,
        means=found.asks_for_means,
    )


def new_hits(joined: PhraseResult, known: Sequence[Hit]) -> list[Hit]:
    """Finds the hits that appear only when messages are joined.

    Args:
        joined: what the phrase layer found in messages put together.
        known: what it found in each of them.

    Returns:
        The hits that are not known yet and do not merely extend a known one by a word or two.
    """
    return [hit for hit in joined.hits if not _is_known(hit, known)]


def _is_known(hit: Hit, known: Sequence[Hit]) -> bool:
    return any(
        hit.text == other.text
        or (hit.text.startswith(f"{other.text} ") and other.tier.strength >= hit.tier.strength)
        for other in known
    )
