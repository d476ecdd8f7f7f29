"""Feedback on answers, over HTTP as the chat window gives it."""

from __future__ import annotations

import re

from tests.server.talk import ANSWER, QUESTION, history, names, say


class TestFeedback:
    def test_on_an_answer(self, api):
        [message] = say(api, QUESTION)
        reply = api.post("/feedback", json={"message": message["id"], "helped": True})
        assert reply.status_code == 204 and not reply.content

    def test_on_a_restored_answer(self, api):
        say(api, QUESTION)
        message = history(api)[1]
        reply = api.post("/feedback", json={"message": message["id"], "helped": False})
        assert reply.status_code == 204

    def test_is_there_again_after_a_reload_as_it_was_given_last(self, api):
        messages = [*say(api, QUESTION), *say(api, "what causes it")]
        for helped in (True, False):
            api.post("/feedback", json={"message": messages[0]["id"], "helped": helped})
        assert [m["helped"] for m in history(api) if m["from"] == "assistant"] == [False, None]
        assert names(say(api, "thanks")) == ["utter_smalltalk/thanks"], "the talk goes on"

    def test_is_counted(self, api):
        [message] = say(api, QUESTION)
        line = re.compile(rf'attachment_guide_feedback_total{{helped="false",name="{ANSWER}"}} ([\d.]+)')
        before = line.search(api.get("/metrics").text)
        api.post("/feedback", json={"message": message["id"], "helped": False})
        after = line.search(api.get("/metrics").text)
        assert float(after[1]) == (float(before[1]) if before else 0) + 1
