"""Links that are not encrypted, or that point at this machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tools.checks.findings import Finding, Place
from tools.checks.project import Project
from tools.checks.yaml_file import Text

OPEN = re.compile(r"http://[^\s)>\"”]*")


def check(project: Project) -> Iterator[Finding]:
    """Looks for addresses with http:// in all texts, buttons and help lines.

    Args:
        project: the content.
    """
    for file in [*project.data_files, project.domain, *project.risk_files]:
        if "examples" in file.path.parts or "evaluation" in file.path.parts:
            continue  # Visitors write what they like.
        for text, place in _texts(file.content, file.path):
            for link in OPEN.findall(text):
                yield Finding(place, f"The address “{link}” is not encrypted. Write it with https://.")


def _texts(content: Any, path: Any) -> Iterator[tuple[str, Place]]:
    if isinstance(content, Text):
        for i, line in enumerate(content.splitlines() if content.is_block else [content]):
            yield line, Place(path, content.line + i)
    elif isinstance(content, list):
        for value in content:
            yield from _texts(value, path)
    elif isinstance(content, dict):
        for key, value in content.items():
            if key != "examples":
                yield from _texts(value, path)
