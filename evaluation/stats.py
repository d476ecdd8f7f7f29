"""The statistics of the reports: proportions with confidence intervals, and quantiles."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

# The 97.5th percentile of the standard normal distribution: 2.5 % are left out on either side.
Z_95 = 1.959964


@dataclass(frozen=True)
class Proportion:
    """How many of a number of cases have a property, with the Wilson score interval.

    The interval is that of E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical
    Inference", Journal of the American Statistical Association 22 (1927), without continuity correction.
    Unlike the normal approximation, it holds for small samples and for proportions near 0 or 1.

    Attributes:
        count: the cases that have the property.
        total: all cases.
    """

    count: int
    total: int

    @classmethod
    def of(cls, values: Iterable[bool]) -> Proportion:
        """The proportion of true values.

        Args:
            values: one for each case.
        """
        cases = list(values)
        return cls(sum(cases), len(cases))

    @property
    def value(self) -> float:
        """The proportion, from 0 to 1; `nan` when there are no cases."""
        return self.count / self.total if self.total else math.nan

    @property
    def percent(self) -> float:
        """The proportion in percent; 0 when there are no cases, so that tables stay readable."""
        return 100 * self.count / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The lower and upper bound of the 95 % interval, from 0 to 1; (0, 1) when there are no cases."""
        if not self.total:
            return 0.0, 1.0
        observed, spread = self.count / self.total, Z_95**2 / self.total
        center = observed + spread / 2
        margin = Z_95 * math.sqrt(observed * (1 - observed) / self.total + spread / self.total / 4)
        low, high = (center - margin) / (1 + spread), (center + margin) / (1 + spread)
        return max(0.0, low), min(1.0, high)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.percent:.1f} % ({100 * low:.1f}\u2013{100 * high:.1f})"


def quantile(values: Sequence[float], q: float) -> float:
    """A quantile by the nearest-rank method, so that it is always one of the values.

    Args:
        values: at least one value, in any order.
        q: from 0 to 1; 0.5 is the median, 0.99 the 99th percentile.

    Raises:
        ValueError: when there are no values.
    """
    if not values:
        raise ValueError("there is no quantile of no values")
    ordered = sorted(values)
    return ordered[max(0, math.ceil(q * len(ordered)) - 1)]


@dataclass(frozen=True)
class Ratio:
    """How two samples' quantiles compare, with a percentile bootstrap interval.

    Attributes:
        value: the first sample's quantile over the second's.
        interval: the bounds of the 95 % interval; None when a sample has only one value.
    """

    value: float
    interval: tuple[float, float] | None

    @classmethod
    def of(cls, first: Sequence[float], second: Sequence[float], q: float, resamples: int = 2000) -> Ratio:
        """Compares two samples.

        Args:
            first: at least one value.
            second: at least one value.
            q: the quantile, from 0 to 1.
            resamples: how often to draw anew.

        Raises:
            ValueError: when there are no values.
        """
        value = quantile(first, q) / quantile(second, q)
        if min(len(first), len(second)) < 2:
            return cls(value, None)
        random = np.random.default_rng(0)
        drawn = [
            quantile(random.choice(first, len(first)).tolist(), q)
            / quantile(random.choice(second, len(second)).tolist(), q)
            for _ in range(resamples)
        ]
        return cls(value, (quantile(drawn, 0.025), quantile(drawn, 0.975)))

    def __str__(self) -> str:
        bounds = f" ({self.interval[0]:.2f}\u2013{self.interval[1]:.2f})" if self.interval else ""
        return f"{self.value:.2f}{bounds}"
