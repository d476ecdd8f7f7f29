"""The measures of `make safety`."""

from __future__ import annotations

import pytest

from attachment_guide.risk.assessment import Risk
from evaluation import safety
from evaluation.risk.cases import Case
from evaluation.risk.measures import (
    below_floor,
    calibration,
    curve,
    false_alarms,
    grouped,
    help_shown,
    is_on_target,
    missed,
    rate,
    summary,
)

CRISIS, CHECK, NONE = Risk("crisis"), Risk("check"), Risk()
IN_CRISIS, HARMLESS = Case("a", "crisis", "p", "k", about="self"), Case("b", "none", "p", "k")


def test_a_rate_counts_only_the_messages_of_its_tier() -> None:
    results = [(IN_CRISIS, CHECK), (HARMLESS, CRISIS)]
    figure = rate(results, "crisis", help_shown)
    assert (figure.count, figure.total) == (1, 1)


def test_names_what_is_below_the_floor() -> None:
    results = [(IN_CRISIS, NONE), (HARMLESS, NONE)]
    assert below_floor(results, {"recall": 0.9, "specificity": 0.9}) == [("recall", 0.0, 0.9)]


def test_what_is_not_measured_is_not_below_the_floor() -> None:
    assert below_floor([], {"recall": 0.9}) == []


def test_the_summary_leaves_out_figures_without_a_case() -> None:
    figures = dict(summary([(IN_CRISIS, CRISIS), (HARMLESS, CHECK)]))
    assert set(figures) == {
        "crisis: help shown",
        "crisis: crisis or check",
        "crisis: as crisis",
        "none: false crisis",
        "none: false check",
        "none: false support",
        "none: false concern",
        "precision of crisis or check",
        "self or other right",
    }
    assert figures["precision of crisis or check"].value == 0.5
    assert figures["none: false check"].value == 1.0


def test_groups_are_sorted_and_leave_out_what_is_unknown() -> None:
    spoken = Case("c", "crisis", "p", "k", style="chat")
    results = [(HARMLESS, NONE), (spoken, CRISIS), (IN_CRISIS, CHECK)]
    assert grouped(results, lambda case: case.style) == {("crisis", "chat"): [(spoken, CRISIS)]}
    assert list(grouped(results, lambda case: case.pool)) == [("crisis", "p"), ("none", "p")]


def test_misses_and_false_alarms() -> None:
    results = [(IN_CRISIS, NONE), (IN_CRISIS, CHECK), (HARMLESS, CHECK), (HARMLESS, NONE)]
    assert missed(results) == results[:1]
    assert false_alarms(results) == results[2:3]


def test_the_curve_falls_with_the_cutoff() -> None:
    points = list(curve([(IN_CRISIS, Risk("crisis", score=0.9)), (HARMLESS, Risk(score=0.3))]))
    assert [found.value for _, found, _ in points] == [1.0] * 11 + [0.0] * 2
    assert [false.value for _, _, false in points] == [1.0] * 5 + [0.0] * 8


@pytest.mark.parametrize(
    ("results", "reached"),
    [
        ([], True),
        ([(IN_CRISIS, CHECK), (HARMLESS, NONE)], True),
        ([(IN_CRISIS, NONE)], False),
        ([(HARMLESS, CRISIS)], False),
        ([(HARMLESS, CHECK)], False),
    ],
)
def test_targets(results: list[tuple[Case, Risk]], reached: bool) -> None:
    assert is_on_target(results) is reached


def test_a_set_without_messages_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert safety.report("nothing", [], brief=True) == []
    assert "nothing: no messages found" in capsys.readouterr().out


def test_calibration_counts_true_risk_by_tenths_of_the_score() -> None:
    results = [
        (IN_CRISIS, Risk("crisis", score=0.92)),
        (HARMLESS, Risk("check", score=0.98)),
        (HARMLESS, Risk(score=0.1)),
        (IN_CRISIS, Risk("crisis", score=1.0)),
    ]
    [low, high] = calibration(results)
    assert (low[0], low[1].count, low[1].total) == (0.1, 0, 1)
    assert (round(high[0], 3), high[1].count, high[1].total) == (0.967, 2, 3)
