"""What each part of our classifier adds: `python -m evaluation.peers.ablation OUTPUT`.

Trains it with parts left out, on the same examples, and lets each variant rank the answers to the
evaluation questions.
"""

from __future__ import annotations

import argparse
import json
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from attachment_guide.names import DECIDED_INTENTS
from attachment_guide.nlu.encoder import MPNET, MPNET_LAYERS, MULTILINGUAL, SentenceEncoder
from attachment_guide.nlu.text_classifier import TextClassifier
from attachment_guide.paths import DATA
from evaluation.answers.prediction import answer_ranking
from evaluation.sets.cases import load_questions, sample

BOTH = slice(None)
NONE = slice(0, 1)
LAST_LAYER = slice(MPNET.stop // MPNET_LAYERS * (MPNET_LAYERS - 1), MPNET.stop)


class DenseClassifier(TextClassifier):
    """Our classifier without its n-grams: only the sentence vectors count."""

    NGRAM_GAIN = 0.0


@dataclass(frozen=True)
class Variant:
    """A classifier with parts left out.

    Attributes:
        name: what the variant is called in the table.
        vectors: the columns of the encoder's vectors that it sees.
        kind: the classifier's class.
    """

    name: str
    vectors: slice
    kind: type[TextClassifier]

    def select(self, vectors: np.ndarray) -> np.ndarray:
        """The part of the vectors that this variant sees; a constant when it sees none.

        Args:
            vectors: the encoder's vectors, one in each row.
        """
        selected = vectors[:, self.vectors]
        return np.zeros_like(selected) if self.vectors == NONE else selected


VARIANTS = (
    Variant("n-grams alone", NONE, TextClassifier),
    Variant("MPNet's last layer alone", LAST_LAYER, DenseClassifier),
    Variant("MPNet alone", MPNET, DenseClassifier),
    Variant("multilingual encoder alone", MULTILINGUAL, DenseClassifier),
    Variant("both encoders", BOTH, DenseClassifier),
    Variant("MPNet and n-grams (ours)", MPNET, TextClassifier),
    Variant("both encoders and n-grams", BOTH, TextClassifier),
)


@dataclass(frozen=True)
class Examples:
    """Training examples or questions.

    Attributes:
        texts: the texts.
        vectors: the encoder's vector of each text, one in each row.
    """

    texts: list[str]
    vectors: np.ndarray


def run(train: Examples, labels: list[str], test: Examples) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    """Trains every variant and asks it the questions.

    Args:
        train: the training examples.
        labels: the full intent of each training example.
        test: the questions of the evaluation set.

    Yields:
        Each variant's name, and the three answers that it ranks first for each question.
    """
    for variant in VARIANTS:
        classifier = variant.kind().fit(train.texts, variant.select(train.vectors), labels)
        scores = classifier.predict_proba(test.texts, variant.select(test.vectors))
        yield (
            variant.name,
            [answer_ranking(dict(zip(classifier.classes, row, strict=True)))[:3] for row in scores.tolist()],
        )


def training_examples(folder: Path) -> tuple[list[str], list[str]]:
    """Reads the examples that our classifier learns from.

    Args:
        folder: the folder with the NLU files.

    Returns:
        The texts, and the full intent of each.
    """
    with warnings.catch_warnings(record=True):
        from rasa.shared.importers.rasa import RasaFileImporter
        from rasa.shared.nlu.constants import INTENT, TEXT

        data = RasaFileImporter(training_data_paths=str(folder)).get_nlu_data()
        examples = [example for example in data.intent_examples if example.get(INTENT) not in DECIDED_INTENTS]
    texts = [example.get(TEXT) for example in examples]
    return texts, [example.get_full_intent() for example in examples]


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the ablation and writes the rankings.

    Args:
        arguments: the command line; that of the process when left out.
    """
    parser = argparse.ArgumentParser(prog="python -m evaluation.peers.ablation", description=__doc__)
    parser.add_argument("output", type=Path, help="JSON file to write")
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--limit", type=int)
    options = parser.parse_args(arguments)
    texts, labels = training_examples(options.data)
    questions = sample(load_questions(), options.limit)
    asked = [question.text for question in questions]
    encoder = SentenceEncoder()
    train, test = Examples(texts, encoder.encode(texts)), Examples(asked, encoder.encode(asked))
    rankings = dict(run(train, labels, test))
    options.output.write_text(json.dumps(rankings), encoding="utf-8")


if __name__ == "__main__":
    main()
