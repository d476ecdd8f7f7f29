"""Slots and entities that rules, stories or actions name, and the domain does not know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tools.checks.findings import Finding, Place
from tools.checks.project import Project
from tools.checks.texts import did_you_mean
from tools.checks.yaml_file import as_items, as_map, line_of


def check(project: Project) -> Iterator[Finding]:
    """Compares the slots and entities in rules and stories with the domain.

    Args:
        project: the content.
    """
    for file in project.data_files:
        for section in ("rules", "stories"):
            for dialogue in as_items(as_map(file.content).get(section)):
                for part in ("condition", "steps"):
                    for kind, name, line in _named(as_map(dialogue).get(part)):
                        known = project.slots if kind == "slot" else project.entities
                        if name not in known:
                            yield Finding(
                                Place(file.path, line),
                                f"There is no {kind} “{name}” in domain.yml.{did_you_mean(name, known)} "
                                f"Correct the name, "
                                f"or add the {kind} to the domain.",
                            )


def _named(steps: Any) -> Iterator[tuple[str, str, int]]:
    """What kind of thing is named, its name, and the line."""
    for step in as_items(steps):
        step = as_map(step)
        yield from _named(step.get("or"))
        for key, kind in (("slot_was_set", "slot"), ("entities", "entity")):
            items = as_items(step.get(key))
            for item, line in zip(items, items.lines, strict=True):
                if isinstance(item, dict):
                    yield from ((kind, str(name), line_of(item, name)) for name in item)
                elif item is not None:
                    yield kind, str(item), line
