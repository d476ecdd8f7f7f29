"""Dialogues that are replayed on a running assistant."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any, ClassVar

import pytest

from evaluation.answers.replay import PlayedTurn, replay
from evaluation.sets.cases import Dialogue, Turn


class Assistant(BaseHTTPRequestHandler):
    """Answers as the web channel does; the first messages are too many for its limits."""

    requests: ClassVar[list[tuple[str, str, str | None]]] = []
    refusals = 1

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        session = self.headers.get("X-Chat-Session")
        if self.path == "/chat/sessions":
            return self._reply(201, {"token": f"token-{len(self.requests)}"}, session)
        if Assistant.refusals:
            Assistant.refusals -= 1
            return self._reply(429, {}, session)
        name = "utter_smalltalk/greet" if body["text"] == "hello" else None
        return self._reply(200, {"messages": [{"text": "…", "name": name}]}, session)

    def do_DELETE(self) -> None:
        self._reply(204, None, self.headers.get("X-Chat-Session"))

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def _reply(self, status: int, body: dict | None, session: str | None) -> None:
        self.requests.append((self.command, self.path, session))
        self.send_response(status)
        if status == 429:
            self.send_header("Retry-After", "0")
        data = b"" if body is None else json.dumps(body).encode()
        if body is not None:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


class TestReplay:
    @pytest.fixture
    def url(self) -> Iterator[str]:
        Assistant.requests, Assistant.refusals = [], 1
        server = HTTPServer(("127.0.0.1", 0), Assistant)
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        server.server_close()

    def test_each_dialogue_has_its_own_session_and_leaves_nothing(self, url: str) -> None:
        turns = (Turn("hello", ("utter_smalltalk/",)), Turn("what", ("utter_fallback",)))
        played = list(replay([Dialogue("one", turns), Dialogue("two", turns)], url))
        assert [turn.is_right for turn in played] == [True, False, True, False]
        assert [turn.number for turn in played] == [1, 2, 1, 2]
        sessions = {s for method, path, s in Assistant.requests if path == "/chat/messages"}
        ended = {s for method, path, s in Assistant.requests if method == "DELETE"}
        assert len(sessions) == 2
        assert ended == sessions

    def test_waits_when_the_server_says_so(self, url: str) -> None:
        Assistant.refusals = 3
        played = list(replay([Dialogue("one", (Turn("hello", ("utter_",)),))], url))
        assert played[0].names == ("utter_smalltalk/greet",)

    @pytest.mark.parametrize(
        ("names", "every", "right"),
        [
            (("utter_about/brain",), False, True),
            (("utter_about/brain",), True, False),
            (("utter_about/brain", "utter_causes/overview"), True, True),
            (("utter_fallback",), False, False),
            ((), False, False),
        ],
    )
    def test_what_is_right(self, names: tuple[str, ...], every: bool, right: bool) -> None:
        turn = Turn("say", ("utter_about/", "utter_causes"), every)
        assert PlayedTurn("one", 1, turn, names).is_right is right
