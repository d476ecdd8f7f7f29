"""Fusion: what phrases and meaning say together, without any model."""

from __future__ import annotations

import pytest

from attachment_guide.risk.assessment import Judgement, Risk
from attachment_guide.risk.fusion import Judged, by_phrases, fuse, new_hits
from attachment_guide.risk.hits import Hit, PhraseResult
from attachment_guide.risk.tiers import Tier
from tests.unit.risk_limits import LIMITS


def judged(risk: float = 0.0, crisis: float = 0.0, concern: float = 0.0, other: float = 0.0) -> Judged:
    judgement = Judgement(risk, crisis, concern, other, "abuse", "physical_health")
    return Judged("the whole text", judgement)


def hit(tier: Tier, *context: str, category: str = "suicide", about: str = "self", text: str = "die") -> Hit:
    return Hit(tier, category, about, text, "file/group", 0, len(text.split()), context)


@pytest.mark.parametrize(
    ("hits", "question", "risk", "crisis", "tier"),
    [
        pytest.param([], False, 0.85, 0.8, Tier.CRISIS, id="sure by meaning"),
        pytest.param([], False, 0.85, 0.79, Tier.CHECK, id="nearly sure"),
        pytest.param([], False, 0.69, 0.0, Tier.SUPPORT, id="not enough to ask"),
        pytest.param([], False, 0.29, 0.0, Tier.NONE, id="not enough"),
        pytest.param([hit(Tier.CRISIS)], False, 0.4, 0.3, Tier.CRISIS, id="a phrase lowers the limit"),
        pytest.param([hit(Tier.CRISIS)], True, 0.4, 0.3, Tier.CHECK, id="not in a question"),
        pytest.param([hit(Tier.CRISIS)], False, 0.2, 0.1, Tier.CHECK, id="a phrase, hardly by meaning"),
        pytest.param([hit(Tier.CRISIS)], False, 0.1, 0.1, Tier.SUPPORT, id="a phrase that meaning denies"),
        pytest.param([hit(Tier.CHECK)], False, 0.4, 0.1, Tier.CHECK, id="a hint"),
        pytest.param([hit(Tier.CHECK)], False, 0.3, 0.1, Tier.SUPPORT, id="a hint, hardly by meaning"),
        pytest.param([hit(Tier.CONCERN)], False, 0.0, 0.0, Tier.CONCERN, id="a milder sign"),
        pytest.param([hit(Tier.NONE, "negation")], False, 0.95, 0.95, Tier.CHECK, id="denied, and doubted"),
        pytest.param(
            [hit(Tier.NONE, "negation")], False, 0.85, 0.85, Tier.SUPPORT, id="denied, and hardly doubted"
        ),
        pytest.param([hit(Tier.NONE, "negation")], False, 0.65, 0.65, Tier.NONE, id="denied"),
        pytest.param([hit(Tier.NONE, "story")], False, 0.65, 0.65, Tier.NONE, id="a story"),
        pytest.param([hit(Tier.NONE, "past")], False, 0.85, 0.85, Tier.CRISIS, id="past, and now"),
    ],
)
def test_tier(hits: list[Hit], question: bool, risk: float, crisis: float, tier: Tier) -> None:
    found = PhraseResult(hits=hits, question=question)
    assert fuse(found, judged(risk, crisis), None, LIMITS).tier == tier


@pytest.mark.parametrize(
    ("whole", "part", "tier", "text"),
    [
        (0.1, 0.95, Tier.CRISIS, "a part"),
        (0.1, 0.85, Tier.CHECK, "a part"),
        (0.1, 0.75, Tier.SUPPORT, "a part"),
        (0.1, 0.35, Tier.SUPPORT, "a part"),
        (0.1, 0.25, Tier.NONE, ""),
        (0.9, 0.95, Tier.CRISIS, "the whole text"),
    ],
)
def test_a_passage_has_to_be_surer_than_the_whole(whole: float, part: float, tier: Tier, text: str) -> None:
    passage = Judged("a part", judged(part, part).judgement)
    risk = fuse(PhraseResult(), judged(whole, whole), passage, LIMITS)
    assert risk.tier == tier
    assert risk.evidence == ((text,) if text else ())


