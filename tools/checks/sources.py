"""Answers that do not say where they come from, or name other references than the content map."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tools.checks.findings import Finding, Place
from tools.checks.project import Project, Variation
from tools.checks.texts import did_you_mean
from tools.checks.yaml_file import Map, as_items, as_map, line_of


def check(project: Project) -> Iterator[Finding]:
    """Compares the sources under the answers with the content map.

    Args:
        project: the content.
    """
    titles, problem = _titles(project)
    if problem:
        yield problem
    yield from _sections(project)
    for variation in project.variations:
        answer = variation.response.removeprefix("utter_")
        if answer not in project.required_answers:
            if variation.source is not None:
                yield from _source(variation, None, titles)
            continue
        if variation.source is None:
            yield Finding(
                variation.place,
                f"The answer “{answer}” does not say where it comes from. Add below it "
                "“metadata:”, “source:”, “section:” with the heading of the article, and "
                "“references:”.",
            )
            continue
        yield from _source(variation, project.required_answers[answer].references, titles)


def _source(
    variation: Variation, required: tuple[int, ...] | None, titles: dict[int, str]
) -> Iterator[Finding]:
    name = variation.response
    source = variation.source
    place = variation.place
    if not isinstance(source, Map):
        yield Finding(place, f"The source of “{name}” needs a “section” and “references”.")
        return
    if not str(source.get("section") or "").strip():
        yield Finding(
            Place(place.file, line_of(source, "section")),
            f"The source of “{name}” has no section. Write the heading of the article behind “section:”.",
        )
    listed = as_items(source.get("references"))
    for title, line in zip(listed, listed.lines, strict=True):
        if titles and title not in titles.values():
            yield Finding(
                Place(place.file, line),
                f"“{title}” is none of the article's references."
                f"{did_you_mean(str(title), titles.values())} "
                "Write it just as in “utter_sources/references”.",
            )
    if required is None:
        return
    references_at = Place(place.file, line_of(source, "references"))
    for number, title in titles.items():
        if number in required and title not in listed:
            yield Finding(
                references_at,
                f"The content map lists reference {number} for “{name}”, and it is missing here. "
                f"Add “{title}”.",
            )
        if number not in required and title in listed:
            yield Finding(
                references_at,
                f"The content map does not list reference {number} for “{name}”. Take “{title}” out.",
            )


def _sections(project: Project) -> Iterator[Finding]:
    """Headings that the article does not have."""
    if project.article is None:
        return
    known = [str(section) for section in as_items(as_map(project.article.content).get("sections"))]
    for variation in project.variations:
        source = as_map(variation.source)
        for section in str(source.get("section") or "").split(";"):
            if section.strip() and section.strip() not in known:
                yield Finding(
                    Place(variation.place.file, line_of(source, "section")),
                    f"The article has no section "
                    f"“{section.strip()}”.{did_you_mean(section.strip(), known)} Write a "
                    f"heading of {project.article.path.name}.",
                )


def _titles(project: Project) -> tuple[dict[int, str], Finding | None]:
    """The titles of the article's references by their number, from the answer that lists all of them."""
    longest = max(project.required_answers.values(), key=lambda x: len(x.references), default=None)
    texts: list[Any] = project.responses.get(f"utter_{longest.id}", []) if longest else []
    if not longest or not longest.references or not texts:
        return {}, None
    titles = [str(t) for t in as_items(as_map(texts[0].source).get("references"))]
    facts = " ".join(longest.facts)
    positions = [facts.find(title.split(":")[0]) for title in titles]
    if len(titles) == len(longest.references) and positions == sorted(positions):
        return dict(zip(sorted(longest.references), titles, strict=True)), None
    return {}, Finding(
        texts[0].place,
        f"“utter_{longest.id}” must name the article's {len(longest.references)} references below "
        "“references:”, in the order of the content map.",
    )
