"""The semantic layer: what no phrase list holds, learned from the examples in risk/examples.

Two views of a message are learned from: what it means (the sentence encoder's vectors, which also
know indirect and figurative wording) and how it is worded (words and parts of words). A linear
model reads both; a kernel model compares the message with examples and, unlike the linear one, says
little about a message unlike anything it has seen. A small model then weighs both scores together
with what the phrase layer found. It is trained on scores for examples that the first two had not
seen, so that it knows how far to trust each.
"""

from __future__ import annotations

import fcntl
import hashlib
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.linalg
import scipy.sparse
from scipy.special import expit
from sklearn.decomposition import PCA, TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from guide.risk.examples import Example, example_files
from guide.risk.normalize import TABLES_FILE
from guide.risk.phrases import PHRASES_FOLDER, PhraseResult
from guide.risk.tiers import CONCERN_CATEGORIES, CRISIS_CATEGORIES, TIERS

MODEL_FILE = Path(__file__).resolve().parents[2] / "build" / "risk" / "classifier.pkl"
# Raise it whenever this module would read an old file wrongly, or trains otherwise.
VERSION = 5

MEANING_DIMENSIONS = 300
WORDING_DIMENSIONS = 200
MEANING_WEIGHT = 2.0
WORDING_WEIGHT = 1.5
LANDMARKS = 3000
KERNEL_WIDTH = 0.25
KERNEL_RIDGE = 0.3
KERNEL_GAIN = 4.0
LINEAR_STRENGTH = 2.0
WEIGHING_STRENGTH = 0.3
NEIGHBOURS = (5, 20)
NEARNESS_GAIN = 8.0
SAME = 0.9999
FOLDS = 5
SEED = 0

# Ordinary talk is far more frequent in a chat than among our examples, which seek what is hard.
EVERYDAY = frozenset(
    ("everyday", "figure_of_speech", "plain_statement", "daily", "work", "question", "joined")
)
EVERYDAY_WEIGHT = 3.0

# What is asked of a message, each answered yes or no.
QUESTIONS = ("risk", "crisis", "concern", "other")
# What the weighing model reads of the phrase layer, besides which groups were found.
CONTEXTS = ("negated", "past", "recovered", "current", "story", "hypothesis", "split")


