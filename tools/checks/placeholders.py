"""Placeholders in texts, and conditions on slots, that nothing fills in."""

from __future__ import annotations

from collections.abc import Iterator

from attachment_guide.content.reading import PLACEHOLDER
from attachment_guide.settings import IN_TEXTS
from tools.checks.findings import Finding
from tools.checks.project import Project
from tools.checks.texts import did_you_mean


def check(project: Project) -> Iterator[Finding]:
    """Compares placeholders such as `{contact_url}` with the slots, the settings and what the code fills in.

    Args:
        project: the content.
    """
    known = {*project.slots, *project.python.parameters, *IN_TEXTS}
    for variation in project.variations:
        for name in dict.fromkeys(PLACEHOLDER.findall(variation.text)):
            if name not in known:
                yield Finding(
                    variation.place,
                    f"Nothing fills in “{{{name}}}” in “{variation.response}”."
                    f"{did_you_mean(name, known)} Known are {', '.join(sorted(known)) or 'none'}.",
                )
        rest = PLACEHOLDER.sub("", variation.text)
        if "{" in rest or "}" in rest:
            yield Finding(
                variation.place,
                f"“{variation.response}” holds a single curly bracket. Curly brackets are only "
                "for placeholders such as “{contact_url}”: close it or take it out.",
            )
        for name, place in variation.condition_slots:
            if name not in project.slots:
                yield Finding(
                    place,
                    f"“{variation.response}” depends on “{name}”, which is no slot of domain.yml."
                    f"{did_you_mean(name, project.slots)}",
                )
