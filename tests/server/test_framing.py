"""Malformed, ambiguous and unfinished requests at both servers, byte by byte as an attacker sends them."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest

from tests.running import Running
from tools.shielded_http import REQUEST_SECONDS

# What keeps a server from ever answering anybody again, without the shield.
FREEZING = b"GET /%s HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\nx"
AMBIGUOUS = [
    b"Content-Length: 5\r\nContent-Length: 5",
    b"Content-Length: 5\r\nContent-Length: 50",
    b"Transfer-Encoding : chunked",
    b"Content-Length: 5\r\nTransfer-Encoding: chunked",
    b"Transfer-Encoding: chunked\r\nContent-Length: 5",
    b"Content-Length: +5",
    b"Content-Length: 0_5",
    b"Content-Length: -5",
    b"Content-Length: 5, 5",
    b"Content-Length: many",
    b"Transfer-Encoding: xchunked",
    b"Transfer-Encoding: gzip, chunked",
    b"X: a\rContent-Length: 5",
    b"X: a\n b",
    b"Host: y",
]
CHUNKS = [b"1_0", b"-1", b"+5", b"0x5", b" 5", b"5;x=y", b"zz", b""]
# What would be taken for a request by a server that finds the end too early.
SMUGGLED = b"GET /chat/health HTTP/1.1\r\nHost: x\r\n\r\n"


@pytest.fixture(params=["server", "action server"])
def url(request, running: Running) -> str:
    if request.param == "server":
        return running.url
    return str(request.getfixturevalue("strict").actions_url)


@pytest.fixture
def connection(url: str) -> Iterator[socket.socket]:
    at = urlsplit(url)
    with socket.create_connection((at.hostname, at.port), timeout=REQUEST_SECONDS + 60) as connection:
        yield connection


def everything(connection: socket.socket) -> bytes:
    """All that the server sends until it closes the connection."""
    received = b""
    while data := connection.recv(65536):
        received += data
    return received


def is_well(url: str) -> bool:
    """Whether a server still answers."""
    path = "/chat/health" if httpx.get(f"{url}/health", timeout=20).status_code == 404 else "/health"
    return httpx.get(url + path, timeout=20).status_code == 200


def refused(reply: bytes) -> bool:
    """Whether there is one reply, and it says that the request is bad."""
    return reply.startswith(b"HTTP/1.1 400 ") and reply.count(b"HTTP/1.1") == 1


@pytest.mark.parametrize("path", [b"anything", b"chat/messages", b"webhook", b"model/parse"])
def test_a_negative_length_freezes_nothing(url, connection, path):
    connection.sendall(FREEZING % path)
    assert refused(everything(connection))
    assert is_well(url)


@pytest.mark.parametrize("fields", AMBIGUOUS)
def test_what_has_two_readings_is_refused(url, connection, fields):
    connection.sendall(b"POST /anything HTTP/1.1\r\nHost: x\r\n" + fields + b"\r\n\r\n0\r\n\r\n" + SMUGGLED)
    assert refused(everything(connection))
    assert is_well(url)


@pytest.mark.parametrize("size", CHUNKS)
def test_a_chunk_without_a_proper_size(url, connection, size):
    head = (
        b"POST /webhook HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer x\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    connection.sendall(head + size + b"\r\nhello\r\n0\r\n\r\n" + SMUGGLED)
    reply = everything(connection)
    # Not before the address is known to be nobody's, or the caller to be a stranger.
    assert reply.split(b" ")[1] in (b"400", b"401", b"404"), reply
    assert reply.count(b"HTTP/1.1") == 1, "what followed was taken for a request"
    assert is_well(url)


def test_a_chunk_that_is_longer_than_it_said(running: Running):
    at = urlsplit(running.url)
    head = b"POST /chat/messages HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    with socket.create_connection((at.hostname, at.port), timeout=60) as connection:
        connection.sendall(head + b"2\r\nhello\r\n0\r\n\r\n" + SMUGGLED)
        assert refused(everything(connection))


def test_a_body_that_does_not_come_is_not_waited_for(url, connection):
    started = time.monotonic()
    connection.sendall(b"POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
    everything(connection)
    assert time.monotonic() - started < REQUEST_SECONDS + 30
    assert is_well(url)


def test_a_body_that_drips_is_cut_off(running: Running):
    at = urlsplit(running.url)
    head = b"POST /chat/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n"
    started = time.monotonic()
    with socket.create_connection((at.hostname, at.port), timeout=5) as connection:
        connection.sendall(head)
        with pytest.raises((BrokenPipeError, ConnectionResetError)):
            while time.monotonic() < started + REQUEST_SECONDS + 60:
                connection.sendall(b" ")
                time.sleep(0.5)
    assert time.monotonic() - started < REQUEST_SECONDS + 30


def test_proper_requests_in_one_go_are_all_answered(running: Running):
    at = urlsplit(running.url)
    one = b"GET /chat/config HTTP/1.1\r\nHost: x\r\n\r\n"
    body = (
        b"POST /chat/sessions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
    )
    last = b"GET /chat/config HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    with socket.create_connection((at.hostname, at.port), timeout=60) as connection:
        connection.sendall(one + body + one + last)
        reply = everything(connection)
    assert [part[:3] for part in reply.split(b"HTTP/1.1 ")[1:]] == [b"200", b"201", b"200", b"200"]


def test_a_body_that_comes_just_after_its_head_is_never_missed(running: Running):
    at = urlsplit(running.url)
    head = b"POST /chat/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n"
    with socket.create_connection((at.hostname, at.port), timeout=REQUEST_SECONDS + 60) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for part in range(500):
            connection.sendall(head)
            # From at once to after the server has read the head and waits.
            time.sleep(part % 10 * 0.0002)
            connection.sendall(b"{")
            connection.sendall(b"}")
            assert connection.recv(1000).startswith(b"HTTP/1.1 201 "), part


def test_a_client_that_waits_for_leave_to_send_its_body(running: Running):
    at = urlsplit(running.url)
    fields = b"Host: x\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n"
    with socket.create_connection((at.hostname, at.port), timeout=60) as connection:
        connection.sendall(b"POST /chat/sessions HTTP/1.1\r\n" + fields)
        assert connection.recv(100).startswith(b"HTTP/1.1 100 ")
        connection.sendall(b"2\r\n{}\r\n0\r\n\r\n")
        assert connection.recv(1000).startswith(b"HTTP/1.1 201 ")


class TestActionServer:
    def test_listens_on_this_machine_alone(self, strict: Running):
        """Not on the addresses by which other machines reach this one."""
        port = urlsplit(strict.actions_url).port
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as other:
            # Linux gives this machine all of 127.0.0.0/8; only the one address is listened on.
            assert other.connect_ex(("127.0.0.2", port)) != 0

    @pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic x"}])
    def test_refuses_forged_calls(self, strict: Running, headers):
        call = {"next_action": "action_seek_professional_help", "tracker": {"sender_id": "x"}}
        log = strict.folder / "logs" / "action-server.log"
        before = log.read_text().count("risk event")
        reply = httpx.post(f"{strict.actions_url}/webhook", json=call, headers=headers, timeout=20)
        assert reply.status_code == 401
        assert httpx.get(f"{strict.actions_url}/actions", headers=headers, timeout=20).status_code == 401
        assert log.read_text().count("risk event") == before
