"""What the risk detector newly misses or alarms about, beside an earlier run."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from evaluation.risk.measures import Result, false_alarms, missed

MOST_SHOWN = 25


@dataclass(frozen=True)
class Run:
    """What was wrong in a run.

    Attributes:
        when: date and time, as people read it.
        seen: of each set, all messages that were judged.
        missed: of each set, the crisis messages whose writers were shown no help.
        alarmed: of each set, the messages without risk whose writers were taken to be at risk.
    """

    when: str = field(default_factory=lambda: datetime.now().strftime("%d %B %Y, %H:%M"))
    seen: dict[str, list[str]] = field(default_factory=dict)
    missed: dict[str, list[str]] = field(default_factory=dict)
    alarmed: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str, results: Sequence[Result]) -> None:
        """Takes the results of a set.

        Args:
            name: the set's name.
            results: its cases with the detector's judgements.
        """
        self.seen[name] = [case.text for case, _ in results]
        self.missed[name] = [case.text for case, _ in missed(results)]
        self.alarmed[name] = [case.text for case, _ in false_alarms(results)]


def load(file: Path) -> Run | None:
    """Reads a run.

    Args:
        file: that `save` has written.

    Returns:
        The run; None when the file is missing or damaged.
    """
    try:
        return Run(**json.loads(file.read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def save(file: Path, run: Run) -> None:
    """Writes a run, so that the next one can be compared with it.

    Args:
        file: the file to write; its folder is created when missing.
        run: the run.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(vars(run), indent=1, ensure_ascii=False), encoding="utf-8")


def changes(now: Run, before: Run) -> list[tuple[str, list[str]]]:
    """What has changed, of the messages that both runs have judged.

    Args:
        now: this run.
        before: an earlier one.

    Returns:
        Titles, each with its messages.
    """
    common = {name: set(texts) & set(before.seen.get(name, ())) for name, texts in now.seen.items()}
    return [
        (
            title,
            [
                text
                for name, texts in common.items()
                for text in of_one.get(name, ())
                if text in texts and text not in other.get(name, ())
            ],
        )
        for title, of_one, other in (
            ("Newly missed, in a crisis", now.missed, before.missed),
            ("Found again", before.missed, now.missed),
            ("Newly alarmed about for nothing", now.alarmed, before.alarmed),
            ("No longer alarmed about", before.alarmed, now.alarmed),
        )
    ]


def change_lines(now: Run, before: Run | None) -> Iterator[str]:
    """Says what has changed, for clinicians.

    Args:
        now: this run.
        before: an earlier one; None when there is none.
    """
    if before is None:
        yield "First run: next time it says what is newly missed or alarmed about."
        return
    changed = changes(now, before)
    counts = ", ".join(f"{title.lower()}: {len(texts)}" for title, texts in changed)
    yield f"Beside {before.when}: {counts}."
    for title, texts in changed:
        if texts:
            yield f"  {title}:"
            yield from (f"    {text}" for text in texts[:MOST_SHOWN])
            if len(texts) > MOST_SHOWN:
                yield f"    … and {len(texts) - MOST_SHOWN} more"
