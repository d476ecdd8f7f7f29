"""Limits in config.yml that are out of their range, or not known to the component that they stand below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tools.checks.findings import Finding
from tools.checks.project import Project
from tools.checks.texts import did_you_mean
from tools.checks.yaml_file import YamlFile, as_items, as_map, line_of

# How the name of a limit ends, and what it may be.
RANGES: dict[str, tuple[float, float, str]] = {
    "_threshold": (0, 1, "a number from 0 to 1, such as 0.5"),
    "threshold": (0, 1, "a number from 0 to 1, such as 0.5"),
    "_weight": (0, 100, "a number from 0 to 100, such as 3.0"),
    "_window": (0, 100, "a whole number from 0 to 100"),
    "max_history": (1, 100, "a whole number from 1 to 100"),
}
# At these a stricter limit has to be at least as high as a looser one: (looser, stricter, why).
ORDER = (
    (
        "answer_threshold",
        "sure_threshold",
        "below it an answer is asked about, and above it offers no others",
    ),
    ("crisis_reply_immediate_window", "crisis_reply_window", "the one is a part of the other"),
)
OWN = re.compile(r"components\.(\w+)\.\w+")


def check(project: Project) -> Iterator[Finding]:
    """Looks at the numbers below the components and policies of config.yml.

    Args:
        project: the content.
    """
    file = project.config
    if file is None:
        return
    for section in ("pipeline", "policies"):
        for entry in as_items(as_map(file.content).get(section)):
            entry = as_map(entry)
            for key, value in entry.items():
                yield from _range(key, value, line_of(entry, key), file)
            for low, high, why in ORDER:
                if _number(entry.get(low)) > _number(entry.get(high), 1000.0):
                    yield Finding(
                        file.place(line_of(entry, low)),
                        f"“{low}” is {entry[low]} and “{high}” only {entry[high]}: {why}. Lower the first "
                        f"or raise the second.",
                    )
            yield from _unknown(entry, project, file)


def _range(key: str, value: Any, line: int, file: YamlFile) -> Iterator[Finding]:
    ending = next((ending for ending in RANGES if key.endswith(ending)), None)
    if ending is None:
        return
    low, high, allowed = RANGES[ending]
    if not low <= _number(value, high + 1) <= high:
        yield Finding(file.place(line), f"“{key}” is “{value}” and must be {allowed}.")


def _unknown(entry: Any, project: Project, file: YamlFile) -> Iterator[Finding]:
    """Settings of our own components that their source does not name."""
    own = OWN.fullmatch(str(entry.get("name")))
    source = project.root / "components" / f"{own[1]}.py" if own else None
    if source is None or not source.exists():
        return
    known = set(re.findall(r"[\"']([a-z_]+)[\"']\s*:", source.read_text(encoding="utf-8")))
    for key in entry:
        if key != "name" and key not in known:
            yield Finding(
                file.place(line_of(entry, key)),
                f"{entry['name']} does not know “{key}”.{did_you_mean(key, known)} Correct the name, or "
                f"take it out.",
            )


def _number(value: Any, default: float = 0.0) -> float:
    try:
        return float(str(value))
    except ValueError:
        return default
