"""The failure matrix of the web, through a messaging channel: whatever fails, everybody gets a reply."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tests.channels.assistant import Messaging, messaging
from tests.channels.platform_server import Shown
from tests.channels.whatsapp_server import WhatsAppServer
from tests.server.talk import AT_RISK, QUESTION
from tests.server.test_failures import EMERGENCY_NUMBERS, FAULTS, PAIRS, RECOVERY_SECONDS, SECONDS

HELP = ("findahelpline", "Emergency:", "112")
# A question waits for a model that is not loaded yet; somebody in danger does not.
PATIENCE = 90


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Messaging]:
    with messaging(tmp_path_factory.mktemp("failures"), WhatsAppServer()) as whole:
        yield whole


def is_answer(shown: list[Shown]) -> bool:
    return any(message.text.startswith("Anxious attachment is one of") for message in shown)


def answers(whole: Messaging) -> bool:
    """Whether all is well."""
    whatsapp = whole.platforms["whatsapp"]
    person = whatsapp.person()
    return is_answer(whatsapp.write(person, QUESTION))


@pytest.mark.parametrize(
    "broken", [(fault,) for fault in FAULTS] + PAIRS, ids=lambda names: " + ".join(names)
)
def test_everybody_is_answered(whole: Messaging, broken: tuple[str, ...]) -> None:
    whatsapp = whole.platforms["whatsapp"]
    whole.parts.wait_until(lambda: answers(whole), RECOVERY_SECONDS)
    repairs = [FAULTS[name](whole.parts) for name in broken]
    at_risk, asking = whatsapp.person("JP"), whatsapp.person("JP")
    try:
        sent = time.time()
        assert whatsapp.deliver(whatsapp.text(at_risk, AT_RISK)).status_code == 200
        first = whatsapp.wait_for(at_risk, bool)[0]
        assert first.at - sent < SECONDS, f"{first.at - sent:.1f} s"
        assert EMERGENCY_NUMBERS.search(first.text), first.text
        assert whatsapp.deliver(whatsapp.text(asking, QUESTION)).status_code == 200
        shown = whatsapp.wait_for(asking, lambda shown: len(shown) >= 2, PATIENCE)
        assert is_answer(shown) or any(word in shown[-1].text for word in HELP)
    finally:
        for repair in reversed(repairs):
            repair()
    whole.parts.wait_until(lambda: answers(whole), RECOVERY_SECONDS)
