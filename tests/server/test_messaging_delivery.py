"""Nothing lost, nothing doubled: batches, duplicates, outages, a process that is killed; who is refused."""

from __future__ import annotations

import contextlib
import random
import re
import time
from collections.abc import Iterator

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.channels.assistant import Messaging, messaging
from tests.channels.platform_server import PlatformServer, Shown
from tests.channels.platforms import PLATFORMS
from tests.server.talk import AT_RISK, QUESTION

QUESTIONS = {
    "what is anxious attachment?": "Anxious attachment is one of",
    "what is avoidant attachment?": "Avoidant attachment is one of",
    "what is disorganized attachment?": "Disorganized attachment is",
    "what is secure attachment?": "Secure attachment",
    "what is attachment trauma?": "Attachment trauma",
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Messaging]:
    with messaging(tmp_path_factory.mktemp("delivery"), *(make() for make in PLATFORMS)) as whole:
        yield whole


@pytest.fixture(params=[make.name for make in PLATFORMS])
def platform(request: pytest.FixtureRequest, whole: Messaging) -> PlatformServer:
    return whole.platforms[request.param]


def answers(shown: list[Shown]) -> list[str]:
    """The beginnings of the answers that were shown, in order."""
    found = []
    for message in shown:
        found += [begin for begin in QUESTIONS.values() if re.match(begin, message.text)]
    return found


def waiting_messages(whole: Messaging) -> int:
    return whole.rows("SELECT count(*) FROM messaging_inbox")[0][0]


class TestBatches:
    def test_five_of_one_person_in_order(self, platform: PlatformServer) -> None:
        person = platform.person()
        shown = platform.after(person, *(platform.text(person, question) for question in QUESTIONS))
        assert answers(shown) == list(QUESTIONS.values())

    def test_five_people(self, platform: PlatformServer) -> None:
        people = {platform.person(): (question, begin) for question, begin in QUESTIONS.items()}
        platform.deliver(*(platform.text(person, question) for person, (question, _) in people.items()))
        for person, (_, begin) in people.items():
            shown = platform.wait_for(person, lambda shown: bool(answers(shown)))
            assert answers(shown) == [begin]

    def test_what_cannot_be_read_costs_nothing_else(self, platform: PlatformServer) -> None:
        person = platform.person()
        broken = platform.broken_event(person)
        shown = platform.after(person, broken, platform.text(person, QUESTION))
        assert len(answers(shown)) == 1


class TestDuplicates:
    def test_delivered_again(self, whole: Messaging, platform: PlatformServer) -> None:
        person = platform.person()
        [(body, headers), *_] = platform.requests([platform.text(person, QUESTION)])
        for _ in range(3):
            assert platform.send(body, headers).status_code == 200
        platform.wait_for(person, lambda shown: bool(answers(shown)))
        assert platform.send(body, headers).status_code == 200, "a replay, once it is answered"
        time.sleep(1)
        assert len(answers(platform.shown_to(person))) == 1

    def test_a_replay_after_the_deletion_brings_nothing_back(
        self, whole: Messaging, platform: PlatformServer
    ) -> None:
        person = platform.person()
        [(body, headers), *_] = platform.requests([platform.text(person, QUESTION)])
        platform.send(body, headers)
        platform.wait_for(person, lambda shown: bool(answers(shown)))
        platform.deliver(platform.text(person, "delete my conversation"))
        platform.wait_for(person, lambda shown: "is deleted here" in shown[-1].text)
        assert platform.send(body, headers).status_code == 200
        time.sleep(1)
        sender = whole.sender(platform.name, platform.identity(person))
        assert whole.rows("SELECT count(*) FROM messaging_people WHERE sender = ?", sender) == [(0,)]


class TestRefused:
    def test_forged(self, whole: Messaging, platform: PlatformServer) -> None:
        before = waiting_messages(whole)
        [(body, headers), *_] = platform.requests([platform.text(platform.person(), AT_RISK)])
        for forged_body, forged in platform.forgeries(body, headers):
            assert platform.send(forged_body, forged).status_code == 401, forged
        assert waiting_messages(whole) == before, "nothing is stored"

    def test_traffic_that_never_verifies_shows_in_health(
        self, whole: Messaging, platform: PlatformServer
    ) -> None:
        [(body, headers), *_] = platform.requests([platform.text(platform.person(), QUESTION)])
        forged_body, forged = platform.forgeries(body, headers)[0]
        for _ in range(6):
            platform.send(forged_body, forged)
        assert whole.health()["status"] == "degraded"
        assert f"{platform.name}: signatures" in whole.health()["troubles"]
        platform.send(body, headers)
        assert f"{platform.name}: signatures" not in whole.health().get("troubles", {})

    def test_a_body_of_a_megabyte(self, whole: Messaging, platform: PlatformServer) -> None:
        before = waiting_messages(whole)
        [(body, headers), *_] = platform.requests([platform.text(platform.person(), "x" * 1_000_000)])
        status = 0
        # The server may close the connection while the body is still on its way.
        with contextlib.suppress(httpx.TransportError):
            status = platform.send(body, headers).status_code
        assert status in (0, 413)
        assert waiting_messages(whole) == before

    def test_another_method(self, platform: PlatformServer) -> None:
        assert httpx.get(platform.webhook, timeout=10).status_code in (401, 403)
        assert httpx.put(platform.webhook, timeout=10).status_code == 405

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def test_malformed_bodies(self, platform: PlatformServer, data: st.DataObject) -> None:
        """Signed as they should be, so that it is the reading that is tested."""
        [(body, _), *_] = platform.requests([platform.text("1", "x")])
        mangled = data.draw(
            st.one_of(
                st.binary(max_size=300),
                st.builds(lambda start, end: body[start:end], st.integers(0, 400), st.integers(0, 900)),
                platform.wrong_bodies(),
            )
        )
        reply = platform.send(mangled, platform.sign(mangled))
        assert reply.status_code in (200, 400, 401), reply.status_code


