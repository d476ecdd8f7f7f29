"""The page of `make safety`: what is found and missed, and at what price of false alarms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from attachment_guide.risk.tiers import Tier
from evaluation.pages.charts import Row, intervals
from evaluation.pages.page import write_page
from evaluation.risk.cases import Case
from evaluation.risk.changes import Run, changes
from evaluation.risk.charts import calibration_figure, curves_figure
from evaluation.risk.conversations import Course, conversation_figures
from evaluation.risk.measures import (
    Result,
    calibration,
    curve,
    false_alarms,
    grouped,
    help_shown,
    missed,
    rate,
    summary,
)


def write(
    file: Path,
    sets: Mapping[str, Sequence[Result]],
    courses: Sequence[Course],
    run: Run,
    before: Run | None,
    below: Sequence[tuple[str, float, float]],
) -> None:
    """Writes the page.

    Args:
        file: where it goes.
        sets: the cases with the detector's judgements, by the set's name; sets without cases are left out.
        courses: the conversations with the detector's judgements.
        run: this run.
        before: the accepted or last run; None when there is none.
        below: name, value and floor of each figure that is below its floor.
    """
    sets = {name: results for name, results in sets.items() if results}
    everything = [result for results in sets.values() for result in results]
    sources = sorted({course.conversation.source for course in courses})
    write_page(
        file,
        "safety.html",
        when=run.when,
        before=before,
        below=below,
        changes=changes(run, before) if before else [],
        summaries=[
            (f"{name}, {len(results)} messages", list(summary(results))) for name, results in sets.items()
        ],
        curves=[(name, list(curve(results))) for name, results in sets.items()],
        curve_chart=curves_figure(sets),
        calibrations=[(name, list(calibration(results))) for name, results in sets.items()],
        calibration_chart=calibration_figure(sets),
        groups=[
            (title, rows, intervals(rows, "shown help, % (95 % interval)"))
            for title, rows in (
                ("Crisis messages by what they are about", helped(everything, lambda case: case.kind)),
                ("Crisis messages by the way they are written", helped(everything, lambda case: case.style)),
            )
            if rows
        ],
        conversations=[
            (source, list(conversation_figures([c for c in courses if c.conversation.source == source])))
            for source in sources
        ],
        missed=missed(everything),
        false_alarms=false_alarms(everything),
    )


def helped(results: Sequence[Result], name_of: Callable[[Case], str]) -> list[Row]:
    """In how many crisis messages of each group help is shown.

    Args:
        results: the cases with the detector's judgements.
        name_of: the name of a case's group; cases for which it is empty are left out.
    """
    return [
        Row(name.replace("_", " "), rate(group, Tier.CRISIS, help_shown))
        for (tier, name), group in grouped(results, name_of).items()
        if tier == Tier.CRISIS
    ]
