"""`make run` at three in the morning: a server crashes, hangs, or the terminal is closed."""

from __future__ import annotations

import os
import signal
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from attachment_guide.pseudonym import pseudonym
from attachment_guide.settings import variable
from channels.web.sessions import Sessions
from tests.running import Running, assistant
from tests.server.talk import AT_RISK, COOKIE, is_crisis, names, say, visitor
from tools.train import main as train
from tools.watchdog import HANG_SECONDS

RECOVERY_SECONDS = 240


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """An assistant that these tests may break, started where a proxy is set that leads nowhere."""
    assert train() == 0
    nowhere = dict.fromkeys(("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"), "http://127.0.0.1:9")
    settings = {**nowhere, "NO_PROXY": "", "no_proxy": "", "LOG_LEVEL": "DEBUG"}
    settings["ATTACHMENT_GUIDE_ACTION_SERVER"] = "true"
    with assistant(tmp_path_factory.mktemp("watched"), **settings) as started:
        yield started


def wait_until(true: Callable[[], bool], seconds: float = RECOVERY_SECONDS) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not come back"
        time.sleep(0.5)


def is_well(running: Running) -> bool:
    try:
        return httpx.get(f"{running.url}/chat/health", timeout=5, trust_env=False).status_code == 200
    except httpx.TransportError:
        return False


def pid(running: Running, part: str) -> int | None:
    try:
        return running.server_pid(part)
    except StopIteration:
        return None


def logged(running: Running, name: str) -> str:
    return (running.folder / "logs" / name).read_text()


@pytest.mark.parametrize(
    ("part", "log", "line"),
    [
        ("tools.rasa_server", "Rasa-server.log", "Starting worker"),
        ("tools.action_server", "action-server.log", "action_seek_professional_help"),
    ],
)
class TestComesBack:
    def test_after_a_crash(self, watched, part, log, line):
        wait_until(lambda: is_well(watched))
        killed, starts = watched.server_pid(part), logged(watched, log).count(line)
        os.kill(killed, signal.SIGSEGV)
        wait_until(lambda: pid(watched, part) not in (killed, None))
        # Appended to the log of before.
        wait_until(lambda: logged(watched, log).count(line) > starts)
        wait_until(lambda: is_well(watched))
        said = logged(watched, log)
        assert said.count(line) == starts + 1
        assert "Segmentation fault" in said, "and says why"
        with visitor(watched.url) as client:
            assert is_crisis(say(client, AT_RISK))

    def test_from_a_hang(self, watched, part, log, line):
        wait_until(lambda: is_well(watched))
        hanging = watched.server_pid(part)
        os.kill(hanging, signal.SIGSTOP)
        wait_until(lambda: pid(watched, part) not in (hanging, None), HANG_SECONDS + 120)
        wait_until(lambda: is_well(watched))
        with visitor(watched.url) as client:
            assert "utter_crisis_lines_unknown" in names(say(client, AT_RISK))


def test_nobody_else_can_read_what_was_written(watched):
    files = [path for path in watched.folder.rglob("*") if path.is_file()]
    assert any(file.name == "conversations.db" for file in files)
    assert any(file.suffix == ".log" for file in files)
    rights = {file.name: stat.filemode(file.stat().st_mode) for file in files}
    assert all(right.endswith("------") for right in rights.values()), rights


def test_no_word_and_no_id_of_a_visitor_is_logged(watched, monkeypatch):
    """Not even at DEBUG, where Rasa logs every message."""
    monkeypatch.setenv(variable("secret"), "secret-for-tests")
    wait_until(lambda: is_well(watched))
    words = "zebrafish made me want to kill myself"
    with visitor(watched.url) as client:
        assert is_crisis(say(client, words))
        sender = Sessions("secret-for-tests", 24).check(client.cookies[COOKIE]).sender

    def read_logs() -> str:
        return "".join(file.read_text() for file in (watched.folder / "logs").glob("*.log*"))

    # The on-call staff are told beside the reply, not before it.
    wait_until(lambda: "risk event" in read_logs())
    logs = read_logs()
    assert f"'{pseudonym(sender)}'" in logs
    assert "zebrafish" not in logs and "kill myself" not in logs
    assert sender not in logs


def test_a_closed_terminal_ends_everything(watched):
    wait_until(lambda: is_well(watched))
    servers = [watched.server_pid(part) for part in ("tools.rasa_server", "tools.action_server")]
    watched.process.send_signal(signal.SIGHUP)
    assert watched.process.wait(60) == 0
    assert not [server for server in servers if Path(f"/proc/{server}").exists()]
