"""Square brackets in an example, which Rasa would read as the mark of an entity."""

from __future__ import annotations

from collections.abc import Iterator

from tools.checks.findings import Finding
from tools.checks.project import Project
from tools.checks.texts import MARKED, shorten


def check(project: Project) -> Iterator[Finding]:
    """Looks for marks such as `[breathe](slowly)`: topics are found by their names, so that none is needed.

    Args:
        project: the content.
    """
    for example in project.examples:
        marked = MARKED.search(example.text)
        if marked:
            yield Finding(
                example.place,
                f"“{shorten(example.text)}” holds “{marked[0]}”, which would be read as the mark of an "
                f"entity. Write the "
                f"words alone: “{marked[1]}”.",
            )
