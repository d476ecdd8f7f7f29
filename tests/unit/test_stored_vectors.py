"""Vectors that are kept between trainings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from attachment_guide.nlu import stored_vectors
from attachment_guide.nlu.stored_vectors import encode_stored
from attachment_guide.progress import MARK


class LengthEncoder:
    """The vector of a text is its length; remembers what it was asked for."""

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str], done: Callable[[int], None] | None = None) -> np.ndarray:
        self.encoded += texts
        return np.array([[len(text)] for text in texts], dtype=np.float32).reshape(-1, 1)


@pytest.fixture(autouse=True)
def digest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored_vectors, "_encoder_digest", lambda: "this encoder")


@pytest.fixture
def encoder() -> LengthEncoder:
    return LengthEncoder()


def test_encodes_once_what_any_training_asks_for(encoder: LengthEncoder, tmp_path: Path) -> None:
    assert encode_stored(encoder, ["a", "bbb", "a"], "answers", tmp_path).tolist() == [[1], [3], [1]]
    assert encode_stored(encoder, ["bbb", "cc"], "risk", tmp_path).tolist() == [[3], [2]]
    assert encoder.encoded == ["a", "bbb", "cc"]


def test_forgets_what_a_training_no_longer_asks_for(encoder: LengthEncoder, tmp_path: Path) -> None:
    for texts in (["a"], ["bb"], ["a"]):
        encode_stored(encoder, texts, "answers", tmp_path)
    assert encoder.encoded == ["a", "bb", "a"]


def test_another_encoder_starts_anew(
    encoder: LengthEncoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encode_stored(encoder, ["a"], "answers", tmp_path)
    monkeypatch.setattr(stored_vectors, "_encoder_digest", lambda: "another encoder")
    encode_stored(encoder, ["a"], "answers", tmp_path)
    assert encoder.encoded == ["a", "a"]


@pytest.mark.parametrize("content", [b"", b"no zip file", b"PK\x03\x04 half of one"])
def test_a_broken_file_is_made_anew(encoder: LengthEncoder, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "answers.npz").write_bytes(content)
    assert encode_stored(encoder, ["a"], "answers", tmp_path).tolist() == [[1]]
    encode_stored(encoder, ["a"], "answers", tmp_path)
    assert encoder.encoded == ["a"]


def test_no_texts(encoder: LengthEncoder, tmp_path: Path) -> None:
    assert encode_stored(encoder, [], "answers", tmp_path).shape == (0, 1)


def test_many_new_texts_are_announced_by_their_number(
    encoder: LengthEncoder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    encode_stored(encoder, ["known"], "answers", tmp_path)
    assert capsys.readouterr().err == ""
    encode_stored(encoder, ["known", *(f"{i} is new" for i in range(1234))], "answers", tmp_path)
    assert capsys.readouterr().err == f"{MARK}1,234 texts are new for “answers” and need vectors\n"
