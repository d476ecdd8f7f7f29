"""Nothing leaves the machine, neither while the assistant starts nor while it talks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.server.conftest import HOOK
from tests.server.talk import AT_RISK, QUESTION, say

CONNECTS = """
import socket
for name in ("name.invalid", "192.0.2.1"):
    try:
        socket.create_connection((name, 9), timeout=0.01)
    except OSError:
        pass
"""


def recorded(code: str, folder: Path) -> str:
    """What the hook writes down when Python runs some code."""
    file = folder / "connections"
    environment = {**os.environ, "PYTHONPATH": str(HOOK), "CONNECTIONS_FILE": str(file)}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    return file.read_text() if file.exists() else ""


def test_the_hook_records(tmp_path):
    lines = recorded(CONNECTS, tmp_path)
    assert "socket.getaddrinfo name.invalid" in lines
    assert "socket.connect 192.0.2.1" in lines


def test_the_hook_lets_this_machine_pass(tmp_path):
    code = "import socket\ntry: socket.create_connection(('localhost', 9))\nexcept OSError: pass"
    assert recorded(code, tmp_path) == ""


def test_the_hook_sees_asyncio_and_http_clients(tmp_path):
    code = "\n".join(
        (
            "import asyncio, aiohttp",
            "async def main():",
            "    async with aiohttp.ClientSession() as session:",
            "        await session.get('http://192.0.2.1/', timeout=0.05)",
            "try: asyncio.run(main())",
            "except Exception: pass",
        )
    )
    assert "socket.connect 192.0.2.1" in recorded(code, tmp_path)


def test_no_connection_off_the_machine(strict):
    headers = {"X-Session-Mode": "header", "X-Forwarded-For": "203.0.113.250"}
    with httpx.Client(base_url=f"{strict.url}/chat", headers=headers, timeout=30) as visitor:
        visitor.headers["X-Chat-Session"] = visitor.post("/sessions").json()["token"]
        for text in (QUESTION, AT_RISK, "I live in Spain", "yes"):
            say(visitor, text)
        visitor.get("/messages")
        visitor.get("/demo")
        visitor.delete("/sessions/current")
    connections = strict.folder / "connections"
    assert not connections.exists(), connections.read_text()
    environment = Path(f"/proc/{strict.server_pid('tools.rasa_server')}/environ").read_text()
    assert "CONNECTIONS_FILE" in environment, "the hook was not in the server"


@pytest.mark.parametrize("part", ["tools.rasa_server", "tools.action_server"])
def test_telemetry_is_off(strict, part):
    environment = Path(f"/proc/{strict.server_pid(part)}/environ").read_text().split("\0")
    assert "RASA_TELEMETRY_ENABLED=false" in environment


def test_telemetry_is_off_without_being_told(tmp_path):
    """However the server is started: the environment need not say so."""
    code = (
        "import tools.rasa_server; from rasa.telemetry import *;"
        "initialize_telemetry(); print(is_telemetry_enabled())"
    )
    environment = {k: v for k, v in os.environ.items() if k != "RASA_TELEMETRY_ENABLED"}
    environment |= {"HOME": str(tmp_path), "PYTHONPATH": "."}
    command = [sys.executable, "-W", "ignore", "-c", code]
    said = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    assert said.stdout.split()[-1] == "False"
