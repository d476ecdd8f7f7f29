"""Answers that cannot be offered as a choice in words that a visitor would use."""

from __future__ import annotations

from collections.abc import Iterator

from tools.checks.findings import Finding
from tools.checks.project import Project

# Three of them have to fit on a phone's screen, each on one line.
MOST_CHARACTERS = 40


def check(project: Project) -> Iterator[Finding]:
    """Looks at the titles with which answers are offered, and at what they say that an answer is about.

    Args:
        project: the content.
    """
    seen: dict[str, str] = {}
    for answer in project.required_answers:
        variations = project.responses.get(f"utter_{answer}", [])
        if not variations:
            continue
        place = variations[0].place
        choice = next((v.choice for v in variations if v.choice), "")
        subject = next((v.subject for v in variations if v.subject), "")
        for key, value, example in (
            ("choice", choice, "I find it hard to trust"),
            ("subject", subject, "trust in relationships"),
        ):
            if not value:
                yield Finding(
                    place,
                    f"The answer “{answer}” cannot be offered: write “{key}:” below its “metadata:”, "
                    f"such as “{example}”.",
                )
        if len(choice) > MOST_CHARACTERS:
            yield Finding(
                place,
                f"The choice “{choice}” of “{answer}” has {len(choice)} characters; "
                f"{MOST_CHARACTERS} are allowed. Please shorten it.",
            )
        if choice and seen.setdefault(choice, answer) != answer:
            yield Finding(place, f"“{answer}” and “{seen[choice]}” have the same choice “{choice}”.")
