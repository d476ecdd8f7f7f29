"""`make safety`: how well the risk detector finds messages at risk, and how often it alarms for nothing.

Prints recall, specificity and precision with 95 % intervals on our own evaluation sets, and on further
labelled files where a folder is given; without --brief also the figures by group, what each layer adds,
the misses and the false alarms. The exit code is 1 when recall or specificity on our own sets falls
below the floor that is recorded in clinical/floors.yml.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from attachment_guide.paths import BUILD, CLINICAL
from attachment_guide.risk.detector import shared_detector
from attachment_guide.yaml_files import read_yaml
from evaluation.baseline import SAFETY, accepted, last_run
from evaluation.pages.safety import write
from evaluation.risk.cases import Case, further_cases, our_cases
from evaluation.risk.changes import Run, change_lines, load, save
from evaluation.risk.charts import draw
from evaluation.risk.conversations import follow, our_conversations, read_conversations
from evaluation.risk.measures import Result, assess_all, below_floor, is_on_target
from evaluation.risk.printing import (
    print_calibration,
    print_conversations,
    print_curve,
    print_errors,
    print_groups,
    print_layers,
    print_summary,
)
from evaluation.risk.scores import Scored
from evaluation.risk.scores import save as save_scores

PAGE_FILE = BUILD / "safety.html"
FLOORS_FILE = CLINICAL / "floors.yml"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures the detector and prints the figures.

    Args:
        arguments: the command line; that of the process when left out.

    Returns:
        The exit code: 1 when a floor is not reached or the further files cannot be read.
    """
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.safety",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--data", type=Path, help="a folder with further labelled *.jsonl files")
    parser.add_argument("--brief", action="store_true", help="only the figures of each set as a whole")
    parser.add_argument("--charts", type=Path, help="a folder for the curves and the calibration, as SVG")
    options = parser.parse_args(arguments)
    further: list[Case] = []
    if options.data:
        try:
            further = further_cases(options.data)
        except ValueError as error:
            print(error, file=sys.stderr)
            return 1
    failed: list[tuple[str, float, float]] = []
    curves: dict[str, list[Result]] = {}
    floors = read_yaml(FLOORS_FILE)
    run, scores = Run(), list[Scored]()
    ours = our_cases()
    for name in sorted({case.pool for case in ours}, key=lambda name: (name not in floors, name)):
        cases = [case for case in ours if case.pool == name]
        results = report(f"our evaluation round “{name}”", cases, options.brief, scores)
        failed += below_floor(results, floors.get(name) or {})
        curves[name] = results
        run.add(name, results)
    by_new_hands = [result for name, results in curves.items() if name not in floors for result in results]
    if by_new_hands:
        print_summary("the rounds without floors, by new hands, together", by_new_hands)
        print_calibration(by_new_hands)
    courses = follow(shared_detector(), our_conversations())
    if options.data:
        curves[str(options.data)] = report(str(options.data), further, options.brief)
        courses += follow(shared_detector(), read_conversations(options.data))
    print_conversations(courses)
    before = load(accepted(SAFETY)) or load(last_run(SAFETY))
    print("\n" + "\n".join(change_lines(run, before)))
    save(last_run(SAFETY), run)
    save_scores(scores)
    write(PAGE_FILE, curves, courses, run, before, failed)
    print(f"\nTo look at: {PAGE_FILE}")
    if options.charts:
        for file in draw(curves, options.charts):
            print(f"\nDrawn: {file}")
    for name, figure, floor in failed:
        print(f"\n{name} is {figure:.3f}, below the recorded floor of {floor:.3f}.")
    return 1 if failed else 0


def report(name: str, cases: Sequence[Case], brief: bool, scores: list[Scored] | None = None) -> list[Result]:
    """Prints the figures of one set.

    Args:
        name: the set's name.
        cases: its labelled messages.
        brief: whether to print only the figures of the set as a whole.
        scores: takes what the detector saw in each message; None where it is not kept.

    Returns:
        The cases with the detector's judgements.
    """
    if not cases:
        print(f"\n== {name}: no messages found")
        return []
    detector = shared_detector()

    def keep(case: Case) -> None:
        if scores is not None:
            scores.append(Scored.of(case, detector.look(case.text)))

    results = assess_all(detector, cases, look=keep)
    print_summary(name, results)
    if not brief:
        print_groups(results)
        print_layers(cases)
        if not is_on_target(results):
            print_curve(results)
        print_errors(results)
    return results


if __name__ == "__main__":
    sys.exit(main())
