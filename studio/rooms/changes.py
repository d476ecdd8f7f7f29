"""Changes: what differs from what was published, better or worse, and putting it before visitors."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

import yaml
from sanic import Blueprint, Request
from sanic.response import HTTPResponse, html, redirect

from attachment_guide.content.texts import Responses, all_responses, parted
from attachment_guide.settings import read_setting
from attachment_guide.yaml_files import WordLoader
from studio.access import EDITOR, PUBLISHER
from studio.pages import only, page, problem
from studio.rooms.places import form_values, workspace_of
from studio.work.checking import check_whole
from studio.work.history import Changed, History, HistoryError
from studio.work.workspace import Workspace
from tools.checks.findings import ERROR
from tools.publish import Shelf, differences, unsigned_changes

room = Blueprint("changes", url_prefix="/changes")
# The pages of `make report` and `make safety`.
MEASURED = {"report": "Answers", "safety": "Danger"}


@room.get("")
async def overview(request: Request) -> HTTPResponse:
    """What has changed, and what can be done with it."""
    workspace = workspace_of(request)
    history = History(workspace.root)
    if not history.is_there:
        return problem(
            request,
            409,
            "This project has no history yet.",
            "The studio keeps each publication as a commit: run git init in the project's folder, commit.",
        )
    changes = history.changes()
    findings = await check_whole(workspace) if "check" in request.args else None
    return page(
        request,
        "changes.html",
        title="Changes",
        changes=changes,
        wording=list(wording(workspace, history, changes)),
        findings=findings,
        errors=sum(finding.severity == ERROR for finding in findings or ()),
        shown=workspace.shown,
        publications=history.publications(),
        job=request.app.ctx.jobs.last,
        revision=workspace.revision,
        pages=[pair for pair in MEASURED.items() if (workspace.root / "build" / f"{pair[0]}.html").exists()],
        done=request.args.get("done", ""),
    )


@room.get("/pages/<name:str>")
async def measured(request: Request, name: str) -> HTTPResponse:
    """The page that the last measurement wrote."""
    file = workspace_of(request).root / "build" / f"{name}.html"
    if name not in MEASURED or not file.exists():
        return problem(request, 404, "Nothing was measured yet.", "Measure it in the room “Changes”.")
    # It is one file that holds its own style and charts, and nothing that runs.
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    return html(file.read_text(encoding="utf-8"), headers={"Content-Security-Policy": policy})


@room.post("/publish")
@only(PUBLISHER)
async def publish(request: Request) -> HTTPResponse:
    """Checks everything, makes one commit, and lets the running assistant say it."""
    workspace, person = workspace_of(request), request.ctx.person
    message = " ".join(form_values(request).get("message", "").split())
    if not message:
        return problem(
            request, 400, "What has changed? Write a line.", "Go back, write it, and publish again."
        )
    history = History(workspace.root)
    if not history.changes():
        return problem(
            request, 409, "Nothing has changed since the last publication.", "Edit something first."
        )
    revision = workspace.revision
    findings = await check_whole(workspace)
    if workspace.revision != revision:
        return problem(request, 409, "Somebody saved something during the check.", "Publish again.")
    errors = [finding for finding in findings if finding.severity == ERROR]
    errors = errors or list(unsigned_changes(workspace.project(), shelf(workspace).current()))
    if errors:
        return page(
            request, "refused.html", 409, title="Nothing is published", findings=errors, shown=workspace.shown
        )
    try:
        history.publish(message, person.name, person.mail)
    except HistoryError as error:
        return problem(request, 409, str(error), "Nothing is published.")
    shelf(workspace).publish(all_responses(workspace.root / "data"), datetime.now(timezone.utc))
    return redirect("/changes?done=published")


@room.post("/undo")
@only(PUBLISHER)
async def undo(request: Request) -> HTTPResponse:
    """Takes the last publication back."""
    workspace, person = workspace_of(request), request.ctx.person
    history = History(workspace.root)
    last = next(iter(history.publications()), None)
    if last is None or last.id != form_values(request).get("id"):
        return problem(request, 409, "This is not the last publication any more.", "Load the page again.")
    try:
        history.take_back(last, person.name, person.mail)
    except HistoryError as error:
        return problem(request, 409, str(error), "Nothing was taken back.")
    shelf(workspace).publish(all_responses(workspace.root / "data"), datetime.now(timezone.utc))
    return redirect("/changes?done=undone")


@room.post("/discard")
@only(EDITOR)
async def discard(request: Request) -> HTTPResponse:
    """Puts one file back as it was published."""
    workspace = workspace_of(request)
    try:
        History(workspace.root).discard(form_values(request).get("path", ""))
    except HistoryError as error:
        return problem(request, 409, str(error), "Load the page again.")
    return redirect("/changes")


def shelf(workspace: Workspace) -> Shelf:
    """The folder of the published texts.

    Args:
        workspace: the project.
    """
    return Shelf(workspace.root / read_setting("published"))


def wording(workspace: Workspace, history: History, changes: list[Changed]) -> Iterator[str]:
    """What a visitor would read differently, a line for each text.

    Args:
        workspace: the project.
        history: of the project.
        changes: the files that differ.
    """
    before: Responses = {}
    after: Responses = {}
    for change in changes:
        if change.path.startswith("data/"):
            before.update(_responses(history.before(change.path)))
            file = Path(workspace.root / change.path)
            after.update(_responses(file.read_text(encoding="utf-8") if file.exists() else ""))
    return differences(before, after)


def _responses(text: str) -> Responses:
    """The responses in the text of a file; none where it cannot be read: the check says why."""
    try:
        content = yaml.load(parted(text)[1], Loader=WordLoader)
    except yaml.YAMLError:
        return {}
    responses = content.get("responses") if isinstance(content, dict) else None
    return {name: texts for name, texts in (responses or {}).items() if isinstance(texts, list)}
