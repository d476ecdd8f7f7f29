"""What the chat window relies on, over HTTP against a running assistant."""

from __future__ import annotations

import re
import sqlite3
import threading
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie

import httpx
import pytest

from channels.web.sessions import Sessions
from tests.running import Running
from tests.server.talk import ANSWER, AT_RISK, COOKIE, QUESTION, error_code, history, names, say
from tests.server.talk import visitor as new_visitor

FIELDS = {"id", "text", "buttons", "source", "kind", "name", "time"}


def rows(running: Running, client: httpx.Client) -> list[str]:
    """The types of the events that the database holds of a visitor's conversation."""
    # The conversation's id is not the token, and the token does not follow from it.
    sender = Sessions("secret-for-tests", 24).check(client.cookies[COOKIE]).sender
    with sqlite3.connect(running.database) as database:
        found = database.execute("SELECT type_name FROM events WHERE sender_id = ?", [sender])
        return [row[0] for row in found]


@pytest.fixture
def stored(running: Running) -> Iterator[httpx.Client]:
    """A visitor of the assistant whose database the tests can look into."""
    with new_visitor(running.url) as client:
        yield client


class TestSessions:
    def test_a_session_is_a_cookie_that_scripts_and_other_sites_cannot_use(self, server_url):
        reply = httpx.post(f"{server_url}/chat/sessions", json={})
        assert reply.status_code == 201
        assert 0 < reply.json()["expires_in"] <= 24 * 3600
        assert "token" not in reply.json()
        cookie = SimpleCookie(reply.headers["set-cookie"])[COOKIE]
        assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == "/chat"
        assert len(cookie.value.split(".")[0]) >= 32

    def test_a_live_session_is_kept(self, api):
        token = api.cookies[COOKIE]
        reply = api.post("/sessions", json={})
        assert reply.status_code == 200
        assert api.cookies[COOKIE] == token

    def test_every_session_is_another(self, server_url):
        tokens = {httpx.post(f"{server_url}/chat/sessions").cookies[COOKIE].split(".")[0] for _ in range(5)}
        assert len(tokens) == 5

    def test_without_cookies_the_token_goes_by_header(self, server_url):
        mint = httpx.post(f"{server_url}/chat/sessions", headers={"X-Session-Mode": "header"})
        assert mint.status_code == 201
        assert "set-cookie" not in mint.headers
        headers = {"X-Chat-Session": mint.json()["token"]}
        with httpx.Client(base_url=f"{server_url}/chat", headers=headers, timeout=30) as client:
            assert names(say(client, QUESTION)) == [ANSWER]
            assert client.post("/sessions").status_code == 200
            assert len(history(client)) == 2

    def test_cookies_of_other_programs_on_the_site_do_no_harm(self, api):
        mine = f"{COOKIE}={api.cookies[COOKIE]}"
        api.cookies.clear()
        for others in ('a/b=c; x="; {mine}', "{mine}; a:b=1", "é=1; (;;=; {mine}"):
            cookie = others.format(mine=mine).encode()
            assert api.get("/messages", headers={b"Cookie": cookie}).status_code == 200


class TestMessages:
    def test_an_answer_has_its_source_and_next_steps(self, api):
        [message] = say(api, QUESTION)
        assert set(message) == FIELDS
        assert (message["kind"], message["name"]) == ("answer", ANSWER)
        assert "anxi" in message["text"].lower()
        assert message["source"]["section"]
        assert abs(message["time"] - time.time()) < 60
        assert message["buttons"]
        for button in message["buttons"]:
            assert set(button) == {"id", "title", "name"}
            assert "/" not in button["id"]

    def test_a_button_leads_where_its_name_says(self, api):
        [message] = say(api, QUESTION)
        button = next(b for b in message["buttons"] if b["name"])
        reply = api.post("/messages", json={"choice": button["id"]})
        assert names(reply.json()["messages"]) == [button["name"]]
        assert history(api)[2]["text"] == button["title"]

    def test_a_country_is_chosen_by_button(self, api):
        messages = say(api, AT_RISK)
        button = next(b for m in messages for b in m["buttons"] if b["title"] == "Spain")
        reply = api.post("/messages", json={"choice": button["id"]}).json()["messages"]
        assert any("024" in m["text"] or "112" in m["text"] for m in reply)

    def test_crisis_guidance_comes_first(self, api):
        messages = say(api, AT_RISK)
        assert messages[0]["kind"] == "crisis"
        assert messages[0]["name"] == "utter_crisis/suicide"
        assert "112" in messages[0]["text"]

    def test_after_a_crisis_the_help_line_stays_in_view(self, api):
        say(api, AT_RISK)
        messages = say(api, QUESTION)
        assert ANSWER in names(messages)
        assert names(messages)[-1] == "utter_help_line"

    @pytest.mark.parametrize("country", [{"text": "I am in Spain"}, {"title": "Spain"}])
    def test_and_is_that_of_the_visitors_country(self, api, country):
        buttons = [button for message in say(api, AT_RISK) for button in message["buttons"]]
        title = country.get("title")
        choice = next((button["id"] for button in buttons if button["title"] == title), None)
        api.post("/messages", json={"choice": choice} if choice else country)
        reminder = say(api, QUESTION)[-1]
        assert reminder["name"] == "utter_help_line_local"
        assert "024" in reminder["text"]

    def test_a_text_as_long_as_allowed_is_answered(self, api):
        assert say(api, ("what is trauma? " * 200)[:2000])

    def test_a_text_at_risk_is_never_too_long(self, api):
        messages = say(api, "I read your page today. " * 200 + AT_RISK + " It was a fine page. " * 200)
        assert messages[0]["kind"] == "crisis"

    def test_text_that_is_no_proper_unicode_is_answered(self, api):
        body = b'{"text": "what is \\ud800 anxious attachment \\u0000?"}'
        reply = api.post("/messages", content=body, headers={"Content-Type": "application/json"})
        assert reply.status_code == 200
        assert reply.json()["messages"]


