"""Labelled messages of the risk evaluation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.risk.cases import further_cases, our_cases


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


def test_conversations_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"turns": ["x"], "risk": "none"}\n', encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"text": "b"}\n', encoding="utf-8")
    assert [case.text for case in further_cases(tmp_path)] == ["b"]


@pytest.mark.parametrize("line", ["{", "[]", '{"tier": "none"}'])
def test_a_line_that_cannot_be_read_is_named(line: str, tmp_path: Path) -> None:
    (tmp_path / "f.jsonl").write_text(f'{{"text": "a"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"f\.jsonl, line 2"):
        further_cases(tmp_path)


def test_our_own_sets_can_be_read() -> None:
    assert {case.tier for case in our_cases()} >= {"crisis", "none"}