@pytest.mark.parametrize(
    ("hits", "judgement", "category"),
    [
        ([], {"risk": 0.9, "crisis": 0.9}, "abuse"),
        ([hit(Tier.CRISIS)], {"risk": 0.9, "crisis": 0.9}, "suicide"),
        ([hit(Tier.CHECK)], {"risk": 0.9}, "abuse"),
        ([hit(Tier.CONCERN, category="self_harm")], {"concern": 0.4}, "self_harm"),
        ([hit(Tier.CONCERN, category="self_harm")], {"concern": 0.6}, "physical_health"),
        ([hit(Tier.NONE, "negation")], {}, "suicide"),
        ([], {}, None),
    ],
)
def test_category(hits: list[Hit], judgement: dict[str, float], category: str | None) -> None:
    assert fuse(PhraseResult(hits=hits), judged(**judgement), None, LIMITS).category == category


@pytest.mark.parametrize(
    ("hits", "judgement", "about"),
    [
        ([], {"risk": 0.9, "crisis": 0.9, "other": 0.6}, "other"),
        ([], {"risk": 0.9, "crisis": 0.9, "other": 0.4}, "self"),
        ([], {"other": 0.9}, "self"),
        ([hit(Tier.NONE, "negation")], {"other": 0.9}, "other"),
    ],
)
def test_about(hits: list[Hit], judgement: dict[str, float], about: str) -> None:
    assert fuse(PhraseResult(hits=hits), judged(**judgement), None, LIMITS).about == about


def test_the_rest_of_a_risk() -> None:
    found = PhraseResult(hits=[hit(Tier.CRISIS, text="want to die"), hit(Tier.NONE)], minor=True)
    risk = fuse(found, judged(0.91234, 0.9), None, LIMITS)
    assert (risk.score, risk.evidence, risk.minor) == (0.9123, ("want to die",), True)


@pytest.mark.parametrize(
    ("hits", "risk"),
    [
        ([], Risk()),
        ([hit(Tier.CRISIS)], Risk(Tier.CRISIS, "suicide", 0.95, ("die",))),
        ([hit(Tier.CRISIS, about="other")], Risk(Tier.CRISIS, "suicide", 0.95, ("die",), "other")),
        (
            [hit(Tier.CRISIS), hit(Tier.CRISIS, category="abuse", text="he hits me")],
            Risk(Tier.CRISIS, "abuse", 0.95, ("die", "he hits me")),
        ),
        ([hit(Tier.CHECK)], Risk(Tier.CHECK, "suicide", 0.6, ("die",))),
        ([hit(Tier.CONCERN)], Risk(Tier.CONCERN, "inability_to_cope", 0.3, ("die",))),
        ([hit(Tier.CONCERN, category="abuse")], Risk(Tier.CONCERN, "unresolved_trauma", 0.3, ("die",))),
        ([hit(Tier.NONE, "negation")], Risk(Tier.NONE, "suicide", 0.02)),
    ],
)
def test_by_phrases_alone(hits: list[Hit], risk: Risk) -> None:
    assert by_phrases(PhraseResult(hits=hits), LIMITS) == risk


@pytest.mark.parametrize(
    ("known", "is_new"),
    [
        ([], True),
        ([hit(Tier.CRISIS)], False),
        ([hit(Tier.CRISIS, text="want to die")], True),
        ([hit(Tier.CHECK, text="want")], True),
    ],
)
def test_what_joining_brings_to_light(known: list[Hit], is_new: bool) -> None:
    joined = PhraseResult(hits=[hit(Tier.CRISIS)])
    assert bool(new_hits(joined, known)) is is_new


def test_a_known_phrase_with_a_word_more_is_not_new() -> None:
    joined = PhraseResult(hits=[hit(Tier.CRISIS, text="want to die now")])
    assert new_hits(joined, [hit(Tier.CRISIS, text="want to die")]) == []
    assert new_hits(joined, [hit(Tier.CHECK, text="want to die")]) != []


@pytest.mark.parametrize(("hits", "tier"), [([], Tier.NONE), ([hit(Tier.CRISIS)], Tier.CRISIS)])
def test_meaning_alone_finds_nothing_in_idle_words(hits: list[Hit], tier: Tier) -> None:
    found = PhraseResult(hits=hits, words=["he", "he"], is_idle=True)
    assert fuse(found, judged(risk=0.99, crisis=0.99), None, LIMITS).tier == tier
