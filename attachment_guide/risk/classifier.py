"""The semantic layer: what no phrase list holds, learned from the examples in clinical/examples.

The same kind of classifier that finds answers (attachment_guide/nlu/text_classifier.py) tells apart
what a message is: tier, category and whom it is about, each combination being one label; of harmless
messages the style too. Besides the message's meaning and wording it reads what the phrase layer found, and
so learns how far to trust that.
"""

from __future__ import annotations

import fcntl
import hashlib
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer

from attachment_guide.nlu.text_classifier import TextClassifier
from attachment_guide.paths import RISK_CLASSIFIER
from attachment_guide.risk.examples import Example, example_files
from attachment_guide.risk.normalize import TABLES_FILE
from attachment_guide.risk.phrases import PHRASES_FOLDER, PhraseResult
from attachment_guide.risk.tiers import AT_RISK, CONCERN_CATEGORIES, CRISIS_CATEGORIES

# Raise it whenever this module would read an old file wrongly, or trains otherwise.
VERSION = 7


@dataclass(frozen=True)
class Judgement:
    """What the semantic layer says of a message or a part of it.

    Attributes:
        risk: how likely it is crisis or check.
        crisis: how likely it is crisis.
        concern: how likely it is a milder sign.
        other: how likely it is about somebody else, if it is anything.
        category: likeliest category of crisis or check.
        sign: likeliest category of concern.
    """

    risk: float
    crisis: float
    concern: float
    other: float
    category: str
    sign: str


class RiskClassifier:
    """The trained semantic layer."""

    def __init__(self) -> None:
        """Makes an untrained classifier."""
        self._found = DictVectorizer(dtype=np.float32, sparse=False)
        self._model = TextClassifier()

    def fit(
        self, examples: Sequence[Example], vectors: np.ndarray, findings: Sequence[PhraseResult]
    ) -> RiskClassifier:
        """Trains.

        Args:
            examples: messages with their tier, category and whom they are about.
            vectors: their sentence vectors, one a row.
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
        """Sorts the labels' columns by what is asked of them."""
        labels = [label.split("/") for label in self._model.classes]
        tiers, categories, abouts, _ = (np.array(column) for column in zip(*labels, strict=True))
        self._risk = np.isin(tiers, AT_RISK)
        self._crisis = tiers == "crisis"
        self._concern = tiers == "concern"
        self._other = (tiers != "none") & (abouts == "other")
        self._self = (tiers != "none") & (abouts == "self")
        self._category = [self._risk & (categories == name) for name in CRISIS_CATEGORIES]
        self._sign = [self._concern & (categories == name) for name in CONCERN_CATEGORIES]

    def judge(self, vectors: np.ndarray, findings: Sequence[PhraseResult]) -> list[Judgement]:
        """Judges messages.

        Args:
            vectors: their sentence vectors, one a row.
            findings: what the phrase layer found in them.
        """
        found = self._found.transform([_features(result) for result in findings])
        chances = self._model.predict_proba(_wordings(findings), np.hstack([vectors, found]))
        return [self._judgement(row) for row in chances]

    def _judgement(self, chances: np.ndarray) -> Judgement:
        other, oneself = chances[self._other].sum(), chances[self._self].sum()
        return Judgement(
            risk=float(chances[self._risk].sum()),
            crisis=float(chances[self._crisis].sum()),
            concern=float(chances[self._concern].sum()),
            other=float(other / max(other + oneself, 1e-9)),
            category=CRISIS_CATEGORIES[np.argmax([chances[c].sum() for c in self._category])],
            sign=CONCERN_CATEGORIES[np.argmax([chances[c].sum() for c in self._sign])],
        )

    def risk_by_wording(self, findings: Sequence[PhraseResult]) -> np.ndarray:
        """How likely messages are crisis or check by their words alone: needs no vectors.

        Args:
            findings: what the phrase layer found in them.
        """
        return self._model.predict_by_wording(_wordings(findings))[:, self._risk].sum(axis=1)


def _wordings(findings: Sequence[PhraseResult]) -> list[str]:
    return [" ".join(result.rest) for result in findings]


def _label(example: Example) -> str:
    # A post, a metaphor and a plain sentence that are all harmless have little in common: as one label,
    # more of them are taken for danger.
    style = example.style if example.tier == "none" else ""
    return f"{example.tier}/{example.category}/{example.about}/{style}"


def _features(result: PhraseResult) -> dict[str, float]:
    """The phrase layer's findings: which groups and tiers, in which context, asked or said."""
    features = {"nothing": float(not result.hits)}
    for hit in result.hits:
        features[f"tier {hit.tier}"] = 1.0
        if result.question:
            features[f"asked {hit.tier}"] = 1.0
        if hit.tier != "none":
            features[f"group {hit.group}"] = 1.0
        if hit.about == "other":
            features["about other"] = 1.0
        for context in hit.context:
            features[f"context {context}"] = 1.0
    return features


def fingerprint() -> str:
    """What the trained file depends on: the examples, the phrases, the tables and this version."""
    digest = hashlib.sha256(f"{VERSION}".encode())
    for file in [*example_files(), *sorted(PHRASES_FOLDER.glob("*.yml")), TABLES_FILE]:
        digest.update(f"{file.parent.name}/{file.name}".encode() + file.read_bytes())
    return digest.hexdigest()


def load(file: Path = RISK_CLASSIFIER) -> RiskClassifier:
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
        print(f"Training the risk classifier, since {reason}: about a minute.", flush=True)
        # Only here, since training needs what loading does not.
        from attachment_guide.risk.train import train

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