class TestOutages:
    def test_the_platform_is_down_for_a_while(self, whole: Messaging, platform: PlatformServer) -> None:
        people = [platform.person() for _ in range(3)]
        with platform.down(503):
            for person in people:
                platform.deliver(*(platform.text(person, question) for question in QUESTIONS))
            for person in people:
                whole.wait_until(lambda person=person: whole.attempts(platform, person) >= 2)
        for person in people:
            shown = platform.wait_for(person, lambda shown: len(answers(shown)) == len(QUESTIONS))
            assert answers(shown) == list(QUESTIONS.values()), "in order, none lost, none doubled"

    def test_the_platform_asks_to_wait(self, whole: Messaging, platform: PlatformServer) -> None:
        person = platform.person()
        platform.write(person, QUESTION)
        with platform.rate_limited(2):
            platform.deliver(platform.text(person, QUESTION))
            whole.wait_until(lambda: whole.attempts(platform, person) == 1)
            limited = time.time()
        shown = platform.wait_for(person, lambda shown: len(answers(shown)) == 2)
        assert shown[-1].at - limited > 1

    def test_what_is_refused_for_good_is_a_dead_letter(
        self, whole: Messaging, platform: PlatformServer
    ) -> None:
        person = platform.person()
        platform.write(person, QUESTION)
        with platform.refusing():
            platform.deliver(platform.text(person, QUESTION))
            whole.wait_until(lambda: bool(whole.dead_letters()))
        whole.wait_until(lambda: f"{platform.name}: dead letters" in whole.health().get("troubles", {}))
        assert 'box="outbox dead"' in whole.metrics()
        assert whole.command("list").count("outbox-") == len(whole.dead_letters())
        whole.command("replay")
        platform.wait_for(person, lambda shown: len(answers(shown)) == 2)
        whole.wait_until(lambda: f"{platform.name}: dead letters" not in whole.health().get("troubles", {}))

    def test_killed_between_inbox_and_outbox(self, whole: Messaging, platform: PlatformServer) -> None:
        person = platform.person()
        repair = whole.parts.inject("nlu", "hang")
        reply = platform.deliver(*(platform.text(person, question) for question in QUESTIONS))
        assert reply.status_code == 200
        whole.parts.processes["rasa"].kill()
        repair()
        assert platform.shown_to(person) == []
        whole.restart()
        shown = platform.wait_for(person, lambda shown: len(answers(shown)) == len(QUESTIONS))
        assert answers(shown) == list(QUESTIONS.values()), "in order, none lost, none doubled"

    def test_killed_while_the_platform_is_down(self, whole: Messaging, platform: PlatformServer) -> None:
        person = platform.person()
        with platform.down(random.choice((500, 502, 503))):
            platform.deliver(*(platform.text(person, question) for question in QUESTIONS))
            whole.wait_until(
                lambda: whole.rows("SELECT count(*) FROM messaging_outbox")[0][0] >= len(QUESTIONS)
            )
            whole.restart()
        shown = platform.wait_for(person, lambda shown: len(answers(shown)) == len(QUESTIONS))
        assert answers(shown) == list(QUESTIONS.values())

    def test_the_database_of_inbox_and_outbox_is_away(
        self, whole: Messaging, platform: PlatformServer
    ) -> None:
        person = platform.person()
        [(body, headers), *_] = platform.requests([platform.text(person, AT_RISK)])
        repair = whole.lose_database()
        try:
            sent = time.time()
            assert platform.send(body, headers).status_code == 503, "the platform keeps it"
            shown = platform.wait_for(person, lambda shown: bool(shown))
            assert "112" in shown[0].text, "guidance is given all the same"
            assert shown[0].at - sent < 6
        finally:
            repair()
        number = len(platform.shown_to(person))
        whole.wait_until(lambda: platform.send(body, headers).status_code == 200)
        time.sleep(2)
        late = [m for m in platform.shown_to(person)[number:] if "Are you safe" in m.text]
        assert not late, "what the platform brings again is not answered again"
