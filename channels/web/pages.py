"""The routes that hand out files: the demo page, the chat window's script, the API's description."""

from __future__ import annotations

from pathlib import Path

import yaml
from sanic import HTTPResponse, Request, response

from channels.web.errors import ApiError
from channels.web.routes import Route

STATIC_FOLDER = Path(__file__).with_name("static")
OPENAPI_FILE = Path(__file__).with_name("openapi.yml")
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def routes() -> list[Route]:
    """The demo page, static files and the API's description."""
    return [
        Route("GET", "/demo", _demo),
        Route("GET", "/static/<file:str>", _static),
        Route("GET", "/openapi.json", _openapi),
    ]


async def _demo(request: Request) -> HTTPResponse:
    """The demo clinic page."""
    return await response.file(STATIC_FOLDER / "demo.html", headers=HEADERS)


async def _static(request: Request, file: str) -> HTTPResponse:
    """A file of the chat window or the demo page."""
    files = {path.name: path for path in STATIC_FOLDER.iterdir()}
    if file not in files:
        raise ApiError("not_found")
    # Embedding on another site loads the script from here.
    headers = {**HEADERS, "Cross-Origin-Resource-Policy": "cross-origin", "Cache-Control": "no-cache"}
    return await response.file(files[file], headers=headers)


async def _openapi(request: Request) -> HTTPResponse:
    """The API's description."""
    return response.json(yaml.safe_load(OPENAPI_FILE.read_text(encoding="utf-8")))
