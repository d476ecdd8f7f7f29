"""Parts of a skeleton that nobody has filled in yet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tools.checks.findings import Finding
from tools.checks.project import Project

MARK = re.compile(r'\bWRITE(?::|"|$| what )')


def check(project: Project) -> Iterator[Finding]:
    """Looks for the mark that `make new` leaves where something has to be written.

    Args:
        project: the content.
    """
    files = [project.content_map, *project.data_files, *project.risk_folder("phrases")]
    help_lines = project.risk_file("help_lines.yml")
    for file in [*files, *([help_lines] if help_lines else [])]:
        try:
            lines = file.path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            continue  # `layout` says so.
        for number, line in enumerate(lines, start=1):
            if MARK.search(line) and not line.lstrip().startswith("#"):
                yield Finding(file.place(number), "This part of a skeleton is not filled in yet. Write it.")
