"""Try it: a conversation with the assistant, and beside each message why it was answered so."""

from __future__ import annotations

import re
from typing import Any

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, redirect

from attachment_guide.risk.tiers import AT_RISK
from studio.access import EDITOR
from studio.pages import only, page, problem
from studio.rooms.places import all_values, form_values, workspace_of
from studio.work.trying import DIALOGUES, keep_as_test, shown_by
from tools.checks.project import Project

room = Blueprint("trying", url_prefix="/try")
MOST_MESSAGES = 30
LONGEST = 2000
NAME = re.compile(r"(utter|action)_[\w/]+")
DECISIONS = {
    "answer": "it is answered",
    "ask": "the assistant asks what was meant",
    "reject": "it is declined",
}


@room.get("")
async def start(request: Request) -> HTTPResponse:
    """An empty conversation."""
    kept = "kept" in request.args
    return page(request, "trying.html", title="Try it", explained=[], said=[], kept=kept, **_words())


@room.post("")
async def go_on(request: Request) -> HTTPResponse:
    """The conversation with one more message."""
    said = [text.strip()[:LONGEST] for text in all_values(request, "said") if text.strip()][:MOST_MESSAGES]
    if not said:
        return redirect("/try")
    try:
        explained = await request.app.ctx.trials.explain(said)
    except FileNotFoundError as error:
        return problem(request, 409, str(error), "A training takes a few minutes.")
    rows = [(explanation, shown_by(explanation)) for explanation in explained]
    return page(request, "trying.html", title="Try it", explained=rows, said=said, kept=False, **_words())


@room.post("/keep")
@only(EDITOR)
async def keep(request: Request) -> HTTPResponse:
    """Makes the conversation a test."""
    workspace = workspace_of(request)
    said, expected = all_values(request, "said"), all_values(request, "expected")
    name = " ".join(form_values(request).get("name", "").split())
    if not name or not said or len(said) != len(expected):
        return problem(request, 400, "A test needs a name and what is right after each message.", "Go back.")
    known = _names(workspace.project())
    turns = []
    for text, listed in zip(said, expected, strict=True):
        names = [part for part in re.split(r"[\s,]+", listed) if part]
        unknown = [part for part in names if not NAME.fullmatch(part) or not _begins(part, known)]
        if unknown or not names:
            wrong = (
                f"There is nothing called “{unknown[0]}”." if unknown else f"What is right after “{text}”?"
            )
            return problem(request, 400, wrong, "Go back and write names such as utter_coping/journaling.")
        turns.append((" ".join(text.split()), names))
    keep_as_test(workspace.root, name, turns)
    return redirect("/try?kept=1")


def _names(project: Project) -> frozenset[str]:
    """What a turn may show: responses and actions."""
    return frozenset(project.responses) | frozenset(project.actions)


def _begins(part: str, known: frozenset[str]) -> bool:
    return any(name.startswith(part) for name in known)


def _words() -> dict[str, Any]:
    return {"decisions": DECISIONS, "at_risk": AT_RISK, "dialogues": DIALOGUES}
