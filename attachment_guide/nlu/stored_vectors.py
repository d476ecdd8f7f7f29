"""Sentence vectors of training examples, kept on disk because encoding is the slowest part of training."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol
from zipfile import BadZipFile

import numpy as np

from attachment_guide.paths import ENCODER, VECTORS
from attachment_guide.progress import MARK, Progress

# So many new texts take some seconds.
MANY = 200


class Encoder(Protocol):
    """What turns texts into vectors."""

    def encode(self, texts: Sequence[str], done: Callable[[int], None] | None = None) -> np.ndarray:
        """Encodes texts, one vector per row; `done` is told how many more are encoded."""


def encode_stored(encoder: Encoder, texts: Sequence[str], name: str, folder: Path = VECTORS) -> np.ndarray:
    """Encodes texts; vectors from any earlier training are read from disk.

    Args:
        encoder: encodes what is not stored yet.
        texts: to encode.
        name: of the model being trained; its file then holds the vectors of exactly these texts.
        folder: where vectors are kept.

    Returns:
        One row per text, rounded to half precision.
    """
    if not texts:
        return encoder.encode(texts)
    keys = [hashlib.sha1(text.encode()).hexdigest() for text in texts]
    known = _read(folder, name, set(keys))
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if missing:
        found = _encode(encoder, list(missing.values()), name).astype(np.float16)
        known.update(zip(missing, found, strict=True))
    used = list(dict.fromkeys(keys))
    _write(folder / f"{name}.npz", used, [known[key] for key in used])
    return np.array([known[key] for key in keys], dtype=np.float32)


def _encode(encoder: Encoder, texts: Sequence[str], name: str) -> np.ndarray:
    if len(texts) >= MANY:
        print(
            f"{MARK}{len(texts):,} texts are new for “{name}” and need vectors", file=sys.stderr, flush=True
        )
    with Progress("Sentence vectors", len(texts)) as progress:
        return encoder.encode(texts, progress.advance)


def _read(folder: Path, name: str, wanted: set[str]) -> dict[str, np.ndarray]:
    """Stored vectors of this encoder, the model's own first; a file that can't be read counts as empty."""
    known: dict[str, np.ndarray] = {}
    for file in sorted(folder.glob("*.npz"), key=lambda file: (file.stem != name, file)):
        missing = wanted - known.keys()
        try:
            with np.load(file) as stored:
                keys = stored["keys"].tolist() if str(stored["encoder"]) == _encoder_digest() else []
                # Reading the vectors takes a second or more, for which ten new examples need not wait.
                if not missing.isdisjoint(keys):
                    vectors = zip(keys, stored["vectors"], strict=True)
                    known.update((key, vector) for key, vector in vectors if key in missing)
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
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
    return hashlib.sha256(ENCODER.read_bytes()).hexdigest()
