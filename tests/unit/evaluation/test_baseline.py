"""What a run is compared with, and what is newly missed or alarmed about."""

from __future__ import annotations

from pathlib import Path

import pytest

from attachment_guide.risk.assessment import Risk
from attachment_guide.risk.tiers import Tier
from evaluation import baseline
from evaluation.risk.cases import Case
from evaluation.risk.changes import Run, change_lines, load, save

Capture = pytest.CaptureFixture[str]


def run(**found: Tier) -> Run:
    """A run over a crisis message “c” and a harmless one “h”, each met with a tier."""
    cases = {"c": Case("c", Tier.CRISIS, "round", "suicide"), "h": Case("h", Tier.NONE, "round", "idioms")}
    made = Run("1 May 2026, 10:00")
    made.add("round", [(cases[name], Risk(tier)) for name, tier in found.items()])
    return made


def test_newly_missed_and_newly_alarmed() -> None:
    before, now = run(c=Tier.CHECK, h=Tier.NONE), run(c=Tier.NONE, h=Tier.CRISIS)
    lines = list(change_lines(now, before))
    assert lines[0] == (
        "Beside 1 May 2026, 10:00: newly missed, in a crisis: 1, found again: 0, newly alarmed about for "
        "nothing: 1, no longer alarmed about: 0."
    )
    assert lines[1:3] == ["  Newly missed, in a crisis:", "    c"]
    assert lines[3:] == ["  Newly alarmed about for nothing:", "    h"]
    assert "found again: 1" in next(iter(change_lines(before, now)))


def test_messages_that_were_not_measured_before_are_no_change() -> None:
    assert "in a crisis: 0" in next(iter(change_lines(run(c=Tier.NONE), run(h=Tier.NONE))))
    assert next(iter(change_lines(run(), None))).startswith("First run")


def test_a_run_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "x" / "safety.json"
    assert load(file) is None
    save(file, run(c=Tier.NONE))
    assert load(file) == run(c=Tier.NONE)
    file.write_text("{")
    assert load(file) is None


def test_accepting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(baseline, "BUILD", tmp_path)
    monkeypatch.setattr(baseline, "FOLDER", tmp_path / "baseline")
    assert baseline.main() == 1
    assert "make report" in capsys.readouterr().err
    save(baseline.last_run(baseline.SAFETY), run(c=Tier.NONE))
    assert baseline.main() == 0
    assert load(baseline.accepted(baseline.SAFETY)) == run(c=Tier.NONE)
