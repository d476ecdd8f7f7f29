"""Too few examples to learn from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from attachment_guide.names import DECIDED_INTENTS
from tools.checks.findings import Finding
from tools.checks.project import Project
from tools.checks.texts import fold

FEWEST_OF_ANSWER = 25
FEWEST_OF_OTHERS = 10


def check(project: Project) -> Iterator[Finding]:
    """Counts the different examples of each intent and answer.

    Args:
        project: the content.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for example in project.examples:
        found[example.intent].add(fold(example.text))
    for intent, place in project.intents_with_examples.items():
        if intent.split("/")[0] in DECIDED_INTENTS:
            continue
        fewest = FEWEST_OF_ANSWER if intent in project.required_answers else FEWEST_OF_OTHERS
        count = len(found[intent])
        if count < fewest:
            yield Finding(
                place,
                f"“{intent}” has {count} different example{'s' * (count != 1)}; at least {fewest} "
                f"are needed. Add {fewest - count} more, as people would really write them.",
            )
