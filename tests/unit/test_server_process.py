"""Servers as processes: their logs, and their end."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from attachment_guide.settings import variable
from tools import server_process
from tools.server_process import ServerProcess, log_file, logs_folder, stop

Make = Callable[..., ServerProcess]


@pytest.fixture(autouse=True)
def own_logs(tmp_path, monkeypatch):
    monkeypatch.setenv(variable("logs"), str(tmp_path / "logs"))


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Makes servers of some lines of Python, and ends those that still run."""
    made: list[ServerProcess] = []

    def make(name: str, code: str) -> ServerProcess:
        (tmp_path / f"{name}.py").write_text(code)
        environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
        made.append(ServerProcess(name, [name], environment, "http://127.0.0.1:9/"))
        return made[-1]

    yield make
    for server in made:
        server._signal(server_process.signal.SIGKILL)


def said(name: str, text: str) -> bool:
    """Waits until a server has said something."""
    for _ in range(600):
        if log_file(name).exists() and text in log_file(name).read_text():
            return True
        time.sleep(0.05)
    return False


class TestLog:
    def test_a_name_without_spaces(self):
        assert log_file("action server").name == "action-server.log"
        assert logs_folder().is_dir()

    def test_a_new_start_keeps_what_was_said_before(self, make):
        server = make("one", "import os; print('I am', os.getpid())")
        for _ in range(2):
            server.start()
            server.wait(60)
        assert log_file("one").read_text().count("I am") == 2
        assert server.ended == 0

    def test_the_reason_of_a_crash_is_kept(self, make):
        server = make("crashing", "raise RuntimeError('the reason')")
        server.start()
        server.wait(60)
        assert server.ended == 1
        assert "RuntimeError: the reason" in server.end_of_log()

    def test_a_full_one_is_kept_as_an_old_one(self, make, monkeypatch):
        monkeypatch.setattr(server_process, "LOG_BYTES", 5000)
        server = make("talkative", "for n in range(1000): print(f'line {n:04}')")
        server.start()
        server.wait(60)
        files = sorted(logs_folder().glob("talkative.log*"))
        assert len(files) == 3
        together = "".join(file.read_text() for file in reversed(files))
        assert together == "".join(f"line {n:04}\n" for n in range(1000)), "no line is lost"

    def test_what_is_no_text_does_no_harm(self, make):
        server = make("binary", r"import sys; sys.stdout.buffer.write(b'\xff %s %d\nafter\n')")
        server.start()
        server.wait(60)
        assert "%s %d\nafter\n" in log_file("binary").read_text()

    def test_only_the_end_is_shown(self, make):
        log_file("x").write_text("".join(f"line {n}\n" for n in range(40)))
        assert make("x", "").end_of_log(2) == "line 38\nline 39"

    def test_an_old_one_is_not_for_others_any_more(self, make):
        log_file("old").touch(0o644)
        server = make("old", "print('x')")
        server.start()
        server.wait(60)
        assert log_file("old").stat().st_mode & 0o077 == 0


class TestStopping:
    def test_with_its_children(self, make):
        code = "import subprocess, sys, time\n"
        code += "p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        code += "print('child', p.pid, flush=True); time.sleep(600)"
        server = make("parent", code)
        server.start()
        assert said("parent", "child")
        child = int(log_file("parent").read_text().split()[1])
        stop([server])
        assert server.ended and server.ended < 0
        for _ in range(600):
            status = Path(f"/proc/{child}/status")
            if not status.exists() or "State:\tZ" in status.read_text():
                break
            time.sleep(0.05)
        else:
            pytest.fail("the child still runs")

    def test_one_that_has_ended_already(self, make):
        server = make("done", "print('done')")
        server.start()
        server.wait(60)
        stop([server])
        assert server.ended == 0

    def test_one_that_does_not_want_to(self, make, monkeypatch):
        monkeypatch.setattr(server_process, "STOP_SECONDS", 0.1)
        ignoring = "import signal, time\nsignal.signal(15, signal.SIG_IGN)\n"
        server = make("stubborn", ignoring + "print('up', flush=True)\ntime.sleep(600)")
        server.start()
        assert said("stubborn", "up")
        stop([server])
        assert server.ended == -9

    def test_one_that_hangs_says_where(self, make):
        server = make("hanging", "def stuck():\n    print('up', flush=True)\n    while True: pass\nstuck()")
        server.start()
        assert said("hanging", "up")
        server.kill()
        assert server.ended == -6
        assert "in stuck" in server.end_of_log()

    def test_nothing_and_one_that_never_started(self, make):
        stop([])
        stop([make("never", "")])
