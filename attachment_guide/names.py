"""The domain's names that Python code has to know. Texts and examples are in data/ and clinical/."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from attachment_guide.content.content_map import content_map

# Intents for what the document does not hold, or what is not for an assistant to say.
OUT_OF_SCOPE = "out_of_scope"
NOT_COVERED_INTENTS = (OUT_OF_SCOPE, "no_diagnosis", "no_medical_advice", "contact")

# What was not understood.
INTENT_FALLBACK = "nlu_fallback"
INTENT_SEVERAL_QUESTIONS = "several_questions"
INTENT_CRISIS = "crisis"
INTENT_CHECK = "check"
INTENT_SUPPORT = "support"
INTENT_CONCERN = "concern"
INTENT_CRISIS_REPLY = "crisis_reply"
# Its keys that say no when the question is open whether somebody thinks of harm.
NO_TO_RISK = ("denied", "joke", "not_so", "feels_fine")
INTENT_CHOOSE = "choose"
INTENT_DENY = "deny"
INTENT_COMPARE = "compare"
INTENT_MORE = "more"
# "I don't understand", "simpler please".
INTENT_SIMPLER = "follow_up_meaning"
# Intents set by what the components decide, not by what they classify.
DECIDED_INTENTS = (
    INTENT_SEVERAL_QUESTIONS,
    INTENT_CRISIS,
    INTENT_CHECK,
    INTENT_SUPPORT,
    INTENT_CONCERN,
)

# What the responses begin with that somebody at risk gets.
SAFETY_RESPONSES = ("utter_crisis", "utter_check")

# The response that asks which of several answers was meant.
RESPONSE_CHOICES = "utter_fallback_choices"

# Keys that the components add to the parse result.
KEY_ANSWERS = "answers"
KEY_CHOICES = "choices"
KEY_DECISION = "decision"
KEY_FEELING = "feeling"
KEY_QUESTIONS = "questions"
KEY_RISK = "risk"
KEY_SAID_INTENT = "said_intent"

# In an answer's metadata, its text in simpler words; in a message's, that it is this text.
KEY_SIMPLE = "simple"

# The slot of the country that the visitor named or chose.
SLOT_COUNTRY = "country"

# In the metadata of an answer below which others are offered: its own buttons.
KEY_NEXT_STEPS = "next_steps"

DECISION_ANSWER = "answer"
DECISION_ASK = "ask"
DECISION_REJECT = "reject"

ENTITY_TOPIC = "topic"


def own_intent(parsed: Mapping[str, Any]) -> str:
    """The visitor's own intent in a parse result, with its key, whatever the risk; empty when there is none.

    Args:
        parsed: the parse result.
    """
    return parsed.get(KEY_SAID_INTENT) or (parsed.get("intent") or {}).get("name") or ""


def is_answer(name: str) -> bool:
    """Whether a full intent, or the response to it, is an answer from the document.

    Args:
        name: such as `symptoms/children` or `utter_symptoms/children`.
    """
    intent, _, key = name.removeprefix("utter_").partition("/")
    return intent in answer_intents() and bool(key)


@lru_cache(maxsize=1)
def answer_intents() -> frozenset[str]:
    """The retrieval intents of the content map: their answers come from the document."""
    return frozenset(answer.split("/")[0] for answer in content_map())
