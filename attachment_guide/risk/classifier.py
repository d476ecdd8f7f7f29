"""The semantic layer: what no phrase list holds, learned from the examples in clinical/examples.

The same kind of classifier that finds answers (attachment_guide/nlu/text_classifier.py) tells apart
what a message is: tier, category and whom it is about, each combination being one label. Besides the
message's meaning and wording it reads what the phrase layer found, and so learns how far to trust that.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from attachment_guide.nlu.text_classifier import TextClassifier
from attachment_guide.risk.assessment import Judgement
from attachment_guide.risk.examples import Example
from attachment_guide.risk.hits import PhraseResult
from attachment_guide.risk.tiers import AT_RISK, CONCERN_CATEGORIES, CRISIS_CATEGORIES, Tier

# Raise it whenever this module would read an old file wrongly, or trains otherwise.
VERSION = 10
# Stopped before it converges: a third of the time, the same decisions on unseen messages.
STEPS = 60


class RiskClassifier:
    """The trained semantic layer."""

    def __init__(self) -> None:
        """Makes an untrained classifier."""
        self._found = DictVectorizer(dtype=np.float32, sparse=False)
        # Not the faster fit of the answers: the limits in clinical/thresholds.yml were chosen with this one.
        self._model = TextClassifier(LogisticRegression(C=TextClassifier.DENSE_C, max_iter=STEPS))

    def fit(
        self, examples: Sequence[Example], vectors: np.ndarray, findings: Sequence[PhraseResult]
    ) -> RiskClassifier:
        """Trains.

        Args:
            examples: messages with their tier, category and whom they are about.
            vectors: their sentence vectors, one per row.
            findings: what the phrase layer found in them.

        Returns:
            Itself.
        """
        found = self._found.fit_transform([_features(result) for result in findings])
        labels = [_label(example) for example in examples]
        self._model.fit(_wordings(findings), np.hstack([vectors, found]), labels)
        self._columns()
        return self

    def _columns(self) -> None:
        """Groups the probability columns by tier, category and person."""
        labels = [label.split("/") for label in self._model.classes]
        tiers, categories, abouts = (np.array(column) for column in zip(*labels, strict=True))
        said = tiers != Tier.NONE.value
        self._at_risk = np.isin(tiers, [tier.value for tier in AT_RISK])
        self._crisis = tiers == Tier.CRISIS.value
        self._concern = tiers == Tier.CONCERN.value
        self._other = said & (abouts == "other")
        self._self = said & (abouts == "self")
        self._crisis_categories = [self._at_risk & (categories == name) for name in CRISIS_CATEGORIES]
        self._concern_categories = [self._concern & (categories == name) for name in CONCERN_CATEGORIES]

    def judge(self, vectors: np.ndarray, findings: Sequence[PhraseResult]) -> list[Judgement]:
        """Judges messages.

        Args:
            vectors: their sentence vectors, one per row.
            findings: what the phrase layer found in them.
        """
        found = self._found.transform([_features(result) for result in findings])
        probabilities = self._model.predict_proba(_wordings(findings), np.hstack([vectors, found]))
        return [self._judgement(row) for row in probabilities]

    def _judgement(self, probabilities: np.ndarray) -> Judgement:
        other, oneself = probabilities[self._other].sum(), probabilities[self._self].sum()
        by_crisis = [probabilities[columns].sum() for columns in self._crisis_categories]
        by_concern = [probabilities[columns].sum() for columns in self._concern_categories]
        return Judgement(
            at_risk=float(probabilities[self._at_risk].sum()),
            crisis=float(probabilities[self._crisis].sum()),
            concern=float(probabilities[self._concern].sum()),
            other=float(other / max(other + oneself, 1e-9)),
            crisis_category=CRISIS_CATEGORIES[np.argmax(by_crisis)],
            concern_category=CONCERN_CATEGORIES[np.argmax(by_concern)],
        )

    def risk_by_wording(self, findings: Sequence[PhraseResult]) -> np.ndarray:
        """Tells how likely messages are crisis or check by their words alone; needs no vectors.

        Args:
            findings: what the phrase layer found in them.
        """
        return self._model.predict_by_wording(_wordings(findings))[:, self._at_risk].sum(axis=1)


def _wordings(findings: Sequence[PhraseResult]) -> list[str]:
    return [" ".join(result.rest) for result in findings]


def _label(example: Example) -> str:
    return f"{example.tier}/{example.category}/{example.about}"


def _features(result: PhraseResult) -> dict[str, float]:
    """The phrase layer's findings: which groups and tiers, in which context, asked or said."""
    features = {"nothing": float(not result.hits)}
    for hit in result.hits:
        features[f"tier {hit.tier}"] = 1.0
        if result.question:
            features[f"asked {hit.tier}"] = 1.0
        if hit.tier != Tier.NONE:
            features[f"group {hit.group}"] = 1.0
        if hit.about == "other":
            features["about other"] = 1.0
        for context in hit.context:
            features[f"context {context}"] = 1.0
    return features
