"""`make report`: how many of the unseen questions the trained model answers, and what has changed."""

from __future__ import annotations

import argparse
import sys
import urllib.error
from collections.abc import Sequence
from pathlib import Path

from attachment_guide.paths import BUILD, MODEL
from attachment_guide.settings import read_setting, variable
from evaluation.answers.changes import Report, change_lines, load, save
from evaluation.answers.outcomes import (
    Outcome,
    declined_outcomes,
    dialogue_outcomes,
    miss_lines,
    question_outcomes,
)
from evaluation.answers.parsing import load_agent, predict_all
from evaluation.answers.replay import replay
from evaluation.answers.replies import play, reply_lines
from evaluation.answers.tables import declined_lines, dialogue_lines, question_lines
from evaluation.baseline import ANSWERS, accepted, last_run
from evaluation.pages.answers import Answered, Refused, write
from evaluation.sets.cases import load_declined, load_dialogues, load_labelled, load_questions

REPORT_FILE = last_run(ANSWERS)
ACCEPTED_FILE = accepted(ANSWERS)
PAGE_FILE = BUILD / "report.html"


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the report and what has changed since the last one.

    Args:
        arguments: the command line; that of the process when left out.

    Returns:
        The exit code: 1 when there is no model, or no assistant to talk to.
    """
    parser = argparse.ArgumentParser(prog="python -m evaluation.report", description=__doc__)
    parser.add_argument("--model", type=Path, default=MODEL, help="the trained model")
    parser.add_argument("--misses", action="store_true", help="also list the messages that went wrong")
    parser.add_argument(
        "--dialogues",
        action="store_true",
        help=f"instead, replay the dialogues on a running assistant ({variable('test_url')})",
    )
    parser.add_argument(
        "--labelled",
        type=Path,
        help="instead, say the messages of this file (JSON lines) to that assistant",
    )
    options = parser.parse_args(arguments)
    try:
        if options.labelled:
            print("\n".join(reply_lines(list(play(load_labelled(options.labelled), _address())))))
            return 0
        answered: tuple[Answered, Refused] | None = None
        if options.dialogues:
            sections = report_dialogues()
        else:
            answered, sections = report_messages(options.model, options.misses)
    except (urllib.error.URLError, FileNotFoundError) as error:
        print(f"No report: {error}", file=sys.stderr)
        return 1
    last, report = load(REPORT_FILE), Report()
    # What a person has accepted goes before what merely was measured last.
    before = load(ACCEPTED_FILE) or last
    # The sections that were not measured this time stay as they were, for the next comparison.
    report.right = dict(last.right) if last else {}
    for section, outcomes in sections.items():
        print("\n" + "\n".join(change_lines(section, outcomes, before)))
        report.right[section] = {text: outcome.right for text, outcome in outcomes.items()}
    save(REPORT_FILE, report)
    if answered is not None:
        write(PAGE_FILE, *answered, sections, report, before)
        print(f"\nTo look at: {PAGE_FILE}")
    return 0


def report_messages(
    model: Path, with_misses: bool
) -> tuple[tuple[Answered, Refused], dict[str, dict[str, Outcome]]]:
    """Prints the figures for the questions and for the messages to decline.

    Args:
        model: the trained model.
        with_misses: whether to list what went wrong as well.

    Returns:
        The questions and the messages to decline with their predictions, and the outcomes of each section,
        by the case's text.

    Raises:
        FileNotFoundError: when there is no model.
    """
    agent = load_agent(model)
    questions, declined = load_questions(), load_declined()
    predictions, _ = predict_all(agent, [question.text for question in questions], "Questions")
    answered = list(zip(questions, predictions, strict=True))
    predictions, _ = predict_all(agent, [message.text for message in declined], "Messages to decline")
    refused = list(zip(declined, predictions, strict=True))
    outcomes = {"questions": question_outcomes(answered), "declined": declined_outcomes(refused)}
    print("\n" + "\n".join(question_lines(answered)))
    print("\n" + "\n".join(declined_lines(refused)))
    if with_misses:
        print("\n" + "\n".join(miss_lines("Questions missed", outcomes["questions"])))
        print("\n" + "\n".join(miss_lines("Not declined", outcomes["declined"])))
    return (answered, refused), outcomes


def report_dialogues() -> dict[str, dict[str, Outcome]]:
    """Replays the dialogues on a running assistant and prints how many turns were right.

    Returns:
        The outcomes of the section `dialogues`, by the turn.

    Raises:
        urllib.error.URLError: when no assistant can be reached.
    """
    turns = list(replay(load_dialogues(), _address()))
    print("\n" + "\n".join(dialogue_lines(turns)))
    return {"dialogues": dialogue_outcomes(turns)}


def _address() -> str:
    return read_setting("test_url").rstrip("/")


if __name__ == "__main__":
    sys.exit(main())
