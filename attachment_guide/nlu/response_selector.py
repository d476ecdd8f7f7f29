"""What Rasa's ResponseSelector writes, for components and channels that choose an answer themselves."""

from __future__ import annotations

from typing import Any


def response_selector(ranking: list[tuple[str, float]]) -> dict[str, Any]:
    """The entry of one retrieval intent in the parse result's `response_selector`.

    Args:
        ranking: full retrieval intents and their confidence, best first.
    """
    best, confidence = ranking[0]
    return {
        "response": {
            "responses": None,
            "confidence": confidence,
            "intent_response_key": best,
            "utter_action": f"utter_{best}",
        },
        "ranking": [{"confidence": score, "intent_response_key": label} for label, score in ranking],
    }
