"""The country that is chosen in the page is known to the assistant."""

from __future__ import annotations

import pytest

from tests.server.talk import error_code


class TestCountry:
    def test_its_lines_are_named_without_asking(self, api):
        assert api.put("/country", json={"country": "IE"}).status_code == 204
        messages = api.post("/messages", json={"text": "I want to die"}).json()["messages"]
        names = [message["name"] for message in messages]
        assert names[0].startswith("utter_crisis/")
        assert "utter_crisis_lines" in names
        assert any("In Ireland" in message["text"] for message in messages)

    def test_nothing_is_said(self, api):
        api.put("/country", json={"country": "IE"})
        assert api.get("/messages").json()["messages"] == []

    def test_a_country_without_lines_may_be_told(self, api):
        assert api.put("/country", json={"country": None}).status_code == 204

    @pytest.mark.parametrize("body", [{}, {"country": "XX"}, {"country": 1}, {"country": ["IE"]}])
    def test_anything_else_is_refused(self, api, body):
        assert error_code(api.put("/country", json=body), 400) == "country_unknown"

    def test_needs_a_session(self, api):
        api.cookies.clear()
        assert error_code(api.put("/country", json={"country": "IE"}), 401) == "no_session"
