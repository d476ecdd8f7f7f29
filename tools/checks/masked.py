"""Placeholders of masked messages, such as `[NAME]`: they show that a visitor's own words were copied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tools.checks.findings import Finding
from tools.checks.project import Project
from tools.checks.texts import shorten
from tools.checks.yaml_file import Text
from tools.in_vain.placeholders import placeholder_pattern

# Posts on the web are written like that by people themselves, so that nobody was masked there.
STYLE_OF_POSTS = "social_media"


def check(project: Project) -> Iterator[Finding]:
    """Looks through examples, evaluation and texts.

    Args:
        project: the content.
    """
    pattern = placeholder_pattern()
    for file in (*project.data_files, *project.evaluation_files, *project.risk_files):
        for line, text in _lines(file.content):
            found = pattern.search(text)
            if found:
                yield Finding(
                    file.place(line),
                    f"“{shorten(text.strip())}” holds “{found[0]}”, which stands in the inbox for something "
                    "personal: a visitor's own words were copied. Write the same in words of your own, "
                    "without it.",
                )


def _lines(content: Any) -> Iterator[tuple[int, str]]:
    """All lines of all texts in a file, with their numbers."""
    if isinstance(content, Text):
        lines = content.splitlines() if content.is_block else [content]
        yield from enumerate(lines, start=content.line)
    elif isinstance(content, list):
        for value in content:
            yield from _lines(value)
    elif isinstance(content, dict) and content.get("style") != STYLE_OF_POSTS:
        for value in content.values():
            yield from _lines(value)
