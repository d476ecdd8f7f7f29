"""`make run`: runs the Rasa server, and an action server if there is to be one, until it is stopped."""

from __future__ import annotations

import errno
import secrets
import signal
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import FrameType

import yaml

from attachment_guide.paths import MODEL
from attachment_guide.settings import SettingError, Settings, child_environment, read_setting, variable
from channels.secret import SECRET_FILE, read_or_make_secret
from stores.database import database_url
from tools.private import keep_private, make_private
from tools.server_process import ServerProcess, logs_folder, stop
from tools.watchdog import START_SECONDS, answers, watch

TOKEN_FILE = Path(".token")
ENDPOINTS_FILE = Path("endpoints.yml")
POLL_SECONDS = 0.1
# Sanic imports distutils for one function: Python's own, without the far larger one of setuptools.
DISTUTILS = {"SETUPTOOLS_USE_DISTUTILS": "stdlib"}
# Addresses that stand for all of this machine's.
ANY = {"0.0.0.0": "127.0.0.1", "::": "::1"}
SIGNALS = (signal.SIGTERM, signal.SIGHUP)


class StartError(RuntimeError):
    """The assistant cannot be started; the message says why and what to do."""


def check_port(host: str, port: int, setting: str) -> None:
    """Makes sure that a port is free.

    Args:
        host: the address that is to be listened on.
        port: the port's number.
        setting: the environment variable that sets the port, for the message.

    Raises:
        StartError: when a program is using the port, or the address is not this machine's.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise StartError(
                f"Port {port} is taken, perhaps by an assistant that is already running. Stop that "
                f"program, or choose another port: {setting}={port + 1000 if port < 64000 else port - 1000} "
                "make run"
            ) from None
        raise StartError(
            f"{setting.replace('PORT', 'HOST')} is '{host}', and port {port} cannot be opened there: "
            f"{error.strerror or error}."
        ) from None


def local_url(host: str, port: int) -> str:
    """The URL at which a server is reached from this machine.

    Args:
        host: the address that it listens on.
        port: its port.
    """
    host = ANY.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def about_plain_http(settings: Settings) -> str | None:
    """What an operator has to know when other machines reach the server without TLS; None when they do not.

    Args:
        settings: the settings of this run.
    """
    if settings.secure_cookies or settings.host in ("127.0.0.1", "::1", "localhost"):
        return None
    return (
        "Other machines reach this over plain http: what visitors write can be read on the way, and others "
        "can put a session of their own into a browser. Before real visitors come, put a proxy with TLS "
        f"before it (deploy/nginx) and set {variable('secure_cookies')}=true."
    )


def wait_until_up(servers: list[ServerProcess]) -> None:
    """Waits until all servers answer, printing a dot every second.

    Args:
        servers: those that were started.

    Raises:
        StartError: when one of the servers ends, or when it takes too long.
    """
    deadline = time.monotonic() + START_SECONDS
    dot = time.monotonic()
    waiting = list(servers)
    while time.monotonic() < deadline:
        for server in servers:
            if server.ended is not None:
                raise StartError(
                    f"The {server.name} stopped while starting. The end of its log:\n{server.end_of_log()}"
                )
        waiting = [server for server in waiting if not answers(server.health)]
        if not waiting:
            say("")
            return
        if time.monotonic() >= dot:
            say(".", end="")
            dot += 1
        time.sleep(POLL_SECONDS)
    raise StartError(
        f"The assistant did not start within {START_SECONDS:.0f} s; the logs in {logs_folder()}/ may say why."
    )


def endpoints(settings: Settings) -> Path:
    """The file that tells Rasa where actions run.

    Args:
        settings: the settings of this run.

    Returns:
        The project's endpoints.yml; a copy among the logs when there is to be an action server.
    """
    if not settings.action_server:
        return ENDPOINTS_FILE
    content = yaml.safe_load(ENDPOINTS_FILE.read_text(encoding="utf-8"))
    content["action_endpoint"].pop("type", None)
    content["action_endpoint"]["url"] = f"http://localhost:{settings.actions_port}/webhook"
    copy = logs_folder() / "endpoints.yml"
    copy.write_text(yaml.safe_dump(content), encoding="utf-8")
    return copy


def make_secret(setting: str, file: Path) -> str:
    """A secret from the settings, or this machine's own.

    Args:
        setting: its name.
        file: where it is kept when the setting is empty.

    Raises:
        StartError: when the file can neither be read nor written.
    """
    try:
        return str(read_setting(setting) or read_or_make_secret(file))
    except OSError as error:
        raise StartError(
            f"{file} cannot be read or written here: {error.strerror}. "
            f"Set {variable(setting)} to a long random text."
        ) from None


def check_folders() -> None:
    """Makes sure that conversations and logs can be written, and that nobody else can read them.

    Raises:
        StartError: when they cannot.
    """
    url = database_url()
    database = Path(url.database or "") if url.get_backend_name() == "sqlite" else None
    try:
        folder = logs_folder()
        make_private(folder, *folder.iterdir())
        _probe(folder)
    except OSError as error:
        raise StartError(
            f"The logs cannot be written to {read_setting('logs')}: {error.strerror}. "
            f"Name another folder: {variable('logs')}=… make run"
        ) from None
    if database:
        make_private(database)
        try:
            _probe(database.absolute().parent)
        except OSError as error:
            raise StartError(
                f"The conversations cannot be written to {database}: {error.strerror}. "
                f"Name another file: {variable('database')}=… make run"
            ) from None


def _probe(folder: Path) -> None:
    file = folder / f".{secrets.token_hex(8)}"
    file.touch()
    file.unlink()


def servers_of(settings: Settings) -> list[ServerProcess]:
    """The servers, still to be started; the Rasa server comes last.

    Args:
        settings: the settings of this run.

    Raises:
        StartError: when what they need is not there.
    """
    environment = child_environment(
        **{
            variable("token"): make_secret("token", TOKEN_FILE),
            variable("secret"): make_secret("secret", SECRET_FILE),
            # Of this run alone: nobody else calls the action server.
            variable("actions_token"): settings.actions_token or secrets.token_urlsafe(32),
        },
        **DISTUTILS,
    )
    rasa = ["tools.rasa_server", "--model", str(MODEL), "--port", str(settings.port)]
    rasa += ["--interface", settings.host, "--endpoints", str(endpoints(settings))]
    actions_url = local_url(settings.actions_host, settings.actions_port)
    health = f"{local_url(settings.host, settings.port)}/chat/health"
    servers = [ServerProcess("Rasa server", rasa, environment, f"{health}/ready")]
    if settings.action_server:
        actions = ["tools.action_server"]
        servers.insert(0, ServerProcess("action server", actions, environment, f"{actions_url}/health"))
    return servers


def run(settings: Settings, servers: list[ServerProcess]) -> None:
    """Starts the servers, and watches them until it is interrupted.

    Args:
        settings: the settings of this run.
        servers: an empty list that the servers are put into, so that the caller can stop them.

    Raises:
        StartError: when the assistant cannot be started.
    """
    check_port(settings.host, settings.port, variable("port"))
    if settings.action_server:
        check_port(settings.actions_host, settings.actions_port, variable("actions_port"))
    if settings.operations_port:
        check_port(settings.operations_host, settings.operations_port, variable("operations_port"))
    check_folders()
    prepared = servers_of(settings)
    say("\n== Starting the assistant; on a busy machine it may take half a minute", end="")
    for server in prepared:
        servers.append(server)
        server.start()
    wait_until_up(servers)
    # Whether it is alive: that it can answer visitors is more than a new start can mend.
    servers[-1].health = servers[-1].health.replace("/ready", "/live")
    say(f"\nThe assistant is ready:  {local_url(settings.host, settings.port)}/chat/demo")
    token = f"{variable('token')}" if settings.token else str(TOKEN_FILE)
    say(f"Logs are in {logs_folder()}/, the API's token in {token}. Ctrl-C stops everything.")
    if warning := about_plain_http(settings):
        say(warning)
    watch(servers, say)


def say(text: str, end: str = "\n") -> None:
    """Tells the operator something, if there is still a terminal.

    Args:
        text: what to say.
        end: what stands after it.
    """
    with suppress(OSError):
        print(text, end=end, flush=True)


def main() -> int:
    """Runs the assistant until Ctrl-C, the end of the terminal or a termination signal.

    Returns:
        The exit code: 1 when the assistant could not be started.
    """

    def interrupt(signal_number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    for number in SIGNALS:
        # Whoever started it by nohup wants it to outlive the terminal.
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, interrupt)
    keep_private()
    servers: list[ServerProcess] = []
    try:
        run(Settings.from_environment(), servers)
    except (StartError, SettingError) as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("\nStopping.")
    finally:
        for number in (*SIGNALS, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)
        stop(servers)
    return 0


if __name__ == "__main__":
    sys.exit(main())
