"""The semantic layer: what no phrase list holds, learned from the examples in risk/examples.

Two views of a message go into linear models: what it means (the sentence encoder's vectors, which
also know indirect and figurative wording) and how it is worded (words and parts of words). Their
scores and the findings of the phrase layer are then weighed together by a small model that is
trained on scores for examples that the first models had not seen, so that it knows how far to trust
each.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse
from scipy.special import expit
from sklearn.decomposition import PCA
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from guide.risk.examples import Example, example_files
from guide.risk.normalize import TABLES_FILE
from guide.risk.phrases import PHRASES_FOLDER, PhraseResult
from guide.risk.tiers import TIERS

MODEL_FILE = Path(__file__).resolve().parents[2] / "build" / "risk" / "classifier.pkl"
# Raise it whenever this module would read an old file wrongly.
VERSION = 1

DIMENSIONS = 300
DENSE_WEIGHT = 2.0
FOLDS = 5
RISK_STRENGTH = 2.0
# What the weighing model reads of the phrase layer, besides which groups were found.
CONTEXTS = ("negated", "past", "recovered", "current", "story", "hypothesis", "split")
SEED = 0


@dataclass(frozen=True)
class Judgement:
    """What the semantic layer says of a message or a part of it.

    Attributes:
        risk: score that it is crisis or check.
        crisis: score that it is crisis.
        concern: score that it is a milder sign, if it is no risk.
        other: score that it is about somebody else.
        category: likeliest category of crisis.
        sign: likeliest category of concern.
    """

    risk: float
    crisis: float
    concern: float
    other: float
    category: str
    sign: str


class RiskFeatures:
    """Turns texts into the rows that the models read."""

    def __init__(self) -> None:
        """Makes untrained vectorisers."""
        self._words = TfidfVectorizer(
            ngram_range=(1, 3), min_df=2, sublinear_tf=True, token_pattern=r"\S+", dtype=np.float32
        )
        self._parts = TfidfVectorizer(
            analyzer="char_wb",
            ngram_range=(2, 5),
            min_df=3,
            max_features=60_000,
            sublinear_tf=True,
            dtype=np.float32,
        )
        self._reduce = PCA(DIMENSIONS, random_state=SEED)

    def fit(self, texts: Sequence[str], vectors: np.ndarray) -> RiskFeatures:
        """Learns vocabulary and main directions.

        Args:
            texts: tidied texts.
            vectors: their sentence vectors.
        """
        self._words.fit(texts)
        self._parts.fit(texts)
        self._reduce.fit(vectors)
        return self

    def wording(self, texts: Sequence[str]) -> scipy.sparse.csr_matrix:
        """The rows' part that needs no encoder.

        Args:
            texts: tidied texts.
        """
        return scipy.sparse.hstack(
            [self._words.transform(texts), self._parts.transform(texts)], format="csr"
        )

    def meaning(self, vectors: np.ndarray) -> np.ndarray:
        """The rows' part from the sentence vectors.

        Args:
            vectors: from the sentence encoder.
        """
        return self._reduce.transform(vectors) * DENSE_WEIGHT


class TwoViewModel:
    """Logistic regression on both parts of the rows; the parts can be scored separately."""

    def __init__(self, strength: float = 1.0) -> None:
        """An untrained model.

        Args:
            strength: the inverse of the regularisation.
        """
        self._strength = strength
        self.classes: list[Any] = []

    def fit(
        self, meaning: np.ndarray, wording: scipy.sparse.csr_matrix, labels: Sequence[Any]
    ) -> TwoViewModel:
        """Trains.

        Args:
            meaning: dense part of the rows.
            wording: sparse part of the rows.
            labels: one a row.
        """
        rows = scipy.sparse.hstack([scipy.sparse.csr_matrix(meaning), wording], format="csr")
        model = LogisticRegression(
            C=self._strength, solver="liblinear", tol=1e-2, max_iter=50, random_state=SEED
        ).fit(rows, labels)
        self.classes = list(model.classes_)
        split = meaning.shape[1]
        self._dense = model.coef_[:, :split].astype(np.float32).T
        self._sparse = model.coef_[:, split:].astype(np.float32).T
        self._bias = model.intercept_.astype(np.float32)
        return self

    def scores(self, meaning: np.ndarray, wording: scipy.sparse.csr_matrix) -> np.ndarray:
        """Scores of the rows, one column a class (one column for two classes).

        Args:
            meaning: dense part of the rows.
            wording: sparse part of the rows.
        """
        return meaning @ self._dense + wording @ self._sparse + self._bias

    def wording_scores(self, wording: scipy.sparse.csr_matrix) -> np.ndarray:
        """Scores by the sparse part alone, of a model of two classes.

        Args:
            wording: sparse part of the rows.
        """
        return (wording @ self._sparse)[:, 0]

    def best(self, meaning: np.ndarray, wording: scipy.sparse.csr_matrix) -> list[Any]:
        """The likeliest class of each row, of more than two.

        Args:
            meaning: dense part of the rows.
            wording: sparse part of the rows.
        """
        return [self.classes[i] for i in self.scores(meaning, wording).argmax(axis=1)]


def phrase_row(result: PhraseResult, groups: Sequence[str]) -> np.ndarray:
    """The phrase layer's findings as numbers.

    Args:
        result: what it found in a message.
        groups: the names of all groups of phrases.
    """
    row = np.zeros(len(groups) + 2 * len(TIERS) + len(CONTEXTS) + 1, dtype=np.float32)
    offset = len(groups)
    place = {name: i for i, name in enumerate(groups)}
    for hit in result.hits:
        if hit.tier != "none" and hit.group in place:
            row[place[hit.group]] = 1.0
        tier = TIERS.index(hit.tier)
        row[offset + tier] = 1.0
        if result.question:
            row[offset + len(TIERS) + tier] = 1.0
        for context in hit.context:
            if context in CONTEXTS:
                row[offset + 2 * len(TIERS) + CONTEXTS.index(context)] = 1.0
    row[-1] = float(not result.hits)
    return row


class Weighing:
    """Turns a score and the phrases' findings into a probability."""

    def __init__(self) -> None:
        """An untrained model."""
        self._weights = np.zeros(1, dtype=np.float32)
        self._bias = 0.0

    def fit(self, scores: np.ndarray, findings: np.ndarray, labels: np.ndarray) -> Weighing:
        """Trains.

        Args:
            scores: of models that had not seen the examples.
            findings: rows of `phrase_row`, or of no columns.
            labels: what is right.
        """
        model = LogisticRegression(C=0.3, max_iter=1000).fit(
            np.column_stack([scores, findings]), labels
        )
        self._weights = model.coef_[0].astype(np.float32)
        self._bias = float(model.intercept_[0])
        return self

    def probability(self, scores: np.ndarray, findings: np.ndarray) -> np.ndarray:
        """Probabilities.

        Args:
            scores: one a message.
            findings: rows as in training.
        """
        return expit(np.column_stack([scores, findings]) @ self._weights + self._bias)


