"""Trains the semantic layer of the risk detector; trained.py keeps what comes out."""

from __future__ import annotations

import random
from collections.abc import Sequence

from attachment_guide.nlu.encoder import shared_encoder
from attachment_guide.nlu.stored_vectors import encode_stored
from attachment_guide.progress import Progress, Waiting
from attachment_guide.risk.classifier import RiskClassifier
from attachment_guide.risk.examples import (
    Example,
    harmless_feelings,
    harmless_questions,
    read_examples,
    used_rounds,
)
from attachment_guide.risk.passages import readable
from attachment_guide.risk.phrases import shared_phrases
from attachment_guide.risk.tiers import Tier

SEED = 0
# How many messages are put together of two: a disclosure beside an ordinary question is still one,
# and length alone is no sign of risk.
JOINED = 1000
LONGEST_JOINED = 25


def train() -> RiskClassifier:
    """Trains a classifier from the examples; sentence vectors of earlier trainings are only read."""
    phrases = shared_phrases()
    examples = training_examples()
    findings = []
    with Progress("Risk phrases looked for in the examples", len(examples)) as progress:
        for example in examples:
            findings.append(phrases(example.text))
            progress.advance()
    texts = [readable(example.text, found) for example, found in zip(examples, findings, strict=True)]
    vectors = encode_stored(shared_encoder(), texts, "risk")
    with Waiting(f"Learning from {len(examples):,} examples"):
        return RiskClassifier().fit(examples, vectors, findings)


def training_examples() -> list[Example]:
    """All that is learned from: examples, rounds already measured, questions, and pairs of these."""
    # By their texts, so that an example that moves to another file changes its label and nothing else.
    examples = [*read_examples(), *used_rounds(), *harmless_feelings()]
    examples.sort(key=lambda example: example.text)
    questions = harmless_questions()
    return [*examples, *questions, *joined(examples, questions)]


def joined(examples: Sequence[Example], questions: Sequence[Example]) -> list[Example]:
    """Short messages beside an ordinary question, before or after it.

    Args:
        examples: of all tiers.
        questions: without risk.
    """
    generator = random.Random(SEED)
    questions = _short(questions)
    pairs = []
    for tier in (Tier.CRISIS, Tier.NONE):
        said = [example for example in _short(examples) if example.tier == tier]
        for _ in range(JOINED if said and questions else 0):
            example = generator.choice(said)
            two = [example.text, generator.choice(questions).text]
            generator.shuffle(two)
            category = example.category if tier == Tier.CRISIS else "joined"
            pairs.append(Example(_sentence(two[0]) + two[1], tier, category, example.about))
    return pairs


def _short(examples: Sequence[Example]) -> list[Example]:
    return [example for example in examples if len(example.text.split()) <= LONGEST_JOINED]


def _sentence(text: str) -> str:
    return f"{text} " if text[-1:] in ".!?…" else f"{text}. "
