"""The examples most like a message, with file and line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from attachment_guide.nlu.stored_vectors import Encoder, encode_stored
from attachment_guide.paths import VECTORS
from tools.checks.findings import Place
from tools.checks.project import Project

# The file in which the vectors of the training examples are kept.
STORED_AS = "answers"


@dataclass(frozen=True)
class Neighbour:
    """An example that is like a message.

    Attributes:
        text: the example.
        intent: the full intent that it belongs to.
        place: its file and line.
        likeness: cosine of the sentence vectors, at most 1.
    """

    text: str
    intent: str
    place: Place
    likeness: float


class Examples:
    """All training examples and their vectors."""

    def __init__(self, project: Project, encoder: Encoder, folder: Path = VECTORS) -> None:
        """Encodes the examples; those that a training has seen are read from disk.

        Args:
            project: the content.
            encoder: of sentences.
            folder: where vectors are kept.
        """
        self._examples = project.examples
        self._encoder = encoder
        vectors = encode_stored(encoder, [example.text for example in self._examples], STORED_AS, folder)
        self._vectors = _normalised(vectors)
        self._intents = np.array([example.intent for example in self._examples], dtype=object)

    def nearest(self, text: str, intent: str | None = None, count: int = 3) -> list[Neighbour]:
        """The examples that are most like a message.

        Args:
            text: the message.
            intent: only of this full intent; None for all.
            count: how many at most.
        """
        likeness = self._vectors @ _normalised(self._encoder.encode([text]))[0]
        places: Sequence[int] = (
            range(len(likeness)) if intent is None else list(np.flatnonzero(self._intents == intent))
        )
        best = sorted(places, key=lambda i: -likeness[i])[:count]
        return [
            Neighbour(
                self._examples[i].text, self._examples[i].intent, self._examples[i].place, float(likeness[i])
            )
            for i in best
        ]


def _normalised(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
