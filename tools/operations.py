"""How operators reach what is not for visitors: by a token in a header, and on a port of its own."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

from sanic import HTTPResponse, Request, Sanic, response
from sanic.request import RequestParameters
from sanic.server import HttpProtocol

BEARER = "bearer "
# What visitors and the platforms of channels ask for.
PUBLIC = ("/chat/", "/webhooks/")
# Below them, and yet not for visitors.
NOT_PUBLIC = ("/chat/metrics",)


def bearer_token(request: Request) -> str | None:
    """The token in a request's `Authorization` field.

    Args:
        request: any request.
    """
    field = request.headers.get("authorization", "")
    return field[len(BEARER) :].strip() or None if field.lower().startswith(BEARER) else None


class OperatorsRequest(Request):
    """A request that shows Rasa's API a token from the header as if it were in the address.

    Rasa reads the token from the query alone, and addresses end up in the logs of proxies.
    """

    def get_args(self, *how: Any, **named: Any) -> RequestParameters:
        """The query's values (see parent class for full docstring)."""
        values = super().get_args(*how, **named)
        token = bearer_token(self)
        if token:
            values["token"] = [token]
        return values

    args = property(get_args)


def is_malformed(request: Request) -> bool:
    """Whether a request only stands for one that could not be read, and whose error is to be answered.

    Args:
        request: as middleware gets it.
    """
    return not request.head


def is_public(path: str) -> bool:
    """Whether a path is for visitors.

    Args:
        path: of a request.
    """
    return path.startswith(PUBLIC) and path.rstrip("/") not in NOT_PUBLIC


def open_port(app: Sanic, host: str, port: int, protocol: type[HttpProtocol]) -> None:
    """Serves what is not for visitors on a port of its own, and there alone.

    Args:
        app: the server.
        host: address of the port.
        port: its number.
        protocol: reads the requests.
    """
    servers: list[asyncio.AbstractServer] = []

    async def start(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        connection = partial(protocol, loop=loop, app=app, connections=set())
        servers.append(await loop.create_server(connection, host, port))

    async def stop(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        for server in servers:
            server.close()

    async def keep_in(request: Request) -> HTTPResponse | None:
        address: Any = request.transport.get_extra_info("sockname")
        if address[1] == port or is_public(request.path) or is_malformed(request):
            return None
        return response.json({"error": {"code": "not_found", "message": "There is nothing here."}}, 404)

    app.register_listener(start, "before_server_start")
    app.register_listener(stop, "before_server_stop")
    app.register_middleware(keep_in, "request")
