"""What the detector saw, kept: the same tiers as it gave, and others with other limits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from attachment_guide.risk.detector import RiskDetector
from attachment_guide.risk.phrases import shared_phrases
from attachment_guide.risk.thresholds import Thresholds
from attachment_guide.risk.tiers import Tier
from evaluation.risk.cases import Case, our_cases
from evaluation.risk.scores import Figures, Scored, errors, load, save

LIMITS = Thresholds()
PLAIN = Scored("x", "set", "crisis", "suicide", "self", (), False, False, (0.6, 0.2, 0.1), None)


@pytest.mark.parametrize(
    ("changed", "limits", "tier"),
    [
        ({}, {}, Tier.SUPPORT),
        ({}, {"check": 0.6}, Tier.CHECK),
        ({}, {"check": 0.9, "support": 0.9}, Tier.NONE if LIMITS.concern > 0.1 else Tier.CONCERN),
        ({}, {"crisis": 0.2}, Tier.CRISIS),
        ({"phrases": (("crisis", ()),)}, {}, Tier.CHECK),
        ({"phrases": (("crisis", ()),), "whole": (0.9, 0.6, 0.0)}, {}, Tier.CRISIS),
        ({"phrases": (("crisis", ()),), "whole": (0.9, 0.6, 0.0), "question": True}, {}, Tier.CHECK),
        ({"phrases": (("none", ("negation",)),)}, {}, Tier.NONE),
        ({"is_idle": True}, {}, Tier.NONE),
        ({"whole": (0.1, 0.0, 0.0), "passage": (0.95, 0.0, 0.0)}, {}, Tier.SUPPORT),
        ({"whole": (0.1, 0.0, 0.0), "passage": (0.95, 0.0, 0.0)}, {"sentence_margin": 0.2}, Tier.CHECK),
        ({"whole": None, "phrases": (("crisis", ()),)}, {}, Tier.CRISIS),
    ],
)
def test_the_tier_with_some_limits(changed, limits, tier):
    assert replace(PLAIN, **changed).judged(replace(LIMITS, **limits)) == tier


def test_figures_and_errors():
    messages = [
        replace(PLAIN, text="found", whole=(0.9, 0.9, 0.0)),
        PLAIN,
        replace(PLAIN, text="missed", whole=(0.0, 0.0, 0.0)),
        replace(PLAIN, text="alarm", tier="none", whole=(0.9, 0.0, 0.0)),
        replace(PLAIN, text="well", tier="none", whole=(0.0, 0.0, 0.0)),
    ]
    figures = Figures.of(messages, LIMITS)
    counts = [(p.count, p.total) for p in (figures.found, figures.helped, figures.alarmed, figures.quiet)]
    assert counts == [(1, 3), (2, 3), (1, 2), (0, 2)]
    assert [(m.text, tier) for m, tier in errors(messages, LIMITS)] == [
        ("missed", Tier.NONE),
        ("alarm", Tier.CHECK),
    ]
    assert Figures.of(messages, replace(LIMITS, check=0.6)).found.count == 2


def test_kept_and_read(tmp_path):
    file = tmp_path / "scores.json"
    assert load(file) == []
    messages = [replace(PLAIN, phrases=(("check", ("past", "story")),)), replace(PLAIN, whole=None)]
    save(messages, file)
    assert load(file) == messages
    file.write_text('[{"text": "x"}]')
    assert load(file) == []


def test_phrases_alone_give_the_detectors_tiers():
    detector = RiskDetector(phrases=shared_phrases())
    for case in our_cases()[::25]:
        scored = Scored.of(Case(case.text, case.tier, case.pool, case.kind), detector.look(case.text))
        assert scored.judged(detector.thresholds) == detector.assess(case.text).tier, case.text
