"""How measured times are printed."""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.stats import quantile


def times(seconds: Sequence[float]) -> str:
    """Median, p99 and maximum in milliseconds.

    Args:
        seconds: the measured times.
    """
    middle, late, longest = (quantile(seconds, q) * 1000 for q in (0.5, 0.99, 1))
    return f"{len(seconds)} times, median {middle:.1f} ms, p99 {late:.1f} ms, longest {longest:.1f} ms"
