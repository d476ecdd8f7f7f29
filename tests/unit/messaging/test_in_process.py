"""Each platform's way from webhook to reply over real HTTP, around a stand-in for the assistant."""

from __future__ import annotations

import asyncio
import uuid
from importlib import import_module
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sanic import Sanic

from attachment_guide.messaging_settings import MessagingSettings
from attachment_guide.settings import Settings
from channels.choices import choice_id
from channels.messaging.seal import Seal
from tests.channels.platform_server import PlatformServer, Shown
from tests.channels.platforms import PLATFORMS
from tests.running import free_port
from tests.unit.assistants import Agent

PREFIX = "ATTACHMENT_GUIDE_"
KEY = Fernet.generate_key().decode()


async def test_every_platform(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # One app for all: Sanic can be started so once in a process.
    monkeypatch.setattr("channels.messaging.database.WAIT_SECONDS", 60)
    port, agent, platforms = free_port(), Agent(), [made() for made in PLATFORMS]
    app = Sanic(f"test-{uuid.uuid4().hex}")
    app.ctx.agent = agent
    url = f"http://127.0.0.1:{port}"
    given = {"MESSAGES_KEYS": KEY, "PUBLIC_URL": url}
    given["MESSAGES_DATABASE"] = f"sqlite:///{tmp_path / 'messages.db'}"
    for platform in platforms:
        given |= {name.removeprefix(PREFIX): value for name, value in platform.settings().items()}
        platform.is_at(url)
    messaging = MessagingSettings(**{name.lower(): value for name, value in given.items()})  # type: ignore[arg-type]
    settings = Settings(secret="s", session_rate=0, reply_seconds=60)
    for platform in platforms:
        module, _, name = platform.channel.rpartition(".")
        channel = getattr(import_module(module), name)(settings, messaging)
        assert channel.refusal is None
        app.blueprint(channel.blueprint(agent.handle_message), url_prefix=f"/webhooks/{platform.name}")
    server = await app.create_server("127.0.0.1", port, return_asyncio_server=True)
    await server.startup()
    await server.before_start()
    await server.start_serving()
    await server.after_start()
    try:
        for platform in platforms:
            await asyncio.to_thread(converse, platform, agent)
            await asyncio.to_thread(forge, platform, agent)
    finally:
        await server.before_stop()
        server.close()
        for platform in platforms:
            platform.close()


def converse(platform: PlatformServer, agent: Agent) -> None:
    person = platform.person()

    def after(event: dict, count: int) -> list[Shown]:
        assert platform.deliver(event).status_code == 200, platform.name
        return platform.wait_for(person, lambda shown: len(shown) >= count)

    shown = after(platform.text(person, "hello"), 2)
    assert shown[0].text.startswith("This is an automated assistant"), platform.name
    assert shown[-1].text == "an answer"
    shown = after(platform.text(person, "again"), len(shown) + 1)
    after(platform.press(person, choice_id("/symptoms/children"), "Children"), len(shown) + 1)
    said = agent.heard[-1]
    assert said.sender_id == Seal("s", KEY).sender(platform.name, platform.identity(person))
    if platform.has_buttons:
        assert said.parse_data["said_intent"] == "symptoms/children"
    assert not platform.complaints


def forge(platform: PlatformServer, agent: Agent) -> None:
    before = len(agent.heard)
    [(body, headers), *_] = platform.requests([platform.text(platform.person(), "hello")])
    for forged_body, forged in platform.forgeries(body, headers):
        assert platform.send(forged_body, forged).status_code == 401, platform.name
    assert len(agent.heard) == before
