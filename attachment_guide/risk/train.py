"""Trains the semantic layer of the risk detector: `python -m attachment_guide.risk.train`."""

from __future__ import annotations

import pickle
import random
import time
from collections.abc import Sequence
from pathlib import Path

from attachment_guide.nlu.encoder import shared_encoder
from attachment_guide.nlu.stored_vectors import encode_stored
from attachment_guide.paths import RISK_CLASSIFIER
from attachment_guide.risk.classifier import RiskClassifier, fingerprint
from attachment_guide.risk.detector import find, readable
from attachment_guide.risk.examples import Example, harmless_questions, read_examples
from attachment_guide.risk.phrases import shared_phrases

SEED = 0
# How many messages are put together of two: a disclosure beside an ordinary question is still one,
# and length alone is no sign of risk.
JOINED = 1000
LONGEST_JOINED = 25


def train(file: Path = RISK_CLASSIFIER) -> RiskClassifier:
    """Trains the classifier and writes it to a file.

    Args:
        file: where to.
    """
    phrases = shared_phrases()
    examples = training_examples()
    findings = [find(phrases, example.text) for example in examples]
    texts = [readable(example.text, found) for example, found in zip(examples, findings, strict=True)]
    vectors = encode_stored(shared_encoder(), texts, "risk")
    classifier = RiskClassifier().fit(examples, vectors, findings)
    file.parent.mkdir(parents=True, exist_ok=True)
    # Written aside first: a process that starts meanwhile must not read half a file.
    part = file.with_suffix(".part")
    with part.open("wb") as stream:
        pickle.dump({"fingerprint": fingerprint(), "classifier": classifier}, stream, protocol=5)
    part.replace(file)
    return classifier


def training_examples() -> list[Example]:
    """All that is learned from: our examples, ordinary questions, and pairs of them."""
    # By their texts, so that an example that moves to another file changes its label and nothing else.
    examples = sorted(read_examples(), key=lambda example: example.text)
    questions = harmless_questions()
    return [*examples, *questions, *joined(examples, questions)]


def joined(examples: Sequence[Example], questions: Sequence[Example]) -> list[Example]:
    """Short messages beside an ordinary question, before or after it.

    Args:
        examples: of all tiers.
        questions: without risk.
    """
    chance = random.Random(SEED)
    questions = _short(questions)
    pairs = []
    for tier in ("crisis", "none"):
        said = [example for example in _short(examples) if example.tier == tier]
        for _ in range(JOINED if said and questions else 0):
            example = chance.choice(said)
            two = [example.text, chance.choice(questions).text]
            chance.shuffle(two)
            category = example.category if tier == "crisis" else "joined"
            pairs.append(Example(_sentence(two[0]) + two[1], tier, category, example.about))
    return pairs


def _short(examples: Sequence[Example]) -> list[Example]:
    return [example for example in examples if len(example.text.split()) <= LONGEST_JOINED]


def _sentence(text: str) -> str:
    return f"{text} " if text[-1:] in ".!?…" else f"{text}. "


def main() -> None:
    """Trains and says how long it took."""
    start = time.monotonic()
    train()
    print(f"The risk classifier is trained: {time.monotonic() - start:.0f} s.")


if __name__ == "__main__":
    main()
