"""Risk examples: tiers, categories, and texts that stand under two of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attachment_guide.risk.tiers import CONCERN_CATEGORIES, CRISIS_CATEGORIES, TIERS
from tools.checks.example_repeats import Row, repeated
from tools.checks.findings import WARNING, Finding
from tools.checks.project import Project
from tools.checks.texts import did_you_mean, fold, shorten
from tools.checks.yaml_file import Map, Text, YamlFile, as_items, line_of

FOLDER = "examples"
KEYS = ("tier", "category", "self", "other")
SIDES = ("self", "other")


def check(project: Project) -> Iterator[Finding]:
    """Looks through the files of clinical/examples.

    Args:
        project: the content.
    """
    rows: list[Row] = []
    for file in project.risk_folder(FOLDER):
        for document in file.documents:
            yield from _document(document, file)
            if isinstance(document, Map):
                rows += _rows(document, file)
    for first, second in repeated(rows):
        yield from _repeat(first, second)


def _document(document: Any, file: YamlFile) -> Iterator[Finding]:
    if document is None:
        return
    if not isinstance(document, Map):
        message = "Each part of the file must begin with “tier:” and “category:”."
        yield Finding(file.place(line_of(document)), message)
        return
    for key, line in document.lines.items():
        if key not in KEYS:
            yield Finding(
                file.place(line),
                f"“{key}” is not known here.{did_you_mean(key, KEYS)} Known are {', '.join(KEYS)}.",
            )
    yield from _labels(document, file)
    for side in SIDES:
        if side in document and not isinstance(document[side], list | None):
            message = f"Below “{side}:” one example a line is expected, each beginning with “- ”."
            yield Finding(file.place(line_of(document, side)), message)
        items = as_items(document.get(side))
        for item, line in zip(items, items.lines, strict=True):
            if not isinstance(item, Text) or not item.strip():
                yield Finding(
                    file.place(line),
                    "This example cannot be read as a text. Put it in quotes, or take it out.",
                )


def _labels(document: Map, file: YamlFile) -> Iterator[Finding]:
    tier = str(document.get("tier") or "")
    category = str(document.get("category") or "")
    if tier not in TIERS:
        yield Finding(
            file.place(line_of(document, "tier")),
            f"The tier is “{tier}”.{did_you_mean(tier, TIERS)} It must be one of {', '.join(TIERS)}.",
        )
    allowed = {
        "crisis": CRISIS_CATEGORIES,
        "check": CRISIS_CATEGORIES,
        "concern": CONCERN_CATEGORIES,
    }.get(tier)
    if allowed and category not in allowed:
        yield Finding(
            file.place(line_of(document, "category")),
            f"The category is “{category}”.{did_you_mean(category, allowed)} For tier “{tier}” it "
            f"must be one of {', '.join(allowed)}.",
        )


def _rows(document: Map, file: YamlFile) -> Iterator[Row]:
    tier, category = document.get("tier"), document.get("category")
    for side in SIDES:
        items = as_items(document.get(side))
        for item, line in zip(items, items.lines, strict=True):
            if isinstance(item, Text):
                label = f"{tier}, {category}, {side}"
                yield Row(fold(item), str(item), label, file.place(line))


def _repeat(first: Row, second: Row) -> Iterator[Finding]:
    where = f"line {first.place.line} of {first.place.file.name}"
    if first.label.split(",")[0] != second.label.split(",")[0]:
        yield Finding(
            second.place,
            f"“{shorten(second.text)}” stands here as “{second.label}” and as “{first.label}” in "
            f"{where}. It can only be one: take the other out.",
        )
    else:
        yield Finding(
            second.place,
            f"“{shorten(second.text)}” stands here and in {where}. Take one out.",
            WARNING,
        )
