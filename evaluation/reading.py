"""What an NLU pipeline made of a message: Attachment Guide's own, or Rasa's default one."""

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
class Reading:
    """The outcome of one parsed message.

    Attributes:
        ranking: the document's answers, likeliest first.
        decision: `answer`, `ask` or `reject`.
        intent: full intent that was decided for.
        shown: the document's answers that the visitor gets; none when another reply comes.
        tier: of the risk; Rasa's default pipeline knows none.
    """

    ranking: tuple[str, ...]
    decision: str
    intent: str
    shown: tuple[str, ...]
    tier: str = Tier.NONE


def read(parsed: dict[str, Any]) -> Reading:
    """Reads a parse result of either pipeline.

    Args:
        parsed: as `Agent.parse_message` or `POST /model/parse` returns it.
    """
    return _read_ours(parsed) if KEY_ANSWERS in parsed else _read_default(parsed)


def answer_ranking(scores: dict[str, float]) -> tuple[str, ...]:
    """Ranks the document's answers.

    Args:
        scores: of full intents. A follow-up question counts for the answer that it asks for when
            nothing was said before.
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


def _read_ours(parsed: dict[str, Any]) -> Reading:
    intent = parsed[KEY_SAID_INTENT] or INTENT_FALLBACK
    shown = parsed[KEY_QUESTIONS]
    if not shown and parsed[KEY_DECISION] == DECISION_ANSWER:
        answer = _answer_to(intent)
        shown = [answer] if answer else []
    ranking = tuple(answer["id"] for answer in parsed[KEY_ANSWERS])
    tier = parsed[KEY_RISK]["tier"]
    return Reading(ranking, parsed[KEY_DECISION], intent, tuple(shown), tier)


def _read_default(parsed: dict[str, Any]) -> Reading:
    """Combines DIET's intent with the answer of that intent's ResponseSelector.

    The ranking is by the product of both confidences: it asks of Rasa's default pipeline the same
    as of ours, the likeliest answers whether or not the message is to be answered.
    """
    selected = parsed.get("response_selector", {})
    scores: dict[str, float] = {}
    for entry in parsed["intent_ranking"]:
        keys = selected.get(entry["name"], {}).get("ranking")
        for key in keys or [{"intent_response_key": entry["name"], "confidence": 1.0}]:
            scores[key["intent_response_key"]] = entry["confidence"] * key["confidence"]
    name = parsed["intent"]["name"] or INTENT_FALLBACK
    # A ResponseSelector that knows no word of the message names no answer.
    intent = selected[name]["response"]["intent_response_key"] or name if name in selected else name
    if name == INTENT_FALLBACK or name in NOT_COVERED_INTENTS:
        return Reading(answer_ranking(scores), DECISION_REJECT, intent, ())
    answer = _answer_to(intent)
    return Reading(answer_ranking(scores), DECISION_ANSWER, intent, (answer,) if answer else ())
