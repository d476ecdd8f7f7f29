"""How the tests talk to the assistant."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

COOKIE = "attachment_guide_session"
QUESTION = "what is anxious attachment?"
ANSWER = "utter_attachment_types/anxious"
AT_RISK = "I want to die"

Messages = list[dict[str, Any]]


@contextmanager
def visitor(url: str) -> Iterator[httpx.Client]:
    """A visitor of a server, with a session of their own."""
    with httpx.Client(base_url=f"{url}/chat", timeout=30) as client:
        client.post("/sessions", json={}).raise_for_status()
        yield client


def say(client: httpx.Client, text: str) -> Messages:
    """Says something as the chat window does, with a key of its own; returns the reply."""
    reply = client.post("/messages", json={"text": text, "key": uuid.uuid4().hex})
    assert reply.status_code == 200, reply.text
    return reply.json()["messages"]


def history(client: httpx.Client) -> Messages:
    reply = client.get("/messages")
    assert reply.status_code == 200, reply.text
    return reply.json()["messages"]


def names(messages: Messages) -> list[str]:
    """The names of the assistant's responses in some messages."""
    return [message["name"] for message in messages if "name" in message]


def is_crisis(messages: Messages) -> bool:
    """Whether a reply begins with crisis guidance."""
    return messages[0]["kind"] == "crisis" and messages[0]["name"].startswith("utter_crisis")


def error_code(reply: httpx.Response, status: int) -> str:
    """The code of an error reply, once its form has been checked."""
    assert reply.status_code == status, reply.text
    assert reply.headers["content-type"] == "application/json"
    error = reply.json()["error"]
    assert set(error) == {"code", "message"}
    assert error["message"].endswith((".", "}."))
    return error["code"]
