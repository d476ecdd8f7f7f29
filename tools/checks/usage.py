"""Texts that are named and missing, and texts that nothing ever shows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attachment_guide.names import DECIDED_INTENTS
from tools.checks.findings import Finding
from tools.checks.project import Project
from tools.checks.texts import did_you_mean

# Uttered by Rasa's own actions (action_default_fallback, action_restart), which nothing names.
BY_RASA = ("utter_default", "utter_restart")


def check(project: Project) -> Iterator[Finding]:
    """Compares the texts with what rules, stories and code name.

    Args:
        project: the content.
    """
    yield from _missing(project)
    yield from _unused(project)


def _missing(project: Project) -> Iterator[Finding]:
    for intent, place in project.intents_with_examples.items():
        of_map = intent.split("/")[0] in project.groups
        if "/" in intent and not of_map and f"utter_{intent}" not in project.responses:
            yield Finding(
                place,
                f"“{intent}” has examples and no text. Add one below “responses:” as “utter_{intent}:”.",
            )
    for name, place in project.python.required:
        if not any(re.fullmatch(name, response) for response in project.responses):
            shown = name.replace(".+", "…")
            hint = did_you_mean(name, project.responses)
            yield Finding(
                place,
                f"The program shows the text “{shown}” here, and there is none.{hint} "
                "Add it to the data below “responses:”.",
            )


def _unused(project: Project) -> Iterator[Finding]:
    for response, texts in project.responses.items():
        if response.removeprefix("utter_").split("/")[0] in project.groups:
            continue  # `coverage` and `intents` say what is wrong with answers.
        if texts and not _is_used(response, project):
            hint = did_you_mean(response, _named(project) - set(project.responses))
            yield Finding(
                texts[0].place,
                f"The text “{response}” is never shown: no rule, action or channel names it.{hint} "
                "Correct its name, add a rule, or take it out.",
            )


def _is_used(response: str, project: Project) -> bool:
    if response in BY_RASA or project.python.mentions(response):
        return True
    name = response.removeprefix("utter_")
    intent, _, key = name.partition("/")
    if not key:
        return response in _actions(project)
    # A text with a key is chosen by the key of what the visitor said. Those of risk are set by the
    # risk detector, without examples.
    said = name in project.intents_with_examples or intent in DECIDED_INTENTS
    shown_by = {f"utter_{intent}", *project.python.actions}
    return said and bool(project.replies.get(intent, set()) & shown_by)


def _named(project: Project) -> set[str]:
    return _actions(project) | {f"utter_{intent}" for intent in project.intents_with_examples}


def _actions(project: Project) -> set[str]:
    return {step.name for steps in project.dialogues for step in steps if step.kind == "action"}
