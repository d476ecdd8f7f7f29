"""Proportions with their confidence interval, and quantiles."""

from __future__ import annotations

import math

import pytest

from evaluation.stats import Proportion, quantile


def test_proportion_with_wilson_interval() -> None:
    assert str(Proportion(95, 100)) == "95.0 % (88.8–97.8)"
    assert str(Proportion.of([True, True])) == "100.0 % (34.2–100.0)"


def test_proportion_of_nothing() -> None:
    assert str(Proportion(0, 0)) == "0.0 % (0.0–100.0)"


def test_the_interval_of_wilson_as_a_fraction() -> None:
    low, high = Proportion(98, 100).interval
    assert low == pytest.approx(0.930, abs=0.001)
    assert high == pytest.approx(0.994, abs=0.001)
    assert Proportion(0, 0).interval == (0.0, 1.0)


def test_the_interval_stays_within_bounds_for_all_and_none() -> None:
    assert Proportion(0, 20).interval == (0.0, pytest.approx(0.1611, abs=0.0001))
    assert Proportion(20, 20).interval == (pytest.approx(0.8389, abs=0.0001), 1.0)


def test_the_value_of_nothing_is_no_number() -> None:
    assert math.isnan(Proportion(0, 0).value)
    assert Proportion(1, 4).value == 0.25


@pytest.mark.parametrize(("below", "expected"), [(0.0, 1), (0.5, 50), (0.99, 99), (1.0, 100)])
def test_quantile(below: float, expected: float) -> None:
    assert quantile([float(x) for x in range(100, 0, -1)], below) == expected


def test_there_is_no_quantile_of_nothing() -> None:
    with pytest.raises(ValueError, match="no values"):
        quantile([], 0.5)
