"""How the tests talk to the assistant."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from channels.web.sessions import Sessions
from tests.running import Running

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


def stored_events(running: Running, client: httpx.Client) -> list[str]:
    """The types of the events that the database holds of a visitor's conversation."""
    # The conversation's id is not the token, and the token does not follow from it.
    sender = Sessions("secret-for-tests", 24).check(client.cookies[COOKIE]).sender
    with sqlite3.connect(running.database) as database:
        found = database.execute("SELECT type_name FROM events WHERE sender_id = ?", [sender])
        return [row[0] for row in found]
