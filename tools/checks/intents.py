"""Intents that lack examples, a rule, or their line in the domain."""

from __future__ import annotations

from collections.abc import Iterator

from attachment_guide.names import DECIDED_INTENTS
from tools.checks.findings import Finding, Place
from tools.checks.project import Project
from tools.checks.texts import did_you_mean


def check(project: Project) -> Iterator[Finding]:
    """Compares the intents of domain, examples and rules.

    Args:
        project: the content.
    """
    intents: dict[str, Place] = {}
    # Rasa takes intents with keys (symptoms/children) into the domain by itself.
    with_keys: set[str] = set()
    for name, place in project.intents_with_examples.items():
        intent, _, key = name.partition("/")
        intents.setdefault(intent, place)
        if key:
            with_keys.add(intent)
    known = {*project.intents, *with_keys}
    for intent, place in project.intents.items():
        if intent not in intents and intent not in DECIDED_INTENTS:
            yield Finding(
                place,
                f"The intent “{intent}” has no examples, so nobody can say it. "
                "Add examples, or take it out of the domain.",
            )
    replies = project.replies
    for intent, place in {**intents, **project.intents}.items():
        if intent not in known:
            yield Finding(
                place,
                f"There are examples for the intent “{intent}”, which the domain does not know."
                f"{did_you_mean(intent, known)} Correct the name, or add it to “intents:” in "
                "domain.yml.",
            )
        elif not replies.get(intent):
            hint = did_you_mean(intent, replies.keys() - {intent})
            yield Finding(
                place,
                f"Nothing replies to the intent “{intent}”.{hint} Correct the name, or add a rule "
                "for it to data/rules.",
            )
    for steps in project.dialogues:
        for step in steps:
            if step.kind == "intent" and step.name.split("/")[0] not in known:
                yield Finding(
                    step.place,
                    f"The domain does not know the intent “{step.name}”."
                    f"{did_you_mean(step.name, known)} Correct the name, or add it to “intents:” "
                    "in domain.yml.",
                )
