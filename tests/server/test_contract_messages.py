"""Messages, repeated messages and the restored conversation, over HTTP as the chat window uses them."""

from __future__ import annotations

import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.server.talk import ANSWER, AT_RISK, COOKIE, QUESTION, history, names, say, stored_events
from tests.server.talk import visitor as new_visitor

FIELDS = {"id", "text", "buttons", "source", "kind", "name", "time"}


class TestMessages:
    def test_an_answer_has_its_source_and_next_steps(self, api):
        [message] = say(api, QUESTION)
        assert set(message) == FIELDS
        assert (message["kind"], message["name"]) == ("answer", ANSWER)
        assert "anxi" in message["text"].lower()
        assert message["source"]["section"]
        assert abs(message["time"] - time.time()) < 60
        assert message["buttons"]
        for button in message["buttons"]:
            assert set(button) == {"id", "title", "name"}
            assert "/" not in button["id"]

    def test_a_button_leads_where_its_name_says(self, api):
        [message] = say(api, QUESTION)
        button = next(b for b in message["buttons"] if b["name"])
        reply = api.post("/messages", json={"choice": button["id"]})
        assert names(reply.json()["messages"]) == [button["name"]]
        assert history(api)[2]["text"] == button["title"]

    def test_a_country_is_chosen_by_button(self, api):
        messages = say(api, AT_RISK)
        button = next(b for m in messages for b in m["buttons"] if b["title"] == "Spain")
        reply = api.post("/messages", json={"choice": button["id"]}).json()["messages"]
        assert any("024" in m["text"] or "112" in m["text"] for m in reply)

    def test_crisis_guidance_comes_first(self, api):
        messages = say(api, AT_RISK)
        assert messages[0]["kind"] == "crisis"
        assert messages[0]["name"] == "utter_crisis/suicide"
        assert "112" in messages[0]["text"]

    def test_after_a_crisis_the_help_line_stays_in_view(self, api):
        say(api, AT_RISK)
        messages = say(api, QUESTION)
        assert ANSWER in names(messages)
        assert names(messages)[-1] == "utter_help_line"

    @pytest.mark.parametrize("country", [{"text": "I am in Spain"}, {"title": "Spain"}])
    def test_and_is_that_of_the_visitors_country(self, api, country):
        buttons = [button for message in say(api, AT_RISK) for button in message["buttons"]]
        title = country.get("title")
        choice = next((button["id"] for button in buttons if button["title"] == title), None)
        api.post("/messages", json={"choice": choice} if choice else country)
        reminder = say(api, QUESTION)[-1]
        assert reminder["name"] == "utter_help_line_local"
        assert "024" in reminder["text"]

    def test_a_text_as_long_as_allowed_is_answered(self, api):
        assert say(api, ("what is trauma? " * 200)[:2000])

    def test_a_text_at_risk_is_never_too_long(self, api):
        messages = say(api, "I read your page today. " * 200 + AT_RISK + " It was a fine page. " * 200)
        assert messages[0]["kind"] == "crisis"

    def test_text_that_is_no_proper_unicode_is_answered(self, api):
        body = b'{"text": "what is \\ud800 anxious attachment \\u0000?"}'
        reply = api.post("/messages", content=body, headers={"Content-Type": "application/json"})
        assert reply.status_code == 200
        assert reply.json()["messages"]


class TestIdempotency:
    def test_sent_twice_at_once_it_is_answered_once(self, running, stored):
        body = {"text": QUESTION, "key": uuid.uuid4().hex}
        together = threading.Barrier(4)

        def send(_: int) -> str:
            together.wait()
            cookies = {COOKIE: stored.cookies[COOKIE]}
            url = f"{running.url}/chat/messages"
            return httpx.post(url, json=body, cookies=cookies, timeout=30).text

        with ThreadPoolExecutor(4) as pool:
            replies = set(pool.map(send, range(4)))
        assert len(replies) == 1
        assert stored_events(running, stored).count("user") == 1
        assert [m["from"] for m in history(stored)] == ["visitor", "assistant"]

    def test_sent_again_later_it_gets_the_same_reply(self, api):
        body = {"text": QUESTION, "key": uuid.uuid4().hex}
        first = api.post("/messages", json=body).json()
        assert api.post("/messages", json=body).json() == first
        assert len(history(api)) == 2

    def test_another_visitor_may_use_the_same_key(self, api, server_url):
        body = {"text": QUESTION, "key": "the-same-key"}
        with new_visitor(server_url) as other:
            first = api.post("/messages", json=body).json()["messages"]
            second = other.post("/messages", json={**body, "text": "hello"}).json()["messages"]
        assert names(first) == [ANSWER]
        assert names(second) != [ANSWER]


class TestHistory:
    def test_restores_what_was_said(self, api):
        said = [*say(api, QUESTION), *say(api, "and in adults?")]
        restored = history(api)
        assert [m["text"] for m in restored if m["from"] == "visitor"] == [
            QUESTION,
            "and in adults?",
        ]
        for before, after in zip(said, [m for m in restored if "name" in m], strict=True):
            same = ("text", "kind", "name", "buttons", "source")
            assert {f: before[f] for f in same} == {f: after[f] for f in same}
        assert [m["time"] for m in restored] == sorted(m["time"] for m in restored)

    def test_is_empty_at_first(self, api):
        assert history(api) == []
