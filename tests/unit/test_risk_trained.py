"""The trained file: when it is read, and when it is trained first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from attachment_guide.risk import trained as module
from attachment_guide.risk.classifier import RiskClassifier


@pytest.fixture
def trainings(monkeypatch: pytest.MonkeyPatch) -> list[RiskClassifier]:
    """Keeps the classifiers that were trained, in no time."""
    made: list[RiskClassifier] = []

    def train() -> RiskClassifier:
        made.append(RiskClassifier())
        return made[-1]

    monkeypatch.setattr(module, "train", train)
    return made


@pytest.mark.parametrize("content", [None, b"", b"not a pickle"])
def test_trains_when_the_file_is_of_no_use(
    tmp_path: Path, trainings: list[RiskClassifier], content: bytes | None
) -> None:
    file = tmp_path / "risk" / "classifier.pkl"
    if content is not None:
        file.parent.mkdir()
        file.write_bytes(content)
    assert [module.load(file)] == trainings


def test_a_trained_file_is_only_read(tmp_path: Path, trainings: list[RiskClassifier]) -> None:
    file = tmp_path / "classifier.pkl"
    module.load(file)
    assert isinstance(module.load(file), RiskClassifier)
    assert len(trainings) == 1


def test_trains_again_when_the_examples_have_changed(
    tmp_path: Path, trainings: list[RiskClassifier], monkeypatch: pytest.MonkeyPatch
) -> None:
    module.load(tmp_path / "classifier.pkl")
    example = tmp_path / "new.yml"
    example.write_text("tier: none\n")
    monkeypatch.setattr(module, "example_files", lambda: [example])
    module.load(tmp_path / "classifier.pkl")
    assert len(trainings) == 2


def test_the_fingerprint_follows_the_tier_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for tier in ("crisis", "check"):
        file = tmp_path / tier / "suicide.yml"
        file.parent.mkdir()
        file.write_text("self: [a]\n")
        monkeypatch.setattr(module, "example_files", lambda file=file: [file])
        found.append(module.fingerprint())
    assert found[0] != found[1]


def test_the_classifier_does_not_import_its_training() -> None:
    script = "import sys, attachment_guide.risk.classifier; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert {"attachment_guide.risk.train", "attachment_guide.risk.trained"}.isdisjoint(loaded.split())
