"""Two hundred people write at once on two platforms: how soon the platforms are told that it has arrived."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from evaluation.stats import quantile
from tests.channels.assistant import messaging
from tests.channels.platform_server import PlatformServer
from tests.channels.telegram_server import TelegramServer
from tests.channels.whatsapp_server import WhatsAppServer
from tests.load.figures import times

PEOPLE, AT_ONCE = 200, 32
TALK = {
    "what is anxious attachment?": "Anxious attachment is one of",
    "what is avoidant attachment?": "Avoidant attachment is one of",
}
# For a machine that is busy: there, nobody shall get an apology for its being slow.
PATIENT = {"ATTACHMENT_GUIDE_REPLY_SECONDS": "120"}
MOST_SECONDS = 1.0

People = Sequence[tuple[PlatformServer, str]]


def measure(folder: Path) -> bool:
    """Measures what the senders see.

    Args:
        folder: for the server's files.
    """
    with messaging(folder, WhatsAppServer(), TelegramServer(), **PATIENT) as whole:
        people = people_on(list(whole.platforms.values()))
        seconds = write(people)
        for platform, person in people:
            platform.wait_for(person, lambda shown: len(shown) > len(TALK), 300)
    print(f"acknowledged, {len(people)} people: {times(seconds)}")
    return quantile(seconds, 0.99) < MOST_SECONDS


def people_on(platforms: Sequence[PlatformServer]) -> People:
    """People, evenly spread.

    Args:
        platforms: on which they write.
    """
    return [(platform := platforms[n % len(platforms)], platform.person()) for n in range(PEOPLE)]


def write(people: People) -> list[float]:
    """Has everybody write all of `TALK`; returns the seconds until each message was acknowledged.

    Args:
        people: who write, as many at once as a platform has connections.
    """

    def writes(who: tuple[PlatformServer, str]) -> list[float]:
        platform, person = who
        seconds = []
        for text in TALK:
            [(body, headers)] = platform.requests([platform.text(person, text)])
            started = time.monotonic()
            assert platform.send(body, headers).status_code == 200
            seconds.append(time.monotonic() - started)
        return seconds

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [second for each in pool.map(writes, people) for second in each]
