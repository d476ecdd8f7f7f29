"""`make run`: runs the action server and the Rasa server, and leaves nothing behind when it ends."""

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
POLL_SECONDS = 0.1
# Sanic imports distutils for one function: Python's own, without the far larger one of setuptools.
DISTUTILS = {"SETUPTOOLS_USE_DISTUTILS": "stdlib"}
STOP_SECONDS = 10


class StartError(RuntimeError):
    """The assistant cannot be started, or has stopped; the message says why and what to do."""


def check_port(port: int, setting: str) -> None:
    """Makes sure that a port is free.

    Args:
        port: the port's number.
        setting: the environment variable that sets it, for the message.

    Raises:
        StartError: when a program is using the port.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("0.0.0.0", port))
        except OSError:
            raise StartError(
                f"Port {port} is taken, perhaps by an assistant that is already running. Stop that "
                f"program, or choose another port: {setting}={port + 1000} make run"
            ) from None


def wait_until_up(url: str, servers: dict[str, subprocess.Popen[bytes]]) -> None:
    """Waits until the assistant answers, printing a dot every second.

    Args:
        url: the URL of the health page.
        servers: the server processes, by name.

    Raises:
        StartError: when one of the servers ends, or when it takes too long.
    """
    deadline = time.monotonic() + START_SECONDS
    dot = time.monotonic()
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
            pass
        if time.monotonic() >= dot:
            print(".", end="", flush=True)
            dot += 1
        time.sleep(POLL_SECONDS)
    raise StartError(
        f"The assistant did not start within {START_SECONDS} s; the logs in {logs_folder()}/ may say why."
    )


def endpoints(actions_port: int) -> Path:
    """The file that tells Rasa where the action server is.

    Args:
        actions_port: the action server's port.

    Returns:
        The project's endpoints.yml; for another port than the usual one, a copy among the logs.
    """
    settings = yaml.safe_load(ENDPOINTS_FILE.read_text(encoding="utf-8"))
    if actions_port == Settings.actions_port:
        return ENDPOINTS_FILE
    settings["action_endpoint"]["url"] = f"http://localhost:{actions_port}/webhook"
    copy = logs_folder() / "endpoints.yml"
    copy.write_text(yaml.safe_dump(settings), encoding="utf-8")
    return copy


def logs_folder() -> Path:
    """The folder of this run's logs, created when missing."""
    folder = Path(read_setting("logs"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def log_file(name: str) -> Path:
    """The log file of a server.

    Args:
        name: the server's name, such as `action server`.
    """
    return logs_folder() / f"{name.replace(' ', '-')}.log"


def start(
    name: str, arguments: list[str], environment: dict[str, str], log_mode: str = "wb"
) -> subprocess.Popen[bytes]:
    """Starts a server in the background; its output goes to its log file.

    Args:
        name: the server's name.
        arguments: the module to run, and its arguments.
        environment: the environment of the process.
        log_mode: the mode to open the log file with; `ab` appends to an old log.
    """
    with log_file(name).open(log_mode) as log:
        return subprocess.Popen(
            [sys.executable, "-m", *arguments],
            stdout=log,
            stderr=subprocess.STDOUT,
            env=environment,
            start_new_session=True,
        )


def stop(servers: dict[str, subprocess.Popen[bytes]]) -> None:
    """Stops the servers and all their children, by force when they take too long.

    Args:
        servers: the server processes, by name.
    """
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


def rasa_arguments(settings: Settings) -> list[str]:
    """The module that runs the Rasa server, and its arguments.

    Args:
        settings: the settings of this run.
    """
    arguments = ["tools.rasa_server", "--model", str(MODEL)]
    arguments += ["--port", str(settings.port), "--interface", settings.host]
    return [*arguments, "--endpoints", str(endpoints(settings.actions_port))]


def run(settings: Settings, servers: dict[str, subprocess.Popen[bytes]]) -> None:
    """Starts both servers, and watches them until the Rasa server ends.

    Args:
        settings: the settings of this run.
        servers: an empty dictionary that the processes are put into, so that the caller can stop them.

    Raises:
        StartError: when the assistant cannot be started, or when the Rasa server ends.
    """
    check_port(settings.port, variable("port"))
    check_port(settings.actions_port, variable("actions_port"))
    token = settings.token or read_or_make_secret(TOKEN_FILE)
    environment = child_environment(**{variable("token"): token}, **DISTUTILS)
    print("\n== Starting the assistant; on a busy machine it may take half a minute", end="", flush=True)
    actions = ["rasa_sdk", "--actions", "actions", "--port", str(settings.actions_port)]
    servers["action server"] = start("action server", actions, environment)
    servers["Rasa server"] = start("Rasa server", rasa_arguments(settings), environment)
    wait_until_up(f"http://127.0.0.1:{settings.port}/chat/health", servers)
    print(f"\nThe assistant is ready:  http://localhost:{settings.port}/chat/demo", flush=True)
    print(
        f"Logs are in {logs_folder()}/, the API's token in {TOKEN_FILE}. Ctrl-C stops everything.",
        flush=True,
    )
    while servers["Rasa server"].poll() is None:
        if servers["action server"].poll() is not None:
            # The Rasa server goes on without it: crisis guidance needs no action.
            print("The action server has stopped; starting it again.", flush=True)
            servers["action server"] = start("action server", actions, environment, "ab")
        time.sleep(1)
    raise StartError(f"The Rasa server has stopped; the end of its log, {log_file('Rasa server')}, says why.")


def main() -> int:
    """Runs the assistant until Ctrl-C, a termination signal or the end of the Rasa server.

    Returns:
        The exit code: 1 when the assistant could not be started or has stopped by itself.
    """

    def interrupt(signal_number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
    servers: dict[str, subprocess.Popen[bytes]] = {}
    try:
        run(Settings.from_environment(), servers)
    except (StartError, SettingError) as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopping.")
    finally:
        stop(servers)
    return 0


if __name__ == "__main__":
    sys.exit(main())
