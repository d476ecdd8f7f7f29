"""Numbers in an answer that are not those of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tools.checks.findings import Finding
from tools.checks.project import Project

DASHES = re.compile("[\u2010-\u2015\u2212]")
PER_CENT = re.compile(r"\s*(?:%|\bper ?cent\b)", re.IGNORECASE)
NUMBER = r"\d+(?:[.,]\d+)*"
RANGE = re.compile(rf"({NUMBER})(%?)(?:\s*(?:-|to|and)\s*({NUMBER})(%?))?")


def check(project: Project) -> Iterator[Finding]:
    """Compares the numbers of each answer with those of its facts.

    Args:
        project: the content.
    """
    for answer, required in project.required_answers.items():
        known = figures(" ; ".join(required.facts))
        for variation in project.responses.get(f"utter_{answer}", []):
            said = figures(variation.text)
            for figure in sorted(said - known):
                yield Finding(
                    variation.place,
                    f"The answer “{answer}” says “{figure}”, which is not among its facts in the "
                    "content map. Write the figures of the article, and no others.",
                )
            for figure in sorted(known - said):
                if figure.endswith("%") and variation.text:
                    yield Finding(
                        variation.place,
                        f"The answer “{answer}” leaves out the figure “{figure}” of its facts in "
                        "the content map. Write it in digits.",
                    )


def figures(text: str) -> set[str]:
    """The numbers in a text, those that are percentages with their sign.

    Args:
        text: such as "about 40-50 % of people, in week 4".

    Returns:
        Such as {"40%", "50%", "4"}.
    """
    plain = PER_CENT.sub("%", DASHES.sub("-", text))
    found: set[str] = set()
    for first, first_sign, second, second_sign in RANGE.findall(plain):
        found.add(first + (first_sign or second_sign))
        if second:
            found.add(second + second_sign)
    return found
