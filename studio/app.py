"""The studio's web application: who may come in, which rooms there are, what every answer carries."""

from __future__ import annotations

import asyncio
import logging
from urllib.parse import parse_qs

from sanic import Request, Sanic
from sanic.exceptions import NotFound, SanicException
from sanic.response import BaseHTTPResponse, HTTPResponse, redirect

from attachment_guide.paths import ROOT
from studio.access import COOKIE, Access
from studio.pages import FOLDER, HEADERS, problem
from studio.rooms import answers, changes, inbox, jobs, preview, safety, trying
from studio.settings import StudioSettings
from studio.work.asking import InboxError
from studio.work.inbox import Inbox
from studio.work.jobs import Jobs
from studio.work.lessons import LessonError
from studio.work.safety import SafetyError
from studio.work.trying import Trials
from studio.work.workspace import Workspace
from tools.sign_offs import SignError
from tools.yaml_writer import LossError

logger = logging.getLogger(__name__)
BLUEPRINTS = (inbox.room, answers.room, changes.room, jobs.room, preview.room, safety.room, trying.room)
# Whoever may not come in yet needs these. The chat window sends no cookie; it names the key of its draft.
OPEN = ("/enter", "/static/", "/chat/")


def create_app(workspace: Workspace, settings: StudioSettings, access: Access, name: str = "studio") -> Sanic:
    """Makes the application.

    Args:
        workspace: the project that is worked on.
        settings: of the studio.
        access: recognises people.
        name: of the application; another one for each in a process.
    """
    app = Sanic(name, configure_logging=False)
    app.config.FALLBACK_ERROR_FORMAT = "text"
    # A check of everything, or reading the inbox for the first time, may take its time on a busy machine.
    app.config.RESPONSE_TIMEOUT = 600
    app.ctx.workspace, app.ctx.settings, app.ctx.access = workspace, settings, access
    app.ctx.jobs, app.ctx.trials, app.ctx.inbox = Jobs(workspace.root), Trials(workspace), Inbox(workspace)
    app.static("/static", FOLDER / "static", name="static")
    # The real chat window, for the preview.
    app.static("/chat/static", ROOT / "channels" / "web" / "static", name="window")
    for blueprint in BLUEPRINTS:
        app.blueprint(blueprint.copy(f"{name}-{blueprint.name}"))
    app.register_middleware(_recognise, "request")
    app.register_middleware(_seal, "response")
    app.error_handler.add(Exception, _failed)
    app.add_route(_enter, "/enter", name="enter")
    app.add_route(_home, "/", name="home")
    app.before_server_stop(_stop)
    return app


async def _recognise(request: Request) -> HTTPResponse | None:
    """Who is this? Nothing else is looked at before."""
    access: Access = request.app.ctx.access
    request.ctx.person = None
    if request.host not in access.hosts:
        return problem(
            request, 403, f"The studio is not at “{request.host}”.", "Use the link of the terminal."
        )
    request.ctx.person = access.person(request.headers, request.cookies.get(COOKIE) or "")
    if request.path.startswith(OPEN):
        return None
    if request.ctx.person is None:
        return problem(request, 403, "The studio does not know you.", *_way_in(request))
    if request.method not in ("GET", "HEAD"):
        key = request.headers.get("X-Form-Key") or (request.form or {}).get("form_key") or ""
        if not access.is_own_form(request.ctx.person, key, request.headers.get("Origin", "")):
            return problem(
                request,
                403,
                "This form is not the studio's own, or the studio was started anew.",
                "Go back, load the page again, and send it once more.",
            )
    return None


def _way_in(request: Request) -> tuple[str, ...]:
    if request.app.ctx.settings.studio_proxy_secret:
        return ("Come by the address at which you sign in.", "Whoever runs the proxy: see docs/studio.md.")
    return (
        "Open the link that `make studio` has printed in the terminal. It opens the studio for one browser.",
        "When it was used already: stop the studio with Ctrl+C and start it again.",
    )


async def _enter(request: Request) -> HTTPResponse:
    if request.method == "GET" and request.ctx.person is None:
        token = parse_qs(request.query_string).get("token", [""])[0]
        session = request.app.ctx.access.enter(token)
        if session is None:
            return problem(
                request, 403, "This link has been used, or is not the last one.", *_way_in(request)
            )
        response = redirect("/")
        response.cookies[COOKIE] = session
        response.cookies[COOKIE].update({"httponly": True, "samesite": "strict", "path": "/"})
        return response
    return redirect("/")


async def _home(_: Request) -> HTTPResponse:
    return redirect("/answers")


async def _seal(request: Request, response: BaseHTTPResponse) -> None:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.path.startswith("/static/"):
        response.headers["Cache-Control"] = "no-cache"


async def _failed(request: Request, error: Exception) -> HTTPResponse:
    if not hasattr(request.ctx, "person"):
        request.ctx.person = None
    if isinstance(error, NotFound):
        return problem(request, 404, "There is no such page.", "Choose a room above.")
    if isinstance(error, (LossError, LessonError, SafetyError, SignError)):
        return problem(
            request, 409, str(error), "Nothing was changed. Go back; what you wrote is still there."
        )
    if isinstance(error, InboxError):
        return problem(request, 503, str(error), "Nothing was changed. Go back and try again.")
    if isinstance(error, SanicException):
        return problem(request, error.status_code, str(error), "Go back and try again.")
    logger.exception("A page of the studio failed.")
    return problem(
        request,
        500,
        "Something went wrong here; nothing was changed that the page did not say.",
        "The terminal says what. Load the page again, and tell whoever keeps the project if it stays so.",
    )


async def _stop(app: Sanic, _: asyncio.AbstractEventLoop) -> None:
    app.ctx.trials.stop()
    await app.ctx.jobs.stop()
    app.ctx.inbox.stop()
