"""Answers that are too short to help or too long to read."""

from __future__ import annotations

from collections.abc import Iterator

from tools.checks.findings import Finding
from tools.checks.project import Project
from tools.checks.texts import count_words

FEWEST_WORDS = 30
MOST_WORDS = 90


def check(project: Project) -> Iterator[Finding]:
    """Counts the words of the document's answers.

    Args:
        project: the content.
    """
    for answer in project.required_answers:
        for variation in project.responses.get(f"utter_{answer}", []):
            words = count_words(variation.text)
            if variation.text and not FEWEST_WORDS <= words <= MOST_WORDS:
                what = "shorten" if words > MOST_WORDS else "lengthen"
                yield Finding(
                    variation.place,
                    f"The answer “{answer}” has {words} words; {FEWEST_WORDS} to {MOST_WORDS} are "
                    f"allowed. Please {what} it.",
                )
