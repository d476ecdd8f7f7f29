"""Long work: started from any room, watched from any page."""

from __future__ import annotations

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, json, redirect

from studio.access import EDITOR
from studio.pages import only, problem
from studio.rooms.places import form_values, workspace_of
from studio.work.jobs import KINDS, BusyError

room = Blueprint("jobs", url_prefix="/jobs")


@room.get("")
async def state(request: Request) -> HTTPResponse:
    """The last job, as JSON; null when there was none."""
    job = request.app.ctx.jobs.last
    return json(job.as_dict() if job else None)


@room.post("")
@only(EDITOR)
async def start(request: Request) -> HTTPResponse:
    """Starts a job."""
    kind = form_values(request).get("kind", "")
    if kind not in KINDS:
        return problem(request, 400, f"There is no work called “{kind}”.", "Go back and choose one.")
    try:
        request.app.ctx.jobs.start(kind, request.ctx.person.name, workspace_of(request).revision)
    except BusyError as error:
        return problem(request, 409, str(error), "Wait until it has ended, then start yours.")
    return redirect("/changes#work")
