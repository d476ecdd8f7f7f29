"""What an NLU pipeline predicts for a message, in one form for ours and for Rasa's default pipeline."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from attachment_guide.content.follow_ups import follow_up_answer, follow_up_intents
from attachment_guide.names import (
    DECISION_ANSWER,
    DECISION_REJECT,
    INTENT_FALLBACK,
    KEY_ANSWERS,
    KEY_DECISION,
    KEY_QUESTIONS,
    KEY_RISK,
    KEY_SAID_INTENT,
    NOT_COVERED_INTENTS,
    is_answer,
)
from attachment_guide.risk.tiers import Tier


@dataclass(frozen=True)
class Prediction:
    """The prediction for one message.

    Attributes:
        ranking: the article's answers as full retrieval intents, the most likely first.
        decision: `answer`, `ask` (did you mean) or `reject`.
        intent: the predicted full intent.
        shown: the article's answers that the visitor sees; empty when the reply is something else.
        tier: the risk tier; always `none` for Rasa's default pipeline, which does not look for risk.
    """

    ranking: tuple[str, ...]
    decision: str
    intent: str
    shown: tuple[str, ...]
    tier: str = Tier.NONE


def to_prediction(parsed: dict[str, Any]) -> Prediction:
    """Converts a parse result of either pipeline.

    Args:
        parsed: the parse result, as `Agent.parse_message` or `POST /model/parse` returns it.
    """
    return _from_ours(parsed) if KEY_ANSWERS in parsed else _from_default(parsed)


def answer_ranking(scores: dict[str, float]) -> tuple[str, ...]:
    """Ranks the article's answers by their scores.

    Args:
        scores: the score of each full intent. A follow-up intent adds to the score of the answer that
            it leads to at the start of a conversation.

    Returns:
        The answers, the best first.
    """
    of_answers: dict[str, float] = defaultdict(float)
    for label, score in scores.items():
        answer = _answer_to(label)
        if answer:
            of_answers[answer] += score
    return tuple(sorted(of_answers, key=lambda answer: -of_answers[answer]))


def _answer_to(intent: str) -> str | None:
    if intent in follow_up_intents():
        return follow_up_answer(intent)
    return intent if is_answer(intent) else None


def _from_ours(parsed: dict[str, Any]) -> Prediction:
    intent = parsed[KEY_SAID_INTENT] or INTENT_FALLBACK
    shown = parsed[KEY_QUESTIONS]
    if not shown and parsed[KEY_DECISION] == DECISION_ANSWER:
        answer = _answer_to(intent)
        shown = [answer] if answer else []
    ranking = tuple(answer["id"] for answer in parsed[KEY_ANSWERS])
    tier = parsed[KEY_RISK]["tier"]
    return Prediction(ranking, parsed[KEY_DECISION], intent, tuple(shown), tier)


def _from_default(parsed: dict[str, Any]) -> Prediction:
    """Combines DIET's intent with the answer of that intent's ResponseSelector.

    The ranking goes by the product of both confidences. So both pipelines are asked the same thing:
    which answers are most likely, whether or not the message should be answered at all.
    """
    selected = parsed.get("response_selector", {})
    scores: dict[str, float] = {}
    for entry in parsed["intent_ranking"]:
        keys = selected.get(entry["name"], {}).get("ranking")
        for key in keys or [{"intent_response_key": entry["name"], "confidence": 1.0}]:
            scores[key["intent_response_key"]] = entry["confidence"] * key["confidence"]
    name = parsed["intent"]["name"] or INTENT_FALLBACK
    # A ResponseSelector that knows none of the message's words names no answer.
    intent = selected[name]["response"]["intent_response_key"] or name if name in selected else name
    if name == INTENT_FALLBACK or name in NOT_COVERED_INTENTS:
        return Prediction(answer_ranking(scores), DECISION_REJECT, intent, ())
    answer = _answer_to(intent)
    return Prediction(answer_ranking(scores), DECISION_ANSWER, intent, (answer,) if answer else ())
