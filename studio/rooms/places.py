"""What every room needs of a request."""

from __future__ import annotations

from urllib.parse import parse_qs

from sanic import Request

from studio.work.workspace import Workspace


def workspace_of(request: Request) -> Workspace:
    """The project that is worked on."""
    return request.app.ctx.workspace


def form_values(request: Request) -> dict[str, str]:
    """The first value of each field; a field that was left empty is missing."""
    return {name: values[0] for name, values in (request.form or {}).items() if values}


def all_values(request: Request, name: str) -> list[str]:
    """All values of a field, in their order; those that were left empty included.

    Args:
        request: with a form.
        name: of the field.
    """
    body = request.body.decode("utf-8", "replace")
    return parse_qs(body, keep_blank_values=True).get(name, [])


def lines_of(text: str) -> str:
    """A typed text with line breaks as files have them, and nothing at the ends.

    Args:
        text: as a browser sends it.
    """
    return "\n".join(
        line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ).strip("\n ")
