"""One visitor's long or many messages, and the others; and who is at risk, at every limit."""

from __future__ import annotations

import itertools
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.load.flood import LONG
from tests.server.conftest import ADDRESS_RATE, SESSION_RATE
from tests.server.talk import AT_RISK, error_code, is_crisis, names, say, visitor


@pytest.mark.alone
@pytest.mark.parametrize("text", LONG, ids=lambda text: text[:10].strip())
def test_long_messages_hold_up_nobody_else(running, text):
    with ThreadPoolExecutor(8) as pool:

        def send_long(_: int) -> int:
            with visitor(running.url) as flooder:
                return flooder.post("/messages", json={"text": text}).status_code

        flood = [pool.submit(send_long, n) for n in range(8)]
        time.sleep(0.2)
        started = time.monotonic()
        with visitor(running.url) as at_risk:
            assert is_crisis(say(at_risk, AT_RISK))
        took = time.monotonic() - started
        is_under_way = not all(sent.done() for sent in flood)
        assert {sent.result() for sent in flood} <= {200, 413}
    # How long it takes on a machine that does nothing else, `make load` measures.
    assert is_under_way or took < 1, "it had to wait for the flood"


@pytest.mark.parametrize("length", [5_000, 20_000, 60_000])
@pytest.mark.parametrize("is_last", [True, False])
def test_a_disclosure_at_either_end_of_a_long_message(api, length, is_last):
    padding = "and then we went home and had tea. " * (length // 35)
    text = f"{padding} {AT_RISK}" if is_last else f"{AT_RISK}. {padding}"
    assert is_crisis(say(api, text))


def test_a_long_message_without_risk_is_still_too_long(api):
    padding = "and then we went home and had tea. " * 1_000
    assert error_code(api.post("/messages", json={"text": padding}), 413) == "text_too_long"


addresses = (f"198.51.100.{n}" for n in itertools.count(200))


class TestOverTheLimit:
    @pytest.fixture
    def client(self, strict):
        headers = {"X-Forwarded-For": next(addresses), "X-Session-Mode": "header"}
        with httpx.Client(base_url=f"{strict.url}/chat", headers=headers, timeout=30) as client:
            client.headers["X-Chat-Session"] = client.post("/sessions").json()["token"]
            yield client

    def test_of_the_session(self, client):
        for _ in range(SESSION_RATE):
            say(client, "hello")
        assert client.post("/messages", json={"text": "hello"}).status_code == 429
        assert names(say(client, AT_RISK)) == ["utter_crisis_unavailable"]
        assert [m.get("text") for m in client.get("/messages").json()["messages"]].count(AT_RISK) == 1

    def test_of_the_address(self, client):
        for _ in range(ADDRESS_RATE + 5):
            client.get("/config")
        assert error_code(client.post("/messages", json={"text": "hello"}), 429) == "rate_limited"
        assert names(say(client, AT_RISK)) == ["utter_crisis_unavailable"]

    def test_nobody_without_a_session(self, client):
        for _ in range(ADDRESS_RATE + 5):
            client.get("/config")
        reply = httpx.post(
            f"{client.base_url}messages",
            json={"text": AT_RISK},
            headers={"X-Forwarded-For": client.headers["X-Forwarded-For"]},
        )
        assert error_code(reply, 429) == "rate_limited"
