"""The tiers of risk: strings for YAML and JSON, ordered by strength."""

from __future__ import annotations

import json

import pytest

from attachment_guide.risk.assessment import Risk
from attachment_guide.risk.tiers import AT_RISK, Tier, stronger


@pytest.mark.parametrize("tier", Tier)
def test_is_its_name(tier: Tier) -> None:
    assert tier == tier.value
    assert str(tier) == f"{tier}" == "%s" % tier == tier.value  # noqa: UP031
    assert json.loads(json.dumps({"tier": tier})) == {"tier": tier.value}
    assert {tier: 1}[tier.value] == 1
    assert Tier(tier.value) is tier


@pytest.mark.parametrize(
    ("tiers", "strongest"),
    [
        ((), Tier.NONE),
        ((Tier.NONE, Tier.CONCERN), Tier.CONCERN),
        ((Tier.CHECK, Tier.CONCERN, Tier.NONE), Tier.CHECK),
        ((Tier.CRISIS, Tier.CHECK), Tier.CRISIS),
        (("none", "crisis", "concern"), Tier.CRISIS),
    ],
)
def test_stronger(tiers: tuple[Tier | str, ...], strongest: Tier) -> None:
    assert stronger(*tiers) is strongest


def test_help_is_shown_at_the_strongest_tiers() -> None:
    weakest = min(AT_RISK, key=lambda tier: tier.strength)
    assert set(AT_RISK) == {tier for tier in Tier if tier.strength >= weakest.strength}


@pytest.mark.parametrize("tier", Tier)
def test_the_parse_result_holds_plain_strings(tier: Tier) -> None:
    found = Risk(tier, "abuse", 0.5, ("x",)).as_dict()
    assert type(found["tier"]) is str
    assert found["tier"] == tier.value
