"""Files that are passed over, since their names do not end as they should."""

from __future__ import annotations

from collections.abc import Iterator

from tools.checks.findings import Finding, Place
from tools.checks.project import Project

FOLDERS = ("data", "clinical", "evaluation/sets", "tests/stories")
READ_BY_PEOPLE = (".md",)


def check(project: Project) -> Iterator[Finding]:
    """Looks for files in the folders of content that are no `.yml` files.

    Args:
        project: the content.
    """
    for folder in FOLDERS:
        base = project.data if folder == "data" else project.root / folder
        for path in sorted(base.rglob("*")):
            hidden = any(part.startswith((".", "__")) for part in path.relative_to(base).parts)
            if path.is_dir() or hidden or path.suffix in (".yml", ".py", *READ_BY_PEOPLE):
                continue
            if path.suffix == ".yaml":
                message = (
                    "Files with content end in “.yml”: part of the programs pass this one over. Rename it to "
                    f"“{path.stem}.yml”."
                )
            else:
                message = "No program reads this file. Give its name the ending “.yml”, or take it away."
            yield Finding(Place(path), message)
