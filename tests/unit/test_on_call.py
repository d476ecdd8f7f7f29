"""The on-call webhook, with a receiver that really listens."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from actions import on_call
from actions.action_seek_professional_help import ActionSeekProfessionalHelp
from actions.on_call import SIGNATURE_HEADER, notify_on_call
from attachment_guide.settings import variable
from tests.dsl import SENDER, arun, user

SECRET = "s3cret-ü"
EVENT = {"conversation": SENDER, "tier": "crisis", "category": "abuse", "country": "ES"}


class Receiver(ThreadingHTTPServer):
    """Keeps what it gets, and answers with the statuses that it is told, the last one for ever."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.statuses = [200]
        self.got: list[tuple[str, str, bytes]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook"


class Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        self._take(self.rfile.read(int(self.headers["Content-Length"])))

    def do_GET(self) -> None:
        self._take(b"")

    def _take(self, body: bytes) -> None:
        server = self.server
        server.got.append((self.command, self.headers.get(SIGNATURE_HEADER, ""), body))
        status = server.statuses.pop(0) if len(server.statuses) > 1 else server.statuses[0]
        self.send_response(status)
        if status == 302:
            self.send_header("Location", server.url)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def receiver(monkeypatch) -> Iterator[Receiver]:
    with Receiver() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        monkeypatch.setenv(variable("on_call_url"), server.url)
        monkeypatch.setenv(variable("on_call_secret"), SECRET)
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def no_waits(monkeypatch):
    monkeypatch.delenv(variable("on_call_url"), raising=False)
    monkeypatch.delenv(variable("on_call_secret"), raising=False)
    monkeypatch.setattr(on_call, "WAITS", (0, 0, 0))


async def deliver(event=EVENT) -> None:
    """Notifies, and waits until that is over."""
    notify_on_call(event)
    await asyncio.gather(*on_call._tasks)


async def test_the_receiver_can_tell_that_it_is_ours(receiver):
    await deliver()
    [(method, signature, body)] = receiver.got
    expected = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    assert (method, signature) == ("POST", f"sha256={expected}")
    told = json.loads(body)
    assert isinstance(told.pop("time"), int)
    assert told == EVENT


async def test_a_changed_body_has_another_signature():
    assert on_call.sign("a", b"body") != on_call.sign("a", b"Body") != on_call.sign("b", b"Body")


@pytest.mark.parametrize("status", [302, 404, 500, 503])
async def test_tried_again_until_it_is_taken(receiver, status):
    receiver.statuses = [status, 204]
    await deliver()
    assert [method for method, _, _ in receiver.got] == ["POST", "POST"]
    assert receiver.got[0] == receiver.got[1]


async def test_given_up_in_the_end_and_the_operator_is_told(receiver, caplog):
    receiver.statuses = [500]
    await deliver()
    assert len(receiver.got) == len(on_call.WAITS)
    assert "could not be delivered" in caplog.text
    assert SENDER not in caplog.text and SECRET not in caplog.text


async def test_nobody_listens(monkeypatch, caplog):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        monkeypatch.setenv(variable("on_call_url"), f"http://127.0.0.1:{port}/")
        monkeypatch.setenv(variable("on_call_secret"), SECRET)
        await deliver()
    assert "could not be delivered" in caplog.text


@pytest.mark.parametrize("url", ["nonsense", "http://", "ftp://example.org", "http://127.0.0.1:99999/"])
async def test_an_address_that_is_none_does_not_raise(url, monkeypatch, caplog):
    monkeypatch.setenv(variable("on_call_url"), url)
    monkeypatch.setenv(variable("on_call_secret"), SECRET)
    await deliver()
    assert "could not be delivered" in caplog.text


async def test_off_by_default(receiver, monkeypatch):
    monkeypatch.delenv(variable("on_call_url"))
    await deliver()
    assert receiver.got == []


async def test_without_a_secret_nothing_is_sent(receiver, monkeypatch, caplog):
    monkeypatch.delenv(variable("on_call_secret"))
    await deliver()
    assert receiver.got == []
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


@pytest.mark.parametrize(("tier", "count"), [("crisis", 1), ("check", 1), ("concern", 0), ("none", 0)])
async def test_only_what_may_be_urgent(receiver, tier, count):
    await deliver({**EVENT, "tier": tier})
    assert len(receiver.got) == count


async def test_the_reply_does_not_wait_and_no_text_leaves(receiver):
    risk = {"tier": "crisis", "category": "abuse", "about": "self", "evidence": ["secret words"]}
    said = await arun(ActionSeekProfessionalHelp(), user("secret words", "crisis/abuse", risk=risk))
    assert said.names == ["crisis_lines_unknown"]
    assert receiver.got == []  # nothing has been sent when the reply is there
    await asyncio.gather(*on_call._tasks)
    [(_, _, body)] = receiver.got
    assert b"secret" not in body
    assert json.loads(body)["conversation"] == SENDER


async def test_a_receiver_that_fails_does_not_take_the_reply_along(monkeypatch):
    monkeypatch.setenv(variable("on_call_url"), "nonsense")
    monkeypatch.setenv(variable("on_call_secret"), SECRET)
    said = await arun(ActionSeekProfessionalHelp(), user("x", "crisis/suicide", risk={"tier": "crisis"}))
    assert said.names == ["crisis_lines_unknown"]
    await asyncio.gather(*on_call._tasks)


async def test_tasks_are_let_go(receiver):
    await deliver()
    await asyncio.sleep(0)
    assert not on_call._tasks
