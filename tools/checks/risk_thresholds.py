"""Thresholds of the risk detector: known keys, and figures within their bounds."""

from __future__ import annotations

from collections.abc import Iterator

from attachment_guide.risk.thresholds import parse_thresholds
from tools.checks.findings import Finding
from tools.checks.project import Project
from tools.checks.yaml_file import as_map, line_of

FILE = "thresholds.yml"


def check(project: Project) -> Iterator[Finding]:
    """Looks through clinical/thresholds.yml.

    Args:
        project: the content.
    """
    file = project.risk_file(FILE)
    if file is None or not file.documents:
        return
    _, problems = parse_thresholds(file.content, FILE)
    for key, problem in problems:
        line = line_of(as_map(file.content), key) if key else 1
        yield Finding(file.place(line), problem)
