"""What got better or worse since the last report, in plain words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

MOST_SHOWN = 25

# What to call one case of a section, and many.
NOUNS = {
    "questions": ("question", "questions"),
    "declined": ("message to decline", "messages to decline"),
    "dialogues": ("turn of a dialogue", "turns of dialogues"),
}


@dataclass(frozen=True)
class Outcome:
    """How one case ended.

    Attributes:
        right: whether as it should.
        got: what came of it, for people.
        wanted: what should have, for people.
    """

    right: bool
    got: str
    wanted: str


@dataclass
class Report:
    """All outcomes of one report: by section, then by the case's text.

    Attributes:
        when: date and time, for people.
        right: whether each case of each section ended as it should.
    """

    when: str = field(default_factory=lambda: datetime.now().strftime("%d %B %Y, %H:%M"))
    right: dict[str, dict[str, bool]] = field(default_factory=dict)


def load(file: Path) -> Report | None:
    """Reads the last report.

    Args:
        file: where `save` wrote it.

    Returns:
        None when there is none that can be read.
    """
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        return Report(content["when"], content["right"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def save(file: Path, report: Report) -> None:
    """Writes a report for the next one to compare with.

    Args:
        file: where to.
        report: what to write.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    content = {"when": report.when, "right": report.right}
    file.write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")


def in_words(section: str, outcomes: dict[str, Outcome], last: Report | None) -> Iterator[str]:
    """Says what changed in one section.

    Args:
        section: a key of `NOUNS`.
        outcomes: of this report, by the case's text.
        last: the report before it, when there is one.

    Yields:
        Lines for content staff.
    """
    before = last.right.get(section) if last else None
    one, many = NOUNS[section]
    if last is None or before is None:
        yield f"First report on the {many}: next time it says what got better or worse."
        return
    known = {text: outcome for text, outcome in outcomes.items() if text in before}
    broke = [text for text, outcome in known.items() if before[text] and not outcome.right]
    fixed = [text for text, outcome in known.items() if outcome.right and not before[text]]
    yield _verdict(len(broke), len(fixed), one, many, last.when)
    if len(known) < max(len(outcomes), len(before)):
        yield (
            f"  The set itself changed ({len(outcomes) - len(known)} new, "
            f"{len(before) - len(known)} gone); only what is in both is compared."
        )
    yield from _listed("Went wrong", broke, outcomes)
    yield from _listed("Now right", fixed, outcomes)


def _verdict(broke: int, fixed: int, one: str, many: str, when: str) -> str:
    if not broke and not fixed:
        return f"The same as last time ({when}): no {one} changed."
    word = "Better than" if fixed > broke else "Worse than" if broke > fixed else "As good as"
    return (
        f"{word} last time ({when}): {_count(fixed, one, many)} got fixed, "
        f"{_count(broke, one, many)} went wrong."
    )


def _count(number: int, one: str, many: str) -> str:
    return f"{number or 'no'} {one if number == 1 else many}"


def _listed(title: str, texts: list[str], outcomes: dict[str, Outcome]) -> Iterator[str]:
    if texts:
        yield f"  {title}:"
    for text in texts[:MOST_SHOWN]:
        yield f"    {text}"
        outcome = outcomes[text]
        if not outcome.right:
            yield f"      got {outcome.got}; wanted {outcome.wanted}"
    if len(texts) > MOST_SHOWN:
        yield f"    … and {len(texts) - MOST_SHOWN} more"
