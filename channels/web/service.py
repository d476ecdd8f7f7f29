"""The routes about the service itself, for clients and operators."""

from __future__ import annotations

import hmac
import ipaddress

from rasa.core.agent import Agent
from sanic import HTTPResponse, Request, response

from attachment_guide.content.help_lines import public_help_lines
from attachment_guide.settings import Settings
from channels import metrics
from channels.build import build_information, model_information
from channels.health import Health
from channels.notices import notices
from channels.status import troubles
from channels.web.errors import ApiError
from channels.web.requests import address
from channels.web.routes import Route


def routes(settings: Settings) -> list[Route]:
    """Help lines, configuration, health and metrics; none of them needs a session.

    Args:
        settings: what clients are told of.
    """

    async def config(request: Request) -> HTTPResponse:
        """What a client needs to know, and has to tell the visitor before the first message."""
        return response.json(
            {
                "clinic_name": settings.clinic_name,
                "contact_url": settings.contact_url,
                "privacy_url": settings.privacy_url,
                "max_length": settings.max_text,
                "keep_hours": settings.keep_hours,
                "keep_days": settings.keep_days,
                "staff_read": settings.inbox,
                **notices(settings),
            }
        )

    operators = Operators(settings)
    return [
        Route("GET", "/help-lines", _help_lines, is_embeddable=True),
        Route("GET", "/config", config, is_embeddable=True),
        *operators.routes,
    ]


async def _help_lines(request: Request) -> HTTPResponse:
    """The help lines of all countries."""
    return response.json(public_help_lines())


class Operators:
    """What those who run the assistant ask."""

    def __init__(self, settings: Settings) -> None:
        """Prepares the routes.

        Args:
            settings: the token that opens the metrics to other machines.
        """
        self._token = settings.token
        self._health = Health()
        self.routes = [
            Route("GET", "/health", self._all),
            Route("GET", "/health/live", self._live),
            Route("GET", "/health/ready", self._ready),
            Route("GET", "/metrics", self._metrics),
        ]

    async def _all(self, request: Request) -> HTTPResponse:
        """Whether all is well, and what is not; 503 when anything is broken."""
        parts = await self._health.parts(_agent(request))
        works = all(parts.values())
        partly = troubles()
        status = "no model" if not parts["model"] else "ok" if works and not partly else "degraded"
        more = {"troubles": partly} if partly else {}
        # Troubles are for operators to mend; nothing is broken that visitors of the web would notice.
        return response.json({"status": status, **parts, **more}, status=200 if works else 503)

    async def _live(self, request: Request) -> HTTPResponse:
        """Whether the process does anything at all; if not, only a new start helps."""
        is_alive = self._health.is_alive(_agent(request))
        status = {"status": "alive" if is_alive else "stuck"}
        return response.json(status, status=200 if is_alive else 503)

    async def _ready(self, request: Request) -> HTTPResponse:
        """Whether visitors may be sent here.

        That is once the model is there, whatever else is broken: crisis guidance needs nothing else.
        """
        agent = _agent(request)
        is_ready = bool(agent and agent.is_ready())
        status = {"status": "ready" if is_ready else "no model"}
        return response.json(status, status=200 if is_ready else 503)

    async def _metrics(self, request: Request) -> HTTPResponse:
        """What an operator can count, in Prometheus' text format."""
        if not (_is_near(request) or self._has_token(request)):
            raise ApiError("metrics_closed")
        agent = _agent(request)
        await self._health.parts(agent)
        metrics.BUILD.info(build_information())
        metrics.MODEL.info(model_information(agent))
        body, content_type = metrics.page()
        return response.raw(body, content_type=content_type)

    def _has_token(self, request: Request) -> bool:
        kind, _, given = request.headers.get("authorization", "").partition(" ")
        is_same = hmac.compare_digest(given.strip().encode(), self._token.encode())
        return bool(self._token) and kind.lower() == "bearer" and is_same


def _agent(request: Request) -> Agent | None:
    return getattr(request.app.ctx, "agent", None)


def _is_near(request: Request) -> bool:
    """Whether a request comes from this machine, and not through a proxy on it."""
    try:
        return ipaddress.ip_address(address(request)).is_loopback
    except ValueError:
        return False
