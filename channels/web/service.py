"""The routes about the service itself, for clients and operators."""

from __future__ import annotations

from sanic import HTTPResponse, Request, response

from attachment_guide.content.help_lines import public_help_lines
from attachment_guide.settings import Settings
from channels import metrics
from channels.notices import notices
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
                **notices(settings),
            }
        )

    return [
        Route("GET", "/help-lines", _help_lines, is_embeddable=True),
        Route("GET", "/config", config, is_embeddable=True),
        Route("GET", "/health", _health),
        Route("GET", "/metrics", _metrics),
    ]


async def _help_lines(request: Request) -> HTTPResponse:
    """The help lines of all countries."""
    return response.json(public_help_lines())


async def _health(request: Request) -> HTTPResponse:
    """Whether a model is loaded; 503 when only the safety net would answer."""
    agent = getattr(request.app.ctx, "agent", None)
    ready = bool(agent and agent.is_ready())
    status = {"status": "ok" if ready else "no model", "model": ready}
    return response.json(status, status=200 if ready else 503)


async def _metrics(request: Request) -> HTTPResponse:
    """What an operator can count, in Prometheus' text format."""
    body, content_type = metrics.page()
    return response.raw(body, content_type=content_type)
