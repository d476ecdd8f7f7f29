"""The sentence encoder, with its real graph."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from attachment_guide.nlu.encoder import (
    BATCH_SIZE,
    DIMENSION,
    MPNET,
    MPNET_LAYERS,
    MULTILINGUAL,
    EncoderMissingError,
    SentenceEncoder,
    shared_encoder,
)

TEXTS = ["what is attachment trauma", "how does EMDR work", "I can't sleep", ""]


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return shared_encoder()


@pytest.mark.parametrize("count", [0, 1, 2, BATCH_SIZE, BATCH_SIZE + 1])
def test_one_row_a_text(encoder: SentenceEncoder, count: int) -> None:
    texts = (TEXTS * BATCH_SIZE)[:count]
    assert encoder.encode(texts).shape == (count, DIMENSION)


def test_each_part_has_unit_length(encoder: SentenceEncoder) -> None:
    for vector in encoder.encode(TEXTS):
        for layer in np.split(vector[MPNET], MPNET_LAYERS):
            assert np.linalg.norm(layer) == pytest.approx(1, abs=1e-3)
        assert np.linalg.norm(vector[MULTILINGUAL]) == pytest.approx(1, abs=1e-3)


def test_alone_and_among_others_a_text_has_nearly_the_same_vector(encoder: SentenceEncoder) -> None:
    together = encoder.encode(TEXTS * BATCH_SIZE)
    for i, text in enumerate(TEXTS):
        assert encoder.encode([text])[0] @ together[i] > (MPNET_LAYERS + 1) * 0.98


def test_what_means_the_same_is_nearer_than_what_does_not(encoder: SentenceEncoder) -> None:
    one, same, other = encoder.encode(
        ["how is it treated?", "what treatment is there?", "the weather in Spain"]
    )
    assert one @ same > one @ other


def test_tells_how_many_are_encoded_and_keeps_the_order(encoder: SentenceEncoder) -> None:
    texts = [f"{text} {number}" for number in range(BATCH_SIZE) for text in TEXTS]
    done: list[int] = []
    together = encoder.encode(texts, done.append)
    assert sum(done) == len(texts) and len(done) > 1
    for place in (0, 50, len(texts) - 1):
        assert encoder.encode([texts[place]])[0] @ together[place] > (MPNET_LAYERS + 1) * 0.98


def test_an_error_in_a_thread_is_raised(encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(batch: list[str]) -> None:
        raise MemoryError

    monkeypatch.setattr(encoder, "_encode_batch", fail)
    with pytest.raises(MemoryError):
        encoder.encode(TEXTS * BATCH_SIZE)


def test_says_what_to_do_when_it_has_not_been_built(tmp_path: Path) -> None:
    with pytest.raises(EncoderMissingError, match="make setup"):
        SentenceEncoder(tmp_path / "none.onnx")
