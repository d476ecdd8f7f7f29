"""`make run`: ports, folders, endpoints and secrets, without starting the assistant."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
import yaml

from attachment_guide.settings import Settings, variable
from tests.running import free_port
from tools import serve
from tools.serve import (
    StartError,
    check_folders,
    check_port,
    endpoints,
    local_url,
    make_secret,
    servers_of,
    wait_until_up,
)


@pytest.fixture(autouse=True)
def own_logs(tmp_path, monkeypatch):
    for name in ("PORT", "ACTIONS_PORT", "TOKEN", "SECRET", "HOST", "DATABASE"):
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
            check_port("127.0.0.1", taken, "THE_SETTING")
        assert f"Port {taken} is taken" in str(error.value)
        other = re.search(r"THE_SETTING=([0-9]+) make run", str(error.value))
        assert other and 0 < int(other[1]) < 65536 and int(other[1]) != taken

    def test_only_the_address_that_is_listened_on_counts(self, taken):
        check_port("127.0.0.2", taken, "X")
        with pytest.raises(StartError):
            check_port("0.0.0.0", taken, "X")

    @pytest.mark.parametrize("host", ["192.0.2.1", "name.invalid"])
    def test_an_address_that_is_not_this_machines(self, host):
        with pytest.raises(StartError, match=f"ATTACHMENT_GUIDE_HOST is '{host}'"):
            check_port(host, free_port(), variable("port"))

    def test_free_and_free_afterwards(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        check_port("127.0.0.1", port, "X")
        check_port("127.0.0.1", port, "X")

    @pytest.mark.parametrize("setting", ["ATTACHMENT_GUIDE_PORT", "ATTACHMENT_GUIDE_ACTIONS_PORT"])
    def test_a_taken_port_ends_with_one_sentence_and_starts_nothing(
        self, setting, taken, monkeypatch, capsys
    ):
        monkeypatch.setattr(serve.ServerProcess, "start", lambda _: pytest.fail("something was started"))
        monkeypatch.setattr(serve.signal, "signal", lambda *_: None)
        free = {variable("port"): str(free_port()), variable("actions_port"): str(free_port())}
        free[variable("action_server")] = "true"
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
        assert endpoints(Settings()) == serve.ENDPOINTS_FILE

    def test_a_copy_for_an_action_server(self):
        before = serve.ENDPOINTS_FILE.read_text()
        settings = yaml.safe_load(endpoints(Settings(action_server=True, actions_port=6000)).read_text())
        original = yaml.safe_load(before)
        assert settings["tracker_store"] == original["tracker_store"]
        del original["action_endpoint"]["type"]
        assert settings["action_endpoint"] == {
            **original["action_endpoint"],
            "url": "http://localhost:6000/webhook",
        }
        assert serve.ENDPOINTS_FILE.read_text() == before


class TestFolders:
    """A checkout that cannot be written: a plain sentence with the remedy, never a traceback."""

    def test_all_is_well(self, tmp_path, monkeypatch):
        monkeypatch.setenv(variable("database"), str(tmp_path / "conversations.db"))
        check_folders()
        assert not list(tmp_path.glob("**/.*")), "nothing is left behind"

    def test_what_others_could_read_they_cannot_any_more(self, tmp_path, monkeypatch):
        database, log = tmp_path / "conversations.db", serve.logs_folder() / "old.log"
        for file in (database, log):
            file.touch(0o644)
        monkeypatch.setenv(variable("database"), str(database))
        check_folders()
        assert [path.stat().st_mode & 0o077 for path in (database, log, log.parent)] == [0, 0, 0]

    @pytest.mark.parametrize("setting", ["logs", "database"])
    def test_a_folder_that_cannot_be_written(self, setting, tmp_path, monkeypatch):
        (tmp_path / "file").touch()
        monkeypatch.setenv(variable("database"), str(tmp_path / "conversations.db"))
        monkeypatch.setenv(variable(setting), str(tmp_path / "file" / "x"))
        with pytest.raises(StartError, match=variable(setting)):
            check_folders()


class TestSecrets:
    def test_from_the_setting(self, tmp_path, monkeypatch):
        monkeypatch.setenv(variable("token"), "mine")
        assert make_secret("token", tmp_path / "file") == "mine"
        assert not (tmp_path / "file").exists()

    def test_of_this_machine(self, tmp_path):
        made = make_secret("token", tmp_path / "file")
        assert len(made) > 30 and make_secret("token", tmp_path / "file") == made

    def test_where_nothing_can_be_written(self, tmp_path):
        with pytest.raises(StartError, match="Set ATTACHMENT_GUIDE_TOKEN to a long random text"):
            make_secret("token", tmp_path / "nowhere" / "file")


class TestServers:
    @pytest.fixture(autouse=True)
    def secrets(self, monkeypatch):
        for name in ("token", "secret"):
            monkeypatch.setenv(variable(name), "x")

    def test_actions_need_no_server_of_their_own(self):
        assert [server.name for server in servers_of(Settings())] == ["Rasa server"]

    def test_the_action_server_gets_a_token_of_this_run(self):
        tokens = set()
        for _ in range(2):
            actions, rasa = servers_of(Settings(action_server=True))
            token = actions._environment[variable("actions_token")]
            assert rasa._environment[variable("actions_token")] == token
            tokens.add(token)
        assert len(tokens) == 2 and all(len(token) > 30 for token in tokens)

    def test_a_token_that_is_set_is_kept(self):
        actions, _ = servers_of(Settings(action_server=True, actions_token="mine"))
        assert actions._environment[variable("actions_token")] == "mine"

    @pytest.mark.parametrize(
        ("host", "url"),
        [
            ("127.0.0.1", "http://127.0.0.1:5005"),
            ("0.0.0.0", "http://127.0.0.1:5005"),
            ("::", "http://[::1]:5005"),
            ("192.168.1.5", "http://192.168.1.5:5005"),
        ],
    )
    def test_are_asked_where_they_listen(self, host, url):
        assert local_url(host, 5005) == url
        assert servers_of(Settings(host=host))[-1].health == f"{url}/chat/health/ready"


def server(name: str = "x", ended: int | None = None, **attributes):
    return SimpleNamespace(name=name, ended=ended, health=name, **attributes)


class TestWaiting:
    def test_one_that_ends_is_shown_with_the_end_of_its_log(self, monkeypatch):
        monkeypatch.setattr(serve, "answers", lambda _: False)
        broken = server("Rasa server", 1, end_of_log=lambda: "no such module")
        with pytest.raises(StartError) as error:
            wait_until_up([server("action server"), broken])
        assert "Rasa server stopped while starting" in str(error.value)
        assert "no such module" in str(error.value)

    def test_the_time_is_over(self, monkeypatch):
        monkeypatch.setattr(serve, "START_SECONDS", 0)
        with pytest.raises(StartError, match="did not start within 0 s"):
            wait_until_up([])

    def test_until_all_are_ready(self, monkeypatch):
        answers = {"a": iter([False, True]), "b": iter([False, False, True])}
        monkeypatch.setattr(serve, "answers", lambda url: next(answers[url]))
        monkeypatch.setattr(serve.time, "sleep", lambda _: None)
        wait_until_up([server("a"), server("b")])
        assert not any(list(left) for left in answers.values())


class TestPlainHttp:
    @pytest.mark.parametrize(
        ("host", "is_secure", "is_told"),
        [
            ("127.0.0.1", False, False),
            ("::1", False, False),
            ("0.0.0.0", False, True),
            ("::", False, True),
            ("192.0.2.7", False, True),
            ("0.0.0.0", True, False),
        ],
    )
    def test_is_told_of_where_others_reach_it(self, host, is_secure, is_told):
        warning = serve.about_plain_http(Settings(host=host, secure_cookies=is_secure))
        assert bool(warning) == is_told
        if warning:
            assert "ATTACHMENT_GUIDE_SECURE_COOKIES=true" in warning
