"""Trains the semantic layer of the risk detector: `python -m guide.risk.train`."""

from __future__ import annotations

import hashlib
import pickle
import random
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from guide.encoder import DIMENSION, shared_encoder
from guide.risk.classifier import MODEL_FILE, SEED, RiskClassifier, fingerprint
from guide.risk.detector import readable
from guide.risk.examples import Example, harmless_questions, read_examples
from guide.risk.phrases import shared_phrases

VECTORS_FILE = MODEL_FILE.with_name("vectors.npz")
QUESTIONS = 1500
# Harmless messages put together, so that length alone is no sign of risk.
JOINED = 400


def train(file: Path = MODEL_FILE) -> RiskClassifier:
    """Trains the classifier and writes it to a file.

    Args:
        file: where to.
    """
    phrases = shared_phrases()
    examples = training_examples()
    findings = [phrases(example.text) for example in examples]
    texts = [readable(example.text, found) for example, found in zip(examples, findings, strict=True)]
    vectors = stored_vectors(texts)
    classifier = RiskClassifier(phrases.group_names).fit(examples, vectors, findings)
    file.parent.mkdir(parents=True, exist_ok=True)
    # Written aside first: a process that starts meanwhile must not read half a file.
    part = file.with_suffix(".part")
    with part.open("wb") as stream:
        pickle.dump({"fingerprint": fingerprint(), "classifier": classifier}, stream, protocol=5)
    part.replace(file)
    return classifier


def training_examples() -> list[Example]:
    """All that is learned from: our examples, ordinary questions, and harmless messages joined."""
    examples = read_examples()
    harmless = [example.text for example in examples if example.tier == "none"]
    chance = random.Random(SEED)
    joined = [
        Example(" ".join(chance.sample(harmless, 2)), "none", "joined")
        for _ in range(JOINED)
        if len(harmless) > 1
    ]
    return [*examples, *harmless_questions(QUESTIONS), *joined]


def stored_vectors(texts: Sequence[str], file: Path = VECTORS_FILE) -> np.ndarray:
    """Sentence vectors of texts; those of the last training are kept, since they take minutes.

    Args:
        texts: to encode.
        file: where vectors are kept.
    """
    known: dict[str, np.ndarray] = {}
    try:
        with np.load(file) as stored:
            known = dict(zip(stored["keys"].tolist(), stored["vectors"], strict=True))
    except (OSError, ValueError, KeyError):
        pass
    keys = [hashlib.sha1(text.encode()).hexdigest() for text in texts]
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if missing:
        found = shared_encoder().encode(list(missing.values())).astype(np.float16)
        known.update(zip(missing, found, strict=True))
        file.parent.mkdir(parents=True, exist_ok=True)
        used = list(dict.fromkeys(keys))
        np.savez(file, keys=np.array(used), vectors=np.array([known[key] for key in used]))
    vectors = np.empty((len(texts), DIMENSION), dtype=np.float32)
    for i, key in enumerate(keys):
        vectors[i] = known[key]
    return vectors


def main() -> None:
    """Trains and says how long it took."""
    start = time.monotonic()
    train()
    print(f"The risk classifier is trained: {time.monotonic() - start:.0f} s.")


if __name__ == "__main__":
    main()
