"""What `make check` says of the files that decide on risk: context.yml and thresholds.yml."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tools.checks import risk_phrases, risk_thresholds
from tools.checks.findings import Finding
from tools.checks.project import Project
from tools.checks.project_reader import load_project

CONTEXT = """\
rules:
  - category: negation
    direction: forward
    max_scope: 7
    cues:
      - (not|never) a
"""
THRESHOLDS = """\
crisis: 0.8
words_around: 6
phrase_scores:
  check: 0.6
"""
Check = Callable[[Project], Iterator[Finding]]


def findings(folder: Path, name: str, text: str, check: Check) -> list[tuple[int | None, str]]:
    file = folder / "clinical" / name
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    return [(finding.place.line, finding.message) for finding in check(load_project(folder))]


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("", "", None, ""),
        ("negation", "negatoin", 2, "The category of a rule is “negatoin”. Did you mean “negation”?"),
        ("forward", "forwards", 3, "The direction of a rule is “forwards”. Did you mean “forward”?"),
        ("    direction: forward\n", "", 2, "The direction of a rule is “”."),
        ("max_scope", "max_scop", 4, "“max_scop” is not known here. Did you mean “max_scope”?"),
        ("(not|never", "(not|never |", 6, "The phrase “(not|never |) a” cannot be read"),
        ("      - (not|never) a\n", "", 2, "A rule has no cues. Add them, or take it out."),
        ("rules", "cues", 1, "The file has no “rules:”"),
    ],
)
def test_context(tmp_path: Path, old: str, new: str, line: int | None, message: str) -> None:
    found = findings(tmp_path, "phrases/context.yml", CONTEXT.replace(old, new), risk_phrases.check)
    assert [place for place, _ in found] == ([line] if line else [])
    assert all(text.startswith(message) for _, text in found)


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("", "", None, ""),
        ("0.8", "80", 1, "thresholds.yml, key “crisis”: “80” must be a number from 0 to 1"),
        ("crisis", "crises", 1, "thresholds.yml, key “crises”: it is not known here"),
        ("6", "many", 2, "thresholds.yml, key “words_around”: “many” must be a whole number"),
        ("  check: 0.6", "  check: -1", 3, "thresholds.yml, key “phrase_scores”: the score of “check”"),
    ],
)
def test_thresholds(tmp_path: Path, old: str, new: str, line: int | None, message: str) -> None:
    text = THRESHOLDS.replace(old, new, 1)
    found = findings(tmp_path, "thresholds.yml", text, risk_thresholds.check)
    assert [place for place, _ in found] == ([line] if line else [])
    assert all(text.startswith(message) for _, text in found)
