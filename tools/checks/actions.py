"""Actions that are named and do not exist, or exist and are missing from the domain."""

from __future__ import annotations

from collections.abc import Iterator

from tools.checks.findings import Finding
from tools.checks.project import Project
from tools.checks.texts import did_you_mean

RASA_ACTIONS = frozenset(
    {
        "action_listen",
        "action_restart",
        "action_session_start",
        "action_default_fallback",
        "action_deactivate_loop",
        "action_revert_fallback_events",
        "action_default_ask_affirmation",
        "action_default_ask_rephrase",
        "action_two_stage_fallback",
        "action_unlikely_intent",
        "action_back",
        "action_extract_slots",
    }
)


def check(project: Project) -> Iterator[Finding]:
    """Compares the actions that rules, stories and domain name with those that the code has.

    Args:
        project: the content.
    """
    code = project.python.actions
    known = [*code, *project.responses, *RASA_ACTIONS]
    for steps in project.dialogues:
        for step in steps:
            if step.kind == "action" and not _exists(step.name, project):
                what = "text" if step.name.startswith("utter_") else "action"
                yield Finding(
                    step.place,
                    f"There is no {what} “{step.name}”.{did_you_mean(step.name, known)} "
                    "Correct the name, or add what is missing.",
                )
    for action, place in project.actions.items():
        if not _exists(action, project):
            yield Finding(
                place,
                f"The domain lists the action “{action}”, and there is no file "
                f"actions/{action}.py.{did_you_mean(action, code)}",
            )
    for action, place in code.items():
        if action not in project.actions:
            yield Finding(
                place,
                f"The action “{action}” is missing from “actions:” in domain.yml. Add it there.",
            )


def _exists(action: str, project: Project) -> bool:
    return action in RASA_ACTIONS or action in project.python.actions or project.has_response(action)
