"""`make report`: how many of the unseen questions the trained model answers, and what changed."""

from __future__ import annotations

import argparse
import sys
import urllib.error
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from attachment_guide.names import DECISION_ASK
from attachment_guide.paths import MODEL
from attachment_guide.risk.tiers import AT_RISK
from attachment_guide.settings import read_setting, variable
from evaluation.changes import Outcome, Report, in_words, load, save
from evaluation.figures import is_answered, is_rejected, is_within, share
from evaluation.parsing import load_agent, read_all
from evaluation.reading import Reading
from evaluation.replay import Played, replay
from evaluation.sets import (
    Declined,
    Question,
    load_declined,
    load_dialogues,
    load_questions,
)

REPORT_FILE = Path("build/report.json")

Answered = tuple[Question, Reading]
Refused = tuple[Declined, Reading]
Result = TypeVar("Result")


def question_lines(results: Sequence[Answered]) -> Iterator[str]:
    """Says how many questions were answered, over all and for each style of writing.

    Args:
        results: the questions, and what the model made of them.

    Yields:
        Lines of a table.
    """
    yield f"{len(results)} questions that the article answers (95 % interval in brackets)"
    rows = [("", "right first", "right in three", "answered right", "asked back", "rejected")]
    groups = _grouped((question.style, (question, reading)) for question, reading in results)
    for name, group in groups:
        answered = share(is_answered(question, reading) for question, reading in group)
        asked = share(reading.decision == DECISION_ASK for _, reading in group)
        rows.append(
            (
                name,
                str(share(is_within(question, reading, 1) for question, reading in group)),
                str(share(is_within(question, reading, 3) for question, reading in group)),
                f"{answered.percent:.1f} %",
                f"{asked.percent:.1f} %",
                f"{share(is_rejected(reading) for _, reading in group).percent:.1f} %",
            )
        )
    yield from _table(rows)
    guided = sum(reading.tier in AT_RISK for _, reading in results)
    yield f"Met with help for a crisis, or asked about their safety: {guided}"


def declined_lines(results: Sequence[Refused]) -> Iterator[str]:
    """Says how many messages were declined, over all and for each kind.

    Args:
        results: the messages, and what the model made of them.

    Yields:
        Lines of a table.
    """
    yield f"{len(results)} messages to decline"
    rows = [("", "rejected", "asked back", "answered", "other reply")]
    groups = _grouped((declined.kind, (declined, reading)) for declined, reading in results)
    for name, group in groups:
        readings = [reading for _, reading in group]
        rejected = share(is_rejected(reading) for reading in readings)
        asked = sum(reading.decision == DECISION_ASK for reading in readings)
        answered = sum(bool(reading.shown) for reading in readings)
        other = rejected.of - rejected.count - asked - answered
        rows.append((name, str(rejected), str(asked), str(answered), str(other)))
    yield from _table(rows)


def dialogue_lines(turns: Sequence[Played]) -> Iterator[str]:
    """Says how many turns of dialogues were as expected, and lists the others.

    Args:
        turns: as they were played.

    Yields:
        Lines.
    """
    right = share(turn.is_right for turn in turns)
    dialogues = len({turn.dialogue for turn in turns})
    yield f"{dialogues} dialogues, {right.of} turns: {right} as expected"
    for turn in turns:
        if not turn.is_right:
            yield f"  {turn.dialogue}, turn {turn.number}: {turn.turn.say}"
            yield f"    got {_names(turn.names)}; wanted {_wanted(turn)}"


def question_outcomes(results: Sequence[Answered]) -> dict[str, Outcome]:
    """For each question, whether a fitting answer came first.

    Args:
        results: the questions, and what the model made of them.
    """
    return {
        question.text: Outcome(
            is_within(question, reading, 1),
            f"{_names(reading.ranking[:3])} ({reading.decision})",
            " or ".join(question.accept),
        )
        for question, reading in results
    }


def declined_outcomes(results: Sequence[Refused]) -> dict[str, Outcome]:
    """For each message to decline, whether it was.

    Args:
        results: the messages, and what the model made of them.
    """
    return {
        declined.text: Outcome(is_rejected(reading), _reply(reading), "a refusal")
        for declined, reading in results
    }


