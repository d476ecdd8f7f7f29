"""The fast fit finds the model that scikit-learn's logistic regression finds."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from scipy.special import softmax
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from attachment_guide.nlu.softmax_regression import SoftmaxRegression


def examples(labels: int, rows: int, dimension: int) -> tuple[np.ndarray, list[str]]:
    """Vectors of unit length around one middle for each label, and the labels."""
    generator = np.random.default_rng(0)
    middles = generator.normal(size=(labels, dimension))
    own = np.arange(rows) % labels
    vectors = middles[own] + 1.5 * generator.normal(size=(rows, dimension))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors.astype(np.float32), [f"label {label}" for label in own]


@pytest.mark.parametrize(
    ("labels", "rows", "dimension"),
    [
        pytest.param(2, 60, 20, id="two labels"),
        pytest.param(7, 400, 30, id="more examples than columns"),
        pytest.param(5, 40, 100, id="fewer examples than columns"),
    ],
)
def test_it_finds_the_same_optimum(labels: int, rows: int, dimension: int) -> None:
    vectors, names = examples(labels, rows, dimension)
    ours = SoftmaxRegression(penalty=1 / 8, steps=200).fit(vectors, names)
    theirs = LogisticRegression(C=8, max_iter=5000, tol=1e-8, multi_class="multinomial")
    theirs.fit(vectors.astype(np.float64), names)
    assert list(ours.classes_) == list(theirs.classes_)
    probabilities = softmax(ours.decision_function(vectors), axis=1)
    assert np.allclose(probabilities, theirs.predict_proba(vectors), atol=0.01)


def test_as_many_steps_get_as_near_to_the_optimum() -> None:
    """Stopped on the way, the two are at the same place: what was tuned with one holds for the other."""
    vectors, names = examples(labels=20, rows=1000, dimension=200)
    ours = SoftmaxRegression(penalty=1 / 8, steps=10).fit(vectors, names)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        theirs = LogisticRegression(C=8, max_iter=10).fit(vectors, names)
        further = LogisticRegression(C=8, max_iter=14).fit(vectors, names)
    probabilities = softmax(ours.decision_function(vectors), axis=1)
    assert np.allclose(probabilities, theirs.predict_proba(vectors), atol=0.001)
    assert not np.allclose(probabilities, further.predict_proba(vectors), atol=0.001)


def test_the_same_examples_give_the_same_model() -> None:
    vectors, names = examples(labels=7, rows=400, dimension=30)
    one, two = (SoftmaxRegression(penalty=1 / 8, steps=30).fit(vectors, names) for _ in range(2))
    assert np.array_equal(one.coef_, two.coef_)
    assert one.coef_.dtype == np.float32


def test_a_constant_column_more_does_no_harm() -> None:
    """Such as a vector of zeros, which the ablation gives to a model that sees no vectors."""
    model = SoftmaxRegression(penalty=1 / 8, steps=30).fit(np.zeros((6, 4)), list("aabbbb"))
    [probabilities] = softmax(model.decision_function(np.zeros((1, 4))), axis=1)
    assert probabilities == pytest.approx([1 / 3, 2 / 3], abs=0.01)
