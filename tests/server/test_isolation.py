"""Two visitors can never see or write each other's conversation."""

from __future__ import annotations

import httpx
import pytest

from channels.web.sessions import Sessions
from tests.server.talk import ANSWER, AT_RISK, COOKIE, QUESTION, error_code, history, names, say
from tests.server.talk import visitor as new_visitor


@pytest.fixture
def other(server_url):
    """A second visitor."""
    with new_visitor(server_url) as client:
        yield client


def sender(client: httpx.Client) -> str:
    return Sessions("secret-for-tests", 24).check(client.cookies[COOKIE]).sender


def test_each_sees_only_their_own(api, other):
    say(api, QUESTION)
    say(other, "hello")
    assert [m["text"] for m in history(api) if m["from"] == "visitor"] == [QUESTION]
    assert [m["text"] for m in history(other) if m["from"] == "visitor"] == ["hello"]


def test_ids_in_the_body_change_nothing(running):
    with new_visitor(running.url) as victim, new_visitor(running.url) as attacker:
        say(victim, QUESTION)
        before = history(victim)
        target = sender(victim)
        body = {
            "text": "hello",
            "sender": target,
            "sender_id": target,
            "conversation_id": target,
            "session": victim.cookies[COOKIE],
            "metadata": {"sender": target},
        }
        reply = attacker.post("/messages", json=body, params={"sender": target, "token": "token-for-tests"})
        assert reply.status_code == 200
        assert len(history(attacker)) >= 2
        strip = [(m["from"], m["text"]) for m in before]
        assert [(m["from"], m["text"]) for m in history(victim)] == strip


def test_a_conversation_id_is_no_session(running):
    """The id under which the conversation is stored lets nobody in."""
    with new_visitor(running.url) as victim:
        say(victim, QUESTION)
        for token in (sender(victim), f"{sender(victim)}.9999999999.{'0' * 64}"):
            for headers in ({"X-Chat-Session": token}, {"Cookie": f"{COOKIE}={token}"}):
                reply = httpx.get(f"{running.url}/chat/messages", headers=headers)
                assert error_code(reply, 401) == "no_session"


def test_a_copied_request_writes_to_the_senders_own_conversation(api, other):
    body = {"text": QUESTION, "key": "copied-request"}
    mine = api.post("/messages", json=body).json()["messages"]
    copied = other.post("/messages", json=body).json()["messages"]
    assert names(copied) == [ANSWER]
    assert copied[0]["id"] != mine[0]["id"]
    assert len(history(api)) == len(history(other)) == 2


def test_feedback_on_another_visitors_answer_is_refused(api, other):
    [message] = say(api, QUESTION)
    reply = other.post("/feedback", json={"message": message["id"], "helped": False})
    assert error_code(reply, 404) == "message_unknown"


def test_risk_of_one_is_not_the_other_ones(api, other):
    """Neither the reminder of a crisis nor half a sentence goes over to somebody else."""
    say(api, AT_RISK)
    say(api, "i want to")
    assert not any(m["kind"] == "crisis" for m in say(other, "die Katze"))
    assert names(say(other, QUESTION)) == [ANSWER]


def test_one_deletes_only_their_own(api, other):
    say(api, QUESTION)
    say(other, QUESTION)
    assert other.delete("/sessions/current").status_code == 204
    assert len(history(api)) == 2


def test_a_request_replayed_after_deletion_is_refused(api, server_url):
    body = {"text": QUESTION, "key": "to-be-replayed"}
    cookies = {COOKIE: api.cookies[COOKIE]}
    api.post("/messages", json=body)
    api.delete("/sessions/current")
    reply = httpx.post(f"{server_url}/chat/messages", json=body, cookies=cookies)
    assert error_code(reply, 401) == "session_expired"
    api.post("/sessions", json={}).raise_for_status()
    assert history(api) == []
    assert names(api.post("/messages", json=body).json()["messages"]) == [ANSWER]


class TestRasasOwnApi:
    PATHS = (
        ("GET", "/conversations/{id}/tracker"),
        ("GET", "/conversations/{id}/story"),
        ("POST", "/conversations/{id}/messages"),
        ("POST", "/conversations/{id}/tracker/events"),
        ("PUT", "/conversations/{id}/tracker/events"),
        ("POST", "/conversations/{id}/execute"),
        ("POST", "/conversations/{id}/trigger_intent"),
        ("POST", "/conversations/{id}/predict"),
        ("POST", "/model/parse"),
        ("PUT", "/model"),
        ("DELETE", "/model"),
        ("POST", "/model/train"),
        ("POST", "/model/test/intents"),
        ("GET", "/domain"),
        ("GET", "/status"),
    )

    @pytest.mark.parametrize(("method", "path"), PATHS)
    def test_is_closed_without_the_token(self, running, method, path):
        with new_visitor(running.url) as victim:
            url = running.url + path.format(id=sender(victim))
            for params in ({}, {"token": ""}, {"token": "guess"}):
                assert httpx.request(method, url, params=params).status_code == 401
            cookies = dict(victim.cookies)
            assert httpx.request(method, url, cookies=cookies).status_code == 401

    def test_opens_with_the_token(self, rasa):
        assert rasa.get("/status").status_code == 200

    @pytest.mark.parametrize("channel", ["rest", "callback", "socketio", "facebook", "web"])
    def test_there_is_no_other_way_in(self, server_url, channel):
        for path in (f"/webhooks/{channel}/webhook", "/socket.io/"):
            body = {"sender": "web-x", "message": "hello"}
            reply = httpx.post(f"{server_url}{path}", json=body)
            assert reply.status_code == 404
