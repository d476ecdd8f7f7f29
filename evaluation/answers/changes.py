"""What got better or worse since the last report, in plain words for content staff."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from evaluation.answers.outcomes import Outcome

MOST_SHOWN = 25

# What one case of each section is called, and several.
NOUNS = {
    "questions": ("question", "questions"),
    "declined": ("message to decline", "messages to decline"),
    "dialogues": ("turn of a dialogue", "turns of dialogues"),
}


@dataclass
class Report:
    """The outcomes of one report, which the next one is compared with.

    Attributes:
        when: date and time, as people read it.
        right: for each section, and in it for each case's text, whether the outcome was right.
    """

    when: str = field(default_factory=lambda: datetime.now().strftime("%d %B %Y, %H:%M"))
    right: dict[str, dict[str, bool]] = field(default_factory=dict)


def load(file: Path) -> Report | None:
    """Reads the last report.

    Args:
        file: the file that `save` has written.

    Returns:
        The report; None when the file is missing or damaged.
    """
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        return Report(content["when"], content["right"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def save(file: Path, report: Report) -> None:
    """Writes a report, so that the next one can be compared with it.

    Args:
        file: the file to write; its folder is created when missing.
        report: the report.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    content = {"when": report.when, "right": report.right}
    file.write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")


def change_lines(section: str, outcomes: dict[str, Outcome], last: Report | None) -> Iterator[str]:
    """Says what has changed in one section.

    Args:
        section: one of the keys of `NOUNS`.
        outcomes: this report's outcomes, by the case's text.
        last: the last report; None when there is none.

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
