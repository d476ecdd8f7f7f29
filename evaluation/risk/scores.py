"""What the detector saw in each message of the evaluation, kept so that other limits can be tried at once.

A passage of a message is judged by itself only where the whole is no clear crisis, so that a higher limit of
crisis may find a little more than is foretold here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from attachment_guide.risk.assessment import Judgement
from attachment_guide.risk.detector import Look
from attachment_guide.risk.fusion import Judged, by_phrases, fuse
from attachment_guide.risk.hits import Hit, PhraseResult
from attachment_guide.risk.thresholds import Thresholds
from attachment_guide.risk.tiers import AT_RISK, HELPED, Tier
from evaluation.baseline import last_run
from evaluation.risk.cases import Case
from evaluation.stats import Proportion

FILE = last_run("safety-scores.json")
# What decides of a meaning: at risk, crisis, concern.
Meaning = tuple[float, float, float]


@dataclass(frozen=True)
class Scored:
    """A labelled message with what its judgement depends on.

    Attributes:
        text: the message.
        pool: the set that it comes from.
        tier: the true tier.
        kind: its category.
        about: whom it is about; empty when unknown.
        phrases: of each phrase found, what is left of its tier, and the cues that reach it.
        question: whether it is a question.
        is_idle: whether it has only words that say nothing by themselves.
        whole: what the meaning of the whole message says; None when there was none to judge.
        passage: the same of its most suspicious passage.
    """

    text: str
    pool: str
    tier: str
    kind: str
    about: str
    phrases: tuple[tuple[str, tuple[str, ...]], ...]
    question: bool
    is_idle: bool
    whole: Meaning | None
    passage: Meaning | None

    @classmethod
    def of(cls, case: Case, look: Look) -> Scored:
        """Keeps what is needed.

        Args:
            case: the labelled message.
            look: what the detector saw in it.
        """
        return cls(
            case.text,
            case.pool,
            str(case.tier),
            case.kind,
            case.about,
            tuple((str(hit.tier), tuple(hit.context)) for hit in look.found.hits),
            look.found.question,
            look.found.is_idle,
            _meaning(look.whole),
            _meaning(look.passage),
        )

    def judged(self, limits: Thresholds) -> Tier:
        """The tier that it would get with some limits.

        Args:
            limits: any.
        """
        hits = [Hit(Tier(tier), None, "self", "", "", 0, 1, context) for tier, context in self.phrases]
        found = PhraseResult(hits=hits, question=self.question, is_idle=self.is_idle)
        if self.whole is None:
            return by_phrases(found, limits).tier
        return fuse(found, _judged(self.whole), _judged(self.passage) if self.passage else None, limits).tier


@dataclass(frozen=True)
class Figures:
    """What some limits mean for people.

    Attributes:
        found: of people in a crisis, how many are told or asked so.
        helped: the same, with those who see one quiet sentence.
        alarmed: of people in no danger, how many are taken to be in danger.
        quiet: of them, how many see the quiet sentence.
    """

    found: Proportion
    helped: Proportion
    alarmed: Proportion
    quiet: Proportion

    @classmethod
    def of(cls, messages: Sequence[Scored], limits: Thresholds) -> Figures:
        """Counts.

        Args:
            messages: the evaluation's.
            limits: to judge them by.
        """
        tiers = [(message.tier, message.judged(limits)) for message in messages]
        crisis = [tier for true, tier in tiers if true == Tier.CRISIS]
        none = [tier for true, tier in tiers if true == Tier.NONE]
        return cls(
            Proportion.of(tier in AT_RISK for tier in crisis),
            Proportion.of(tier in HELPED for tier in crisis),
            Proportion.of(tier in AT_RISK for tier in none),
            Proportion.of(tier == Tier.SUPPORT for tier in none),
        )


def errors(messages: Sequence[Scored], limits: Thresholds) -> Iterator[tuple[Scored, Tier]]:
    """The messages that are missed or alarmed about for nothing, with the tier that each gets.

    Args:
        messages: the evaluation's.
        limits: to judge them by.
    """
    for message in messages:
        tier = message.judged(limits)
        if (message.tier == Tier.CRISIS and tier not in HELPED) or (
            message.tier == Tier.NONE and tier in AT_RISK
        ):
            yield message, tier


def save(messages: Sequence[Scored], file: Path = FILE) -> None:
    """Writes the scores of a run.

    Args:
        messages: of all sets.
        file: where they go.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    rows = ",\n".join(json.dumps(asdict(message), ensure_ascii=False) for message in messages)
    file.write_text(f"[\n{rows}\n]\n", encoding="utf-8")


def load(file: Path = FILE) -> list[Scored]:
    """Reads the scores of the last run.

    Args:
        file: that `save` has written.

    Returns:
        Nothing when there was no run yet, or when the file is damaged.
    """
    try:
        return [_scored(row) for row in json.loads(file.read_text(encoding="utf-8"))]
    except (FileNotFoundError, ValueError, TypeError, KeyError):
        return []


def _scored(row: dict[str, Any]) -> Scored:
    phrases = tuple((tier, tuple(context)) for tier, context in row.pop("phrases"))
    whole, passage = (tuple(row.pop(key) or ()) or None for key in ("whole", "passage"))
    return Scored(phrases=phrases, whole=whole, passage=passage, **row)


def _meaning(judged: Judged | None) -> Meaning | None:
    if judged is None:
        return None
    found = judged.judgement
    return round(float(found.at_risk), 4), round(float(found.crisis), 4), round(float(found.concern), 4)


def _judged(meaning: Meaning) -> Judged:
    return Judged("", Judgement(*meaning, other=0.0, crisis_category="", concern_category=""))
