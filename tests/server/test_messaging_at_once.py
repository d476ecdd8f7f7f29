"""Two hundred people at once on two channels; and afterwards, nobody is to be found anywhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.channels.assistant import Messaging, messaging
from tests.channels.platform_server import Shown
from tests.channels.telegram_server import TelegramServer
from tests.channels.whatsapp_server import WhatsAppServer
from tests.load.acknowledgements import PATIENT, TALK, people_on, write
from tests.server.talk import AT_RISK

pytestmark = pytest.mark.alone

# For a machine that many tests share: there, nobody shall get an apology for its being slow.
PATIENCE = 300


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Messaging]:
    folder = tmp_path_factory.mktemp("at-once")
    with messaging(folder, WhatsAppServer(), TelegramServer(), **PATIENT) as whole:
        yield whole


def answers(shown: list[Shown]) -> list[str]:
    return [begin for message in shown for begin in TALK.values() if message.text.startswith(begin)]


def test_two_hundred_people_at_once(whole: Messaging) -> None:
    platforms = list(whole.platforms.values())
    people = people_on(platforms)
    write(people)
    for platform, person in people:
        shown = platform.wait_for(person, lambda shown: len(answers(shown)) == len(TALK), PATIENCE)
        assert answers(shown) == list(TALK.values()), "their own replies, in order, each once"
    assert not any(platform.complaints for platform in platforms)


def test_a_crisis_among_them_does_not_wait(whole: Messaging) -> None:
    platform = whole.platforms["whatsapp"]
    crowd = [platform.person() for _ in range(60)]
    for person in crowd:
        platform.deliver(platform.text(person, "what is anxious attachment?"))
    person = platform.person("GB")
    platform.deliver(platform.text(person, AT_RISK))
    first = platform.wait_for(person, bool, PATIENCE)[0]
    assert "112" in first.text
    for one in crowd:
        platform.wait_for(one, lambda shown: len(answers(shown)) == 1, PATIENCE)


def test_nobody_is_to_be_found(whole: Messaging, tmp_path: Path) -> None:
    """No phone number, name or text where it does not belong: files, logs, metrics and locks."""
    whatsapp = whole.platforms["whatsapp"]
    person = whatsapp.person("GB")
    secret = "my neighbour Balthasar said something"
    whatsapp.write(person, secret)
    with whatsapp.down():
        whatsapp.deliver(whatsapp.text(person, secret + " again"))
        whole.wait_until(lambda: whole.attempts(whatsapp, person) >= 1)
        addresses = [who for platform in whole.platforms.values() for who in {s.to for s in platform.shown}]
        # Telegram's ids are short numbers; in a row of digits one may stand by chance.
        numbers = [address for address in addresses if len(address) >= 11]
        texts = ["Balthasar", "Robin Doe"]
        places = {"metrics": whole.metrics(), "locks": locks(whole), "health": json.dumps(whole.health())}
        for file in whole.parts.folder.rglob("*"):
            if file.is_file():
                places[file.name] = file.read_bytes().decode("utf-8", "replace")
        assert {"rasa.log", "messages.db", "conversations.db"} <= places.keys()
        for name, content in places.items():
            assert not [number for number in numbers if number in content], name
            # What was said is kept with the conversation, and nowhere else.
            if not name.startswith(("conversations.db", "events.db")):
                assert not [text for text in texts if text in content], name
        assert "Robin Doe" not in places["conversations.db"]


def locks(whole: Messaging) -> str:
    """Everything that the lock store holds."""
    if whole.parts.redis is None:
        return ""
    import redis

    client = redis.Redis.from_url(whole.parts.redis.url)
    return " ".join(key.decode() for key in client.keys("*"))
