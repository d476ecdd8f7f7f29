"""A new platform gets everything that the web has, from the turn alone (see tests/fake_platform.py)."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import httpx
import pytest

from tests.server.parts import Parts, whole_assistant
from tests.server.talk import ANSWER, AT_RISK, QUESTION, Messages, is_crisis, names

REMINDER, LOCAL_REMINDER = "utter_help_line", "utter_help_line_local"
CHANNEL = "tests.fake_platform.FakePlatform"
numbers = itertools.count()

Person = Callable[..., Messages]


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    with whole_assistant(tmp_path_factory.mktemp("platform"), also=CHANNEL) as parts:
        yield parts


@pytest.fixture
def deliver(parts: Parts) -> Callable[..., httpx.Response]:
    """Delivers a message of somebody new, as the platform does."""
    person = f"person-{next(numbers)}"

    def send(text: str = "", **more: str) -> httpx.Response:
        body = {"from": person, "id": f"message-{next(numbers)}", "text": text, **more}
        return httpx.post(f"{parts.url}/webhooks/fake/webhook", json=body, timeout=30)

    return send


@pytest.fixture
def say(deliver: Callable[..., httpx.Response]) -> Person:
    def said(text: str = "", **more: str) -> Messages:
        reply = deliver(text, **more)
        assert reply.status_code == 200, reply.text
        return reply.json()

    return said


def test_a_question_is_answered(say: Person) -> None:
    [answer] = say(QUESTION)
    assert answer["name"] == ANSWER
    assert answer["source"]


def test_a_button_leads_on(say: Person) -> None:
    [answer] = say(QUESTION)
    button = answer["buttons"][0]
    assert names(say(button=button["id"])) == [button["name"]]


def test_risk_and_reminders(say: Person) -> None:
    assert is_crisis(say(AT_RISK))
    assert names(say(QUESTION)) == [ANSWER, REMINDER]
    say("I live in Spain")
    assert names(say(QUESTION)) == [ANSWER, LOCAL_REMINDER]


def test_a_statement_split_over_two_messages(say: Person) -> None:
    say("i want to")
    assert is_crisis(say("die"))


def test_typed_commands_are_text(say: Person) -> None:
    assert is_crisis(say("/restart I want to die"))


def test_what_is_delivered_twice_is_answered_once(say: Person) -> None:
    assert say(QUESTION, id="m1") == say(QUESTION, id="m1")


def test_a_button_that_is_not_ours(deliver: Callable[..., httpx.Response]) -> None:
    reply = deliver(button="/restart")
    assert (reply.status_code, reply.json()) == (400, {"refused": "UnknownChoiceError"})


def test_the_safety_net(parts: Parts, say: Person) -> None:
    repair = parts.inject("nlu", "raise")
    try:
        assert names(say(QUESTION)) == ["utter_unavailable"]
        assert is_crisis(say(AT_RISK))
    finally:
        repair()
    assert names(say(QUESTION)) == [ANSWER, REMINDER]


def test_forgetting(say: Person) -> None:
    assert is_crisis(say(AT_RISK))
    assert say("delete my conversation") == []
    assert names(say(QUESTION)) == [ANSWER], "a new conversation"


def test_a_restart_in_the_middle_of_a_crisis(parts: Parts, say: Person) -> None:
    say("I live in Spain")
    assert is_crisis(say(AT_RISK))
    parts.restart_rasa(also=CHANNEL)
    assert names(say(QUESTION)) == [ANSWER, LOCAL_REMINDER]
