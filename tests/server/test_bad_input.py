"""Every bad input gets a 4xx JSON error that says what is wrong."""

from __future__ import annotations

import json
import socket
from urllib.parse import urlsplit

import httpx
import pytest

from channels.web.sessions import Sessions
from tests.server.talk import COOKIE, error_code, history, say

JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "text_missing"),
        ({"txt": "hello"}, "text_missing"),
        ({"text": None}, "text_missing"),
        ({"text": None, "choice": None}, "text_missing"),
        ({"text": 7}, "text_not_string"),
        ({"text": 0}, "text_not_string"),
        ({"text": True}, "text_not_string"),
        ({"text": False}, "text_not_string"),
        ({"text": ["hello"]}, "text_not_string"),
        ({"text": {"text": "hello"}}, "text_not_string"),
        ({"text": ""}, "text_empty"),
        ({"text": " \t\n\u00a0"}, "text_empty"),
        ({"choice": "c-0000000000000000"}, "choice_unknown"),
        ({"choice": "/symptoms/children"}, "choice_unknown"),
        ({"choice": "/restart"}, "choice_unknown"),
        ({"choice": ""}, "choice_unknown"),
        ({"choice": 7}, "choice_unknown"),
        ({"choice": ["c-0000000000000000"]}, "choice_unknown"),
        ({"choice": {}}, "choice_unknown"),
        ({"text": "hello", "choice": "nothing"}, "choice_unknown"),
        ({"text": "hello", "key": "short"}, "key_invalid"),
        ({"text": "hello", "key": "x" * 65}, "key_invalid"),
        ({"text": "hello", "key": "with spaces in it"}, "key_invalid"),
        ({"text": "hello", "key": 12345678}, "key_invalid"),
        ({"text": "hello", "key": ["12345678"]}, "key_invalid"),
        ({"text": "hello", "key": "12345678\n"}, "key_invalid"),
        ([], "bad_body"),
        ([{"text": "hello"}], "bad_body"),
        ("hello", "bad_body"),
        (None, "bad_body"),
        (7, "bad_body"),
    ],
)
def test_message_bodies(api, body, code):
    reply = api.post("/messages", content=json.dumps(body), headers=JSON)
    assert error_code(reply, 400) == code
    assert history(api) == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'{"text": "hello"',
        b"{'text': 'hello'}",
        b"text=hello",
        b'{"text": "\xff\xfe"}',
        b"[" * 30_000,
        b'{"text": ' * 5_000,
        b"\x00",
    ],
)
def test_bodies_that_are_not_json(api, body):
    assert error_code(api.post("/messages", content=body, headers=JSON), 400) == "bad_json"


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "json", "*/*"],
)
def test_content_types(api, content_type):
    body = json.dumps({"text": "hello"})
    for path in ("/messages", "/feedback"):
        reply = api.post(path, content=body, headers={"Content-Type": content_type})
        assert error_code(reply, 415) == "bad_content_type"


def test_no_content_type(api):
    assert error_code(api.post("/messages", content=b'{"text": "hello"}'), 415) == ("bad_content_type")


def test_a_content_type_with_a_charset_is_fine(api):
    reply = api.post(
        "/messages",
        content='{"text": "hello"}',
        headers={"Content-Type": "Application/JSON; charset=utf-8"},
    )
    assert reply.status_code == 200


def test_text_too_long(api):
    assert error_code(api.post("/messages", json={"text": "x" * 2001}), 413) == "text_too_long"


def test_body_too_large(api):
    reply = api.post("/messages", json={"text": "x" * 70_000})
    assert error_code(reply, 413) == "body_too_large"
    assert say(api, "hello")


def test_body_too_large_in_chunks(api):
    chunks = (b" " * 10_000 for _ in range(8))
    reply = api.post("/messages", content=chunks, headers=JSON)
    assert error_code(reply, 413) == "body_too_large"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"message": "x"},
        {"helped": True},
        {"message": None, "helped": True},
        {"message": 7, "helped": True},
        {"message": ["x"], "helped": True},
        {"message": "x", "helped": "yes"},
        {"message": "x", "helped": 1},
        {"message": "x", "helped": None},
    ],
)
def test_feedback(api, body):
    assert error_code(api.post("/feedback", json=body), 400) == "feedback_invalid"


def test_feedback_on_no_message(api):
    reply = api.post("/feedback", json={"message": "0" * 32, "helped": True})
    assert error_code(reply, 404) == "message_unknown"


PLACES = [
    ("POST", "/messages"),
    ("GET", "/messages"),
    ("DELETE", "/sessions/current"),
    ("POST", "/feedback"),
]


