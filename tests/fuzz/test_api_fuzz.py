"""The web channel against its own OpenAPI description: no 5xx, and errors as described."""

from __future__ import annotations

import json
import string
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import httpx
import jsonschema
import pytest
import schemathesis
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
# The server's own time varies on a busy machine; the fixtures hold nothing that a try changes.
FUZZ = settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)
BODIES = JSON | st.fixed_dictionaries({}, optional={"text": JSON, "choice": JSON, "key": JSON})
FEEDBACK = JSON | st.fixed_dictionaries({}, optional={"message": JSON, "helped": JSON})
# What HTTP clients let a header hold.
CONTROLS = bytes([*range(32), 127])
HEADERS = st.binary(max_size=200).map(lambda x: x.translate(None, CONTROLS).strip())
PATHS = st.text(string.printable + "é\u2044\uff0f\U0001f600", max_size=60)


@pytest.fixture(scope="module")
def described(server_url: str) -> schemathesis.BaseSchema:
    schema = schemathesis.openapi.from_url(f"{server_url}/chat/openapi.json")
    schema.config.update(base_url=f"{server_url}/chat")
    return schema


@pytest.fixture(scope="module")
def new_token(server_url: str) -> Callable[[], str]:
    """Mints a session that the fuzzing may use up."""

    def mint() -> str:
        headers = {"X-Session-Mode": "header"}
        return httpx.post(f"{server_url}/chat/sessions", headers=headers).json()["token"]

    return mint


api_description = schemathesis.pytest.from_fixture("described")


@api_description.parametrize()
@FUZZ
def test_with_a_session(case: schemathesis.Case, new_token: Callable[[], str]) -> None:
    case.headers["X-Chat-Session"] = new_token()
    reply = case.call()
    case.validate_response(reply, checks=CHECKS)


@api_description.parametrize()
@FUZZ
def test_without_a_session(case: schemathesis.Case) -> None:
    """Whatever stands in the cookie and the header that name a session."""
    reply = case.call()
    case.validate_response(reply, checks=CHECKS)


@pytest.fixture(scope="module")
def client(server_url: str, new_token: Callable[[], str]) -> Iterator[httpx.Client]:
    headers = {"X-Chat-Session": new_token()}
    with httpx.Client(base_url=f"{server_url}/chat", headers=headers, timeout=30) as client:
        yield client


@pytest.fixture(scope="module")
def error_schema(server_url: str) -> dict[str, Any]:
    described = httpx.get(f"{server_url}/chat/openapi.json").json()
    return described["components"]["schemas"]["Error"]


def check(reply: httpx.Response, error_schema: dict[str, Any]) -> None:
    assert reply.status_code < 500, reply.text
    if reply.status_code >= 400:
        jsonschema.validate(reply.json(), error_schema)


@FUZZ
@given(body=BODIES)
def test_any_json_as_a_message(client, error_schema, body):
    check(client.post("/messages", content=to_json(body), headers=json_type()), error_schema)


@FUZZ
@given(body=FEEDBACK)
def test_any_json_as_feedback(client, error_schema, body):
    check(client.post("/feedback", content=to_json(body), headers=json_type()), error_schema)


@FUZZ
@given(body=st.binary(max_size=3000))
def test_any_bytes_as_a_body(client, error_schema, body):
    for path in ("/messages", "/feedback", "/sessions"):
        check(client.post(path, content=body, headers=json_type()), error_schema)


@FUZZ
@given(text=st.text(min_size=1, max_size=2000))
def test_any_text_is_answered(client, text):
    """Emoji, control characters, any script: whatever is not blank gets a reply."""
    reply = client.post("/messages", json={"text": text})
    assert reply.status_code == (200 if text.strip() else 400), reply.text
    if text.strip():
        assert reply.json()["messages"]


@FUZZ
@given(
    name=st.sampled_from(
        [
            b"Cookie",
            b"X-Chat-Session",
            b"X-Session-Mode",
            b"Content-Type",
            b"Origin",
            b"X-Forwarded-For",
            b"Forwarded",
            b"Accept",
            b"Accept-Encoding",
        ]
    ),
    value=HEADERS,
)
def test_any_header(client, error_schema, name, value):
    for method, path in (("POST", "/messages"), ("GET", "/messages"), ("POST", "/sessions")):
        headers = {b"Content-Type": b"application/json", name: value}
        reply = client.request(method, path, headers=headers, content=b'{"text": "hello"}')
        check(reply, error_schema)


@FUZZ
@given(path=PATHS, method=st.sampled_from(["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"]))
def test_any_path(server_url, error_schema, path, method):
    url = httpx.URL(server_url).copy_with(raw_path=b"/chat/" + quote(path, safe="/%.;:@?&=").encode())
    # The client itself takes "..", and so leaves what is ours.
    assume(f"{url.path}/".startswith("/chat/"))
    check(httpx.request(method, url), error_schema)


def json_type() -> dict[str, str]:
    return {"Content-Type": "application/json"}


def to_json(body: Any) -> bytes:
    """JSON as a careless client writes it: NaN and lone surrogates included."""
    return json.dumps(body).encode()
