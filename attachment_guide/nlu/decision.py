"""What to do with a message whose labels' probabilities are known: answer, ask what was meant, or decline.

Nothing here knows Rasa or the classifier, so that each decision can be read, and tested, by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from attachment_guide.content.follow_ups import (
    follow_up_answer,
    follow_up_intents,
    stands_beside_a_question,
)
from attachment_guide.names import (
    DECISION_ANSWER,
    DECISION_ASK,
    DECISION_REJECT,
    INTENT_FALLBACK,
    INTENT_SEVERAL_QUESTIONS,
    NOT_COVERED_INTENTS,
    is_answer,
)

MOST_ANSWERS = 3
# How many choices follow an answer that is not sure, and a question which one was meant.
FURTHER_CHOICES = 2
CHOICES = 3


@dataclass(frozen=True)
class Thresholds:
    """How sure is sure enough; the values are in config.yml.

    Attributes:
        in_scope_threshold: below this share of the probability on the document's answers, a message is taken
            for something else: another intent, or not covered.
        answer_threshold: an answer less probable than this is asked about ("did you mean") and not given.
        sure_threshold: below an answer less probable than this, the next ones are offered.
        intent_threshold: an intent outside the document less probable than this is not understood.
        multi_intent_threshold: several questions are answered in one turn only when each is at least this
            probable.
    """

    in_scope_threshold: float
    answer_threshold: float
    sure_threshold: float
    intent_threshold: float
    multi_intent_threshold: float


class Labels:
    """The labels of the trained classifier: full intents, in the order of the probabilities.

    Attributes:
        names: array of strings, shape (labels,).
        is_answer: which of them are the document's answers, shape (labels,).
        is_covered: which are answers or questions that lean on one, shape (labels,).
    """

    def __init__(self, names: Sequence[str]) -> None:
        """Sorts the labels by what they are.

        Args:
            names: full intents, such as `symptoms/children` or `affirm`.
        """
        self.names = np.array(names, dtype=object)
        self.is_answer = np.array([is_answer(name) for name in names], dtype=bool)
        follow_ups = set(follow_up_intents()) & set(names)
        self.is_covered = self.is_answer | np.array([name in follow_ups for name in names], dtype=bool)
        places = {name: place for place, name in enumerate(names)}
        # What a follow-up asks for when nothing was said before it.
        self._answer_of_follow_up = {
            places[intent]: places[answer]
            for intent in follow_ups
            if (answer := follow_up_answer(intent)) in places
        }

    @cached_property
    def retrieval_intents(self) -> list[str]:
        """The intents that have keys, sorted."""
        return sorted({name.split("/")[0] for name in self.names if "/" in name})

    def of_group(self, group: str) -> np.ndarray:
        """Which labels belong to an intent, shape (labels,).

        Args:
            group: the intent without a key.
        """
        return np.array([name.split("/")[0] == group for name in self.names], dtype=bool)

    def rank_answers(self, probabilities: np.ndarray) -> list[tuple[str, float]]:
        """Ranks the document's answers; a follow-up question counts for the answer that it asks for.

        Args:
            probabilities: of the labels, shape (labels,).

        Returns:
            Full intents and their scores, best first.
        """
        scores = probabilities.copy()
        for follow_up, answer in self._answer_of_follow_up.items():
            scores[answer] += scores[follow_up]
        scores[~self.is_answer] = -1.0
        best = np.argsort(-scores)[: int(self.is_answer.sum())]
        return [(self.names[i], float(scores[i])) for i in best]


def decide(labels: Labels, probabilities: np.ndarray, thresholds: Thresholds) -> tuple[str, str]:
    """Decides what to do with a message.

    Args:
        labels: of the probabilities.
        probabilities: shape (labels,); all zero when nothing could be read.
        thresholds: how sure is sure enough.

    Returns:
        `answer`, `ask` or `reject`, and the full intent that goes with it.
    """
    if not probabilities.any():
        return DECISION_REJECT, INTENT_FALLBACK
    in_scope = probabilities[labels.is_covered].sum()
    if in_scope >= thresholds.in_scope_threshold:
        best = int(np.where(labels.is_covered, probabilities, -1.0).argmax())
        _, likeliest = labels.rank_answers(probabilities)[0]
        if max(probabilities[best], likeliest) < thresholds.answer_threshold:
            return DECISION_ASK, INTENT_FALLBACK
        return DECISION_ANSWER, labels.names[best]
    best = int(np.where(labels.is_covered, -1.0, probabilities).argmax())
    intent = labels.names[best]
    if probabilities[best] < thresholds.intent_threshold:
        is_unsure = in_scope >= 1 - thresholds.in_scope_threshold
        return (DECISION_ASK if is_unsure else DECISION_REJECT), INTENT_FALLBACK
    is_declined = intent.split("/")[0] in (*NOT_COVERED_INTENTS, INTENT_FALLBACK)
    return (DECISION_REJECT if is_declined else DECISION_ANSWER), intent


def choices(
    answers: Sequence[tuple[str, float]], decision: str, intent: str, thresholds: Thresholds
) -> list[str]:
    """The answers to offer: which one was meant, or what else an answer that is not sure may have missed.

    Args:
        answers: full intents and their scores, best first.
        decision: what was decided.
        intent: full intent that goes with it.
        thresholds: how sure is sure enough.

    Returns:
        Full intents, the likeliest first; none where nothing need be offered.
    """
    ranking = [answer for answer, _ in answers]
    if decision == DECISION_ASK:
        return ranking[:CHOICES]
    if (
        decision == DECISION_ANSWER
        and is_answer(intent)
        and dict(answers)[intent] < thresholds.sure_threshold
    ):
        return [answer for answer in ranking if answer != intent][:FURTHER_CHOICES]
    return []


def several_answers(labels: Labels, questions: Iterable[np.ndarray], thresholds: Thresholds) -> list[str]:
    """The answers to a message that asks more than one thing, such as a phone number and what it is about.

    Args:
        labels: of the probabilities.
        questions: for each part of the message the probabilities of the labels, shape (labels,).
        thresholds: how sure is sure enough.

    Returns:
        Full intents in the order of the questions; none when fewer than two are clear.
    """
    answers: list[str] = []
    for probabilities in questions:
        label = labels.names[int(probabilities.argmax())]
        if probabilities.max() < thresholds.multi_intent_threshold:
            continue
        if label in follow_up_intents():
            label = follow_up_answer(label)
        if (is_answer(label) or stands_beside_a_question(label)) and label not in answers:
            answers.append(label)
    return answers[:MOST_ANSWERS] if len(answers) > 1 else []


def rank_intents(labels: Labels, probabilities: np.ndarray, decided: str) -> list[tuple[str, float]]:
    """Ranks intents without their keys, the decided one first.

    Args:
        labels: of the probabilities.
        probabilities: shape (labels,).
        decided: full intent that was decided for.

    Returns:
        Intents and their confidence.
    """
    confidence: dict[str, float] = {}
    for label, probability in zip(labels.names, probabilities, strict=True):
        name = label.split("/")[0]
        confidence[name] = confidence.get(name, 0.0) + float(probability)
    name = decided.split("/")[0]
    if name in (INTENT_FALLBACK, INTENT_SEVERAL_QUESTIONS):
        # The classifier gives these no probability: they get what the likeliest intent leaves.
        confidence[name] = 1.0 - max(confidence.values(), default=0.0)
    return sorted(confidence.items(), key=lambda item: (item[0] != name, -item[1]))


def rank_keys(labels: Labels, probabilities: np.ndarray, decided: str) -> list[tuple[str, float]]:
    """Ranks the keys of a retrieval intent, the decided one first.

    Args:
        labels: of the probabilities.
        probabilities: shape (labels,).
        decided: full intent that was decided for.

    Returns:
        Full intents and their probabilities; none when the intent has no keys.
    """
    if "/" not in decided:
        return []
    places = np.flatnonzero(labels.of_group(decided.split("/")[0]))
    ranking = [(labels.names[i], float(probabilities[i])) for i in places]
    return sorted(ranking, key=lambda entry: (entry[0] != decided, -entry[1]))