def tampered(token: str) -> list[str]:
    """Tokens that look like a session's and are none."""
    name, end, signature = token.split(".")
    return [
        "x",
        "..",
        "a.b.c",
        name,
        f"{name}.{end}.",
        f"{name}.{end}.{'0' * 64}",
        f"{name}.{int(end) + 1}.{signature}",
        f"{name}x.{end}.{signature}",
        f"x.{name}.{end}.{signature}",
        f"{name}.{end}.{signature}.{signature}",
        f"{name}.{end}.{signature.upper()}",
        token + "é",
        token * 20,
    ]


class TestNoSession:
    @pytest.mark.parametrize(("method", "path"), PLACES)
    def test_without_one(self, server_url, method, path):
        reply = httpx.request(method, f"{server_url}/chat{path}", headers=JSON)
        assert error_code(reply, 401) == "no_session"

    def test_forged(self, server_url, api):
        for token in tampered(api.cookies[COOKIE]):
            for header in ({"X-Chat-Session": token}, {"Cookie": f"{COOKIE}={token}"}):
                headers = {name: value.encode() for name, value in header.items()}
                reply = httpx.get(f"{server_url}/chat/messages", headers=headers)
                assert error_code(reply, 401) == "no_session"

    def test_bytes_that_are_no_text(self, server_url):
        for name in (b"X-Chat-Session", b"Cookie", b"Origin", b"Content-Type"):
            headers = {name: COOKIE.encode() + b"=\xff.\xfe.\xfd"}
            reply = httpx.post(f"{server_url}/chat/messages", headers=headers)
            assert 400 <= reply.status_code < 500, (name, reply.text)
            error_code(reply, reply.status_code)

    def test_signed_with_another_secret(self, server_url):
        token = Sessions("another-secret", 24).mint().token
        reply = httpx.get(f"{server_url}/chat/messages", headers={"X-Chat-Session": token})
        assert error_code(reply, 401) == "no_session"

    @pytest.mark.parametrize(("method", "path"), PLACES)
    def test_over(self, running, method, path):
        token = Sessions("secret-for-tests", -1).mint().token
        headers = {**JSON, "X-Chat-Session": token}
        reply = httpx.request(method, f"{running.url}/chat{path}", headers=headers)
        assert error_code(reply, 401) == "session_expired"

    def test_a_session_that_is_over_is_replaced(self, running):
        token = Sessions("secret-for-tests", -1).mint().token
        reply = httpx.post(f"{running.url}/chat/sessions", cookies={COOKIE: token})
        assert reply.status_code == 201
        assert reply.cookies[COOKIE] != token


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "/messages"),
        ("DELETE", "/messages"),
        ("PATCH", "/messages"),
        ("GET", "/sessions"),
        ("GET", "/sessions/current"),
        ("POST", "/sessions/current"),
        ("GET", "/feedback"),
        ("POST", "/health"),
        ("POST", "/help-lines"),
        ("DELETE", "/config"),
        ("PUT", "/demo"),
    ],
)
def test_methods(api, method, path):
    assert error_code(api.request(method, path), 405) == "method_not_allowed"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/nothing",
        "/messages/7",
        "/messages/web-0000",
        "/sessions/other",
        "/static/",
        "/static/nothing.js",
        "/static/..%2fweb.py",
        "/static/%2e%2e%2fsecret.py",
        "/static/....//web.py",
        "/static/%00",
        "/static//etc/passwd",
        "/openapi.yml",
    ],
)
def test_paths(api, path):
    assert error_code(api.get(path), 404) == "not_found"


@pytest.mark.parametrize(
    "request_line",
    [
        b"GET /chat/\xff HTTP/1.1\r\nHost: x\r\n\r\n",
        b"BREW /chat/messages HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST /chat/messages HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
        b"POST /chat/messages HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /chat/messages HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n",
        b"POST /chat/messages HTTP/1.1\r\nHost: x\r\nExpect: miracles\r\n\r\n",
        b"POST /chat/messages HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET /chat/messages HTTP/1.1\r\nno colon\r\n\r\n",
        b"nonsense\r\n\r\n",
    ],
)
def test_requests_that_are_no_http(server_url, request_line):
    """Never a 5xx; a connection closed without a word will do."""
    host = urlsplit(server_url)
    with socket.create_connection((host.hostname, host.port), timeout=10) as connection:
        connection.sendall(request_line)
        connection.shutdown(socket.SHUT_WR)
        reply = connection.recv(4096)
    assert not reply or reply.split(b" ")[1].startswith(b"4"), reply
    assert httpx.get(f"{server_url}/chat/health").status_code == 200
