"""Thresholds of the risk detector: known keys, figures within their bounds, and in their order."""

from __future__ import annotations

from collections.abc import Iterator

from attachment_guide.risk.thresholds import COUNTS, parse_thresholds
from tools.checks.findings import Finding
from tools.checks.project import Project
from tools.checks.yaml_file import as_map, line_of

FILE = "thresholds.yml"
# The first must not be above the second: what needs less to be sure of, or does less, comes sooner.
ORDER = (
    ("crisis_with_phrase", "crisis"),
    ("check_with_phrase", "check"),
    ("check_with_hint", "check"),
    ("check", "check_denied"),
    ("check", "asked_after_calm"),
    ("check", "check_after_no"),
    ("support", "check"),
    ("support_with_phrase", "support"),
    ("support", "support_denied"),
)
# Outside of these a limit says “always” or “never”.
LOWEST, HIGHEST = 0.01, 0.999
FREE = frozenset(COUNTS) | {"phrase_scores", "sentence_margin"}


def check(project: Project) -> Iterator[Finding]:
    """Looks through clinical/thresholds.yml.

    Args:
        project: the content.
    """
    file = project.risk_file(FILE)
    if file is None or not file.documents:
        return
    values, problems = parse_thresholds(file.content, FILE)
    content = as_map(file.content)
    wrong = {key for key, _ in problems}
    for key in content:
        if key not in FREE | wrong and not LOWEST <= float(getattr(values, key)) <= HIGHEST:
            yield Finding(
                file.place(line_of(content, key)),
                f"With “{key}: {content[key]}” the answer is always the same, whatever is written. Use a "
                f"number between "
                f"{LOWEST} and {HIGHEST}.",
            )
    for low, high in ORDER:
        if {low, high} <= set(content) - wrong and getattr(values, low) > getattr(values, high):
            yield Finding(
                file.place(line_of(content, low)),
                f"“{low}” ({content[low]}) is above “{high}” ({content[high]}), so that it never counts. "
                f"Lower the first or "
                "raise the second.",
            )
    for key, problem in problems:
        line = line_of(as_map(file.content), key) if key else 1
        yield Finding(file.place(line), problem)
