"""`make check`: says in plain words what is wrong with the content, without training."""

from __future__ import annotations

import argparse
import gc
import logging
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from attachment_guide.paths import ROOT
from tools.checks import (
    actions,
    answer_length,
    broad_phrases,
    buttons,
    choices,
    config_limits,
    contradictions,
    coverage,
    doses,
    drug_names,
    endings,
    evaluation_copies,
    example_counts,
    example_repeats,
    facts,
    feelings,
    figures,
    help_lines,
    intents,
    layout,
    links,
    markup,
    masked,
    placeholders,
    reading_grade,
    risk_examples,
    risk_phrases,
    risk_texts,
    risk_thresholds,
    sign_offs,
    simple_texts,
    slots,
    sources,
    text_rules,
    unwritten,
    usage,
)
from tools.checks.findings import ERROR, WARNING, Finding
from tools.checks.project import Project
from tools.checks.project_reader import load_project

Check = Callable[[Project], Iterator[Finding]]

# Each of these looks at the pieces of content one by one.
CHECKS: tuple[Check, ...] = (
    layout.check,
    endings.check,
    config_limits.check,
    markup.check,
    masked.check,
    unwritten.check,
    links.check,
    example_counts.check,
    example_repeats.check,
    evaluation_copies.check,
    answer_length.check,
    reading_grade.check,
    sources.check,
    choices.check,
    feelings.check,
    figures.check,
    facts.check,
    text_rules.check,
    drug_names.check,
    doses.check,
    risk_phrases.check,
    broad_phrases.check,
    risk_thresholds.check,
    risk_examples.check,
    help_lines.check,
    sign_offs.check,
)
# These compare the files with each other. While one of them cannot be read, they would call everything
# missing that it holds.
COMPARING_CHECKS: tuple[Check, ...] = (
    coverage.check,
    intents.check,
    actions.check,
    usage.check,
    buttons.check,
    placeholders.check,
    simple_texts.check,
    risk_texts.check,
    slots.check,
)
# Works in a process of its own, while the others go on.
SLOW_CHECK: Check = contradictions.check


def find_problems(project: Project) -> list[Finding]:
    """Runs all checks.

    Args:
        project: the content.

    Returns:
        The findings in the order of files and lines, without repetitions.
    """
    with ThreadPoolExecutor(1) as threads:
        slow = threads.submit(lambda: list(SLOW_CHECK(project)) if project.is_readable else [])
        checks = [*CHECKS, *(COMPARING_CHECKS if project.is_readable else ())]
        found = {finding for check in checks for finding in check(project)}
        return sorted(found.union(slow.result()))


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints what is wrong with the content.

    Args:
        arguments: the command line; that of the process when left out.

    Returns:
        The exit code: 1 when there is an error, 0 when there is none or only warnings.
    """
    parser = argparse.ArgumentParser(prog="python -m tools.check", description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder")
    parser.add_argument(
        "--data-dir",
        type=Path,
        help="the folder of the training data, instead of data/ in the project's folder",
    )
    parser.add_argument("--all", action="store_true", help="list the warnings about help lines as well")
    options = parser.parse_args(arguments)
    # The finding says it better than the log.
    logging.getLogger("attachment_guide").setLevel(logging.CRITICAL)
    # Nothing of what is read becomes garbage before the end: looking for it would be a quarter of the time.
    gc.disable()
    started = time.monotonic()
    data = options.data_dir.resolve() if options.data_dir else None
    project = load_project(options.root.resolve(), data, date.today())
    findings = find_problems(project)
    of_lines = [] if options.all else [finding for finding in findings if _is_about_lines(finding)]
    for finding in findings:
        if finding not in of_lines:
            print(_line(finding, project.root))
    if of_lines:
        print(
            f"{_count(len(of_lines), 'warning')} about help lines that nobody has verified of late; "
            "`make check ALL=1` lists them."
        )
    if signed := sign_offs.count_line(project):
        print(signed)
    print(_summary(findings, project, time.monotonic() - started))
    if not project.is_readable:
        print("Part of the checks wait until every file can be read. Repair that, and run it again.")
    return int(any(finding.severity == ERROR for finding in findings))


def _is_about_lines(finding: Finding) -> bool:
    return finding.severity == WARNING and finding.place.file.name == help_lines.FILE


def _line(finding: Finding, root: Path) -> str:
    file = finding.place.file
    shown = file.relative_to(root) if file.is_relative_to(root) else file
    return f"{shown}:{finding.place.line}: {finding.severity}: {finding.message}"


def _summary(findings: list[Finding], project: Project, seconds: float) -> str:
    errors = sum(finding.severity == ERROR for finding in findings)
    warnings = sum(finding.severity == WARNING for finding in findings)
    seen = (
        f"Checked {len(project.required_answers)} answers, {len(project.examples)} examples and "
        f"{len(project.responses)} responses in {seconds:.1f} s"
    )
    if not findings:
        return f"{seen}: all is well."
    return f"{seen}: {_count(errors, 'error')}, {_count(warnings, 'warning')}."


def _count(number: int, what: str) -> str:
    return f"{number or 'no'} {what}{'s' * (number != 1)}"


if __name__ == "__main__":
    sys.exit(main())
