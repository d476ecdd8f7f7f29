"""Multinomial logistic regression that learns fast from many examples with long dense vectors."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from scipy.optimize import minimize
from threadpoolctl import threadpool_limits


class SoftmaxRegression:
    """The model of scikit-learn's LogisticRegression (L2 penalty, all labels at once), fitted faster.

    It goes the same way, step by step, but in single precision, where scikit-learn turns all vectors into
    double precision at each step, and with a part of the examples on each core.
    """

    def __init__(self, penalty: float, steps: int) -> None:
        """Makes an untrained model.

        Args:
            penalty: weight of half the squared coefficients in the loss; scikit-learn's 1 / C.
            steps: after so many of L-BFGS, the fit ends.
        """
        self._penalty = penalty
        self._steps = steps

    def fit(self, vectors: np.ndarray, labels: Sequence[str]) -> SoftmaxRegression:
        """Trains.

        Args:
            vectors: one per row.
            labels: one per vector; at least two different ones.

        Returns:
            Itself.
        """
        vectors = np.asarray(vectors, dtype=np.float32)
        self.classes_, own = np.unique(labels, return_inverse=True)
        # The last row is the bias.
        shape = (vectors.shape[1] + 1, len(self.classes_))
        blocks = np.array_split(np.arange(len(vectors)), os.cpu_count() or 1)
        parts = [slice(rows[0], rows[-1] + 1) for rows in blocks if len(rows)]

        def loss(position: np.ndarray) -> tuple[float, np.ndarray]:
            position = position.reshape(shape)
            weights = position.astype(np.float32)
            found = threads.map(
                lambda rows: _loss(vectors[rows], own[rows], weights[:-1], weights[-1]), parts
            )
            values, by_weight, by_bias = (sum(part) for part in zip(*found, strict=True))
            slope = np.vstack([by_weight + self._penalty * position[:-1], by_bias])
            return values + 0.5 * self._penalty * (position[:-1] ** 2).sum(), slope.ravel()

        # The threads of BLAS would wait for each other at each product, which takes most of the time on a
        # busy machine.
        with ThreadPoolExecutor(len(parts)) as threads, threadpool_limits(1, user_api="blas"):
            # As scikit-learn stops.
            options = {"maxiter": self._steps, "maxls": 50, "gtol": 1e-4, "ftol": 64 * np.finfo(float).eps}
            found = minimize(loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B", options=options)
        weights = found.x.reshape(shape).astype(np.float32)
        self.coef_, self.intercept_ = np.ascontiguousarray(weights[:-1].T), weights[-1]
        return self

    def decision_function(self, vectors: np.ndarray) -> np.ndarray:
        """Scores of the labels, the logarithms of their probabilities but for a constant in each row.

        Args:
            vectors: one per row.

        Returns:
            Array of shape (len(vectors), len(self.classes_)).
        """
        return vectors @ self.coef_.T + self.intercept_


def _loss(
    vectors: np.ndarray, own: np.ndarray, weights: np.ndarray, bias: np.ndarray
) -> tuple[float, np.ndarray, np.ndarray]:
    """The cross-entropy of examples, and its slope by the weights and by the bias."""
    rows = np.arange(len(vectors))
    scores = vectors @ weights
    scores += bias
    scores -= scores.max(axis=1, keepdims=True)
    right = scores[rows, own].sum(dtype=np.float64)
    np.exp(scores, out=scores)
    total = scores.sum(axis=1, keepdims=True)
    value = float(np.log(total).sum(dtype=np.float64) - right)
    # From here on, how far each probability is off.
    scores /= total
    scores[rows, own] -= 1
    return value, vectors.T @ scores, scores.sum(axis=0, dtype=np.float64)
