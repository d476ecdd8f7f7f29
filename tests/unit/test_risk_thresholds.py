"""The thresholds that clinicians set: what is wrong is said, and keeps its default."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest

from attachment_guide.risk.thresholds import (
    THRESHOLDS_FILE,
    Thresholds,
    parse_thresholds,
    read_thresholds,
)
from attachment_guide.risk.tiers import Tier
from attachment_guide.yaml_files import read_yaml


def test_our_file_is_in_order() -> None:
    thresholds, problems = parse_thresholds(read_yaml(THRESHOLDS_FILE), "thresholds.yml")
    assert problems == []
    assert thresholds.phrase_scores.keys() == set(Tier)


@pytest.mark.parametrize(
    ("content", "key", "problem"),
    [
        ({"crisis": 1.5}, "crisis", "“1.5” must be a number from 0 to 1"),
        ({"crisis": -0.1}, "crisis", "“-0.1” must be a number from 0 to 1"),
        ({"check": "high"}, "check", "“high” must be a number from 0 to 1"),
        ({"check": None}, "check", "“None” must be a number from 0 to 1"),
        ({"concern": True}, "concern", "“True” must be a number from 0 to 1"),
        ({"concern": float("nan")}, "concern", "“nan” must be a number from 0 to 1"),
        ({"words_around": 0.5}, "words_around", "“0.5” must be a whole number from 1 to 40"),
        ({"words_around": 0}, "words_around", "“0” must be a whole number from 1 to 40"),
        ({"crises": 0.5}, "crises", "it is not known here"),
        ({"phrase_scores": 0.5}, "phrase_scores", "it must hold a number for each of none, concern"),
        ({"phrase_scores": {"crises": 0.5}}, "phrase_scores", "it must hold a number for each of none"),
        ({"phrase_scores": {"check": 2}}, "phrase_scores", "the score of “check” must be a number from"),
    ],
)
def test_what_is_wrong_is_said(content: dict[str, Any], key: str, problem: str) -> None:
    thresholds, problems = parse_thresholds({**content, "sentence_margin": 0.25}, "thresholds.yml")
    assert thresholds == Thresholds(sentence_margin=0.25)
    assert [found[0] for found in problems] == [key]
    assert problems[0][1].startswith(f"thresholds.yml, key “{key}”: {problem}")


@pytest.mark.parametrize("content", [None, [], "text", 3])
def test_a_file_without_keys(content: Any) -> None:
    thresholds, problems = parse_thresholds(content, "thresholds.yml")
    assert thresholds == Thresholds()
    assert len(problems) == 1


def test_a_score_of_one_tier_leaves_the_others() -> None:
    thresholds, _ = parse_thresholds({"phrase_scores": {"check": 0.7}}, "thresholds.yml")
    assert thresholds.phrase_scores == {**Thresholds().phrase_scores, Tier.CHECK: 0.7}


@pytest.mark.parametrize("content", [b"crisis: [", b"\xff\xfe", b"crisis: 7", None])
def test_reading_never_raises(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, content: bytes | None
) -> None:
    file = tmp_path / "thresholds.yml"
    if content is not None:
        file.write_bytes(content)
    with caplog.at_level(logging.ERROR):
        assert read_thresholds(file) == Thresholds()
    assert len(caplog.records) == 1
