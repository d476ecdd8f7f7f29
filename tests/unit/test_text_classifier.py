"""The classifier of short texts, on a handful of them."""

from __future__ import annotations

import numpy as np
import pytest

from attachment_guide.nlu.text_classifier import TextClassifier

TEXTS = {
    "types": ["anxious attachment", "avoidant attachment", "kinds of attachment", "attachment types"],
    "treatment": ["emdr therapy", "what therapy helps", "therapy for it", "is there a therapy"],
    "brain": ["the brain and cortisol", "cortisol in the brain", "brain on stress", "what the brain does"],
}


def vectors(texts: list[str]) -> np.ndarray:
    """A vector of the words that matter: no encoder is needed to tell these texts apart."""
    words = ["attachment", "therapy", "brain"]
    return np.array([[float(word in text) for word in words] for text in texts], dtype=np.float32)


def trained(*labels: str) -> TextClassifier:
    pairs = [(text, label) for label in labels for text in TEXTS[label]]
    texts = [text for text, _ in pairs]
    return TextClassifier().fit(texts, vectors(texts), [label for _, label in pairs])


@pytest.fixture(scope="module")
def three() -> TextClassifier:
    return trained("types", "treatment", "brain")


UNSEEN = ["which attachment", "therapy please", "my brain", "xyz", ""]


def test_labels_are_sorted_whatever_the_order_of_the_examples(three):
    assert three.classes == ["brain", "treatment", "types"]
    assert trained("brain", "types", "treatment").classes == three.classes


def test_probabilities(three):
    found = three.predict_proba(UNSEEN, vectors(UNSEEN))
    assert found.shape == (5, 3)
    assert np.all(found >= 0) and np.allclose(found.sum(axis=1), 1)
    assert [three.classes[i] for i in found[:3].argmax(axis=1)] == ["types", "treatment", "brain"]


def test_what_says_nothing_is_not_sure_of_anything(three):
    unknown, known = three.predict_proba(["xyz", "emdr therapy"], vectors(["xyz", "emdr therapy"]))
    assert unknown.max() < known.max()


@pytest.mark.parametrize("labels", [("types", "brain"), ("brain", "types")])
def test_two_classes(labels):
    two = trained(*labels)
    assert two.classes == ["brain", "types"]
    texts = ["my brain", "which attachment"]
    found = two.predict_proba(texts, vectors(texts))
    assert found.shape == (2, 2) and np.allclose(found.sum(axis=1), 1)
    assert found.argmax(axis=1).tolist() == [0, 1]


def test_meaning_carries_where_no_spelling_is_known(three):
    brain = np.array([[0, 0, 1]], dtype=np.float32)
    assert three.classes[three.predict_proba(["zzz"], brain)[0].argmax()] == "brain"


def test_spelling_carries_where_there_is_no_meaning(three):
    nothing = np.zeros((1, 3), dtype=np.float32)
    assert three.classes[three.predict_proba(["cortisl"], nothing)[0].argmax()] == "brain"


def test_one_text_gets_the_same_as_among_others(three):
    alone = three.predict_proba(["my brain"], vectors(["my brain"]))[0]
    assert np.allclose(alone, three.predict_proba(UNSEEN, vectors(UNSEEN))[2])


def test_a_classifier_read_from_a_file_is_the_same(three, tmp_path):
    three.save(tmp_path / "classifier")
    again = TextClassifier.load(tmp_path / "classifier")
    assert again.classes == three.classes
    expected = three.predict_proba(UNSEEN, vectors(UNSEEN))
    assert np.array_equal(again.predict_proba(UNSEEN, vectors(UNSEEN)), expected)


def test_training_twice_gives_the_same(three):
    again = trained("types", "treatment", "brain")
    expected = three.predict_proba(UNSEEN, vectors(UNSEEN))
    assert np.allclose(again.predict_proba(UNSEEN, vectors(UNSEEN)), expected)


def test_no_file(tmp_path):
    with pytest.raises(FileNotFoundError):
        TextClassifier.load(tmp_path / "nothing")


def test_one_label_alone_cannot_be_trained():
    with pytest.raises(ValueError, match="class"):
        trained("types")
