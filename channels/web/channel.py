"""The web channel: assembles its routes, and what every request goes through."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, HTTPResponse, Request, Sanic, response
from sanic.exceptions import SanicException

from attachment_guide.settings import Settings
from channels.incoming import TooManyError
from channels.limits import RateLimit
from channels.safety_net import OnMessage
from channels.turn import Turn
from channels.web import pages, service
from channels.web.conversation import ConversationRoutes
from channels.web.cors import Cors
from channels.web.errors import ApiError, api_error, api_error_of_sanic
from channels.web.requests import PROXY_NETWORKS, household
from channels.web.routes import PREFIX, Handler, Route

logger = logging.getLogger(__name__)

NAME = "web"
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class WebChannel(InputChannel):
    """Sessions, messages, history and deletion for the chat window, and its demo page."""

    def __init__(self, settings: Settings | None = None) -> None:
        """Makes the channel.

        Args:
            settings: limits and switches; read from the environment when omitted.
        """
        self.settings = settings or Settings.from_environment()
        self._cors = Cors(self.settings.allowed_origins)
        self._address_limit = RateLimit(self.settings.address_rate, name="address")

    @classmethod
    def name(cls) -> str:
        """The channel's name."""
        return NAME

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> WebChannel:
        """Makes the channel; its settings come from the environment."""
        return cls()

    def url_prefix(self) -> str:
        """Where the channel is served: beside Rasa's own /webhooks."""
        return PREFIX

    def blueprint(self, on_new_message: OnMessage) -> Blueprint:
        """The channel's routes (see parent class for full docstring)."""
        blueprint = Blueprint("attachment_guide_web")
        turn = Turn(blueprint, on_new_message, NAME, self.settings)
        blueprint.listener("before_server_start")(self._set_up)
        blueprint.middleware("response")(self._cors.answer_preflight)
        routes = [
            *ConversationRoutes(turn, self.settings).routes,
            *service.routes(self.settings),
            *pages.routes(),
        ]
        embeddable = {route.path for route in routes if route.is_embeddable}
        preflights = [Route("OPTIONS", path, self._preflight) for path in sorted(embeddable)]
        for route in (*routes, *preflights):
            handler = self._guarded(route)
            blueprint.add_route(handler, route.path, methods=[route.method], name=route.name)
        return blueprint

    def _set_up(self, app: Sanic, _: asyncio.AbstractEventLoop) -> None:
        app.config.REQUEST_MAX_SIZE = self.settings.max_body
        app.config.PROXIES_COUNT = self.settings.proxies or None
        app.config[PROXY_NETWORKS] = self.settings.trusted_networks
        # Sanic raises plain errors at headers that it cannot read.
        for kind in (SanicException, ValueError, LookupError):
            app.error_handler.add(kind, self._on_sanic_error)

    def _on_sanic_error(self, request: Request, exception: Exception) -> HTTPResponse:
        """Errors before a handler is reached: JSON under /chat, Rasa's own elsewhere."""
        if not f"{request.path}/".startswith(f"{PREFIX}/"):
            return request.app.error_handler.default(request, exception)
        return self._error(request, api_error_of_sanic(exception))

    def _guarded(self, route: Route) -> Handler:
        async def handle(request: Request, **parts: str) -> HTTPResponse:
            try:
                self._cors.check(request)
                if len(request.body) > self.settings.max_body:
                    # The server itself may take more, for the batches of messaging platforms.
                    raise ApiError("body_too_large")
                reply = await self._within_limit(route, request, **parts)
            except Exception as error:
                known = api_error(error)
                if known.code == "internal":
                    logger.exception("A request to %s failed: %s", request.path, type(error).__name__)
                return self._error(request, known)
            return self._with_headers(request, reply)

        return handle

    async def _within_limit(self, route: Route, request: Request, **parts: str) -> HTTPResponse:
        try:
            await self._address_limit.admit(household(request))
        except TooManyError as refusal:
            if route.refused is None:
                raise
            return await route.refused(request, refusal=refusal)
        return await route.handler(request, **parts)

    def _error(self, request: Request, error: ApiError) -> HTTPResponse:
        reply = response.json(error.body(), status=error.status, headers=error.headers)
        return self._with_headers(request, reply)

    def _with_headers(self, request: Request, reply: HTTPResponse) -> HTTPResponse:
        for name, value in HEADERS.items():
            reply.headers.setdefault(name, value)
        self._cors.add_headers(request, reply)
        return reply

    async def _preflight(self, request: Request) -> HTTPResponse:
        return response.empty()
