"""The charts of the pages that are no curves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from evaluation.stats import Proportion

# Narrow, so that the words stay readable on a phone.
WIDTH = 4.4
INCHES_A_ROW = 0.26
INK, BEFORE = "#1f5c54", "#8a5a00"


@dataclass(frozen=True)
class Row:
    """A figure with what it was before.

    Attributes:
        name: of whom or what.
        now: this run's figure.
        before: the accepted or last run's, over the same cases where it had them; None without one.
    """

    name: str
    now: Proportion
    before: Proportion | None = None


def intervals(rows: Sequence[Row], label: str) -> Figure:
    """Draws proportions with their 95 % intervals, one below the other.

    Args:
        rows: at least one; those without any case are left out.
        label: what is measured, with its unit.
    """
    rows = [row for row in rows if row.now.total]
    figure = Figure(figsize=(WIDTH, 0.9 + INCHES_A_ROW * len(rows)), layout="constrained")
    axes = figure.subplots()
    for place, row in enumerate(rows):
        low, high = row.now.interval
        axes.plot([100 * low, 100 * high], [place, place], color=INK, linewidth=1.5)
        axes.plot([row.now.percent], [place], "o", color=INK, markersize=5)
        if row.before and row.before.total:
            # A little lower, so that neither hides the other.
            beside = place + 0.3
            axes.plot([row.before.percent], [beside], "D", color=BEFORE, markersize=4, fillstyle="none")
    axes.set_yticks(range(len(rows)), [row.name for row in rows])
    axes.invert_yaxis()
    axes.set_xlabel(label)
    axes.set_xlim(right=101)
    axes.grid(axis="x", color="#dddddd", linewidth=0.6)
    axes.spines[["top", "right", "left"]].set_visible(False)
    return figure


def histogram(values: Sequence[float], label: str, limit: float) -> Figure:
    """Draws how many answers have which value.

    Args:
        values: at least one.
        label: what is measured.
        limit: drawn as a line: what no value should be above.
    """
    figure = Figure(figsize=(WIDTH, 2.4), layout="constrained")
    axes = figure.subplots()
    axes.hist(values, bins=range(0, int(max(*values, limit)) + 2), color=INK, edgecolor="white")
    axes.axvline(limit, color=BEFORE, linestyle="--")
    axes.set(xlabel=label, ylabel="answers")
    axes.spines[["top", "right"]].set_visible(False)
    return figure


def growth(series: Mapping[str, Mapping[int, float]]) -> Figure:
    """Draws how long an answer takes by the number of the turn.

    Args:
        series: for each assistant's name, milliseconds by the number.
    """
    figure = Figure(figsize=(1.4 * WIDTH, 0.8 * WIDTH), layout="constrained")
    axes = figure.subplots()
    for (name, values), color in zip(series.items(), (INK, BEFORE), strict=True):
        axes.plot(list(values), list(values.values()), "o-", color=color, label=name, markersize=4)
    axes.set_xlabel("turn of the conversation")
    axes.set_ylabel("milliseconds to the answer")
    axes.set_ylim(bottom=0)
    axes.grid(color="#dddddd", linewidth=0.6)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False)
    return figure
