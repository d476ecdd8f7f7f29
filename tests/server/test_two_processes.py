"""Two servers on one PostgreSQL and one Redis are one assistant, whichever of them a message reaches."""

from __future__ import annotations

import threading
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any

import httpx
import pytest

from tests.server.parts import Parts, whole_assistant
from tests.server.talk import (
    ANSWER,
    AT_RISK,
    COOKIE,
    QUESTION,
    error_code,
    history,
    is_crisis,
    names,
    say,
    visitor,
)

REMINDER = "utter_help_line"
# Low enough to be reached, high enough for the other tests.
SESSION_RATE = 25


@pytest.fixture(scope="module")
def servers(
    tmp_path_factory: pytest.TempPathFactory, postgresql_address: str
) -> Iterator[tuple[Parts, Parts]]:
    settings = {
        "ATTACHMENT_GUIDE_DATABASE": postgresql_address,
        "ATTACHMENT_GUIDE_SESSION_RATE": str(SESSION_RATE),
    }
    with whole_assistant(tmp_path_factory.mktemp("two"), settings) as one:
        if one.redis is None:
            pytest.skip("no redis-server on this machine")
        other = one.another_process()
        try:
            yield one, other
        finally:
            other.stop()


@contextmanager
def at_both(servers: tuple[Parts, Parts]) -> Iterator[tuple[httpx.Client, httpx.Client]]:
    """One visitor, by way of either server."""
    one, other = servers
    with visitor(one.url) as here:
        cookies = {COOKIE: here.cookies[COOKIE]}
        with httpx.Client(base_url=f"{other.url}/chat", cookies=cookies, timeout=30) as there:
            yield here, there


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """What some calls return that begin at the same time."""
    gate = threading.Barrier(len(calls))

    def call(work: Callable[[], Any]) -> Any:
        gate.wait()
        return work()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(call, calls))


def test_a_statement_may_be_split_over_both(servers):
    with at_both(servers) as (here, there):
        say(here, "i want to")
        assert is_crisis(say(there, "die"))


def test_what_is_said_to_both_at_once_is_stored_once_each_and_in_order(servers):
    for _ in range(5):
        with at_both(servers) as (here, there):
            at_once(partial(say, here, QUESTION), partial(say, there, "who are you?"))
            told = [(m["from"], m.get("text")) for m in history(here)]
            assert [who for who, _ in told[::2]] == ["visitor", "visitor"], told
            assert [who for who, _ in told[1::2]] == ["assistant", "assistant"], told


def test_the_reminder_and_the_country_are_known_at_both(servers):
    with at_both(servers) as (here, there):
        assert is_crisis(say(here, AT_RISK))
        assert names(say(there, QUESTION)) == [ANSWER, REMINDER]
        say(there, "I live in Spain")
        [*_, last] = say(here, QUESTION)
        assert last["name"] == "utter_help_line_local" and "Spain" in last["text"]


class TestKey:
    def test_delivered_to_both_at_once_is_answered_once(self, servers):
        for _ in range(5):
            with at_both(servers) as (here, there):
                body = {"text": QUESTION, "key": uuid.uuid4().hex}
                send = [partial(client.post, "/messages", json=body) for client in (here, there)]
                one, two = at_once(*send)
                assert one.status_code == two.status_code == 200
                assert one.json() == two.json()
                assert Counter(m["from"] for m in history(here)) == {"visitor": 1, "assistant": 1}

    def test_with_other_words_is_read_for_risk_and_refused(self, servers):
        with at_both(servers) as (here, there):
            key = uuid.uuid4().hex
            assert names(here.post("/messages", json={"text": QUESTION, "key": key}).json()["messages"]) == [
                ANSWER
            ]
            for client in (here, there):
                reply = client.post("/messages", json={"text": "who are you?", "key": key})
                assert error_code(reply, 422) == "key_reused"
            assert is_crisis(there.post("/messages", json={"text": AT_RISK, "key": key}).json()["messages"])
            assert AT_RISK in [m["text"] for m in history(here)]


class TestDeleted:
    def test_its_token_works_at_neither(self, servers):
        with at_both(servers) as (here, there):
            body = {"text": QUESTION, "key": uuid.uuid4().hex}
            assert there.post("/messages", json=body).status_code == 200
            assert here.delete("/sessions/current").status_code == 204
            # Neither a new message nor the reply of an old one, which that server has given before.
            for request in (body, {"text": QUESTION}):
                assert error_code(there.post("/messages", json=request), 401) == "session_expired"
            assert error_code(there.get("/messages"), 401) == "session_expired"
            assert there.post("/sessions", json={}).status_code == 201

    def test_also_after_a_restart(self, servers):
        _, other = servers
        with at_both(servers) as (here, there):
            body = {"text": QUESTION, "key": uuid.uuid4().hex}
            assert there.post("/messages", json=body).status_code == 200
            assert here.delete("/sessions/current").status_code == 204
            other.restart_rasa()
            assert error_code(there.post("/messages", json=body), 401) == "session_expired"


def test_limits_are_shared(servers):
    with at_both(servers) as (here, there):
        replies = [
            (here, there)[n % 2].post("/messages", json={"text": QUESTION}).status_code
            for n in range(SESSION_RATE + 15)
        ]
        # A token comes back every few seconds while this goes on.
        assert SESSION_RATE <= replies.count(200) < SESSION_RATE + 15
        assert 429 in replies
        assert set(replies) == {200, 429}


def test_redis_may_be_restarted(servers):
    one, _ = servers
    assert one.redis
    with at_both(servers) as (here, there):
        say(here, QUESTION)
        one.redis.stop()
        assert names(say(there, QUESTION))[0] == ANSWER
        assert is_crisis(say(here, AT_RISK))
        one.redis.start()
        assert names(say(there, QUESTION)) == [ANSWER, REMINDER]
        assert Counter(m["from"] for m in history(here))["visitor"] == 4
