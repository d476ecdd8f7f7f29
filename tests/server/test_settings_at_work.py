"""Limits and switches of the channel, on an assistant of which they are asked."""

from __future__ import annotations

import itertools
import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.cookies import SimpleCookie

import httpx
import pytest

from tests.server.conftest import ADDRESS_RATE, SESSION_RATE, SESSIONS_RATE
from tests.server.talk import AT_RISK, COOKIE, error_code, is_crisis, say

addresses = (f"203.0.113.{n}" for n in itertools.count(1))
networks = itertools.count(1)


@pytest.fixture
def client(strict) -> Iterator[Callable[..., httpx.Client]]:
    """Makes HTTP clients, each at an address of its own unless one is given."""
    with ExitStack() as stack:

        def make(address: str | None = None) -> httpx.Client:
            headers = {"X-Forwarded-For": address or next(addresses)}
            made = httpx.Client(base_url=f"{strict.url}/chat", headers=headers, timeout=30)
            return stack.enter_context(made)

        yield make


def with_session(client: httpx.Client) -> httpx.Client:
    """The client with a session by header: its cookies are for TLS alone."""
    token = client.post("/sessions", headers={"X-Session-Mode": "header"}).json()["token"]
    client.headers["X-Chat-Session"] = token
    return client


def limited(reply: httpx.Response) -> int:
    """Checks a reply that says "too many"; returns the seconds to wait."""
    assert error_code(reply, 429) == "rate_limited"
    return int(reply.headers["retry-after"])


class TestRates:
    def test_messages_of_a_session(self, client):
        visitor = with_session(client())
        for _ in range(SESSION_RATE):
            say(visitor, "hello")
        reply = visitor.post("/messages", json={"text": "hello"})
        assert 1 <= limited(reply) <= 60 / SESSION_RATE + 1
        assert visitor.get("/messages").status_code == 200

    def test_of_one_session_are_not_the_other_ones(self, client):
        address = next(addresses)
        first, second = with_session(client(address)), with_session(client(address))
        for _ in range(SESSION_RATE + 1):
            first.post("/messages", json={"text": "hello"})
        assert say(second, "hello")

    def test_a_message_sent_again_with_its_key_is_free(self, client):
        visitor = with_session(client())
        body = {"text": "hello", "key": uuid.uuid4().hex}
        for _ in range(SESSION_RATE + 3):
            assert visitor.post("/messages", json=body).status_code == 200

    def test_what_is_refused_does_not_count(self, client):
        visitor = with_session(client())
        for _ in range(SESSION_RATE + 1):
            assert visitor.post("/messages", json={"text": ""}).status_code == 400
        assert is_crisis(say(visitor, AT_RISK))

    def test_new_sessions_of_an_address(self, client):
        visitor = client()
        mint = {"X-Session-Mode": "header"}
        replies = [visitor.post("/sessions", headers=mint) for _ in range(SESSIONS_RATE + 1)]
        assert [reply.status_code for reply in replies[:-1]] == [201] * SESSIONS_RATE
        limited(replies[-1])
        assert client().post("/sessions", headers=mint).status_code == 201

    def test_requests_of_an_address(self, client):
        address = next(addresses)
        visitor = client(address)
        replies = [visitor.get("/config") for _ in range(ADDRESS_RATE + 10)]
        assert replies[ADDRESS_RATE - 1].status_code == 200
        assert limited(replies[-1]) >= 1
        assert client().get("/config").status_code == 200

    def test_requests_of_a_household(self, client):
        """Of IPv6, a visitor has a whole network, and any of its addresses."""
        network = f"2001:db8:{next(networks):x}"
        replies = [client(f"{network}::{n:x}").get("/config") for n in range(1, ADDRESS_RATE + 10)]
        limited(replies[-1])
        assert client(f"{network}:1::1").get("/config").status_code == 200

    def test_an_address_cannot_be_made_up(self, client):
        """Only what the trusted proxy adds counts, not what the visitor puts before it."""
        address = next(addresses)
        visitor = client()
        replies = [
            visitor.get("/config", headers={"X-Forwarded-For": f"198.51.100.{n}, {address}"})
            for n in range(ADDRESS_RATE + 10)
        ]
        limited(replies[-1])


class TestSwitches:
    def test_the_longest_message(self, client):
        visitor = with_session(client())
        assert visitor.get("/config").json()["max_length"] == 300
        assert say(visitor, "x" * 300)
        reply = visitor.post("/messages", json={"text": "x" * 301})
        assert error_code(reply, 413) == "text_too_long"

    def test_cookies_only_over_tls(self, client):
        cookie = SimpleCookie(client().post("/sessions").headers["set-cookie"])[f"__Host-{COOKIE}"]
        assert cookie["secure"] and cookie["httponly"] and cookie["path"] == "/" and not cookie["domain"]

    def test_a_cookie_that_another_site_of_the_domain_can_plant_is_not_looked_at(self, client):
        visitor = client()
        token = visitor.post("/sessions", headers={"X-Session-Mode": "header"}).json()["token"]
        for name, status in ((COOKIE, 401), (f"__Host-{COOKIE}", 200)):
            headers = {"Cookie": f"{name}={token}"}
            assert visitor.get("/messages", headers=headers).status_code == status

    def test_a_site_that_may_embed_the_chat(self, client):
        origin = {"Origin": "https://clinic.example"}
        visitor = with_session(client())
        reply = visitor.post("/messages", json={"text": "hello"}, headers=origin)
        assert reply.status_code == 200
        assert reply.headers["access-control-allow-origin"] == "https://clinic.example"
        assert "Origin" in reply.headers["vary"]
        preflight = visitor.options("/messages", headers=origin)
        assert preflight.status_code in (200, 204)
        assert preflight.headers["access-control-allow-origin"] == "https://clinic.example"
        allowed = preflight.headers["access-control-allow-headers"]
        assert {"Content-Type", "X-Chat-Session"} <= set(re.split(r",\s*", allowed))

    def test_its_errors_can_be_read_by_it_too(self, client):
        origin = {"Origin": "https://clinic.example"}
        reply = client().post("/messages", json={"text": "hello"}, headers=origin)
        assert error_code(reply, 401) == "no_session"
        assert reply.headers["access-control-allow-origin"] == "https://clinic.example"

    def test_a_site_that_looks_like_it(self, client):
        for origin in ("https://clinic.example.evil.example", "http://clinic.example"):
            reply = client().get("/config", headers={"Origin": origin})
            assert error_code(reply, 403) == "origin_not_allowed"
