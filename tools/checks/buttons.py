"""Buttons that lead nowhere, twice to the same place, or to where they stand."""

from __future__ import annotations

from collections.abc import Iterator

from attachment_guide.payload import PayloadError, parse_payload
from tools.checks.findings import Finding
from tools.checks.project import Button, Project
from tools.checks.texts import did_you_mean

LONGEST_TITLE = 40


def check(project: Project) -> Iterator[Finding]:
    """Follows the buttons of all texts.

    Args:
        project: the content.
    """
    for variation in project.variations:
        seen: dict[str, Button] = {}
        titles: set[str] = set()
        for button in variation.buttons:
            if not button.payload or not button.title:
                continue  # `layout` says so.
            name = f"The button “{button.title}” of “{variation.response}”"
            problem = _leads_nowhere(button.payload, project)
            if problem:
                yield Finding(button.place, f"{name} leads nowhere: {problem}")
            elif button.payload in seen:
                yield Finding(
                    button.place,
                    f"{name} leads to the same place as “{seen[button.payload].title}”. "
                    "Take one of the two out.",
                )
            elif f"utter_{button.payload.removeprefix('/')}" == variation.response:
                yield Finding(
                    button.place,
                    f"{name} leads to the very text that it stands under. Let it lead somewhere else.",
                )
            if button.title.casefold() in titles:
                yield Finding(button.place, f"{name} has the same title as another one. Change one of them.")
            if len(button.title) > LONGEST_TITLE:
                yield Finding(
                    button.place,
                    f"{name} has a title of {len(button.title)} characters; at most "
                    f"{LONGEST_TITLE} are allowed. Shorten it.",
                )
            seen.setdefault(button.payload, button)
            titles.add(button.title.casefold())


def _leads_nowhere(payload: str, project: Project) -> str | None:
    try:
        parsed = parse_payload(payload)
    except PayloadError as error:
        return str(error)
    intent, key = parsed.intent, parsed.key
    if key:
        if f"utter_{intent}/{key}" in project.responses:
            return None
        hint = did_you_mean(f"{intent}/{key}", _destinations(project))
        return f"there is no text “utter_{intent}/{key}”.{hint}"
    keys = sorted(r for r in project.responses if r.startswith(f"utter_{intent}/"))
    if keys:
        example = keys[0].removeprefix("utter_")
        return f"“/{intent}” is a whole group. Choose one of it, such as “/{example}”."
    if intent in project.replies:
        return None
    return f"no rule replies to “{intent}”.{did_you_mean(intent, project.replies)}"


def _destinations(project: Project) -> list[str]:
    return [name.removeprefix("utter_") for name in project.responses if "/" in name]