@dataclass
class Heads:
    """One question to the classifier: the model and how its score is weighed."""

    model: TwoViewModel
    weighed: Weighing
    alone: Weighing


class RiskClassifier:
    """The trained semantic layer."""

    def __init__(self, groups: Sequence[str]) -> None:
        """An untrained classifier.

        Args:
            groups: the names of the phrase layer's groups.
        """
        self.groups = tuple(groups)
        self._features = RiskFeatures()
        self._heads: dict[str, Heads] = {}
        self._category = TwoViewModel()
        self._sign = TwoViewModel()

    def fit(
        self, examples: Sequence[Example], vectors: np.ndarray, findings: Sequence[PhraseResult]
    ) -> RiskClassifier:
        """Trains all models.

        Args:
            examples: messages with their tier, category and whom they are about.
            vectors: their sentence vectors.
            findings: what the phrase layer found in them.
        """
        texts = [" ".join(result.words) for result in findings]
        self._features.fit(texts, vectors)
        meaning, wording = self._features.meaning(vectors), self._features.wording(texts)
        rows = np.array([phrase_row(result, self.groups) for result in findings])
        tiers = np.array([example.tier for example in examples])
        categories = np.array([example.category for example in examples])
        other = np.array([example.about == "other" for example in examples])
        risk = np.isin(tiers, ("crisis", "check"))
        everything = np.ones(len(examples), dtype=bool)
        for name, labels, used in (
            ("risk", risk, everything),
            ("crisis", tiers == "crisis", everything),
            ("concern", tiers == "concern", ~risk),
            ("other", other, tiers != "none"),
        ):
            self._heads[name] = _fit_head(meaning[used], wording[used], rows[used], labels[used])
        self._category.fit(meaning[risk], wording[risk], categories[risk])
        concern = tiers == "concern"
        self._sign.fit(meaning[concern], wording[concern], categories[concern])
        return self

    def cheap_scores(self, texts: Sequence[str]) -> np.ndarray:
        """Scores by wording alone, to choose which parts of a long message to look at.

        Args:
            texts: tidied texts.
        """
        return self._heads["risk"].model.wording_scores(self._features.wording(texts))

    def judge(
        self, vectors: np.ndarray, findings: Sequence[PhraseResult], phrases: bool = True
    ) -> list[Judgement]:
        """Judges messages.

        Args:
            vectors: their sentence vectors.
            findings: what the phrase layer found in them.
            phrases: whether the findings are weighed in, or only the words are used.
        """
        texts = [" ".join(result.words) for result in findings]
        meaning, wording = self._features.meaning(vectors), self._features.wording(texts)
        rows = np.array([phrase_row(result, self.groups) for result in findings])
        chances: dict[str, np.ndarray] = {}
        for name, head in self._heads.items():
            scores = head.model.scores(meaning, wording)[:, 0]
            if phrases:
                chances[name] = head.weighed.probability(scores, rows)
            else:
                chances[name] = head.alone.probability(scores, rows[:, :0])
        categories = self._category.best(meaning, wording)
        signs = self._sign.best(meaning, wording)
        return [
            Judgement(
                risk=float(chances["risk"][i]),
                crisis=float(chances["crisis"][i]),
                concern=float(chances["concern"][i]),
                other=float(chances["other"][i]),
                category=str(categories[i]),
                sign=str(signs[i]),
            )
            for i in range(len(texts))
        ]


