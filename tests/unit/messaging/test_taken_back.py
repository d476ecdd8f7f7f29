"""A message that somebody deletes on the platform, or changes there: how it is told, and known again."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest
from pywa.types import DeletedMessage

from attachment_guide.messaging_settings import MessagingSettings
from channels.messaging.platform import Platform
from channels.messaging.received import Kind, Received
from channels.messaging.seal import first_version
from channels.messenger import Messenger
from channels.slack import Slack
from channels.whatsapp import WhatsApp
from tests.channels.messenger_server import MessengerServer
from tests.channels.platform_server import PlatformServer
from tests.channels.slack_server import SlackServer
from tests.channels.whatsapp_server import PHONE_ID, WhatsAppServer
from tests.unit.messaging.test_seal import SEAL
from tests.unit.messaging.test_whatsapp import ORACLE

WHATSAPP = MessagingSettings(whatsapp_phone_id=PHONE_ID)
TELLING = [
    (WhatsAppServer(), WhatsApp(WHATSAPP)),
    (MessengerServer(), Messenger(MessagingSettings())),
    (MessengerServer().on("instagram"), Messenger(MessagingSettings())),
    (SlackServer(), Slack(MessagingSettings())),
]


@pytest.fixture(params=TELLING, ids=["whatsapp", "messenger", "instagram", "slack"])
def both(request: pytest.FixtureRequest) -> tuple[PlatformServer, Platform]:
    return request.param


def read(both: tuple[PlatformServer, Platform], *events: dict[str, Any]) -> list[Received]:
    server, platform = both
    requests = [SimpleNamespace(body=body) for body, _ in server.requests(list(events))]
    return [received for request in requests for received in platform.read(request)]  # type: ignore[arg-type]


def test_all_that_is_told_of_a_message_is_known_by_one_key(both):
    server, _ = both
    person = server.person()
    said = server.text(person, "first")
    edits = [server.edit(person, said, "second"), server.edit(person, said, "third")]
    received = read(both, said, *edits, server.take_back(person, said))
    assert [each.text for each in received] == ["first", "second", "third", ""]
    assert [each.kind for each in received] == [*[Kind.TEXT] * 3, Kind.TAKEN_BACK]
    assert len({(each.identity, each.address, each.is_group) for each in received}) == 1
    keys = [SEAL.key(server.name, each.message, each.version) for each in received]
    assert len(set(keys)) == len(keys), "each is worked on"
    assert {first_version(key) for key in keys} == {keys[0]}
    assert max(map(len, keys)) <= 64, "what a row takes"


def test_messages_have_nothing_in_common(both):
    server, _ = both
    person = server.person()
    one, two = read(both, server.text(person, "a"), server.text(person, "a"))
    assert SEAL.key(server.name, one.message) != SEAL.key(server.name, two.message)


def test_whatsapps_event_is_as_others_read_it():
    server = WhatsAppServer()
    said = server.text(server.person(), "x")
    [(body, _)] = server.requests([server.take_back(server.person(), said)])
    deleted = DeletedMessage.from_update(ORACLE, json.loads(body))
    assert deleted.original_message_id == said["messages"][0]["id"]
