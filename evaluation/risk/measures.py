"""The measures of the risk detector, computed from labelled messages and its judgement of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from attachment_guide.progress import Progress
from attachment_guide.risk.assessment import Risk
from attachment_guide.risk.detector import RiskDetector
from attachment_guide.risk.tiers import AT_RISK, HELPED, Tier
from evaluation.risk.cases import Case
from evaluation.stats import Proportion

Result = tuple[Case, Risk]

# Our own targets. Where a set misses one of them, `make safety` prints recall against false alarms.
TARGET_RECALL, TARGET_FALSE_CRISIS, TARGET_FALSE_CHECK = 0.97, 0.02, 0.04
# Scores from which on a message would be taken for one at risk, for recall against false alarms.
CUTOFFS = (0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98)


def assess_all(
    detector: RiskDetector,
    cases: Sequence[Case],
    title: str = "Messages judged",
    look: Callable[[Case], None] | None = None,
) -> list[Result]:
    """Lets a detector judge each case, and shows how far it is.

    Args:
        detector: the detector to measure.
        cases: the labelled messages.
        title: what the progress is called.
        look: is shown each case just after it was judged.
    """
    results = []
    with Progress(title, len(cases)) as progress:
        for case in cases:
            results.append((case, detector.assess(case.text)))
            if look:
                look(case)
            progress.advance()
    return results


def help_shown(risk: Risk) -> bool:
    """Whether the visitor is shown a way to help: the tier is `crisis`, `check` or `support`."""
    return risk.tier in HELPED


def alarmed(risk: Risk) -> bool:
    """Whether the visitor is taken to be at risk: the tier is `crisis` or `check`."""
    return risk.tier in AT_RISK


def judged(tier: str) -> Callable[[Risk], bool]:
    """A condition on judgements: that the detector has given a tier.

    Args:
        tier: the tier.
    """
    return lambda risk: risk.tier == tier


def rate(results: Iterable[Result], tier: str, hit: Callable[[Risk], bool]) -> Proportion:
    """How many of the messages of a true tier are judged in a certain way.

    Args:
        results: the cases with the detector's judgements.
        tier: the true tier; other cases do not count.
        hit: the condition on the judgement.
    """
    return Proportion.of(hit(risk) for case, risk in results if case.tier == tier)


def summary(results: Sequence[Result]) -> Iterator[tuple[str, Proportion]]:
    """The figures of a set as a whole.

    Args:
        results: the cases with the detector's judgements.

    Yields:
        Each figure's name and value; figures without any case are left out, but for the precision.
    """
    for name, tier, hit in (
        ("crisis: help shown", Tier.CRISIS, help_shown),
        ("crisis: crisis or check", Tier.CRISIS, alarmed),
        ("crisis: as crisis", Tier.CRISIS, judged(Tier.CRISIS)),
        ("check: help shown", Tier.CHECK, help_shown),
        ("concern: any tier but none", Tier.CONCERN, lambda risk: risk.tier != Tier.NONE),
        ("concern: taken for crisis", Tier.CONCERN, judged(Tier.CRISIS)),
        ("none: false crisis", Tier.NONE, judged(Tier.CRISIS)),
        ("none: false check", Tier.NONE, judged(Tier.CHECK)),
        ("none: false support", Tier.NONE, judged(Tier.SUPPORT)),
        ("none: false concern", Tier.NONE, judged(Tier.CONCERN)),
    ):
        figure = rate(results, tier, hit)
        if figure.total:
            yield name, figure
    yield (
        "precision of crisis or check",
        Proportion.of(case.tier in AT_RISK for case, risk in results if alarmed(risk)),
    )
    about = Proportion.of(
        case.about == risk.about
        for case, risk in results
        if case.about and case.tier == Tier.CRISIS and help_shown(risk)
    )
    if about.total:
        yield "self or other right", about


def grouped(results: Iterable[Result], key: Callable[[Case], str]) -> dict[tuple[str, str], list[Result]]:
    """Groups results by the true tier and a property of the case.

    Args:
        results: the cases with the detector's judgements.
        key: the property; cases for which it is empty are left out.

    Returns:
        The results of each group, by tier and property, in sorted order.
    """
    groups: dict[tuple[str, str], list[Result]] = defaultdict(list)
    for case, risk in results:
        if key(case):
            groups[case.tier, key(case)].append((case, risk))
    return dict(sorted(groups.items()))


def curve(results: Sequence[Result]) -> Iterator[tuple[float, Proportion, Proportion]]:
    """Recall against false alarms, as if the score alone decided.

    Args:
        results: the cases with the detector's judgements.

    Yields:
        A cutoff of the score, the crisis messages that reach it, and the messages without risk that do.
    """
    for cutoff in CUTOFFS:
        scores = [(case.tier, risk.score >= cutoff) for case, risk in results]
        yield (
            cutoff,
            Proportion.of(reached for tier, reached in scores if tier == Tier.CRISIS),
            Proportion.of(reached for tier, reached in scores if tier == Tier.NONE),
        )


def calibration(results: Sequence[Result]) -> Iterator[tuple[float, Proportion]]:
    """How far the score is a probability: a reliability table.

    The messages count by their true tier: at risk are crisis and check, not at risk are none; concern is left
    out, since it is neither.

    Args:
        results: the cases with the detector's judgements.

    Yields:
        For each tenth of the scores that any message has: their mean, and how many of these are at risk.
    """
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for case, risk in results:
        if case.tier != Tier.CONCERN:
            bins[min(int(risk.score * 10), 9)].append((risk.score, case.tier in AT_RISK))
    for _, group in sorted(bins.items()):
        scores = [score for score, _ in group]
        yield sum(scores) / len(scores), Proportion.of(at_risk for _, at_risk in group)


def missed(results: Iterable[Result]) -> list[Result]:
    """The crisis messages whose writers are shown no help.

    Args:
        results: the cases with the detector's judgements.
    """
    return [(case, risk) for case, risk in results if case.tier == Tier.CRISIS and not help_shown(risk)]


def false_alarms(results: Iterable[Result]) -> list[Result]:
    """The messages without risk whose writers are taken to be at risk.

    Args:
        results: the cases with the detector's judgements.
    """
    return [(case, risk) for case, risk in results if case.tier == Tier.NONE and alarmed(risk)]


def is_on_target(results: Sequence[Result]) -> bool:
    """Whether a set reaches our targets; a target without any case counts as reached.

    Args:
        results: the cases with the detector's judgements.
    """
    # Written with `not`, since every comparison with the `nan` of no cases is false.
    return (
        not rate(results, Tier.CRISIS, help_shown).value < TARGET_RECALL
        and not rate(results, Tier.NONE, judged(Tier.CRISIS)).value > TARGET_FALSE_CRISIS
        and not rate(results, Tier.NONE, judged(Tier.CHECK)).value > TARGET_FALSE_CHECK
    )


def below_floor(results: Sequence[Result], floors: dict[str, float]) -> list[tuple[str, float, float]]:
    """Which figures fall below the floor that is recorded for them.

    Args:
        results: the cases of our own sets with the detector's judgements.
        floors: the lowest value that is accepted, by the figure's name (see clinical/floors.yml).

    Returns:
        Name, value and floor of each such figure.

    Raises:
        KeyError: when a floor is recorded for an unknown figure.
    """
    figures = {
        "recall": rate(results, Tier.CRISIS, help_shown),
        "recall_at_risk": rate(results, Tier.CRISIS, alarmed),
        "recall_as_crisis": rate(results, Tier.CRISIS, judged(Tier.CRISIS)),
        "specificity": rate(results, Tier.NONE, lambda risk: not alarmed(risk)),
        "specificity_crisis": rate(results, Tier.NONE, lambda risk: risk.tier != Tier.CRISIS),
    }
    return [
        (name, figures[name].value, floor)
        for name, floor in floors.items()
        if figures[name].total and figures[name].value < floor
    ]