def _fit_head(
    meaning: np.ndarray, wording: scipy.sparse.csr_matrix, rows: np.ndarray, labels: np.ndarray
) -> Heads:
    """Trains one question's models; the weighing on scores of models that had not seen them."""
    folds = np.random.RandomState(SEED).randint(0, FOLDS, len(labels))
    unseen = np.zeros(len(labels))
    for fold in range(FOLDS):
        train, test = folds != fold, folds == fold
        model = TwoViewModel(RISK_STRENGTH).fit(meaning[train], wording[train], labels[train])
        unseen[test] = model.scores(meaning[test], wording[test])[:, 0]
    return Heads(
        model=TwoViewModel(RISK_STRENGTH).fit(meaning, wording, labels),
        weighed=Weighing().fit(unseen, rows, labels),
        alone=Weighing().fit(unseen, rows[:, :0], labels),
    )


def fingerprint() -> str:
    """What the trained file depends on: the examples, the phrases, the tables and this version."""
    digest = hashlib.sha256(f"{VERSION}".encode())
    for file in [*example_files(), *sorted(PHRASES_FOLDER.glob("*.yml")), TABLES_FILE]:
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()


def load(file: Path = MODEL_FILE) -> RiskClassifier:
    """Reads the trained classifier, or trains it first when it is missing or out of date.

    Args:
        file: where it is.
    """
    current = fingerprint()
    try:
        with file.open("rb") as stream:
            stored = pickle.load(stream)
        if stored["fingerprint"] == current:
            return stored["classifier"]
        reason = "the examples or phrases have changed"
    except FileNotFoundError:
        reason = "it has not been trained yet"
    except Exception as error:
        reason = f"its file can't be read ({type(error).__name__})"
    print(f"Training the risk classifier, since {reason}: this takes some minutes.", flush=True)
    # Only here, since training needs what loading does not.
    from guide.risk.train import train

    return train(file)
