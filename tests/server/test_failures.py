"""Whatever fails, a message at risk gets crisis guidance and any other an answer or an apology.

Real processes, broken in one way after another. Each cell of the matrix is written to
build/failure_matrix.md.
"""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.running import Running
from tests.server.parts import ROOT, Parts, whole_assistant
from tests.server.talk import ANSWER, AT_RISK, QUESTION, Messages, history, is_crisis, names, say, visitor

# The promise is five seconds; the margin is for a machine that many tests share.
SECONDS = 5 + 1
RECOVERY_SECONDS = 60
MATRIX_FILE = ROOT / "build" / "failure_matrix.md"
APOLOGY = "utter_unavailable"
EMERGENCY_NUMBERS = re.compile(r"\b112\b.*\b911\b", re.DOTALL)

Break = Callable[[Parts], Callable[[], None]]

FAULTS: dict[str, Break] = {
    "action server killed": Parts.kill_actions,
    "action server hanging": Parts.hang_actions,
    "database gone": Parts.remove_database,
    "database corrupt": Parts.corrupt_database,
    "database hanging": Parts.lock_database,
    "lock store down": Parts.close_redis,
    "lock store hanging": Parts.hang_redis,
    "event broker down": Parts.remove_events,
    "NLU component throws": lambda parts: parts.inject("nlu", "raise"),
    "NLU component hangs": lambda parts: parts.inject("nlu", "hang"),
    "policy throws": lambda parts: parts.inject("policy", "raise"),
    "policy hangs": lambda parts: parts.inject("policy", "hang"),
    "risk component throws": lambda parts: parts.inject("risk component", "raise"),
    "risk detector throws": lambda parts: parts.inject("risk detector", "raise"),
    "no model": Parts.unload_model,
}
PAIRS = [
    ("action server killed", "database gone"),
    ("action server hanging", "database hanging"),
    ("action server hanging", "NLU component throws"),
    ("action server killed", "lock store hanging"),
    ("action server killed", "policy throws"),
    ("database corrupt", "lock store down"),
    ("database gone", "event broker down"),
    ("NLU component throws", "database hanging"),
    ("NLU component hangs", "action server hanging"),
    ("risk detector throws", "NLU component throws"),
    ("risk detector throws", "action server killed"),
    ("lock store down", "event broker down"),
    ("no model", "database gone"),
]


@pytest.fixture(scope="module")
def matrix() -> Iterator[list[str]]:
    """The rows of the matrix, written to a file in the end."""
    rows = ["| broken | at risk | seconds | a question | seconds |", "|---|---|---|---|---|"]
    yield rows
    MATRIX_FILE.write_text("\n".join(rows) + "\n", encoding="utf-8")


def check(parts: Parts, name: str, matrix: list[str]) -> None:
    """Asks both messages, each as a new visitor, and sees what comes back and when."""
    row = [name]
    replies: list[Messages] = []
    for text in (AT_RISK, QUESTION):
        with visitor(parts.url) as client:
            started = time.monotonic()
            replies.append(say(client, text))
            took = time.monotonic() - started
        row += [", ".join(str(n) for n in names(replies[-1])), f"{took:.1f}"]
        assert took < SECONDS, f"{name}: {text!r} took {took:.1f} s"
    matrix.append(f"| {' | '.join(row)} |")
    at_risk, question = replies
    assert is_crisis(at_risk) or ("risk detector" in name and is_careful(at_risk)), names(at_risk)
    assert EMERGENCY_NUMBERS.search(" ".join(message["text"] for message in at_risk))
    assert is_honest(question), names(question)


def is_careful(messages: Messages) -> bool:
    """Whether a reply begins with the help line and a question whether the visitor is safe.

    That is what everybody gets while the risk in a message cannot be told at all.
    """
    return messages[0]["kind"] == "crisis" and messages[0]["name"].startswith("utter_check")


def is_honest(messages: Messages) -> bool:
    """Whether a question got its answer, or an apology with the help line."""
    if ANSWER in names(messages) or is_careful(messages):
        return True
    # When no message can be checked for risk, guidance takes the apology's place.
    sorry = (APOLOGY, "utter_crisis_unavailable")
    return any(m["name"] in sorry and "findahelpline" in m["text"] for m in messages)


def answers(parts: Parts) -> bool:
    """Whether all is well."""
    with visitor(parts.url) as client:
        return names(say(client, QUESTION)) == [ANSWER] and (
            names(say(client, AT_RISK))[:2] == ["utter_crisis/suicide", "utter_crisis_lines_unknown"]
        )


def told(client: httpx.Client) -> list[str]:
    """A conversation as it is stored: what the visitor said, and the names of what was answered."""
    return [message.get("name") or message["text"] for message in history(client)]


