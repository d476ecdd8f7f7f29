"""Runs the assistant on this machine: action server and Rasa server, and nothing left behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

import yaml

from attachment_guide.paths import MODEL
from attachment_guide.settings import SettingError, Settings, child_environment, read_setting, variable
from channels.secret import read_or_make_secret

TOKEN_FILE = Path(".token")
ENDPOINTS_FILE = Path("endpoints.yml")
START_SECONDS = 300
STOP_SECONDS = 10


class StartError(RuntimeError):
    """The assistant cannot be started; the message says why and what to do."""


def check_port(port: int, setting: str) -> None:
    """Makes sure that a port is free.

    Args:
        port: the port.
        setting: the environment variable that chooses another one.

    Raises:
        StartError: when something listens on it.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("0.0.0.0", port))
        except OSError:
            raise StartError(
                f"Port {port} is taken, perhaps by an assistant that already runs. Stop that "
                f"program, or choose another port: {setting}={port + 1000} make run"
            ) from None


def wait_until_up(url: str, servers: dict[str, subprocess.Popen[bytes]]) -> None:
    """Waits until the assistant answers, and shows that time passes.

    Args:
        url: of the health page.
        servers: the processes, by name; none of them may end.

    Raises:
        StartError: when one ends or the time is over.
    """
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        for name, server in servers.items():
            if server.poll() is not None:
                tail = "\n".join(log_file(name).read_text(errors="replace").splitlines()[-15:])
                raise StartError(f"The {name} stopped while starting. The end of its log:\n{tail}")
        try:
            with urllib.request.urlopen(url, timeout=2) as reply:
                if reply.status == 200:
                    print(flush=True)
                    return
        except (urllib.error.URLError, OSError):
            print(".", end="", flush=True)
        time.sleep(1)
    raise StartError(f"The assistant did not start within {START_SECONDS} s; see {logs_folder()}/.")


def endpoints(actions_port: int) -> Path:
    """The file that tells Rasa where things are: a copy when a setting says otherwise."""
    settings = yaml.safe_load(ENDPOINTS_FILE.read_text(encoding="utf-8"))
    database = read_setting("database")
    if actions_port == Settings.actions_port and not database:
        return ENDPOINTS_FILE
    settings["action_endpoint"]["url"] = f"http://localhost:{actions_port}/webhook"
    if database:
        settings["tracker_store"]["db"] = database
    copy = logs_folder() / "endpoints.yml"
    copy.write_text(yaml.safe_dump(settings), encoding="utf-8")
    return copy


def logs_folder() -> Path:
    """Where the logs of this run go."""
    folder = Path(read_setting("logs"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def log_file(name: str) -> Path:
    """Where a server's log goes."""
    return logs_folder() / f"{name.replace(' ', '-')}.log"


def start(
    name: str, arguments: list[str], environment: dict[str, str], log_mode: str = "wb"
) -> subprocess.Popen[bytes]:
    """Starts one server in the background, its log in a file (`ab`: at the end of an old one)."""
    with log_file(name).open(log_mode) as log:
        return subprocess.Popen(
            [sys.executable, "-m", *arguments],
            stdout=log,
            stderr=subprocess.STDOUT,
            env=environment,
            start_new_session=True,
        )


def stop(servers: dict[str, subprocess.Popen[bytes]]) -> None:
    """Stops the servers and all their children."""
    for server in servers.values():
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    for server in servers.values():
        try:
            server.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def main() -> int:
    """Runs until Ctrl-C, a termination signal or the Rasa server's end; returns the exit code."""

    def interrupt(signal_number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
    servers: dict[str, subprocess.Popen[bytes]] = {}
    try:
        settings = Settings.from_environment()
        port, actions_port = settings.port, settings.actions_port
        check_port(port, variable("port"))
        check_port(actions_port, variable("actions_port"))
        token = settings.token or read_or_make_secret(TOKEN_FILE)
        environment = child_environment(**{variable("token"): token})
        print("\n== Starting the assistant (half a minute)", end="", flush=True)
        actions = ["rasa_sdk", "--actions", "actions", "--port", str(actions_port)]
        servers["action server"] = start("action server", actions, environment)
        rasa = [
            "tools.rasa_server",
            "--model",
            str(MODEL),
            "--port",
            str(port),
            "--interface",
            settings.host,
        ]
        rasa += ["--endpoints", str(endpoints(actions_port))]
        servers["Rasa server"] = start("Rasa server", rasa, environment)
        wait_until_up(f"http://127.0.0.1:{port}/chat/health", servers)
        print(f"\nThe assistant is ready:  http://localhost:{port}/chat/demo", flush=True)
        print(
            f"Logs are in {logs_folder()}/, the API's token in {TOKEN_FILE}. Ctrl-C stops everything.",
            flush=True,
        )
        while servers["Rasa server"].poll() is None:
            if servers["action server"].poll() is not None:
                # The Rasa server goes on without it: crisis guidance needs no action.
                print("The action server stopped; starting it again.", flush=True)
                servers["action server"] = start("action server", actions, environment, "ab")
            time.sleep(1)
        raise StartError(f"The Rasa server stopped; see {logs_folder()}/.")
    except (StartError, SettingError) as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopping.")
        return 0
    finally:
        stop(servers)


if __name__ == "__main__":
    sys.exit(main())
