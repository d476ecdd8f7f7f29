"""Risk examples and rounds of evaluation: their form, their names, and texts that stand in two places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attachment_guide.risk.example_format import (
    Entry,
    Problem,
    Vocabulary,
    place_problems,
    read_example_file,
    read_round,
    vocabulary,
)
from tools.checks.example_repeats import Row, repeated
from tools.checks.findings import WARNING, Finding, Place
from tools.checks.project import Project
from tools.checks.texts import did_you_mean, fold, shorten
from tools.checks.yaml_file import YamlFile, as_map, line_of

CATEGORIES_FILE = "categories.yml"
EXAMPLES, EVALUATION = "examples", "evaluation"


def check(project: Project) -> Iterator[Finding]:
    """Looks through clinical/examples and clinical/evaluation.

    Args:
        project: the content.
    """
    names_file = project.risk_file(CATEGORIES_FILE)
    names = vocabulary(names_file.content if names_file else None)
    if not names.categories["none"] or not names.styles:
        message = "The names that examples may use are expected here, below “none:” and “styles:”."
        yield Finding(Place(project.root / "clinical" / CATEGORIES_FILE), message)
        return
    yield from _other_endings(project)
    rows: list[Row] = []
    for file in project.risk_folder(EXAMPLES):
        found = list(_example_file(file, names))
        yield from _problems(file, found)
        rows += _rows(file, found)
    for first, second in repeated(rows):
        yield from _repeat(first, second)
    taught = {row.folded: row for row in rows}
    for file in project.risk_folder(EVALUATION):
        if not file.is_readable:
            continue
        found = list(read_round(file.content, names))
        yield from _problems(file, found)
        if as_map(file.content).get("used_for_training") != "true":
            yield from _copies(_rows(file, found), taught)


def _other_endings(project: Project) -> Iterator[Finding]:
    """Files that would be passed over, since their names end otherwise."""
    for folder in (EXAMPLES, EVALUATION):
        for path in sorted((project.root / "clinical" / folder).rglob("*.yaml")):
            message = "Files with examples must end in “.yml”: this one is not read. Rename it."
            yield Finding(Place(path), message)


def _example_file(file: YamlFile, names: Vocabulary) -> Iterator[Entry | Problem]:
    yield from place_problems(file.path, names)
    if len(file.documents) > 1:
        yield Problem("A line “---” divides this file; only one part is allowed. Take the line out.")
    if file.is_readable:
        yield from read_example_file(file.content, file.path.parent.name, file.path.stem, names)


def _problems(file: YamlFile, found: Iterable[Entry | Problem]) -> Iterator[Finding]:
    for problem in found:
        if isinstance(problem, Problem):
            hint = did_you_mean(problem.name, problem.known) if problem.name else ""
            place = file.place(line_of(problem.part, problem.key))
            yield Finding(place, problem.describe(hint))


def _rows(file: YamlFile, found: Iterable[Entry | Problem]) -> list[Row]:
    return [
        Row(
            fold(entry.text),
            entry.text,
            f"{entry.tier}, {entry.category}, {entry.about}",
            file.place(line_of(entry.part, entry.index)),
        )
        for entry in found
        if isinstance(entry, Entry)
    ]


def _repeat(first: Row, second: Row) -> Iterator[Finding]:
    if first.label.split(",")[0] != second.label.split(",")[0]:
        yield Finding(
            second.place,
            f"“{shorten(second.text)}” stands here as “{second.label}” and as “{first.label}” in "
            f"{_where(first)}. It can only be one: take the other out.",
        )
    else:
        yield Finding(
            second.place,
            f"“{shorten(second.text)}” stands here and in {_where(first)}. Take one out.",
            WARNING,
        )


def _copies(measured: Iterable[Row], taught: dict[str, Row]) -> Iterator[Finding]:
    for row in measured:
        if row.folded in taught:
            yield Finding(
                row.place,
                f"“{shorten(row.text)}” is also an example in {_where(taught[row.folded])}. What has "
                "been learned measures nothing: take it out of the examples, or set "
                "“used_for_training: true” above.",
            )


def _where(row: Row) -> str:
    file = row.place.file
    return f"line {row.place.line} of {file.parent.name}/{file.name}"
