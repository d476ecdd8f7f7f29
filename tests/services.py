"""PostgreSQL and Redis for tests: those that the environment names, or servers of their own."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest
import redis

from tests.running import free_port

START_SECONDS = 60
POSTGRESQL = "ATTACHMENT_GUIDE_TEST_POSTGRESQL"
REDIS = "ATTACHMENT_GUIDE_TEST_REDIS"


def wait_for(true: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            if true():
                return
        except (OSError, psycopg2.OperationalError, redis.RedisError):
            pass
        time.sleep(0.05)
    raise TimeoutError(what)


class RedisServer:
    """A Redis that can be stopped, held up and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        program = shutil.which("redis-server")
        assert program
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        with (self.folder / "redis.log").open("ab") as log:
            self.process = subprocess.Popen([program, *options], cwd=self.folder, stdout=log, stderr=log)
        client = redis.Redis.from_url(self.url)
        wait_for(client.ping, "Redis does not start")
        client.close()

    def stop(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGCONT)
            self.process.kill()
            self.process.wait()

    def hang(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGCONT)


def has_redis() -> bool:
    """Whether this machine can run a Redis of the tests' own."""
    return shutil.which("redis-server") is not None


@contextmanager
def own_redis(folder: Path) -> Iterator[RedisServer]:
    """A Redis that the test may break; skips the test where there is none to start."""
    if not has_redis():
        pytest.skip("no redis-server on this machine")
    server = RedisServer(folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def redis_url(folder: Path) -> Iterator[str]:
    """The address of a Redis, that of the environment first."""
    if url := os.environ.get(REDIS):
        yield url
    else:
        with own_redis(folder) as server:
            yield server.url


class PostgreSQLServer:
    """A PostgreSQL that can be stopped and started again."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder = folder
        self.programs = programs
        # Not in the tests' own folder, which every run of pytest closes to other users again.
        self.home = Path(tempfile.mkdtemp(prefix="postgresql-"))
        self.data, self.port = self.home / "data", free_port()
        self.url = f"postgresql://tests@127.0.0.1:{self.port}/postgres"
        self.process: subprocess.Popen[bytes] | None = None
        self.data.mkdir()
        # PostgreSQL does not run as root.
        self.who = {"user": "postgres", "group": "postgres"} if os.getuid() == 0 else {}
        if self.who:
            account = pwd.getpwnam("postgres")
            for path in (self.home, self.data):
                os.chown(path, account.pw_uid, account.pw_gid)
        options = ["-D", self.data, "-U", "tests", "-A", "trust", "-N", "-E", "UTF8", "--no-locale"]
        subprocess.run(
            [programs / "initdb", *options],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=self.home,
            **self.who,  # type: ignore[call-overload]
        )

    def start(self) -> None:
        options = ["-D", self.data, "-p", str(self.port), "-h", "127.0.0.1", "-k", "", "-F"]
        with (self.folder / "postgresql.log").open("ab") as log:
            self.process = subprocess.Popen(
                [self.programs / "postgres", *options],
                stdout=log,
                stderr=log,
                cwd=self.home,
                **self.who,  # type: ignore[call-overload]
            )
        wait_for(lambda: psycopg2.connect(self.url).close() or True, "PostgreSQL does not start")

    def stop(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait()


@contextmanager
def own_postgresql(folder: Path) -> Iterator[PostgreSQLServer]:
    """A PostgreSQL that the test may break; skips the test where there is none to start."""
    programs = _postgresql_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server on this machine")
    server = PostgreSQLServer(folder, programs)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(server.home, ignore_errors=True)


@contextmanager
def postgresql_url(folder: Path) -> Iterator[str]:
    """The address of an empty database of PostgreSQL, on the environment's server first."""
    if url := os.environ.get(POSTGRESQL):
        with _empty_database(url) as address:
            yield address
        return
    with own_postgresql(folder) as server:
        yield server.url


@contextmanager
def _empty_database(url: str) -> Iterator[str]:
    name = f"test_{uuid.uuid4().hex}"
    server = psycopg2.connect(url)
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    try:
        yield f"{url.rpartition('/')[0]}/{name}"
    finally:
        with server.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
        server.close()


def _postgresql_programs() -> Path | None:
    on_path = shutil.which("postgres")
    places = [Path(on_path).resolve().parent] if on_path else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "initdb").exists()), None)
