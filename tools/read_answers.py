"""`make read`: records that answers have been compared with their facts in content-map.yml."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from attachment_guide.paths import ROOT
from tools.checks.facts import FACTS, TURNING, Vocabulary, record
from tools.checks.project import Project
from tools.checks.project_reader import ANSWERS_READ, load_project
from tools.checks.texts import did_you_mean
from tools.checks.yaml_file import as_items, as_map

HEAD = (
    "# What each answer held when a person last compared it with its facts in content-map.yml: words of "
    "the facts, and words\n"
    "# that turn a sentence round. `make read ANSWER=about/brain` writes this file; `make check` says when "
    "an answer differs.\n"
)


def write(project: Project, answers: Sequence[str]) -> None:
    """Records answers as read, and drops those that are gone.

    Args:
        project: the content.
        answers: full retrieval intents; the others stay as they were recorded.
    """
    file = project.answers_read
    before = as_map(file.content if file else None)
    words = Vocabulary.of(project)
    lines = [HEAD]
    for answer, required in project.required_answers.items():
        texts = [variation.text for variation in project.responses.get(f"utter_{answer}", [])]
        entry = record(required.facts, texts, words) if answer in answers else as_map(before.get(answer))
        if not entry:
            continue
        lines.append(f"{answer}:\n")
        for key in (FACTS, TURNING):
            listed = ", ".join(f'"{word}"' for word in as_words(entry.get(key)))
            lines.append(f"  {key}: [{listed}]\n")
    (project.root / ANSWERS_READ).write_text("".join(lines), encoding="utf-8")


def as_words(value: object) -> list[str]:
    """The words of an entry, whether it was read from the file or made anew."""
    return [str(word) for word in (value if isinstance(value, list) else as_items(value))]


def main(arguments: Sequence[str] | None = None) -> int:
    """Records the answers that are named, after showing them beside their facts.

    Args:
        arguments: the command line; that of the process when left out.

    Returns:
        The exit code: 1 when there is no such answer.
    """
    parser = argparse.ArgumentParser(prog="python -m tools.read_answers", description=__doc__)
    parser.add_argument("answers", nargs="*", help="answers such as about/brain, or “all”")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder")
    options = parser.parse_args(arguments)
    project = load_project(options.root.resolve())
    known = list(project.required_answers)
    named = known if options.answers == ["all"] else options.answers
    unknown = [answer for answer in named if answer not in known]
    if unknown or not named:
        what = (
            f"There is no answer “{unknown[0]}”.{did_you_mean(unknown[0], known)}"
            if unknown
            else "Which answer?"
        )
        print(f"{what} Name those that you have read, such as: make read ANSWER=about/brain", file=sys.stderr)
        return 1
    for answer in named if options.answers != ["all"] else ():
        print(f"\n{answer}\n  Facts:")
        print("".join(f"    - {fact}\n" for fact in project.required_answers[answer].facts), end="")
        for variation in project.responses.get(f"utter_{answer}", []):
            print(f"  Answer:\n    {' '.join(variation.text.split())}")
    write(project, named)
    print(
        f"\nRecorded in {ANSWERS_READ}: {len(named)} answer{'s' * (len(named) != 1)} compared with the facts."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
