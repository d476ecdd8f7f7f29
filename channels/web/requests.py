"""What is read from a request: who sent it, and its body."""

from __future__ import annotations

import json
from typing import Any

from sanic import Request

from channels.web.errors import ApiError

COOKIE = "attachment_guide_session"
TOKEN_HEADER = "X-Chat-Session"
MODE_HEADER = "X-Session-Mode"


def address(request: Request) -> str:
    """The visitor's address: as given by trusted proxies, or else that of the connection.

    Args:
        request: any request.
    """
    return request.remote_addr or request.ip


def session_token(request: Request) -> str | None:
    """The token of the visitor's session, from the header or the cookie.

    Args:
        request: any request.
    """
    return request.headers.get(TOKEN_HEADER) or _cookie(request)


def _cookie(request: Request) -> str | None:
    # Not by `request.cookies`: an ill-named cookie of another program on the site makes it fail.
    for part in request.headers.get("cookie", "").split(";"):
        name, _, value = part.strip().partition("=")
        if name == COOKIE:
            return value
    return None


def takes_gzip(request: Request) -> bool:
    """Whether the client can read a reply that is compressed by gzip.

    Args:
        request: any request.
    """
    for part in request.headers.get("accept-encoding", "").lower().split(","):
        name, _, weight = part.replace(" ", "").partition(";")
        if name in ("gzip", "*"):
            return weight not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def json_object(request: Request) -> dict[str, Any]:
    """The request's body.

    Args:
        request: with a JSON object as its body.

    Raises:
        ApiError: when it is not a JSON object with the content type of JSON.
    """
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
        raise ApiError("bad_content_type")
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        raise ApiError("bad_json") from None
    if not isinstance(body, dict):
        raise ApiError("bad_body")
    return body
