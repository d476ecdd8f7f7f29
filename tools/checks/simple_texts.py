"""Answers without a text in simpler words, and such texts that are hard, long or say something else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from attachment_guide.content.reading import reading_grade
from tools.checks import doses, drug_names, placeholders
from tools.checks.answer_length import FEWEST_WORDS
from tools.checks.figures import figures
from tools.checks.findings import Finding
from tools.checks.project import Project, RequiredAnswer, Variation
from tools.checks.texts import count_words

# Flesch-Kincaid: what a child of eleven or twelve reads with ease.
HIGHEST_GRADE = 6.0
# Of the answer's words.
GREATEST_SHARE = 0.5


def check(project: Project) -> Iterator[Finding]:
    """Looks at the simpler texts of the document's answers.

    Args:
        project: the content.
    """
    simpler = project.simpler_texts
    for answer, required in project.required_answers.items():
        variations = project.responses.get(f"utter_{answer}", [])
        written = [text for text in simpler.get(f"utter_{answer}", []) if count_words(text.text)]
        if variations and not written:
            yield Finding(
                variations[0].place,
                f"The answer “{answer}” has no text in simpler words: write “simple: |-” below its "
                "“metadata:” and a text of one to four short sentences below that.",
            )
        # Of an answer that is too short itself, `answer_length` says so.
        shortest = max(FEWEST_WORDS, min((count_words(v.text) for v in variations), default=0))
        for text in written:
            yield from _hard(answer, text)
            yield from _long(answer, text, int(shortest * GREATEST_SHARE))
            yield from _made_up(answer, text, required)
    yield from _never_said(project)
    # What holds for every text holds for these too.
    for check_texts in (doses.check, drug_names.check, placeholders.check):
        yield from check_texts(replace(project, responses=simpler))


def _hard(answer: str, simpler: Variation) -> Iterator[Finding]:
    grade = reading_grade(simpler.text)
    if grade > HIGHEST_GRADE:
        yield Finding(
            simpler.place,
            f"The simpler text of “{answer}” is still hard to read: reading grade {grade:.1f}, and "
            f"{HIGHEST_GRADE:.0f} is the highest allowed. Use shorter sentences and shorter words.",
        )


def _long(answer: str, simpler: Variation, most: int) -> Iterator[Finding]:
    words = count_words(simpler.text)
    if words > most:
        yield Finding(
            simpler.place,
            f"The simpler text of “{answer}” has {words} words; half as many as the answer itself, "
            f"which is {most}, are allowed. Please shorten it.",
        )


def _made_up(answer: str, simpler: Variation, required: RequiredAnswer) -> Iterator[Finding]:
    # Unlike the answer, its simpler text may leave figures out.
    for figure in sorted(figures(simpler.text) - figures(" ; ".join(required.facts))):
        yield Finding(
            simpler.place,
            f"The simpler text of “{answer}” says “{figure}”, which is not among the answer's facts in the "
            "content map. Write the figures of the article, or none.",
        )


def _never_said(project: Project) -> Iterator[Finding]:
    for response, texts in project.simpler_texts.items():
        # A name that only looks like an answer's is what `coverage` and `intents` report.
        if response.removeprefix("utter_").split("/")[0] in project.groups:
            continue
        for text in texts:
            yield Finding(
                text.place,
                f"The simpler text of “{response}” is never said: only the answers of the content "
                "map are put in simpler words. Take it out.",
            )
