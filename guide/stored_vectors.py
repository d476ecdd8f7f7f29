"""Sentence vectors of training examples, kept on disk: encoding is what a training takes longest for."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from guide.encoder import DIMENSION, MINILM_FILE, shared_encoder

VECTORS_FOLDER = MINILM_FILE.parents[1] / "vectors"


def encode_stored(texts: Sequence[str], name: str, folder: Path = VECTORS_FOLDER) -> np.ndarray:
    """Encodes texts; whatever any earlier training has encoded is only read.

    Args:
        texts: to encode.
        name: of what is trained; its file then holds the vectors of these texts and no others.
        folder: where vectors are kept.

    Returns:
        Array of shape (len(texts), DIMENSION), rounded to half precision.
    """
    keys = [hashlib.sha1(text.encode()).hexdigest() for text in texts]
    known = _read(folder)
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if missing:
        found = shared_encoder().encode(list(missing.values())).astype(np.float16)
        known.update(zip(missing, found, strict=True))
    used = list(dict.fromkeys(keys))
    _write(folder / f"{name}.npz", used, [known[key] for key in used])
    vectors = np.empty((len(texts), DIMENSION), dtype=np.float32)
    for i, key in enumerate(keys):
        vectors[i] = known[key]
    return vectors


def _read(folder: Path) -> dict[str, np.ndarray]:
    """All vectors kept by this encoder; a file that can't be read holds none."""
    known: dict[str, np.ndarray] = {}
    for file in sorted(folder.glob("*.npz")):
        try:
            with np.load(file) as stored:
                if str(stored["encoder"]) == _encoder_digest():
                    known.update(zip(stored["keys"].tolist(), stored["vectors"], strict=True))
        except (OSError, ValueError, KeyError):
            continue
    return known


def _write(file: Path, keys: list[str], vectors: list[np.ndarray]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    # Written aside first: a training that starts meanwhile must not read half a file.
    part = file.with_suffix(".part")
    with part.open("wb") as stream:
        np.savez(stream, keys=np.array(keys), vectors=np.array(vectors), encoder=_encoder_digest())
    part.replace(file)


@lru_cache(maxsize=1)
def _encoder_digest() -> str:
    return hashlib.sha256(MINILM_FILE.read_bytes()).hexdigest()
