"""A classifier of short texts: what they mean (dense vectors) and how they are spelt (n-grams), together."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import joblib
import numpy as np
from scipy.special import log_softmax, softmax
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion
from sklearn.svm import LinearSVC

from attachment_guide.nlu.softmax_regression import SoftmaxRegression


class TextClassifier:
    """Logistic regression on sentence vectors and a linear SVM on n-grams, multiplied.

    The vectors carry meaning over from one wording to another; word and character n-grams hold on to
    terms, acronyms and misspellings that the vectors blur. `make benchmark` prints what each adds.
    """

    # How strongly to trust the vectors and the n-grams, and how sure a product of the two really is.
    # Chosen by cross-validation on the training examples.
    DENSE_C = 8.0
    # Stopped before it converges: a third of the time, the same decisions on unseen questions.
    DENSE_STEPS = 60
    NGRAM_C = 0.5
    NGRAM_GAIN = 5.0
    TEMPERATURE = 2.0

    def __init__(self, dense: LogisticRegression | None = None) -> None:
        """Makes an untrained classifier.

        Args:
            dense: what learns from the vectors; our own faster regression when left out.
        """
        self._dense = dense or SoftmaxRegression(1 / self.DENSE_C, self.DENSE_STEPS)
        # Seeded: the same examples give the same model.
        self._ngrams = LinearSVC(C=self.NGRAM_C, random_state=0)
        self._vectorizer = FeatureUnion(
            [
                (
                    "words",
                    TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True, dtype=np.float32),
                ),
                (
                    "characters",
                    TfidfVectorizer(
                        analyzer="char_wb",
                        ngram_range=(2, 5),
                        min_df=2,
                        sublinear_tf=True,
                        dtype=np.float32,
                    ),
                ),
            ]
        )

    @property
    def classes(self) -> list[str]:
        """The labels, in the order of the probabilities' columns."""
        return list(self._dense.classes_)

    def fit(self, texts: Sequence[str], vectors: np.ndarray, labels: Sequence[str]) -> TextClassifier:
        """Trains both parts.

        Args:
            texts: the examples.
            vectors: their sentence vectors, shape (len(texts), dimension).
            labels: one label per example; at least two different ones.

        Returns:
            Itself.
        """
        with warnings.catch_warnings(), ThreadPoolExecutor() as threads:
            warnings.simplefilter("ignore", ConvergenceWarning)
            # Both parts leave the interpreter while they compute: on two cores the second is free.
            dense = threads.submit(self._dense.fit, vectors, labels)
            ngrams = threads.submit(self._fit_ngrams, texts, labels)
            dense.result()
            ngrams.result()
        # Half the memory; the decisions do not change.
        self._dense.coef_ = self._dense.coef_.astype(np.float32)
        self._ngrams.coef_ = self._ngrams.coef_.astype(np.float32)
        return self

    def _fit_ngrams(self, texts: Sequence[str], labels: Sequence[str]) -> None:
        self._ngrams.fit(self._vectorizer.fit_transform(texts), labels)

    def predict_proba(self, texts: Sequence[str], vectors: np.ndarray) -> np.ndarray:
        """Probabilities of the labels.

        Args:
            texts: what to classify.
            vectors: their sentence vectors, shape (len(texts), dimension).

        Returns:
            Array of shape (len(texts), len(classes)); rows sum to one.
        """
        dense = _columns(self._dense.decision_function(vectors))
        together = log_softmax(dense, axis=1) + log_softmax(self._wording(texts), axis=1)
        return softmax(together / self.TEMPERATURE, axis=1)

    def predict_by_wording(self, texts: Sequence[str]) -> np.ndarray:
        """Probabilities of the labels by the n-grams alone, far faster than with vectors.

        Args:
            texts: what to classify.

        Returns:
            Array of shape (len(texts), len(classes)); rows sum to one.
        """
        return softmax(self._wording(texts), axis=1)

    def _wording(self, texts: Sequence[str]) -> np.ndarray:
        scores = self._ngrams.decision_function(self._vectorizer.transform(texts))
        return self.NGRAM_GAIN * _columns(scores)

    def save(self, path: Path) -> None:
        """Writes the trained classifier to a file."""
        joblib.dump(self, path, compress=1)

    @classmethod
    def load(cls, path: Path) -> TextClassifier:
        """Reads a classifier that `save` wrote.

        Raises:
            FileNotFoundError: when there is none.
        """
        return joblib.load(path)


def _columns(scores: np.ndarray) -> np.ndarray:
    """Scores with one column per label; for two labels, scikit-learn gives a single column."""
    return np.stack([-scores, scores], axis=1) / 2 if scores.ndim == 1 else scores
