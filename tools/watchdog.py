"""Watches the servers, and starts again what has ended or hangs."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable

from tools.server_process import ServerProcess, log_file

# How long a server may go without answering; the same after a start, in which more is to do.
HANG_SECONDS = 30.0
START_SECONDS = 300.0
POLL_SECONDS = 1.0
ANSWER_SECONDS = 5.0
# Between two starts of a server that ends again and again: doubled each time.
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0

# Proxies of the environment are for the way out, never for this machine.
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def answers(url: str) -> bool:
    """Whether a URL of this machine answers 200.

    Args:
        url: to ask for.
    """
    try:
        with _direct.open(url, timeout=ANSWER_SECONDS) as reply:
            return bool(reply.status == 200)
    except (urllib.error.URLError, OSError, ValueError):
        return False


class Watched:
    """A server under watch."""

    def __init__(self, server: ServerProcess, clock: Callable[[], float], say: Callable[[str], None]) -> None:
        """Begins with a server that is up.

        Args:
            server: the server.
            clock: seconds, for tests.
            say: tells the operator of what is done.
        """
        self._server = server
        self._clock = clock
        self._say = say
        self._started = self._last_answer = clock()
        self._allowed = HANG_SECONDS
        self._pause = FIRST_PAUSE
        self._start_at: float | None = None

    def look(self) -> None:
        """Looks at the server once, and does what has to be done."""
        now = self._clock()
        if self._start_at is not None:
            if now >= self._start_at:
                self._start(now)
        elif (ended := self._server.ended) is not None:
            self._start_later(now, f"has stopped (exit code {ended})")
        elif answers(self._server.health):
            self._last_answer, self._allowed = self._clock(), HANG_SECONDS
            if now - self._started > LONGEST_PAUSE:
                self._pause = FIRST_PAUSE
        elif now - self._last_answer > self._allowed:
            self._server.kill()
            self._start_later(now, f"has not answered for {now - self._last_answer:.0f} s")

    def _start_later(self, now: float, what: str) -> None:
        log = log_file(self._server.name)
        self._say(f"The {self._server.name} {what}; the log, {log}, may say why. Starting it again.")
        self._start_at = now + self._pause
        self._pause = min(2 * self._pause, LONGEST_PAUSE)

    def _start(self, now: float) -> None:
        self._start_at = None
        self._started = self._last_answer = now
        self._allowed = START_SECONDS
        self._server.start()


def watch(servers: Iterable[ServerProcess], say: Callable[[str], None]) -> None:
    """Watches servers that are up, until it is interrupted.

    Args:
        servers: those to watch.
        say: tells the operator of what is done.
    """
    watched = [Watched(server, time.monotonic, say) for server in servers]
    while True:
        for one in watched:
            one.look()
        time.sleep(POLL_SECONDS)
