"""Help lines, configuration, health, metrics and the description of the API."""

from __future__ import annotations

import re

import httpx

from tests.server.talk import say


class TestService:
    def test_help_lines_need_no_session(self, server_url):
        reply = httpx.get(f"{server_url}/chat/help-lines").json()
        countries = {country["code"]: country for country in reply["countries"]}
        assert countries["US"]["emergency"] == ["911"]
        assert countries["GB"]["lines"][0]["number"]
        assert all(country["emergency"] for country in countries.values())
        assert all(d["url"].startswith("https://") for d in reply["directories"])

    def test_config_tells_the_longest_message(self, server_url):
        assert httpx.get(f"{server_url}/chat/config").json()["max_length"] == 2000

    def test_config_tells_what_to_say_before_the_first_message(self, server_url):
        config = httpx.get(f"{server_url}/chat/config").json()
        assert "automated assistant" in config["disclosure"]
        assert config["clinic_name"] in config["disclosure"]
        assert config["privacy_notice"]

    def test_health(self, server_url):
        reply = httpx.get(f"{server_url}/chat/health")
        assert reply.status_code == 200
        status = reply.json()
        assert (status.pop("status"), status.pop("model")) == ("ok", True)
        assert status == dict.fromkeys(("database", "lock_store", "action_server", "disk"), True)

    def test_health_for_watchdogs_and_load_balancers(self, server_url):
        live, ready = (httpx.get(f"{server_url}/chat/health/{kind}") for kind in ("live", "ready"))
        assert (live.status_code, live.json()) == (200, {"status": "alive"})
        assert (ready.status_code, ready.json()) == (200, {"status": "ready"})

    def test_metrics_tell_of_the_parts_and_of_what_is_running(self, api):
        text = api.get("/metrics").text
        for part in ("model", "database", "lock_store", "action_server", "disk"):
            assert f'attachment_guide_up{{part="{part}"}} 1.0' in text
        assert re.search(r'attachment_guide_build_info\{.*rasa="3\.6\.21".*version="[0-9]', text)
        assert re.search(
            r'attachment_guide_model_info\{file="attachment-guide\.tar\.gz",id="\w+"\} 1\.0', text
        )
        assert re.search(r"attachment_guide_disk_free_bytes [0-9.e+]+", text)

    def test_metrics_hold_no_word_and_no_id_of_a_visitor(self, api):
        say(api, "zebrafish and anxious attachment")
        text = api.get("/metrics").text
        assert "attachment_guide_messages_total" in text
        assert "zebrafish" not in text
        assert "web-" not in text

    def test_the_api_is_described(self, server_url):
        described = httpx.get(f"{server_url}/chat/openapi.json").json()
        assert described["openapi"].startswith("3.0")
        assert set(described["paths"]) >= {"/sessions", "/messages", "/feedback"}

    def test_replies_are_not_kept_by_caches(self, api):
        for path in ("/messages", "/config", "/health"):
            assert api.get(path).headers["cache-control"] == "no-store"
