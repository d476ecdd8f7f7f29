"""The demo page, and what other sites may do."""

from __future__ import annotations

import re

import httpx

from tests.server.talk import error_code


class TestDemoPage:
    def test_has_a_strict_policy(self, server_url):
        reply = httpx.get(f"{server_url}/chat/demo")
        assert reply.status_code == 200
        assert reply.headers["content-type"].startswith("text/html")
        policy = dict(
            part.strip().split(" ", 1) for part in reply.headers["content-security-policy"].split(";")
        )
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
        assert policy["require-trusted-types-for"] == "'script'"
        assert "unsafe" not in reply.headers["content-security-policy"]
        assert reply.headers["x-content-type-options"] == "nosniff"

    def test_loads_nothing_from_elsewhere(self, server_url):
        page = httpx.get(f"{server_url}/chat/demo").text
        loaded = re.findall(r"<(?:script|link|img)[^>]*(?:src|href)=\"([^\"]+)\"", page)
        assert loaded
        for path in loaded:
            assert path.startswith("/chat/static/")
            assert httpx.get(f"{server_url}{path}").status_code == 200


class TestOtherSites:
    def test_may_not_use_the_chat(self, server_url, api):
        for origin in ("https://evil.example", "null", "http://[", "http://127.0.0.1:1"):
            headers = {"Origin": origin}
            reply = api.post("/messages", json={"text": "hello"}, headers=headers)
            assert error_code(reply, 403) == "origin_not_allowed"
            assert "access-control-allow-origin" not in reply.headers
            preflight = api.options("/messages", headers=headers)
            assert "access-control-allow-origin" not in preflight.headers

    def test_the_own_site_may(self, server_url, api):
        reply = api.post("/messages", json={"text": "hello"}, headers={"Origin": server_url})
        assert reply.status_code == 200
