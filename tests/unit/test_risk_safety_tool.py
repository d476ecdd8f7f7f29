"""The figures of evaluation.safety."""

import json
from pathlib import Path

import pytest

from attachment_guide.risk.assessment import Risk
from attachment_guide.risk.tiers import Tier
from evaluation.safety import Case, Share, below_floor, further_cases, helped, share

CRISIS, CHECK, NONE = Risk(Tier.CRISIS), Risk(Tier.CHECK), Risk()


def test_wilson_interval() -> None:
    low, high = Share(98, 100).interval()
    assert low == pytest.approx(0.930, abs=0.001)
    assert high == pytest.approx(0.994, abs=0.001)
    assert Share(0, 0).interval() == (0.0, 1.0)


def test_share_counts_only_what_is_asked() -> None:
    results = [(Case("a", "crisis", "p", "k"), CHECK), (Case("b", "none", "p", "k"), CRISIS)]
    figure = share(results, lambda case: case.tier == Tier.CRISIS, helped)
    assert (figure.hits, figure.total) == (1, 1)


def test_names_what_is_below_the_floor() -> None:
    results = [(Case("a", "crisis", "p", "k"), NONE), (Case("b", "none", "p", "k"), NONE)]
    assert below_floor(results, {"recall": 0.9, "specificity": 0.9}) == [("recall", 0.0, 0.9)]


def test_reads_both_kinds_of_files(tmp_path: Path) -> None:
    rows = [
        {"text": "a", "label": "crisis:abuse", "pool": "x"},
        {"text": "b", "tier": "concern", "category": "c", "style": "plain"},
        {"text": "c", "label": "benign:general", "pool": "y"},
    ]
    (tmp_path / "f.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    cases = further_cases(tmp_path)
    assert [case.tier for case in cases] == ["crisis", "concern", "none"]
    assert [case.pool for case in cases] == ["x", "f", "y"]
