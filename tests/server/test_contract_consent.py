"""What a visitor allows beyond the conversation: each for itself, and taken back at any time."""

from __future__ import annotations

import pytest

from tests.running import assistant
from tests.server.talk import error_code, visitor

NOTHING = {"keep": False, "improve": False}


class TestConsent:
    def test_nothing_is_allowed_at_first(self, api):
        assert api.get("/consent").json() == NOTHING
        api.post("/messages", json={"text": "hello"})
        assert api.get("/consent").json() == NOTHING

    def test_longer_keeping_is_allowed_and_taken_back(self, api):
        assert api.put("/consent", json={"keep": True}).status_code == 204
        api.post("/messages", json={"text": "hello"})
        assert api.get("/consent").json() == {"keep": True, "improve": False}
        assert api.put("/consent", json={"keep": False}).status_code == 204
        assert api.get("/consent").json() == NOTHING

    @pytest.mark.parametrize(
        "body",
        [{}, {"keep": None}, {"keep": 1}, {"improve": "yes"}, {"x": True}, {"keep": True, "improve": 0}],
    )
    def test_anything_else_is_refused(self, api, body):
        assert error_code(api.put("/consent", json=body), 400) == "consent_invalid"
        assert api.get("/consent").json() == NOTHING

    def test_where_staff_do_not_read_nobody_is_asked(self, api):
        config = api.get("/config").json()
        assert config["staff_read"] is False and "No person reads" in config["disclosure"]
        assert error_code(api.put("/consent", json={"improve": True}), 400) == "consent_invalid"
        assert api.put("/consent", json={"improve": False}).status_code == 204

    def test_needs_a_session(self, api):
        api.cookies.clear()
        assert error_code(api.get("/consent"), 401) == "no_session"
        assert error_code(api.put("/consent", json={"keep": True}), 401) == "no_session"


def test_where_staff_read_the_visitor_is_told_and_allows_it_apart(tmp_path):
    with assistant(tmp_path, ATTACHMENT_GUIDE_INBOX="true") as started, visitor(started.url) as client:
        config = client.get("/config").json()
        assert config["staff_read"] is True and "unless you allow it" in config["disclosure"]
        client.put("/consent", json={"keep": True})
        assert client.get("/consent").json() == {"keep": True, "improve": False}
        assert client.put("/consent", json={"improve": True}).status_code == 204
        assert client.get("/consent").json() == {"keep": True, "improve": True}
        client.delete("/sessions/current")