class TestBrokenWhileItRuns:
    @pytest.fixture(scope="class")
    def parts(self, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
        with whole_assistant(tmp_path_factory.mktemp("parts")) as parts:
            yield parts

    @pytest.mark.parametrize(
        "broken", [(fault,) for fault in FAULTS] + PAIRS, ids=lambda names: " + ".join(names)
    )
    def test_everybody_is_answered(self, parts: Parts, matrix: list[str], broken: tuple[str, ...]) -> None:
        parts.wait_until(lambda: answers(parts), RECOVERY_SECONDS)
        if parts.redis is None and any("lock store" in name for name in broken):
            pytest.skip("no redis-server on this machine")
        repairs = [FAULTS[name](parts) for name in broken]
        try:
            check(parts, " + ".join(broken), matrix)
        finally:
            for repair in reversed(repairs):
                repair()
        # It comes back by itself: nothing has to be restarted.
        parts.wait_until(lambda: answers(parts), RECOVERY_SECONDS)

    def test_a_conversation_goes_on_after_a_failure(self, parts: Parts) -> None:
        parts.wait_until(lambda: answers(parts), RECOVERY_SECONDS)
        with visitor(parts.url) as client:
            assert names(say(client, QUESTION)) == [ANSWER]
            repair = parts.inject("nlu", "raise")
            assert names(say(client, QUESTION)) == [APOLOGY]
            repair()
            assert names(say(client, QUESTION)) == [ANSWER]

    @pytest.mark.parametrize("part", ["nlu", "policy"])
    @pytest.mark.parametrize("text", [QUESTION, AT_RISK])
    def test_an_answer_that_comes_too_late_is_dropped_whole(self, parts: Parts, part: str, text: str) -> None:
        """What is stored is what the visitor was shown: their words, and what the safety net said."""
        parts.wait_until(lambda: answers(parts), RECOVERY_SECONDS)
        with visitor(parts.url) as client:
            repair = parts.inject(part, "hang")
            shown = names(say(client, text))
            repair()
            # The part goes on now, with a message that was given up.
            parts.wait_until(lambda: answers(parts), RECOVERY_SECONDS)
            assert shown == ["utter_crisis_unavailable" if text == AT_RISK else APOLOGY]
            assert told(client) == [text, *shown]
            shown += names(say(client, "who are you?"))
            assert told(client) == [text, shown[0], "who are you?", *shown[1:]]

    def test_a_deletion_that_fails_is_not_called_done(self, parts: Parts) -> None:
        parts.wait_until(lambda: answers(parts), RECOVERY_SECONDS)
        with visitor(parts.url) as client:
            say(client, QUESTION)
            repair = parts.remove_database()
            try:
                reply = client.delete("/sessions/current")
                assert reply.status_code == 503
                assert reply.json()["error"]["code"] == "unavailable"
            finally:
                repair()
            assert len(client.get("/messages").json()["messages"]) == 2
            assert client.delete("/sessions/current").status_code == 204


class TestActionsInTheServersProcess:
    @pytest.fixture(scope="class")
    def parts(self, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
        own = {"type": "channels.own_actions.OwnActions", "enable_selective_domain": True}
        with whole_assistant(tmp_path_factory.mktemp("own"), action_endpoint=own) as parts:
            yield parts

    @pytest.mark.parametrize("fault", ["raise", "hang"])
    def test_everybody_is_answered(self, parts: Parts, matrix: list[str], fault: str) -> None:
        parts.wait_until(lambda: answers(parts), RECOVERY_SECONDS)
        # The action server is there as well, and would hide that nothing of this runs here.
        parts.kill_actions()
        repair = parts.inject("action", fault)
        try:
            check(parts, f"action in the server: {fault}", matrix)
            with visitor(parts.url) as client:
                assert "utter_crisis_lines_unknown" not in names(say(client, AT_RISK)), "it was broken"
        finally:
            repair()
        parts.wait_until(lambda: answers(parts), RECOVERY_SECONDS)


def test_make_run_starts_the_action_server_again(strict: Running) -> None:
    killed = strict.server_pid("tools.action_server")
    os.kill(killed, signal.SIGKILL)
    deadline = time.monotonic() + RECOVERY_SECONDS
    lines_shown = False
    address = 0
    while not lines_shown and time.monotonic() < deadline:
        address += 1
        headers = {"X-Session-Mode": "header", "X-Forwarded-For": f"198.51.100.{address}"}
        with httpx.Client(base_url=f"{strict.url}/chat", headers=headers, timeout=30) as client:
            client.headers["X-Chat-Session"] = client.post("/sessions").json()["token"]
            messages = say(client, AT_RISK)
        assert is_crisis(messages)
        lines_shown = "utter_crisis_lines_unknown" in names(messages)
        time.sleep(0.5)
    assert lines_shown
    assert strict.server_pid("tools.action_server") != killed


class TestBrokenFromTheStart:
    """A cold start with a part that is missing; also the messages that come while it starts."""

    @pytest.fixture
    def parts(self, tmp_path: Path) -> Iterator[Parts]:
        parts = Parts(tmp_path)
        yield parts
        parts.stop()

    def test_no_model(self, parts: Parts, matrix: list[str]) -> None:
        parts.start_rasa(model="models/none.tar.gz")
        parts.wait_until(parts.listens)
        check(parts, "model missing, while starting", matrix)
        assert parts.health() == 503
        check(parts, "model missing", matrix)

    def test_corrupt_model_and_no_event_broker(self, parts: Parts, matrix: list[str]) -> None:
        model = parts.folder / "corrupt.tar.gz"
        model.write_bytes(b"\x1f\x8b not a model" * 1000)
        nobody = {"type": "pika", "url": "127.0.0.1", "port": 1, "username": "u", "password": "p"}
        parts.start_rasa(model, event_broker={**nobody, "queues": ["q"]})
        parts.wait_until(parts.listens)
        check(parts, "model corrupt + event broker down from the start", matrix)

    def test_corrupt_model(self, parts: Parts, matrix: list[str]) -> None:
        model = parts.folder / "corrupt.tar.gz"
        model.write_bytes((ROOT / "models/attachment-guide.tar.gz").read_bytes()[:100_000])
        parts.start_rasa(model)
        parts.wait_until(lambda: "Could not load model" in (parts.folder / "rasa.log").read_text())
        check(parts, "model corrupt", matrix)
        assert parts.health() == 503