def dialogue_outcomes(turns: Sequence[Played]) -> dict[str, Outcome]:
    """For each turn, whether it was as expected.

    Args:
        turns: as they were played.
    """
    return {
        f"{turn.dialogue}, turn {turn.number}: {turn.turn.say}": Outcome(
            turn.is_right, _names(turn.names), _wanted(turn)
        )
        for turn in turns
    }


def miss_lines(title: str, outcomes: dict[str, Outcome]) -> Iterator[str]:
    """Lists the cases that did not end as they should.

    Args:
        title: what they are.
        outcomes: all of them.

    Yields:
        Lines.
    """
    misses = {text: outcome for text, outcome in outcomes.items() if not outcome.right}
    yield f"{title}: {len(misses)}"
    for text, outcome in misses.items():
        yield f"  {text}"
        yield f"    got {outcome.got}; wanted {outcome.wanted}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the report.

    Args:
        arguments: of the command line; those of the process when left out.

    Returns:
        The exit code: 1 when the report cannot be made.
    """
    parser = argparse.ArgumentParser(prog="python -m evaluation.report", description=__doc__)
    parser.add_argument("--model", type=Path, default=MODEL, help="the trained model")
    parser.add_argument("--misses", action="store_true", help="list what went wrong")
    parser.add_argument(
        "--dialogues",
        action="store_true",
        help=f"instead, replay dialogues on a running assistant ({variable('test_url')})",
    )
    options = parser.parse_args(arguments)
    try:
        sections = _dialogues() if options.dialogues else _messages(options.model, options.misses)
    except (urllib.error.URLError, FileNotFoundError) as error:
        print(f"No report: {error}", file=sys.stderr)
        return 1
    last, report = load(REPORT_FILE), Report()
    # What was not looked at this time is kept for the next.
    report.right = dict(last.right) if last else {}
    for section, outcomes in sections.items():
        print("\n" + "\n".join(in_words(section, outcomes, last)))
        report.right[section] = {text: outcome.right for text, outcome in outcomes.items()}
    save(REPORT_FILE, report)
    return 0


def _messages(model: Path, with_misses: bool) -> dict[str, dict[str, Outcome]]:
    agent = load_agent(model)
    questions, declined = load_questions(), load_declined()
    readings, _ = read_all(agent, [question.text for question in questions], "Questions")
    answered = list(zip(questions, readings, strict=True))
    readings, _ = read_all(agent, [message.text for message in declined], "Messages to decline")
    refused = list(zip(declined, readings, strict=True))
    outcomes = {"questions": question_outcomes(answered), "declined": declined_outcomes(refused)}
    print("\n" + "\n".join(question_lines(answered)))
    print("\n" + "\n".join(declined_lines(refused)))
    if with_misses:
        print("\n" + "\n".join(miss_lines("Questions missed", outcomes["questions"])))
        print("\n" + "\n".join(miss_lines("Not declined", outcomes["declined"])))
    return outcomes


def _dialogues() -> dict[str, dict[str, Outcome]]:
    url = read_setting("test_url").rstrip("/")
    turns = list(replay(load_dialogues(), url))
    print("\n" + "\n".join(dialogue_lines(turns)))
    return {"dialogues": dialogue_outcomes(turns)}


def _grouped(pairs: Iterable[tuple[str, Result]]) -> Iterator[tuple[str, list[Result]]]:
    """All values under "all", then those of each name."""
    named = list(pairs)
    yield "all", [value for _, value in named]
    for name in sorted({name for name, _ in named}):
        yield name, [value for other, value in named if other == name]


def _reply(reading: Reading) -> str:
    if reading.shown:
        return _names(reading.shown)
    return "did you mean" if reading.decision == DECISION_ASK else reading.intent


def _wanted(turn: Played) -> str:
    return (" and " if turn.turn.all else " or ").join(turn.turn.expect)


def _names(names: Sequence[str]) -> str:
    return ", ".join(names) or "nothing"


def _table(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Lines of a table: names to the left, figures to the right of their columns."""
    cells = list(rows)
    widths = [max(len(cell) for cell in column) for column in zip(*cells, strict=True)]
    for name, *figures in cells:
        columns = zip(figures, widths[1:], strict=True)
        yield f"  {name:<{widths[0]}}" + "".join(f"   {cell:>{width}}" for cell, width in columns)


if __name__ == "__main__":
    sys.exit(main())
