"""What operators reach by a header and on a port of their own; and who may call an action."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

import httpx
import pytest
from sanic import Sanic, response

from tests.running import free_port
from tools import action_server
from tools.action_server import is_loopback, main
from tools.operations import OperatorsRequest, is_public, open_port
from tools.shielded_http import ShieldedProtocol

Serve = Callable[..., "asyncio.Future[httpx.AsyncClient]"]


@pytest.mark.parametrize(
    ("path", "public"),
    [
        ("/chat/messages", True),
        ("/chat/health", True),
        ("/webhooks/telegram/webhook", True),
        ("/chat/metrics", False),
        ("/chat/metrics/", False),
        ("/model/parse", False),
        ("/", False),
        ("/version", False),
        ("/chatx", False),
    ],
)
def test_what_is_for_visitors(path, public):
    assert is_public(path) is public


@pytest.fixture
async def ports() -> AsyncIterator[tuple[int, int]]:
    """The public and the operators' port of a small server, which shows the token that it is given."""
    public, operations = free_port(), free_port()
    app = Sanic(f"operations-{public}")
    app.request_class = OperatorsRequest
    app.add_route(lambda request: response.json(request.args), "/model/parse", methods=["GET"])
    app.add_route(lambda request: response.json(request.args), "/chat/health", methods=["GET"])
    open_port(app, "127.0.0.1", operations, ShieldedProtocol)
    server = await app.create_server(
        "127.0.0.1", public, return_asyncio_server=True, protocol=ShieldedProtocol, access_log=False
    )
    await server.startup()
    await server.before_start()
    try:
        yield public, operations
    finally:
        await server.before_stop()
        server.close()


async def get(port: int, path: str, **options) -> httpx.Response:
    async with httpx.AsyncClient(trust_env=False) as client:
        return await client.get(f"http://127.0.0.1:{port}{path}", **options)


class TestPorts:
    async def test_each_has_its_own(self, ports):
        public, operations = ports
        assert (await get(public, "/chat/health")).status_code == 200
        assert (await get(public, "/model/parse")).status_code == 404
        assert (await get(operations, "/model/parse")).status_code == 200
        assert (await get(operations, "/chat/health")).status_code == 200

    async def test_both_are_shielded(self, ports):
        for port in ports:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"GET /x HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\nx")
            assert (await reader.read()).startswith(b"HTTP/1.1 400 ")
            writer.close()


class TestToken:
    @pytest.mark.parametrize(
        ("header", "query", "token"),
        [
            ("Bearer abc", "", ["abc"]),
            ("bearer  abc", "?token=other", ["abc"]),
            ("Basic abc", "?token=other", ["other"]),
            ("Bearer", "?token=other", ["other"]),
            ("", "", None),
        ],
    )
    async def test_by_header_or_query(self, ports, header, query, token):
        reply = await get(ports[1], f"/model/parse{query}", headers={"Authorization": header})
        assert reply.json().get("token") == token


class TestActionServer:
    @pytest.mark.parametrize(
        ("host", "loopback"),
        [
            *((host, True) for host in ("127.0.0.1", "127.3.2.1", "::1", "localhost")),
            *((host, False) for host in ("0.0.0.0", "::", "192.168.1.5", "actions")),
        ],
    )
    def test_what_only_this_machine_reaches(self, host, loopback):
        assert is_loopback(host) is loopback

    def test_is_never_open_to_the_network(self, monkeypatch):
        monkeypatch.setenv("ATTACHMENT_GUIDE_ACTIONS_HOST", "0.0.0.0")
        monkeypatch.delenv("ATTACHMENT_GUIDE_ACTIONS_TOKEN", raising=False)
        monkeypatch.setattr(action_server, "keep_private", lambda: None)
        monkeypatch.setattr(action_server, "make_app", lambda _: pytest.fail("it was started"))
        with pytest.raises(SystemExit, match="ATTACHMENT_GUIDE_ACTIONS_TOKEN"):
            main()