@dataclass(frozen=True)
class Judgement:
    """What the semantic layer says of a message or a part of it.

    Attributes:
        risk: how likely it is crisis or check.
        crisis: how likely it is crisis.
        concern: how likely it is a milder sign.
        other: how likely it is about somebody else.
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
        self._meaning = PCA(MEANING_DIMENSIONS, random_state=SEED)
        self._wording = TruncatedSVD(WORDING_DIMENSIONS, random_state=SEED)

    def fit(self, texts: Sequence[str], vectors: np.ndarray) -> RiskFeatures:
        """Learns the vocabulary and the main directions.

        Args:
            texts: tidied texts.
            vectors: their sentence vectors.
        """
        self._words.fit(texts)
        self._parts.fit(texts)
        self._meaning.fit(vectors)
        self._wording.fit(self.wording(texts))
        return self

    def wording(self, texts: Sequence[str]) -> scipy.sparse.csr_matrix:
        """Which words and parts of words the texts have; needs no encoder.

        Args:
            texts: tidied texts.
        """
        return scipy.sparse.hstack([self._words.transform(texts), self._parts.transform(texts)], format="csr")

    def dense(self, vectors: np.ndarray, wording: scipy.sparse.csr_matrix) -> np.ndarray:
        """Meaning and wording in few dimensions.

        Args:
            vectors: from the sentence encoder.
            wording: what `wording` gave.
        """
        meaning = self._meaning.transform(vectors) * MEANING_WEIGHT
        worded = self._wording.transform(wording) * WORDING_WEIGHT
        return np.hstack([meaning, worded]).astype(np.float32)


class LinearModel:
    """Logistic regression on meaning and wording; the wording can be scored without the encoder."""

    def fit(
        self,
        dense: np.ndarray,
        wording: scipy.sparse.csr_matrix,
        labels: np.ndarray,
        weights: np.ndarray,
    ) -> LinearModel:
        """Trains.

        Args:
            dense: rows of few dimensions, of which the meaning is used.
            wording: rows of words.
            labels: one a row, true or false.
            weights: how much each row counts.
        """
        meaning = scipy.sparse.csr_matrix(dense[:, :MEANING_DIMENSIONS])
        model = LogisticRegression(
            C=LINEAR_STRENGTH, solver="liblinear", tol=1e-2, max_iter=50, random_state=SEED
        ).fit(scipy.sparse.hstack([meaning, wording], format="csr"), labels, weights)
        self._meaning = model.coef_[0, :MEANING_DIMENSIONS].astype(np.float32)
        self._wording = model.coef_[0, MEANING_DIMENSIONS:].astype(np.float32)
        self._bias = float(model.intercept_[0])
        return self

    def scores(self, dense: np.ndarray, wording: scipy.sparse.csr_matrix) -> np.ndarray:
        """Scores of rows.

        Args:
            dense: as in training.
            wording: as in training.
        """
        return dense[:, :MEANING_DIMENSIONS] @ self._meaning + self.wording_scores(wording)

    def wording_scores(self, wording: scipy.sparse.csr_matrix) -> np.ndarray:
        """Scores by the words alone.

        Args:
            wording: as in training.
        """
        return wording @ self._wording + self._bias


class KernelModel:
    """Kernel ridge regression on landmarks: all questions and categories in one solution."""

    def fit(
        self, dense: np.ndarray, targets: np.ndarray, weights: np.ndarray
    ) -> tuple[KernelModel, np.ndarray]:
        """Trains.

        Args:
            dense: rows of few dimensions.
            targets: one column a question, 1 for yes and -1 for no.
            weights: how much each row counts.

        Returns:
            Itself, and scores of the rows by models that had not seen them.
        """
        random = np.random.RandomState(SEED)
        count = min(LANDMARKS, len(dense))
        self._landmarks = dense[np.sort(random.choice(len(dense), count, replace=False))]
        self._squares = (self._landmarks**2).sum(axis=1)
        kernel = self._kernel(dense)
        folds = _folds(len(dense))
        weighted = kernel * weights[:, None]
        products = [weighted[folds == f].T @ kernel[folds == f] for f in range(FOLDS)]
        answers = [weighted[folds == f].T @ targets[folds == f] for f in range(FOLDS)]
        ridge = KERNEL_RIDGE * self._kernel(self._landmarks)
        # Keeps the solution stable where two landmarks are nearly the same.
        ridge[np.diag_indices(count)] += 0.03
        total, answer = sum(products), sum(answers)
        unseen = np.zeros_like(targets)
        for f in range(FOLDS):
            solution = scipy.linalg.solve(total - products[f] + ridge, answer - answers[f], assume_a="pos")
            unseen[folds == f] = kernel[folds == f] @ solution
        self._weights = scipy.linalg.solve(total + ridge, answer, assume_a="pos")
        return self, unseen

    def scores(self, dense: np.ndarray) -> np.ndarray:
        """Scores of rows, one column a question.

        Args:
            dense: as in training.
        """
        return self._kernel(dense) @ self._weights

    def _kernel(self, rows: np.ndarray) -> np.ndarray:
        squares = (rows * rows).sum(axis=1)[:, None] + self._squares[None]
        distances = squares - 2 * rows @ self._landmarks.T
        return np.exp(-KERNEL_WIDTH * np.maximum(distances, 0), dtype=np.float32)


class Neighbours:
    """How near a message is to examples at risk, and to examples that are not."""

    def fit(self, meaning: np.ndarray, risk: np.ndarray) -> tuple[Neighbours, np.ndarray]:
        """Keeps the examples.

        Args:
            meaning: one row an example.
            risk: which are at risk.

        Returns:
            Itself, and the nearness of each example to the others.
        """
        self._risk = _unit(meaning[risk])
        self._harmless = _unit(meaning[~risk])
        unseen = np.vstack(
            [
                self.nearness(meaning[start : start + 256], itself=True)
                for start in range(0, len(meaning), 256)
            ]
        )
        return self, unseen

    def nearness(self, meaning: np.ndarray, itself: bool = False) -> np.ndarray:
        """Cosines with the nearest examples at risk and not at risk, five and twenty of each.

        Args:
            meaning: rows as in training.
            itself: whether the rows are examples, which must not be their own neighbours.
        """
        rows = _unit(meaning)
        columns = []
        for examples in (self._risk, self._harmless):
            cosines = rows @ examples.T
            if itself:
                cosines[cosines > SAME] = -1
            nearest = -np.partition(-cosines, NEIGHBOURS[-1], axis=1)[:, : NEIGHBOURS[-1]]
            nearest.sort(axis=1)
            columns += [nearest[:, -count:].mean(axis=1) for count in NEIGHBOURS]
        return NEARNESS_GAIN * np.column_stack(columns)


def _unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)


class Weighing:
    """Turns scores and the phrases' findings into a probability."""

    def fit(self, rows: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> Weighing:
        """Trains.

        Args:
            rows: scores of models that had not seen the examples, and findings.
            labels: what is right.
            weights: how much each row counts.
        """
        model = LogisticRegression(C=WEIGHING_STRENGTH, max_iter=2000).fit(rows, labels, weights)
        self._weights = model.coef_[0].astype(np.float32)
        self._bias = float(model.intercept_[0])
        return self

    def probability(self, rows: np.ndarray) -> np.ndarray:
        """Probabilities.

        Args:
            rows: as in training.
        """
        return expit(rows @ self._weights + self._bias)


class RiskClassifier:
    """The trained semantic layer."""

    def __init__(self, groups: Sequence[str]) -> None:
        """An untrained classifier.

        Args:
            groups: the names of the phrase layer's groups.
        """
        self._groups = tuple(groups)
        self._features = RiskFeatures()
        self._linear: dict[str, LinearModel] = {}
        self._kernel = KernelModel()
        self._neighbours = Neighbours()
        # With the phrases' findings, and without them.
        self._weighed: dict[str, Weighing] = {}
        self._alone: dict[str, Weighing] = {}

    def fit(
        self, examples: Sequence[Example], vectors: np.ndarray, findings: Sequence[PhraseResult]
    ) -> RiskClassifier:
        """Trains all models.

        Args:
            examples: messages with their tier, category and whom they are about.
            vectors: their sentence vectors.
            findings: what the phrase layer found in them.
        """
        texts = [" ".join(result.rest) for result in findings]
        self._features.fit(texts, vectors)
        wording = self._features.wording(texts)
        dense = self._features.dense(vectors, wording)
        labels = _labels(examples)
        yes_no = [labels[question] for question in QUESTIONS]
        yes_no += [labels["risk"] & labels[name] for name in CRISIS_CATEGORIES]
        yes_no += [labels["concern"] & labels[name] for name in CONCERN_CATEGORIES]
        weights = np.array([EVERYDAY_WEIGHT if e.category in EVERYDAY else 1.0 for e in examples])
        targets = np.where(np.column_stack(yes_no), 1, -1).astype(np.float32)
        weights = weights.astype(np.float32)
        self._kernel, unseen = self._kernel.fit(dense, targets, weights)
        meaning = dense[:, :MEANING_DIMENSIONS]
        self._neighbours, nearness = self._neighbours.fit(meaning, labels["risk"])
        phrase_rows = self._phrase_rows(findings)
        folds = _folds(len(examples))
        for i, question in enumerate(QUESTIONS):
            linear = np.zeros(len(examples), dtype=np.float32)
            for f in range(FOLDS):
                seen, hidden = folds != f, folds == f
                model = LinearModel().fit(dense[seen], wording[seen], labels[question][seen], weights[seen])
                linear[hidden] = model.scores(dense[hidden], wording[hidden])
            self._linear[question] = LinearModel().fit(dense, wording, labels[question], weights)
            scores = np.column_stack([linear, KERNEL_GAIN * unseen[:, i], nearness])
            self._alone[question] = Weighing().fit(scores, labels[question], weights)
            self._weighed[question] = Weighing().fit(
                np.hstack([scores, phrase_rows]), labels[question], weights
            )
        return self

    def cheap_scores(self, texts: Sequence[str]) -> np.ndarray:
        """Scores by wording alone, to choose which parts of a long message to look at.

        Args:
            texts: tidied texts.
        """
        return self._linear["risk"].wording_scores(self._features.wording(texts))

    def judge(
        self, vectors: np.ndarray, findings: Sequence[PhraseResult], phrases: bool = True
    ) -> list[Judgement]:
        """Judges messages.

        Args:
            vectors: their sentence vectors.
            findings: what the phrase layer found in them.
            phrases: whether the findings are weighed in, or only the words are used.
        """
        wording = self._features.wording([" ".join(result.rest) for result in findings])
        dense = self._features.dense(vectors, wording)
        kernel = self._kernel.scores(dense)
        nearness = self._neighbours.nearness(dense[:, :MEANING_DIMENSIONS])
        phrase_rows = self._phrase_rows(findings)
        chances: dict[str, np.ndarray] = {}
        for i, question in enumerate(QUESTIONS):
            linear = self._linear[question].scores(dense, wording)
            scores = np.column_stack([linear, KERNEL_GAIN * kernel[:, i], nearness])
            if phrases:
                rows = np.hstack([scores, phrase_rows])
                chances[question] = self._weighed[question].probability(rows)
            else:
                chances[question] = self._alone[question].probability(scores)
        first, second = len(QUESTIONS), len(QUESTIONS) + len(CRISIS_CATEGORIES)
        categories = kernel[:, first:second].argmax(axis=1)
        signs = kernel[:, second:].argmax(axis=1)
        return [
            Judgement(
                risk=float(chances["risk"][i]),
                crisis=float(chances["crisis"][i]),
                concern=float(chances["concern"][i]),
                other=float(chances["other"][i]),
                category=CRISIS_CATEGORIES[categories[i]],
                sign=CONCERN_CATEGORIES[signs[i]],
            )
            for i in range(len(findings))
        ]

    def _phrase_rows(self, findings: Sequence[PhraseResult]) -> np.ndarray:
        """The phrase layer's findings as numbers."""
        places = {name: i for i, name in enumerate(self._groups)}
        tiers = len(self._groups)
        asked = tiers + len(TIERS)
        contexts = asked + len(TIERS)
        rows = np.zeros((len(findings), contexts + len(CONTEXTS) + 2), dtype=np.float32)
        for row, result in zip(rows, findings, strict=True):
            row[-1] = float(not result.hits)
            for hit in result.hits:
                tier = TIERS.index(hit.tier)
                if hit.tier != "none" and hit.group in places:
                    row[places[hit.group]] = 1
                row[tiers + tier] = 1
                row[asked + tier] = max(row[asked + tier], float(result.question))
                row[-2] = max(row[-2], float(hit.about == "other"))
                for context in hit.context:
                    if context in CONTEXTS:
                        row[contexts + CONTEXTS.index(context)] = 1
        return rows


def _labels(examples: Sequence[Example]) -> dict[str, np.ndarray]:
    """Each question and category with the examples that it is true of."""
    labels = {
        "risk": np.array([example.at_risk for example in examples]),
        "crisis": np.array([example.tier == "crisis" for example in examples]),
        "concern": np.array([example.tier == "concern" for example in examples]),
        "other": np.array([example.about == "other" for example in examples]),
    }
    for name in dict.fromkeys((*CRISIS_CATEGORIES, *CONCERN_CATEGORIES)):
        labels[name] = np.array([example.category == name for example in examples])
    return labels


def _folds(count: int) -> np.ndarray:
    return np.random.RandomState(SEED).randint(0, FOLDS, count)


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
    classifier, reason = _read(file)
    if classifier:
        return classifier
    file.parent.mkdir(parents=True, exist_ok=True)
    # Of several processes that start at once, one trains and the others wait for it.
    with file.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        classifier, reason = _read(file)
        if classifier:
            return classifier
        print(f"Training the risk classifier, since {reason}: some minutes.", flush=True)
        # Only here, since training needs what loading does not.
        from guide.risk.train import train

        return train(file)


def _read(file: Path) -> tuple[RiskClassifier | None, str]:
    """The stored classifier, or None and why it can't be used."""
    try:
        with file.open("rb") as stream:
            stored = pickle.load(stream)
        if stored["fingerprint"] == fingerprint():
            return stored["classifier"], ""
        return None, "the examples or phrases have changed"
    except FileNotFoundError:
        return None, "it has not been trained yet"
    except Exception as error:
        return None, f"its file can't be read ({type(error).__name__})"
