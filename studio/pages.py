"""Pages: templates, the headers of every answer, and what is said when something is not allowed."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import wraps
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from sanic import Request
from sanic.response import HTTPResponse, html

from studio.access import Person

FOLDER = Path(__file__).parent
# Nothing of another site, nothing inline; the preview shows the real widget in a frame of the studio's own.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # Not `no-referrer`: browsers would send forms without saying where they come from.
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
}
ROOMS = (
    ("inbox", "Inbox"),
    ("answers", "Answers"),
    ("safety", "Safety"),
    ("try", "Try it"),
    ("changes", "Changes"),
)
NEEDS = {
    "editor": "Only editors may change this.",
    "publisher": "Only publishers may put changes before visitors.",
    "clinician": "Only clinicians may change or sign what is said at risk.",
}

Handler = Callable[..., Coroutine[Any, Any, HTTPResponse]]

_templates = Environment(
    loader=FileSystemLoader(FOLDER / "templates"),
    autoescape=select_autoescape(default_for_string=True, default=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTTPResponse:
    """A page of the studio.

    Args:
        request: that it answers.
        template: file in `templates/`.
        status: HTTP status.
        values: what the template shows.
    """
    person: Person | None = request.ctx.person
    return html(
        _templates.get_template(template).render(
            person=person,
            rooms=ROOMS,
            here=request.path.strip("/").split("/")[0],
            form_key=request.app.ctx.access.form_key(person) if person else "",
            project=request.app.ctx.workspace.root.name,
            **values,
        ),
        status=status,
    )


def problem(request: Request, status: int, title: str, *advice: str) -> HTTPResponse:
    """A page that says what is wrong and what to do.

    Args:
        request: that it answers.
        status: HTTP status.
        title: what is wrong.
        advice: what to do, a paragraph each.
    """
    return page(request, "problem.html", status, title=title, advice=advice)


def only(role: str) -> Callable[[Handler], Handler]:
    """Lets a handler be used by those who have a role.

    Args:
        role: one of `studio.access.ROLES`.
    """

    def keep(handler: Handler) -> Handler:
        @wraps(handler)
        async def kept(request: Request, *args: Any, **values: Any) -> HTTPResponse:
            if not request.ctx.person.may(role):
                return problem(request, 403, NEEDS[role], "Ask whoever keeps the groups of your sign-in.")
            return await handler(request, *args, **values)

        return kept

    return keep
