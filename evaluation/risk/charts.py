"""Draws recall against false alarms, and the calibration, as SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from matplotlib.figure import Figure

from attachment_guide.risk.tiers import Tier
from evaluation.risk.measures import Result, alarmed, calibration, curve, rate

# In inches: the words stay readable on a phone.
SIZE = (4.8, 3.8)


def draw(sets: Mapping[str, Sequence[Result]], folder: Path) -> list[Path]:
    """Draws both charts.

    Args:
        sets: the cases with the detector's judgements, by the set's name; sets without cases are left out.
        folder: where the charts go; it is made when missing.

    Returns:
        The files written.
    """
    sets = {name: results for name, results in sets.items() if results}
    folder.mkdir(parents=True, exist_ok=True)
    charts = {"risk-curve.svg": curves_figure(sets), "risk-calibration.svg": calibration_figure(sets)}
    for name, figure in charts.items():
        figure.savefig(folder / name)
    return [folder / name for name in charts]


def curves_figure(sets: Mapping[str, Sequence[Result]]) -> Figure:
    """Recall against false alarms: a curve of the score for each set, and a cross where its decisions are.

    Args:
        sets: the cases with the detector's judgements, by the set's name; each has some.
    """
    figure = Figure(figsize=SIZE, layout="constrained")
    axes = figure.subplots()
    for name, results in sets.items():
        points = [(false.percent, found.percent) for _, found, false in curve(results)]
        (line,) = axes.plot(*zip(*points, strict=True), marker=".", label=name)
        alarms, shown = rate(results, Tier.NONE, alarmed), rate(results, Tier.CRISIS, alarmed)
        axes.plot([alarms.percent], [shown.percent], "X", color=line.get_color(), markersize=9)
    axes.set(xlabel="false alarms, % of messages without risk", ylabel="found, % of crisis messages")
    axes.set(xlim=(0, 30), ylim=(60, 100.5))
    axes.legend(loc="lower right")
    return figure


def calibration_figure(sets: Mapping[str, Sequence[Result]]) -> Figure:
    """How many of the messages of about the same score are at risk, for each set.

    Args:
        sets: the cases with the detector's judgements, by the set's name; each has some.
    """
    figure = Figure(figsize=SIZE, layout="constrained")
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], color="grey", linestyle=":", label="perfect")
    for name, results in sets.items():
        points = [(mean, at_risk.value) for mean, at_risk in calibration(results)]
        axes.plot(*zip(*points, strict=True), marker=".", label=name)
    axes.set(xlabel="score", ylabel="share of messages at risk", xlim=(0, 1), ylim=(0, 1))
    axes.legend(loc="upper left")
    return figure
