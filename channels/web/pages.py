"""The routes that hand out files: the demo page, the chat window's script, the API's description."""

from __future__ import annotations

from pathlib import Path

import yaml
from sanic import HTTPResponse, Request, response

from channels.web.errors import ApiError
from channels.web.requests import takes_gzip
from channels.web.routes import Route
from channels.web.static_files import STATIC_FOLDER, name_with_digest, static_file

SCRIPT = "attachment-guide.js"
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
    page = (STATIC_FOLDER / "demo.html").read_text(encoding="utf-8")
    page = page.replace(f"/static/{SCRIPT}", f"/static/{name_with_digest(SCRIPT)}")
    return response.html(page, headers=HEADERS)


async def _static(request: Request, file: str) -> HTTPResponse:
    """A file of the chat window or the demo page."""
    found = static_file(file)
    if found is None:
        raise ApiError("not_found")
    content, cache_control = found
    is_compressed = content.compressed is not None and takes_gzip(request)
    tag = content.tag(is_compressed=is_compressed)
    headers = {
        **HEADERS,
        # Embedding on another site loads the script from here.
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Cache-Control": cache_control,
        "ETag": tag,
        "Vary": "Accept-Encoding",
    }
    if tag in {
        known.strip().removeprefix("W/") for known in request.headers.get("if-none-match", "").split(",")
    }:
        return response.empty(304, headers)
    if is_compressed:
        headers["Content-Encoding"] = "gzip"
    body = content.compressed if is_compressed else content.content
    return response.raw(body, headers=headers, content_type=content.content_type)


async def _openapi(request: Request) -> HTTPResponse:
    """The API's description."""
    return response.json(yaml.safe_load(OPENAPI_FILE.read_text(encoding="utf-8")))
