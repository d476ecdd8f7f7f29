"""What a message means after what was said before: weighs the labels' probabilities by the conversation."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np

from attachment_guide.content.content_map import content_map
from attachment_guide.content.follow_ups import leans_on_last_answer, meanings_in_crisis
from attachment_guide.names import INTENT_COMPARE, INTENT_CRISIS_REPLY, SAFETY_RESPONSES
from attachment_guide.nlu.decision import Labels

# Classifies one text: the probabilities of the labels, shape (labels,).
Classify = Callable[[str], np.ndarray]
# The probability of a comparison that has been decided for.
SURE_OF_COMPARISON = 0.95


@dataclass(frozen=True)
class ContextWeights:
    """How strongly the conversation counts; the values are in config.yml.

    Attributes:
        same_group_weight: a question that leans on the last answer is this much likelier about its group.
        standalone_threshold: below this, such a question is also read together with the last answer's title.
        compare_threshold: two topics named, and at least this much of a comparison in the wording, is one.
        compare_last_threshold: the same where one topic is named and the last answer is the other.
        crisis_reply_window: for so many of the assistant's messages after crisis guidance, an answer to it
            is expected.
        crisis_reply_immediate_window: for so many, it is likelier than anything else of the same wording.
        crisis_reply_weight: by this much.
    """

    same_group_weight: float
    standalone_threshold: float
    compare_threshold: float
    compare_last_threshold: float
    crisis_reply_window: int
    crisis_reply_immediate_window: int
    crisis_reply_weight: float


@dataclass(frozen=True)
class Context:
    """What a message is weighed by.

    Attributes:
        text: of the message.
        topics: full intents of the topics that it names.
        shown: names of the responses shown so far, oldest first; None when the message is looked at outside
            any conversation, as `rasa test nlu` does, so that nothing is known of what came before.
    """

    text: str
    topics: Collection[str] = ()
    shown: Sequence[str] | None = ()

    def was_guided(self, messages: int) -> bool:
        """Whether crisis guidance or a check-in is among the last messages.

        Args:
            messages: how many of the assistant's messages to look at.
        """
        return any(name.startswith(SAFETY_RESPONSES) for name in (self.shown or ())[-messages:])

    @property
    def answer_leant_on(self) -> str | None:
        """The last answer shown, when the message leans on it ("and in adults?"); None otherwise."""
        names = (name.removeprefix("utter_") for name in reversed(self.shown or ()))
        # An answer shown before may have left the content map since.
        last = next((name for name in names if name in content_map()), None)
        return last if last and leans_on_last_answer(self.text) else None


def weigh(
    labels: Labels, probabilities: np.ndarray, context: Context, weights: ContextWeights, classify: Classify
) -> np.ndarray:
    """Weighs the labels by what was said before.

    Args:
        labels: of the probabilities.
        probabilities: of the message alone, shape (labels,).
        context: the conversation.
        weights: how strongly it counts.
        classify: for a question that is unclear by itself.

    Returns:
        Probabilities, shape (labels,), with the sum of one.
    """
    factors = np.ones(len(labels.names))
    probabilities = _with_replies_to_guidance(labels, probabilities.copy(), factors, context, weights)
    last = context.answer_leant_on
    compared = _compared(labels, probabilities, context, last, weights)
    if compared:
        return _comparison(labels, probabilities, compared)
    if last:
        if (probabilities * factors).max() < weights.standalone_threshold:
            together = classify(f"{content_map()[last].title}: {context.text}")
            together[labels.names == last] = 0.0
            probabilities = (probabilities + together / together.sum()) / 2
        factors[labels.of_group(last.split("/")[0])] *= weights.same_group_weight
    weighed = probabilities * factors
    return weighed / weighed.sum()


def _with_replies_to_guidance(
    labels: Labels,
    probabilities: np.ndarray,
    factors: np.ndarray,
    context: Context,
    weights: ContextWeights,
) -> np.ndarray:
    """Answers to crisis guidance are expected only after it, and right after it more than anything."""
    if context.shown is None:
        return probabilities
    just_now = context.was_guided(weights.crisis_reply_immediate_window)
    expected = float(context.was_guided(weights.crisis_reply_window))
    factors[labels.of_group(INTENT_CRISIS_REPLY)] = weights.crisis_reply_weight if just_now else expected
    if just_now:
        for intent, meant in meanings_in_crisis().items():
            probabilities[labels.names == meant] += probabilities[labels.names == intent].sum()
            probabilities[labels.names == intent] = 0.0
    return probabilities


def _compared(
    labels: Labels,
    probabilities: np.ndarray,
    context: Context,
    last: str | None,
    weights: ContextWeights,
) -> set[str]:
    """The topics of one group that are compared; "how does it differ from EMDR?" names one of two."""
    topics = set(context.topics)
    both = topics | {last} if last and topics else topics
    groups = {topic.split("/")[0] for topic in both}
    threshold = weights.compare_threshold if len(topics) > 1 else weights.compare_last_threshold
    compares = probabilities[labels.names == INTENT_COMPARE]
    return both if len(both) > 1 and len(groups) == 1 and (compares > threshold).any() else set()


def _comparison(labels: Labels, probabilities: np.ndarray, compared: Collection[str]) -> np.ndarray:
    """A comparison; what is left goes to the answers, those that are compared first."""
    answers = np.where(labels.is_answer, probabilities, 0.0)
    answers[np.isin(labels.names, list(compared))] += 1.0
    answers *= (1.0 - SURE_OF_COMPARISON) / answers.sum()
    answers[labels.names == INTENT_COMPARE] = SURE_OF_COMPARISON
    return answers
