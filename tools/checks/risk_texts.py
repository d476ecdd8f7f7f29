"""Kinds of risk that there is no text for."""

from __future__ import annotations

from collections.abc import Iterator

from attachment_guide.risk.tiers import CONCERN_CATEGORIES, CRISIS_CATEGORIES
from tools.checks.findings import Finding
from tools.checks.project import Project

CRISIS, CHECK, SUPPORT, CONCERN = "utter_crisis/", "utter_check/", "utter_support", "utter_concern_"


def check(project: Project) -> Iterator[Finding]:
    """Looks for the texts that the risk detector's results call for.

    Args:
        project: the content.
    """
    needed = {
        f"{CRISIS}{category}{suffix}": f"somebody in a crisis ({category}{about})"
        for category in CRISIS_CATEGORIES
        for suffix, about in (("", ""), ("_other", ", of someone else"))
    }
    needed[f"{CHECK}self"] = "somebody who may be at risk"
    needed[f"{CHECK}other"] = "somebody who worries about someone else"
    needed[SUPPORT] = "somebody who is perhaps at risk"
    needed[f"{SUPPORT}_other"] = "somebody who perhaps worries about someone else"
    needed |= {f"{CONCERN}{sign}": f"the sign “{sign}”" for sign in CONCERN_CATEGORIES}
    for response, whom in needed.items():
        if response not in project.responses:
            yield Finding(
                project.home_of(next(x for x in (CRISIS, CHECK, SUPPORT, CONCERN) if response.startswith(x))),
                f"There is no text “{response}” for {whom}. Write it below “responses:”.",
            )
