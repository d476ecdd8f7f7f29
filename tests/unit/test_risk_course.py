"""A message in the course of its conversation, without any model."""

from __future__ import annotations

from typing import Any

import pytest

from attachment_guide.risk.assessment import Risk
from attachment_guide.risk.course import Turn, in_course
from attachment_guide.risk.thresholds import Thresholds
from attachment_guide.risk.tiers import Tier

LIMITS = Thresholds(check_together=0.7, check_after_no=0.95, turns_between_checks=2, asked_after_calm=0.9)
NOTHING = Turn(Tier.NONE, 0.1)
HINT = Turn(Tier.SUPPORT, 0.5)
ASKED = Turn(Tier.CHECK, 0.8, "suicide")
GUIDED = Turn(Tier.CRISIS, 0.99, "suicide")
ASKED_OF_ABUSE = Turn(Tier.CHECK, 0.8, "abuse")
ASKED_OF_A_FRIEND = Turn(Tier.CHECK, 0.8, "suicide", "other")
NO = Turn(Tier.NONE, 0.0, is_no=True)


@pytest.mark.parametrize("tier", [Tier.CHECK, Tier.CRISIS])
@pytest.mark.parametrize(
    ("score", "by_meaning", "earlier", "stays"),
    [
        pytest.param(0.85, True, [NOTHING], True, id="at the beginning"),
        pytest.param(0.85, True, [NOTHING, NOTHING], False, id="out of a calm conversation"),
        pytest.param(0.91, True, [NOTHING, NOTHING], True, id="surer"),
        pytest.param(0.85, True, [HINT, NOTHING], True, id="there was a sign before"),
        pytest.param(0.3, False, [NOTHING, NOTHING], True, id="a phrase says so"),
    ],
)
def test_meaning_alone_has_to_be_surer_later(
    tier: Tier, score: float, by_meaning: bool, earlier: list[Turn], stays: bool
) -> None:
    risk = Risk(tier, "suicide", score, by_meaning=by_meaning)
    assert in_course(risk, earlier, LIMITS).tier == (tier if stays else Tier.SUPPORT)


@pytest.mark.parametrize(
    ("earlier", "met"),
    [
        pytest.param([], Tier.SUPPORT, id="of nothing"),
        pytest.param([GUIDED], Tier.CRISIS, id="just after guidance"),
        pytest.param([GUIDED, *[NOTHING] * 4], Tier.CRISIS, id="some turns after it"),
        pytest.param([GUIDED, *[NOTHING] * 5], Tier.SUPPORT, id="long after it"),
    ],
)
def test_a_question_about_means_after_a_crisis_is_one(earlier: list[Turn], met: Tier) -> None:
    assert in_course(Risk(Tier.SUPPORT, "suicide", 0.1, means=True), earlier, LIMITS).tier == met


@pytest.mark.parametrize(
    ("tier", "score", "earlier", "met"),
    [
        pytest.param(Tier.SUPPORT, 0.6, [], Tier.SUPPORT, id="one weak sign"),
        pytest.param(Tier.SUPPORT, 0.6, [HINT], Tier.CHECK, id="two in a row"),
        pytest.param(Tier.SUPPORT, 0.6, [HINT, NOTHING], Tier.SUPPORT, id="the first has faded"),
        pytest.param(Tier.SUPPORT, 0.6, [HINT, HINT, NOTHING], Tier.CHECK, id="three within few turns"),
        pytest.param(Tier.SUPPORT, 0.6, [HINT, *[NOTHING] * 3], Tier.SUPPORT, id="long ago"),
        pytest.param(
            Tier.SUPPORT, 0.6, [NOTHING, NOTHING], Tier.SUPPORT, id="what is nothing does not add up"
        ),
        pytest.param(Tier.NONE, 0.2, [HINT, HINT], Tier.NONE, id="nothing now"),
        pytest.param(Tier.CHECK, 0.8, [NOTHING], Tier.CHECK, id="never asked"),
        pytest.param(Tier.CHECK, 0.8, [ASKED], Tier.SUPPORT, id="asked just now"),
        pytest.param(Tier.CHECK, 0.8, [ASKED, NOTHING], Tier.SUPPORT, id="asked lately"),
        pytest.param(Tier.CHECK, 0.8, [ASKED, NOTHING, NOTHING], Tier.CHECK, id="asked long ago"),
        pytest.param(Tier.CHECK, 0.8, [ASKED_OF_ABUSE], Tier.CHECK, id="asked of something else"),
        pytest.param(Tier.CHECK, 0.8, [ASKED_OF_A_FRIEND], Tier.CHECK, id="asked of somebody else"),
        pytest.param(Tier.CHECK, 0.8, [GUIDED], Tier.SUPPORT, id="after guidance"),
        pytest.param(Tier.CHECK, 0.8, [ASKED, NO, *[NOTHING] * 9], Tier.SUPPORT, id="the answer was no"),
        pytest.param(
            Tier.CHECK, 0.96, [ASKED, NO, *[NOTHING] * 9], Tier.CHECK, id="no, and now a clear sign"
        ),
        pytest.param(Tier.CHECK, 0.8, [NO, *[NOTHING] * 9], Tier.CHECK, id="no to something else"),
        pytest.param(Tier.SUPPORT, 0.6, [ASKED, HINT], Tier.SUPPORT, id="they add up, but were asked about"),
        pytest.param(Tier.CRISIS, 0.9, [ASKED, NO, GUIDED], Tier.CRISIS, id="a crisis stays one"),
    ],
)
def test_how_a_message_is_met(tier: Tier, score: float, earlier: list[Turn], met: Tier) -> None:
    risk = Risk(tier, "suicide", score)
    assert in_course(risk, earlier, LIMITS) == Risk(met, "suicide", score)


@pytest.mark.parametrize(
    ("parsed", "turn"),
    [
        ({}, Turn(Tier.NONE, 0.0)),
        ({"risk": None, "intent": {"name": None}}, Turn(Tier.NONE, 0.0)),
        ({"intent": {"name": "deny"}}, Turn(Tier.NONE, 0.0, is_no=True)),
        (
            {"risk": Risk(Tier.CHECK, "abuse", 0.8, about="other").as_dict(), "said_intent": "deny"},
            Turn(Tier.CHECK, 0.8, "abuse", "other", is_no=True),
        ),
    ],
)
def test_what_the_tracker_tells_of_a_turn(parsed: dict[str, Any], turn: Turn) -> None:
    assert Turn.of(parsed) == turn