class TestIdempotency:
    def test_sent_twice_at_once_it_is_answered_once(self, running, stored):
        body = {"text": QUESTION, "key": uuid.uuid4().hex}
        together = threading.Barrier(4)

        def send(_: int) -> str:
            together.wait()
            cookies = {COOKIE: stored.cookies[COOKIE]}
            url = f"{running.url}/chat/messages"
            return httpx.post(url, json=body, cookies=cookies, timeout=30).text

        with ThreadPoolExecutor(4) as pool:
            replies = set(pool.map(send, range(4)))
        assert len(replies) == 1
        assert rows(running, stored).count("user") == 1
        assert [m["from"] for m in history(stored)] == ["visitor", "assistant"]

    def test_sent_again_later_it_gets_the_same_reply(self, api):
        body = {"text": QUESTION, "key": uuid.uuid4().hex}
        first = api.post("/messages", json=body).json()
        assert api.post("/messages", json=body).json() == first
        assert len(history(api)) == 2

    def test_another_visitor_may_use_the_same_key(self, api, server_url):
        body = {"text": QUESTION, "key": "the-same-key"}
        with new_visitor(server_url) as other:
            first = api.post("/messages", json=body).json()["messages"]
            second = other.post("/messages", json={**body, "text": "hello"}).json()["messages"]
        assert names(first) == [ANSWER]
        assert names(second) != [ANSWER]


class TestHistory:
    def test_restores_what_was_said(self, api):
        said = [*say(api, QUESTION), *say(api, "and in adults?")]
        restored = history(api)
        assert [m["text"] for m in restored if m["from"] == "visitor"] == [
            QUESTION,
            "and in adults?",
        ]
        for before, after in zip(said, [m for m in restored if "name" in m], strict=True):
            same = ("text", "kind", "name", "buttons", "source")
            assert {f: before[f] for f in same} == {f: after[f] for f in same}
        assert [m["time"] for m in restored] == sorted(m["time"] for m in restored)

    def test_is_empty_at_first(self, api):
        assert history(api) == []


class TestDeletion:
    def test_leaves_no_row(self, running, stored):
        say(stored, QUESTION)
        say(stored, AT_RISK)
        assert rows(running, stored)
        token = stored.cookies[COOKIE]
        reply = stored.delete("/sessions/current")
        assert reply.status_code == 204 and not reply.content
        assert COOKIE not in stored.cookies
        stored.cookies.set(COOKIE, token)
        assert rows(running, stored) == []

    def test_a_deleted_session_is_worthless(self, api):
        say(api, QUESTION)
        cookies = {COOKIE: api.cookies[COOKIE]}
        api.delete("/sessions/current")
        url = f"{api.base_url}messages"
        assert error_code(httpx.get(url, cookies=cookies), 401) == "session_expired"
        reply = httpx.post(url, cookies=cookies, json={"text": QUESTION})
        assert error_code(reply, 401) == "session_expired"

    def test_a_message_on_its_way_leaves_no_row_either(self, running, stored):
        """Deleted while the assistant still answers: the answer must not be stored afterwards."""
        token = {COOKIE: stored.cookies[COOKIE]}
        for wait in (0.0, 0.01, 0.03):
            with new_visitor(running.url) as hasty, ThreadPoolExecutor(4) as pool:
                token = {COOKIE: hasty.cookies[COOKIE]}
                url = f"{running.url}/chat/messages"
                sent = [
                    pool.submit(
                        httpx.post,
                        url,
                        json={"text": QUESTION, "key": uuid.uuid4().hex},
                        cookies=token,
                        timeout=30,
                    )
                    for _ in range(3)
                ]
                time.sleep(wait)
                assert hasty.delete("/sessions/current").status_code == 204
                for reply in sent:
                    assert reply.result().status_code in (200, 401)
                hasty.cookies.update(token)
                assert rows(running, hasty) == []


class TestFeedback:
    def test_on_an_answer(self, api):
        [message] = say(api, QUESTION)
        reply = api.post("/feedback", json={"message": message["id"], "helped": True})
        assert reply.status_code == 204 and not reply.content

    def test_on_a_restored_answer(self, api):
        say(api, QUESTION)
        message = history(api)[1]
        reply = api.post("/feedback", json={"message": message["id"], "helped": False})
        assert reply.status_code == 204

    def test_is_there_again_after_a_reload_as_it_was_given_last(self, api):
        messages = [*say(api, QUESTION), *say(api, "what causes it")]
        for helped in (True, False):
            api.post("/feedback", json={"message": messages[0]["id"], "helped": helped})
        assert [m["helped"] for m in history(api) if m["from"] == "assistant"] == [False, None]
        assert names(say(api, "thanks")) == ["utter_smalltalk/thanks"], "the talk goes on"

    def test_is_counted(self, api):
        [message] = say(api, QUESTION)
        line = re.compile(rf'attachment_guide_feedback_total{{helped="false",name="{ANSWER}"}} ([\d.]+)')
        before = line.search(api.get("/metrics").text)
        api.post("/feedback", json={"message": message["id"], "helped": False})
        after = line.search(api.get("/metrics").text)
        assert float(after[1]) == (float(before[1]) if before else 0) + 1


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
        assert (reply.status_code, reply.json()) == (200, {"status": "ok", "model": True})

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
