"""The watchdog: what has ended or hangs is started again, and nothing else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tools import watchdog
from tools.watchdog import HANG_SECONDS, LONGEST_PAUSE, START_SECONDS, Watched, answers


@pytest.fixture
def health() -> Iterator[HTTPServer]:
    """A health page whose `status` can be set."""

    class Health(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(self.server.status)
            self.end_headers()

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Health) as server:
        server.status = 200
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


class TestAnswers:
    def test_only_200_will_do(self, health):
        url = f"http://127.0.0.1:{health.server_port}/"
        assert answers(url)
        for health.status in (204, 404, 503):
            assert not answers(url)

    def test_a_proxy_of_the_environment_is_not_asked(self, health, monkeypatch):
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
            monkeypatch.setenv(name, "http://127.0.0.1:9")
        monkeypatch.delenv("no_proxy", raising=False)
        assert answers(f"http://127.0.0.1:{health.server_port}/")

    @pytest.mark.parametrize("url", ["http://127.0.0.1:9/", "http://name.invalid/", "nonsense"])
    def test_nobody_there(self, url):
        assert not answers(url)


class Server:
    """A server that does as it is told."""

    name, health = "Rasa server", "url"

    def __init__(self) -> None:
        self.ended: int | None = None
        self.answers = True
        self.starts, self.kills = 0, 0

    def start(self) -> None:
        self.starts += 1
        self.ended = None

    def kill(self) -> None:
        self.kills += 1
        self.ended = -9


class Watch:
    """A watch over one server, with a clock of its own."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.server = Server()
        monkeypatch.setattr(watchdog, "answers", lambda _: self.server.answers)
        self.now = 0.0
        self.said: list[str] = []
        self.watched = Watched(self.server, lambda: self.now, self.said.append)

    def for_seconds(self, seconds: float) -> None:
        for _ in range(int(seconds)):
            self.now += 1
            self.watched.look()


@pytest.fixture
def watch(monkeypatch, tmp_path) -> Watch:
    monkeypatch.setenv("ATTACHMENT_GUIDE_LOGS", str(tmp_path))
    return Watch(monkeypatch)


class TestWatched:
    def test_one_that_is_well_is_left_alone(self, watch):
        watch.for_seconds(1000)
        assert (watch.server.starts, watch.server.kills, watch.said) == (0, 0, [])

    def test_one_that_ended_is_started_again(self, watch):
        watch.server.ended = 1
        watch.for_seconds(3)
        assert watch.server.starts == 1
        assert len(watch.said) == 1
        assert "exit code 1" in watch.said[0] and "Rasa-server.log" in watch.said[0]

    def test_one_that_is_slow_for_a_while_is_left_alone(self, watch):
        for _ in range(10):
            watch.server.answers = False
            watch.for_seconds(HANG_SECONDS - 1)
            watch.server.answers = True
            watch.for_seconds(1)
        assert watch.server.kills == 0

    def test_one_that_hangs_is_killed_and_started_again(self, watch):
        watch.server.answers = False
        watch.for_seconds(HANG_SECONDS + 4)
        assert (watch.server.kills, watch.server.starts) == (1, 1)
        assert "has not answered for" in watch.said[0]

    def test_a_start_may_take_longer(self, watch):
        watch.server.answers = False
        watch.for_seconds(HANG_SECONDS + 4)
        watch.for_seconds(START_SECONDS - 10)
        assert (watch.server.kills, watch.server.starts) == (1, 1)
        watch.for_seconds(20)
        assert watch.server.kills == 2

    def test_one_that_ends_again_and_again_is_started_more_seldom(self, watch):
        watch.server.start = lambda: setattr(watch.server, "starts", watch.server.starts + 1)
        watch.server.ended = 1
        watch.for_seconds(1000)
        assert 15 <= watch.server.starts <= 25
        assert watch.server.starts == pytest.approx(1000 / LONGEST_PAUSE, abs=8)

    def test_and_at_once_when_it_has_run_well_meanwhile(self, watch):
        for _ in range(10):
            watch.server.ended = 1
            watch.for_seconds(3)
            assert watch.server.ended is None
            watch.for_seconds(LONGEST_PAUSE + 5)
        assert watch.server.starts == 10
