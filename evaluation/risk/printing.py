"""Prints the measures of the risk detector."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attachment_guide.nlu.encoder import shared_encoder
from attachment_guide.risk.detector import RiskDetector
from attachment_guide.risk.phrases import shared_phrases
from attachment_guide.risk.thresholds import read_thresholds
from attachment_guide.risk.tiers import Tier
from attachment_guide.risk.trained import load
from evaluation.risk.cases import Case
from evaluation.risk.conversations import Course, conversation_figures
from evaluation.risk.measures import (
    Result,
    assess_all,
    calibration,
    curve,
    false_alarms,
    grouped,
    help_shown,
    judged,
    missed,
    rate,
    summary,
)
from evaluation.stats import Proportion

SHOWN_LENGTH = 110


def print_summary(name: str, results: Sequence[Result]) -> None:
    """Prints the figures of a set as a whole.

    Args:
        name: the set's name.
        results: the cases with the detector's judgements.
    """
    print(f"\n== {name}: {len(results)} messages")
    for title, figure in summary(results):
        print(f"  {title:30}{_with_interval(figure)}")


def print_groups(results: Sequence[Result]) -> None:
    """Prints the figures of a set by pool, kind and style.

    Args:
        results: the cases with the detector's judgements.
    """
    keys: tuple[tuple[str, Callable[[Case], str]], ...] = (
        ("pool", lambda case: case.pool),
        ("kind", lambda case: case.kind),
        ("style", lambda case: case.style),
    )
    for title, key in keys:
        groups = grouped(results, key)
        if len(groups) < 2:
            continue
        print(f"  -- by {title}: help shown / as crisis")
        for (tier, name), group in groups.items():
            shown = _with_interval(rate(group, tier, help_shown))
            print(f"     {tier:8}{name:28}{shown:34}{rate(group, tier, judged('crisis')).value:.3f}")


def print_layers(cases: Sequence[Case]) -> None:
    """Prints what each of the detector's two layers finds without the other.

    Args:
        cases: the labelled messages.
    """
    print("\n== Layers: crisis helped / as crisis, false crisis / false check")
    phrases, semantic = shared_phrases(), (load(), shared_encoder(), read_thresholds())
    for name, detector in (
        ("phrases alone", RiskDetector(phrases)),
        ("meaning alone", RiskDetector(None, *semantic)),
        ("both", RiskDetector(phrases, *semantic)),
    ):
        results = assess_all(detector, cases)
        figures = (
            rate(results, Tier.CRISIS, help_shown),
            rate(results, Tier.CRISIS, judged(Tier.CRISIS)),
            rate(results, Tier.NONE, judged(Tier.CRISIS)),
            rate(results, Tier.NONE, judged(Tier.CHECK)),
        )
        print(f"  {name:16}" + "  ".join(f"{figure.value:.3f}" for figure in figures))


def print_curve(results: Sequence[Result]) -> None:
    """Prints recall against false alarms for several cutoffs of the score.

    Args:
        results: the cases with the detector's judgements.
    """
    print("\n== Curve: score at least, crisis found, false alarms")
    for cutoff, found, false in curve(results):
        print(f"  {cutoff:4.2f}  {found.value:.3f}  {false.value:.3f}")


def print_calibration(results: Sequence[Result]) -> None:
    """Prints how far the score is a probability.

    Args:
        results: the cases with the detector's judgements.
    """
    print("\n== Calibration: mean score of a tenth of the scores, how many of these messages are at risk")
    for mean, at_risk in calibration(results):
        print(f"  {mean:4.2f}  {_with_interval(at_risk)}")


def print_errors(results: Sequence[Result]) -> None:
    """Lists the misses and the false alarms.

    Args:
        results: the cases with the detector's judgements.
    """
    for title, errors in (("Missed", missed(results)), ("False alarms", false_alarms(results))):
        print(f"\n== {title}: {len(errors)}")
        for case, risk in errors:
            text = " ".join(case.text.split())[:SHOWN_LENGTH]
            print(f"  {risk.tier:8}{risk.score:5.2f}  {case.pool}/{case.kind}/{case.style}: {text}")


def print_conversations(courses: Sequence[Course]) -> None:
    """Prints what became of whole conversations, for each source.

    Args:
        courses: the conversations with the detector's judgements.
    """
    for source in sorted({course.conversation.source for course in courses}):
        of_source = [course for course in courses if course.conversation.source == source]
        print(f"\n== {source}: {len(of_source)} conversations")
        for title, figure in conversation_figures(of_source):
            print(f"  {title:46}{_with_interval(figure)}")


def _with_interval(figure: Proportion) -> str:
    if not figure.total:
        return "      –"
    low, high = figure.interval
    return f"{figure.value:.3f} [{low:.3f}–{high:.3f}] ({figure.count}/{figure.total})"
