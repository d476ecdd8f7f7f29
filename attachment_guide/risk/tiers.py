"""The tiers and categories of risk, weakest to strongest: the words that the whole domain uses."""

from __future__ import annotations

TIERS = ("none", "concern", "check", "crisis")
# Those at which help is shown.
AT_RISK = ("crisis", "check")
CRISIS_CATEGORIES = ("suicide", "self_harm", "medical_emergency", "harm_to_others", "abuse")
CONCERN_CATEGORIES = (
    "persistent_symptoms",
    "inability_to_cope",
    "relationship_issues",
    "unresolved_trauma",
    "self_harm",
    "anxiety_depression",
    "substance_abuse",
    "physical_health",
)


def stronger(*tiers: str) -> str:
    """The strongest of some tiers; `none` when there are none.

    Args:
        tiers: names from TIERS.
    """
    return max(tiers, key=TIERS.index, default="none")
