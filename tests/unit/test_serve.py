"""`make run`: ports, endpoints, logs and an orderly end, without starting the assistant."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace

import pytest
import yaml

from attachment_guide.settings import Settings, variable
from tests.running import free_port
from tools import serve
from tools.serve import StartError, check_port, endpoints, start, stop, wait_until_up


@pytest.fixture(autouse=True)
def own_logs(tmp_path, monkeypatch):
    for name in ("PORT", "ACTIONS_PORT", "TOKEN", "HOST", "DATABASE"):
        monkeypatch.delenv(f"ATTACHMENT_GUIDE_{name}", raising=False)
    monkeypatch.setenv(variable("logs"), str(tmp_path / "logs"))


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that something listens on."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


class TestPort:
    def test_taken(self, taken):
        with pytest.raises(StartError) as error:
            check_port(taken, "THE_SETTING")
        assert f"Port {taken} is taken" in str(error.value)
        assert f"THE_SETTING={taken + 1000} make run" in str(error.value)

    def test_free_and_free_afterwards(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        check_port(port, "X")
        check_port(port, "X")

    @pytest.mark.parametrize("setting", ["ATTACHMENT_GUIDE_PORT", "ATTACHMENT_GUIDE_ACTIONS_PORT"])
    def test_a_taken_port_ends_with_one_sentence_and_starts_nothing(
        self, setting, taken, monkeypatch, capsys
    ):
        monkeypatch.setattr(serve, "start", lambda *_: pytest.fail("something was started"))
        monkeypatch.setattr(serve.signal, "signal", lambda *_: None)
        free = {variable("port"): str(free_port()), variable("actions_port"): str(free_port())}
        for name, value in {**free, setting: str(taken)}.items():
            monkeypatch.setenv(name, value)
        assert serve.main() == 1
        error = capsys.readouterr().err
        assert setting in error and "Traceback" not in error

    @pytest.mark.parametrize("value", ["abc", "0", "-1", "65536", "80.5", " "])
    def test_what_is_no_port_ends_with_one_sentence(self, value, monkeypatch, capsys):
        monkeypatch.setattr(serve.signal, "signal", lambda *_: None)
        monkeypatch.setenv(variable("actions_port"), value)
        assert serve.main() == 1
        assert f"ATTACHMENT_GUIDE_ACTIONS_PORT is '{value}'" in capsys.readouterr().err


class TestEndpoints:
    def test_the_file_itself_when_nothing_says_otherwise(self):
        assert endpoints(Settings.actions_port) == serve.ENDPOINTS_FILE

    def test_a_copy_for_another_port(self):
        before = serve.ENDPOINTS_FILE.read_text()
        settings = yaml.safe_load(endpoints(6000).read_text())
        assert settings["action_endpoint"]["url"] == "http://localhost:6000/webhook"
        original = yaml.safe_load(before)
        assert settings["tracker_store"] == original["tracker_store"]
        assert settings["action_endpoint"].keys() == original["action_endpoint"].keys()
        assert serve.ENDPOINTS_FILE.read_text() == before


class TestLogs:
    def test_the_folder_is_made(self):
        assert serve.logs_folder().is_dir()

    def test_a_name_without_spaces(self):
        assert serve.log_file("action server").name == "action-server.log"


def running(**attributes):
    return SimpleNamespace(poll=lambda: None, **attributes)


class TestWaiting:
    def test_one_that_ends_is_shown_with_the_end_of_its_log(self):
        serve.log_file("Rasa server").write_text("".join(f"line {n}\n" for n in range(40)))
        servers = {"action server": running(), "Rasa server": SimpleNamespace(poll=lambda: 1)}
        with pytest.raises(StartError) as error:
            wait_until_up("http://127.0.0.1:9/", servers)
        assert "Rasa server stopped while starting" in str(error.value)
        assert "line 39" in str(error.value) and "line 24\n" not in str(error.value)

    def test_the_time_is_over(self, monkeypatch, taken):
        monkeypatch.setattr(serve, "START_SECONDS", 0)
        with pytest.raises(StartError, match="did not start within 0 s"):
            wait_until_up("http://127.0.0.1:9/", {})

    def test_until_the_server_is_ready(self, monkeypatch):
        statuses = [503, 200]

        class Health(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(statuses.pop(0))
                self.end_headers()

            def log_message(self, *_):
                pass

        monkeypatch.setattr(serve.time, "sleep", lambda _: None)
        with HTTPServer(("127.0.0.1", 0), Health) as server:
            threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
            wait_until_up(f"http://127.0.0.1:{server.server_port}/", {"x": running()})
            server.shutdown()
        assert statuses == []


class TestStopping:
    def test_a_server_and_its_log(self, tmp_path, monkeypatch):
        (tmp_path / "one.py").write_text("print('hello', flush=True); import time; time.sleep(600)")
        server = start("one", ["one"], {**os.environ, "PYTHONPATH": str(tmp_path)})
        stop({"one": server})
        assert server.returncode != 0

    def test_one_that_has_ended_already(self, tmp_path):
        (tmp_path / "two.py").write_text("print('done')")
        server = start("two", ["two"], {**os.environ, "PYTHONPATH": str(tmp_path)})
        server.wait(60)
        stop({"two": server})
        assert server.returncode == 0
        assert serve.log_file("two").read_text() == "done\n"

    def test_one_that_does_not_want_to(self, monkeypatch):
        monkeypatch.setattr(serve, "STOP_SECONDS", 0)
        code = "import signal, time; signal.signal(15, signal.SIG_IGN); print(1, flush=True); time.sleep(600)"
        server = subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, start_new_session=True
        )
        assert server.stdout and server.stdout.readline()
        stop({"stubborn": server})
        server.stdout.close()
        assert server.returncode == -9

    def test_nothing(self):
        stop({})
