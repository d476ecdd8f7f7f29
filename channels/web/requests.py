"""What is read from a request: who sent it, and its body."""

from __future__ import annotations

import ipaddress
import json
from typing import Any

from sanic import Request

from channels.web.errors import ApiError

COOKIE = "attachment_guide_session"
TOKEN_HEADER = "X-Chat-Session"
MODE_HEADER = "X-Session-Mode"
# Where the server's configuration keeps the networks that proxies are in.
PROXY_NETWORKS = "PROXY_NETWORKS"
HOUSEHOLD_BITS = 64
# More cookies of one name than these are nobody's mistake.
MOST_COOKIES = 4


def address(request: Request) -> str:
    """The visitor's address: as given by trusted proxies, or else that of the connection.

    Args:
        request: any request.
    """
    if request.remote_addr and _is_proxy(request):
        # Sanic puts IPv6 into brackets.
        return request.remote_addr.strip("[]")
    return request.ip


def household(request: Request) -> str:
    """What the limits of an address count by: the address, or of IPv6 the network that a visitor has.

    Providers give a household at least a /64 (RFC 6177), any of whose addresses it may use.

    Args:
        request: any request.
    """
    given = address(request)
    try:
        parsed = ipaddress.ip_address(given.partition("%")[0])
    except ValueError:
        return given
    if isinstance(parsed, ipaddress.IPv4Address):
        return given
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((int(parsed), HOUSEHOLD_BITS), strict=False))


def _is_proxy(request: Request) -> bool:
    """Whether a request comes from where trusted proxies are."""
    try:
        peer = ipaddress.ip_address(request.ip)
    except ValueError:
        return False
    peer = getattr(peer, "ipv4_mapped", None) or peer
    return any(peer in network for network in request.app.config.get(PROXY_NETWORKS, ()))


def cookie_name(is_secure: bool) -> str:
    """The name of the session's cookie.

    Over TLS it is one that browsers take from this very host alone: no other site of the same domain, and
    nobody who can write into a connection without TLS, can plant a session.

    Args:
        is_secure: whether cookies are for TLS alone.
    """
    return f"__Host-{COOKIE}" if is_secure else COOKIE


def session_tokens(request: Request, cookie: str | None) -> list[str]:
    """The tokens that may be the visitor's session: the one in the header, or else those in cookies.

    Args:
        request: any request.
        cookie: the cookie's name; None to look at the header alone.
    """
    in_header = request.headers.get(TOKEN_HEADER)
    if in_header or not cookie:
        return [in_header] if in_header else []
    # Not by `request.cookies`: an ill-named cookie of another program on the site makes it fail.
    pairs = (part.strip().partition("=") for part in request.headers.get("cookie", "").split(";"))
    return [value for name, _, value in pairs if name == cookie][:MOST_COOKIES]


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
