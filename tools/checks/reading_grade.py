"""Texts that are hard to read."""

from __future__ import annotations

from collections.abc import Iterator

from attachment_guide.content.reading import HIGHEST_GRADE, reading_grade
from tools.checks.findings import ERROR, WARNING, Finding
from tools.checks.project import Project
from tools.checks.texts import count_words

# The grade says nothing of a text of a few words.
FEWEST_WORDS = 20


def check(project: Project) -> Iterator[Finding]:
    """Measures all texts; a hard one is an error in an answer and a warning elsewhere.

    Args:
        project: the content.
    """
    for variation in project.variations:
        if count_words(variation.text) < FEWEST_WORDS:
            continue
        grade = reading_grade(variation.text)
        if grade > HIGHEST_GRADE:
            is_answer = variation.response.removeprefix("utter_") in project.required_answers
            yield Finding(
                variation.place,
                f"The text of “{variation.response}” is hard to read: reading grade {grade:.1f}, "
                f"and {HIGHEST_GRADE:.0f} is the highest allowed. Use shorter sentences and "
                "shorter words.",
                ERROR if is_answer else WARNING,
            )
