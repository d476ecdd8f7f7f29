"""Which other sites may embed the chat, and the headers that their visitors' browsers need."""

from __future__ import annotations

from urllib.parse import urlsplit

from sanic import HTTPResponse, Request

from channels.web.errors import ApiError
from channels.web.requests import MODE_HEADER, TOKEN_HEADER


class Cors:
    """Cross-origin requests: only from the sites that the operator allows."""

    def __init__(self, allowed_origins: frozenset[str]) -> None:
        """Makes the rule.

        Args:
            allowed_origins: such as `https://clinic.example`.
        """
        self._allowed = allowed_origins

    def check(self, request: Request) -> None:
        """Refuses a request from a site that is neither this one nor allowed.

        Args:
            request: any request.

        Raises:
            ApiError: when it may not use the chat.
        """
        origin = request.headers.get("origin")
        if not origin or origin in self._allowed:
            return
        try:
            host = urlsplit(origin).netloc
        except ValueError:
            host = None
        if host != request.headers.get("host"):
            raise ApiError("origin_not_allowed")

    def add_headers(self, request: Request, reply: HTTPResponse) -> None:
        """Lets an allowed site's script read a reply.

        Args:
            request: what is answered.
            reply: the answer.
        """
        origin = request.headers.get("origin")
        if origin in self._allowed:
            reply.headers["Access-Control-Allow-Origin"] = origin
            reply.headers["Access-Control-Allow-Credentials"] = "true"
            reply.headers["Access-Control-Expose-Headers"] = "Retry-After"
            varies = reply.headers.get("Vary")
            reply.headers["Vary"] = f"{varies}, Origin" if varies else "Origin"

    def answer_preflight(self, request: Request, reply: HTTPResponse) -> None:
        """Answers the preflight requests of allowed sites.

        Rasa answers OPTIONS before any handler does, but without the headers that an embedding site needs.

        Args:
            request: any request; only OPTIONS of an allowed site is looked at.
            reply: Rasa's answer.
        """
        if request.method == "OPTIONS" and request.headers.get("origin") in self._allowed:
            self.add_headers(request, reply)
            reply.headers["Access-Control-Allow-Methods"] = "GET, POST, PUT, DELETE"
            reply.headers["Access-Control-Allow-Headers"] = f"Content-Type, {TOKEN_HEADER}, {MODE_HEADER}"
            reply.headers["Access-Control-Max-Age"] = "600"
