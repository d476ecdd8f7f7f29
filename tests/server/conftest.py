"""Fixtures of the server tests, beside those of tests/conftest.py."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.running import Running, assistant
from tests.server.talk import visitor
from tools.train import main as train

HOOK = Path(__file__).with_name("hook")
SESSION_RATE, ADDRESS_RATE, SESSIONS_RATE = 5, 40, 10


@pytest.fixture(scope="session")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """An assistant with low rate limits, TLS, a proxy and an action server, whose connections are recorded.

    The proxy is the test: what it says in X-Forwarded-For is the visitor's address.
    """
    assert train() == 0
    folder = tmp_path_factory.mktemp("strict")
    settings = {
        "PYTHONPATH": f"{HOOK}:.",
        "ATTACHMENT_GUIDE_ACTION_SERVER": "true",
        "CONNECTIONS_FILE": str(folder / "connections"),
        "ATTACHMENT_GUIDE_SESSION_RATE": str(SESSION_RATE),
        "ATTACHMENT_GUIDE_ADDRESS_RATE": str(ADDRESS_RATE),
        "ATTACHMENT_GUIDE_SESSIONS_RATE": str(SESSIONS_RATE),
        "ATTACHMENT_GUIDE_PROXIES": "1",
        "ATTACHMENT_GUIDE_SECURE_COOKIES": "true",
        "ATTACHMENT_GUIDE_ORIGINS": "https://clinic.example",
        "ATTACHMENT_GUIDE_MAX_TEXT": "300",
    }
    with assistant(folder, **settings) as started:
        yield started


@pytest.fixture
def stored(running: Running) -> Iterator[httpx.Client]:
    """A visitor of the assistant whose database the tests can look into."""
    with visitor(running.url) as client:
        yield client
