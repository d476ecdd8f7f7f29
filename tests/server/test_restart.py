"""A conversation goes on where it was, after a restart and in another server process.

What was said is in the tracker store alone; the server is killed in the middle of a crisis.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests.server.parts import Parts, whole_assistant
from tests.server.talk import (
    ANSWER,
    AT_RISK,
    COOKIE,
    QUESTION,
    Messages,
    error_code,
    history,
    is_crisis,
    names,
    say,
    visitor,
)

LOCAL_REMINDER = "utter_help_line_local"
APOLOGY, CRISIS_UNAVAILABLE = "utter_unavailable", "utter_crisis_unavailable"
KEYED = {"text": QUESTION, "key": "delivered-twice"}


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    with whole_assistant(tmp_path_factory.mktemp("restart")) as parts:
        yield parts


def as_same_visitor(url: str, cookie: str) -> httpx.Client:
    return httpx.Client(base_url=f"{url}/chat", cookies={COOKIE: cookie}, timeout=30)


@dataclass(frozen=True)
class Visitors:
    """Who was there when the server was killed.

    Attributes:
        at_risk: in the middle of a crisis, with a reply of the safety net's.
        halfway: in the middle of a statement.
        deleted: the cookie of a conversation that its visitor had deleted.
        history: what the visitor at risk had seen.
        reply: to a message of theirs that had an idempotency key.
    """

    at_risk: httpx.Client
    halfway: httpx.Client
    deleted: str
    history: Messages
    reply: dict[str, Any]


class TestAfterARestart:
    @pytest.fixture(scope="class")
    def visitors(self, parts: Parts) -> Iterator[Visitors]:
        with visitor(parts.url) as at_risk, visitor(parts.url) as halfway, visitor(parts.url) as deleting:
            say(at_risk, "I live in Spain")
            assert is_crisis(say(at_risk, AT_RISK))
            repair = parts.inject("nlu", "raise")
            assert names(say(at_risk, QUESTION)) == [APOLOGY, LOCAL_REMINDER]
            assert names(say(at_risk, AT_RISK)) == [CRISIS_UNAVAILABLE]
            repair()
            reply = at_risk.post("/messages", json=KEYED).json()
            assert names(reply["messages"]) == [ANSWER, LOCAL_REMINDER]
            say(halfway, "i want to")
            say(deleting, QUESTION)
            cookie = deleting.cookies[COOKIE]
            assert deleting.delete("/sessions/current").status_code == 204
            seen = history(at_risk)
            parts.restart_rasa()
            yield Visitors(at_risk, halfway, cookie, seen, reply)

    def test_every_message_that_was_shown_is_shown_again(self, visitors: Visitors) -> None:
        assert history(visitors.at_risk) == visitors.history
        told = [message.get("name") or message["text"] for message in visitors.history]
        assert told.count(LOCAL_REMINDER) == 2
        for name in (AT_RISK, APOLOGY, CRISIS_UNAVAILABLE, ANSWER):
            assert name in told

    def test_what_is_delivered_again_gets_the_reply_that_it_had(self, visitors: Visitors) -> None:
        assert visitors.at_risk.post("/messages", json=KEYED).json() == visitors.reply
        assert history(visitors.at_risk) == visitors.history

    def test_the_help_line_of_the_country_stays(self, visitors: Visitors) -> None:
        messages = say(visitors.at_risk, QUESTION)
        assert names(messages) == [ANSWER, LOCAL_REMINDER]
        assert "Spain" in messages[-1]["text"]

    def test_an_answer_from_before_can_be_rated(self, visitors: Visitors) -> None:
        answer = next(m["id"] for m in visitors.history if m.get("name") == ANSWER)
        rating = {"message": answer, "helped": True}
        assert visitors.at_risk.post("/feedback", json=rating).status_code == 204
        assert error_code(visitors.halfway.post("/feedback", json=rating), 404) == "message_unknown"

    def test_the_second_half_of_a_statement_is_heard_with_the_first(self, visitors: Visitors) -> None:
        assert is_crisis(say(visitors.halfway, "die"))

    def test_a_deleted_session_stays_deleted(self, parts: Parts, visitors: Visitors) -> None:
        with as_same_visitor(parts.url, visitors.deleted) as client:
            assert error_code(client.post("/messages", json={"text": QUESTION}), 401) == "session_expired"
            assert error_code(client.get("/messages"), 401) == "session_expired"
            begun = client.post("/sessions", json={})
            assert begun.status_code == 201
            assert begun.cookies[COOKIE] != visitors.deleted


class TestInAnotherProcess:
    @pytest.fixture(scope="class")
    def other(self, parts: Parts) -> Iterator[Parts]:
        other = parts.another_process()
        yield other
        other.stop()

    def test_a_crisis_is_known_there(self, parts: Parts, other: Parts) -> None:
        with visitor(parts.url) as here, as_same_visitor(other.url, here.cookies[COOKIE]) as there:
            say(here, "I live in Spain")
            assert is_crisis(say(here, AT_RISK))
            assert names(say(there, QUESTION)) == [ANSWER, LOCAL_REMINDER]
            assert names(say(here, QUESTION)) == [ANSWER, LOCAL_REMINDER]
            assert history(here) == history(there)

    def test_a_statement_may_be_split_over_both(self, parts: Parts, other: Parts) -> None:
        with visitor(parts.url) as here, as_same_visitor(other.url, here.cookies[COOKIE]) as there:
            say(here, "i want to")
            assert is_crisis(say(there, "die"))

    def test_what_one_has_deleted_the_other_refuses(self, parts: Parts, other: Parts) -> None:
        with visitor(parts.url) as here, as_same_visitor(other.url, here.cookies[COOKIE]) as there:
            say(here, QUESTION)
            assert names(say(there, QUESTION)) == [ANSWER]
            assert here.delete("/sessions/current").status_code == 204
            refused = there.post("/messages", json={"text": QUESTION})
            assert error_code(refused, 401) == "session_expired"
