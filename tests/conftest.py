"""Fixtures that more than one kind of test uses."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator

import httpx
import pytest
from sanic import Sanic

from tests.running import TOKEN, Running, assistant
from tests.services import postgresql_url, redis_url
from tools.train import main as train

# Sanic rewrites its own methods at each start; only in this mode from what they were at first, so that
# several small servers can start in the process of the tests.
Sanic.test_mode = True


@pytest.fixture(autouse=True)
def logs_are_heard() -> Iterator[None]:
    """A tool that ran in this process may have silenced the logs; each test hears them again."""
    ours = logging.getLogger("attachment_guide")
    # Before the test: what runs a tool may be a fixture of the whole module.
    logging.disable(logging.NOTSET)
    ours.setLevel(logging.NOTSET)
    yield


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One assistant for all tests that do not break it."""
    assert train() == 0
    with assistant(tmp_path_factory.mktemp("assistant")) as started:
        yield started


@pytest.fixture(scope="session")
def server_url(request: pytest.FixtureRequest) -> str:
    """The URL of a running assistant: ATTACHMENT_GUIDE_TEST_URL, or one started for the tests."""
    return os.environ.get("ATTACHMENT_GUIDE_TEST_URL") or request.getfixturevalue("running").url


@pytest.fixture
def api(server_url: str) -> Iterator[httpx.Client]:
    """A visitor with a session of their own."""
    with httpx.Client(base_url=f"{server_url}/chat", timeout=30) as client:
        client.post("/sessions", json={}).raise_for_status()
        yield client


@pytest.fixture(scope="session")
def rasa(server_url: str) -> Iterator[httpx.Client]:
    """Rasa's own HTTP API, with the token."""
    token = os.environ.get("ATTACHMENT_GUIDE_TOKEN", TOKEN)
    with httpx.Client(base_url=server_url, params={"token": token}, timeout=30) as client:
        yield client


@pytest.fixture(scope="session")
def redis_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Redis for all tests that do not break it."""
    with redis_url(tmp_path_factory.mktemp("redis")) as url:
        yield url


@pytest.fixture(scope="session")
def postgresql_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database of PostgreSQL for all tests that do not break it."""
    with postgresql_url(tmp_path_factory.mktemp("postgresql")) as url:
        yield url
