"""What clinicians change: phrases, help lines, limits, and what they decide of misses and false alarms."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from attachment_guide.risk.thresholds import Thresholds, read_thresholds
from studio.work.workspace import Workspace
from tools import yaml_writer
from tools.check import Check
from tools.checks import broad_phrases, help_lines, risk_phrases, risk_thresholds
from tools.checks.findings import ERROR
from tools.checks.project import Project
from tools.checks.yaml_file import as_items, as_map

PHRASES, LINES, LIMITS, REVIEWS = "phrases", "help_lines.yml", "thresholds.yml", "reviews.yml"
# What may be tried with sliders: the limits of a message by itself.
TRIED = (
    *("crisis", "crisis_with_phrase", "check", "check_with_phrase", "check_with_hint", "check_denied"),
    *("support", "support_with_phrase", "support_denied"),
)
ACCEPTED, FLAGGED, EXAMPLE = DECISIONS = ("accepted", "flagged", "example")


class SafetyError(ValueError):
    """Something cannot be changed so; the message says why and what to do."""


@dataclass(frozen=True)
class PhraseGroup:
    """A group of phrases of one file.

    Attributes:
        file: its name without the ending, such as `self_harm`.
        name: of the group.
        tier: that its phrases tell.
        about: whom they are about; empty when that is looked for.
        phrases: as they are written.
    """

    file: str
    name: str
    tier: str
    about: str
    phrases: tuple[str, ...]


def phrase_groups(project: Project) -> list[PhraseGroup]:
    """All groups of phrases, file by file.

    Args:
        project: the content.
    """
    return [
        PhraseGroup(
            file.path.stem,
            str(as_map(group).get("name") or ""),
            str(as_map(group).get("tier") or ""),
            str(as_map(group).get("about") or ""),
            tuple(" ".join(str(phrase).split()) for phrase in as_items(as_map(group).get("phrases"))),
        )
        for file in project.risk_folder(PHRASES)
        for group in as_items(as_map(file.content).get("groups"))
    ]


def add_phrase(workspace: Workspace, file: str, group: str, phrase: str) -> None:
    """Adds a phrase at the end of a group.

    Args:
        workspace: the project.
        file: see `PhraseGroup`.
        group: the group's name.
        phrase: in the grammar of clinical/phrases.

    Raises:
        SafetyError: when the checks refuse it, such as one that stands in many harmless messages.
        LossError: when the file cannot be changed without changing more.
    """
    phrase = " ".join(phrase.split())
    if not phrase:
        raise SafetyError("Which words? Write the phrase.")
    if phrase in _group(workspace, file, group).phrases:
        raise SafetyError(f"“{phrase}” is in this group already.")

    def edit(content: Any) -> None:
        _named(content, group)["phrases"].append(DoubleQuotedScalarString(phrase))

    path = workspace.root / "clinical" / PHRASES / f"{file}.yml"
    _change(workspace, path, edit, (risk_phrases.check, broad_phrases.check))


def remove_phrase(workspace: Workspace, file: str, group: str, phrase: str) -> None:
    """Takes a phrase out of a group.

    Args:
        workspace: the project.
        file: see `PhraseGroup`.
        group: the group's name.
        phrase: as it is written, on one line.

    Raises:
        SafetyError: when it is not there, or the last one.
        LossError: when the file cannot be changed without changing more.
    """
    known = _group(workspace, file, group).phrases
    if phrase not in known:
        raise SafetyError("This phrase is not there any more. Load the page again.")
    place = known.index(phrase)

    def edit(content: Any) -> None:
        del _named(content, group)["phrases"][place]

    path = workspace.root / "clinical" / PHRASES / f"{file}.yml"
    _change(workspace, path, edit, (risk_phrases.check,))


def countries(project: Project) -> list[tuple[str, Mapping[str, Any]]]:
    """The countries of the help lines, by their code.

    Args:
        project: the content.
    """
    file = project.risk_file(LINES)
    return list(as_map(as_map(file.content if file else None).get("countries")).items())


def is_due(verified_at: Any, today: date | None = None) -> bool:
    """Whether a help line has to be verified again.

    Args:
        verified_at: the day on which it was; None for never.
        today: None for today.
    """
    try:
        days = (today or date.today()) - date.fromisoformat(str(verified_at))
    except ValueError:
        return True
    return days.days > help_lines.DAYS_VALID


def verify_line(workspace: Workspace, country: str, place: int, evidence: str, on: date) -> None:
    """Records that somebody has called or looked up a help line.

    Args:
        workspace: the project.
        country: its code.
        place: of the line in the country's list, counted from zero.
        evidence: what was done, and where it is to be found.
        on: the day.

    Raises:
        SafetyError: when no evidence is given or there is no such line.
        LossError: when the file cannot be changed without changing more.
    """
    evidence = " ".join(evidence.split())
    if not evidence:
        raise SafetyError("What did you do? Such as: called it, or the address of its own page.")
    lines = as_items(dict(countries(workspace.project())).get(country, {}).get("lines"))
    if not 0 <= place < len(lines):
        raise SafetyError("There is no such line any more. Load the page again.")

    def edit(content: Any) -> None:
        line = content["countries"][country]["lines"][place]
        line["source"] = DoubleQuotedScalarString(evidence)
        line["verified_at"] = DoubleQuotedScalarString(on.isoformat())

    _change(workspace, workspace.root / "clinical" / LINES, edit, (help_lines.check,))


def limits_of(workspace: Workspace) -> Thresholds:
    """The limits as they stand.

    Args:
        workspace: the project.
    """
    return read_thresholds(workspace.root / "clinical" / LIMITS)


def tried(limits: Thresholds, values: Mapping[str, str]) -> Thresholds:
    """Limits with some of them put otherwise.

    Args:
        limits: as they stand.
        values: what a person chose, by name; what is no probability is left as it stands.
    """
    chosen: dict[str, Any] = {}
    for name in TRIED:
        try:
            value = float(values.get(name, ""))
        except ValueError:
            continue
        if 0 <= value <= 1:
            chosen[name] = value
    return replace(limits, **chosen)


def write_limits(workspace: Workspace, limits: Thresholds) -> None:
    """Writes limits that were tried.

    Args:
        workspace: the project.
        limits: to be used from now on.

    Raises:
        SafetyError: when the checks refuse them.
        LossError: when the file cannot be changed without changing more.
    """
    now = limits_of(workspace)

    def edit(content: Any) -> None:
        for field in fields(Thresholds):
            value = getattr(limits, field.name)
            if field.name in TRIED and value != getattr(now, field.name):
                content[field.name] = value

    _change(workspace, workspace.root / "clinical" / LIMITS, edit, (risk_thresholds.check,))


def decisions(project: Project) -> dict[str, Mapping[str, Any]]:
    """What was decided of misses and false alarms, by the message; the last decision counts.

    Args:
        project: the content.
    """
    file = project.risk_file(REVIEWS)
    reviews = as_items(as_map(file.content if file else None).get("reviews"))
    return {str(as_map(review).get("message")): as_map(review) for review in reviews}


def decide(workspace: Workspace, message: str, what: str, decision: str, by: str, on: date) -> None:
    """Records a decision.

    Args:
        workspace: the project.
        message: of the evaluation.
        what: `missed` or `alarmed`.
        decision: one of `DECISIONS`.
        by: who decides.
        on: the day.

    Raises:
        SafetyError: when it is no decision.
        LossError: when the file cannot be changed without changing more.
    """
    if decision not in DECISIONS:
        raise SafetyError(f"“{decision}” is no decision. It must be one of {', '.join(DECISIONS)}.")
    review = {"message": message, "was": what, "decision": decision, "by": by, "on": on.isoformat()}

    def edit(content: Any) -> None:
        content["reviews"] = content.get("reviews") or []
        content["reviews"].append({key: DoubleQuotedScalarString(value) for key, value in review.items()})

    _change(workspace, workspace.root / "clinical" / REVIEWS, edit, ())


def _group(workspace: Workspace, file: str, group: str) -> PhraseGroup:
    found = (g for g in phrase_groups(workspace.project()) if (g.file, g.name) == (file, group))
    try:
        return next(found)
    except StopIteration:
        raise SafetyError(f"There is no group “{group}” in {file}. Load the page again.") from None


def _named(content: Any, group: str) -> Any:
    return next(one for one in content["groups"] if one.get("name") == group)


def _change(workspace: Workspace, path: Path, edit: Callable[[Any], None], checks: tuple[Check, ...]) -> None:
    """Changes a file, and puts it back when the checks find errors that were not there before."""
    before = path.read_bytes()
    yaml_writer.change(path, edit)
    errors = list(_errors(workspace, checks))
    if errors:
        after = path.read_bytes()
        path.write_bytes(before)
        known = set(_errors(workspace, checks))
        new = [message for message in errors if message not in known]
        if new:
            raise SafetyError(" ".join(new))
        path.write_bytes(after)


def _errors(workspace: Workspace, checks: tuple[Check, ...]) -> Iterator[str]:
    project = workspace.project() if checks else None
    for check in checks:
        assert project
        yield from (finding.message for finding in check(project) if finding.severity == ERROR)
