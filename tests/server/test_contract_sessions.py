"""Sessions and their deletion, over HTTP as the chat window uses them."""

from __future__ import annotations

import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie

import httpx

from tests.server.talk import (
    ANSWER,
    AT_RISK,
    COOKIE,
    QUESTION,
    error_code,
    history,
    names,
    say,
    stored_events,
)
from tests.server.talk import visitor as new_visitor


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

    def test_the_token_of_a_cookie_is_never_told_to_a_script(self, api):
        reply = api.post("/sessions", headers={"X-Session-Mode": "header"})
        assert reply.status_code == 201
        assert reply.json()["token"] != api.cookies[COOKIE]

    def test_a_bad_cookie_before_the_good_one_locks_nobody_out(self, server_url, api):
        mine = api.cookies[COOKIE]
        with new_visitor(server_url) as other:
            ended = other.cookies[COOKIE]
            other.delete("/sessions/current")
        api.cookies.clear()
        for bad in ("x", "", ended, f"{mine}x"):
            headers = {"Cookie": f"{COOKIE}={bad}; {COOKIE}={mine}"}
            assert api.get("/messages", headers=headers).status_code == 200, bad
            reply = api.post("/messages", json={"text": QUESTION}, headers=headers)
            assert reply.status_code == 200, bad
            assert api.post("/sessions", headers=headers).status_code == 200, bad


class TestDeletion:
    def test_leaves_no_row(self, running, stored):
        say(stored, QUESTION)
        say(stored, AT_RISK)
        assert stored_events(running, stored)
        token = stored.cookies[COOKIE]
        reply = stored.delete("/sessions/current")
        assert reply.status_code == 204 and not reply.content
        assert COOKIE not in stored.cookies
        stored.cookies.set(COOKIE, token)
        assert stored_events(running, stored) == []

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
                assert stored_events(running, hasty) == []
