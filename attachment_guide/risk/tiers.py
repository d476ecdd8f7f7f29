"""The tiers and categories of risk: the words that the whole domain uses."""

from __future__ import annotations

from enum import Enum


class Tier(str, Enum):
    """How much a message is at risk, weakest first: the order of the lines is the order of strength.

    A tier is also its name as a string, as it stands in YAML, JSON and the parse result.
    """

    NONE = "none"
    CONCERN = "concern"
    SUPPORT = "support"
    CHECK = "check"
    CRISIS = "crisis"

    # In Python 3.10, str() and f-strings would give "Tier.CRISIS" otherwise.
    __str__ = str.__str__

    @property
    def strength(self) -> int:
        """The tier's place in the order; `<` and `max` alone would compare the names."""
        return list(Tier).index(self)


TIERS = tuple(Tier)
# Those at which somebody is taken to be at risk: told or asked so.
AT_RISK = (Tier.CRISIS, Tier.CHECK)
# Those at which a way to help is shown.
HELPED = (*AT_RISK, Tier.SUPPORT)
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
# Which categories a message of each tier may have; at `none` they are kinds of harmless messages.
CATEGORIES: dict[str, tuple[str, ...]] = {
    Tier.CRISIS: CRISIS_CATEGORIES,
    Tier.CHECK: CRISIS_CATEGORIES,
    Tier.SUPPORT: CRISIS_CATEGORIES,
    Tier.CONCERN: CONCERN_CATEGORIES,
}


def stronger(*tiers: Tier | str) -> Tier:
    """Returns the strongest of some tiers, `none` when there are none.

    Args:
        tiers: tiers or their names.

    Raises:
        ValueError: when a name is not a tier's.
    """
    return max(map(Tier, tiers), key=lambda tier: tier.strength, default=Tier.NONE)
