"""A messaging platform for tests: a small server that speaks the platform's API, over real HTTP both ways."""

from __future__ import annotations

import itertools
import json
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qsl

import httpx
from hypothesis.strategies import SearchStrategy

WAIT_SECONDS = 60
numbers = itertools.count(1)

Answer = tuple[int, dict[str, str], dict[str, Any]]


@dataclass(frozen=True)
class Shown:
    """What a person sees of one message.

    Attributes:
        to: the address that it was sent to.
        text: its words.
        choices: pairs of id and title.
        at: when it came, in seconds since the epoch.
    """

    to: str
    text: str
    choices: list[tuple[str, str]] = field(default_factory=list)
    at: float = field(default_factory=time.time)


class RefusedByPlatformError(Exception):
    """The platform does not take what was sent; its arguments are the status and the body."""


class PlatformServer(ABC):
    """What all fake platforms have in common.

    Attributes:
        name: of our channel.
        channel: its class, as credentials.yml names it.
        api_setting: the setting that holds the API's address.
        shown: everything that was taken, in order.
        trouble: answers every call instead, such as with 503; None when all is well.
    """

    name: ClassVar[str]
    channel: ClassVar[str]
    secrets: ClassVar[dict[str, str]]
    api_setting: ClassVar[str]
    api_path: ClassVar[str] = ""
    has_buttons: ClassVar[bool] = True
    tells_country: ClassVar[bool] = False
    tells_deletions: ClassVar[bool] = False

    def __init__(self) -> None:
        self.shown: list[Shown] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.complaints: list[str] = []
        self.trouble: Callable[[], Answer] | None = None
        self.webhook = ""
        # Whether our server still has something to do for a person.
        self.is_owed: Callable[[str], bool] = lambda person: False
        self._changed = threading.Condition()
        handler = type("Handler", (_Handler,), {"platform": self})
        self._server = _Server(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}{self.api_path}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def settings(self) -> dict[str, str]:
        """The environment of our server."""
        return {**self.secrets, f"ATTACHMENT_GUIDE_{self.api_setting}": self.url}

    def is_at(self, url: str) -> None:
        """Says where our server is."""
        self.webhook = f"{url}/webhooks/{self.name}/webhook"

    # --- people ---

    @abstractmethod
    def person(self, country: str = "GB") -> str:
        """The address of somebody new."""

    @abstractmethod
    def text(self, person: str, text: str, message: str | None = None) -> dict[str, Any]:
        """An event: somebody writes."""

    @abstractmethod
    def press(self, person: str, choice: str, title: str) -> dict[str, Any]:
        """An event: somebody presses a button."""

    @abstractmethod
    def voice(self, person: str) -> dict[str, Any]:
        """An event: somebody sends a voice message."""

    @abstractmethod
    def picture(self, person: str, caption: str = "") -> dict[str, Any]:
        """An event: somebody sends a picture."""

    def take_back(self, person: str, event: dict[str, Any]) -> dict[str, Any]:
        """An event: somebody deletes a message of theirs, where the platform tells of it.

        Args:
            person: whose message it is.
            event: that told of the message.
        """
        raise NotImplementedError

    def edit(self, person: str, event: dict[str, Any], text: str) -> dict[str, Any]:
        """An event: somebody changes the words of a message, where the platform tells which it was.

        Args:
            person: whose message it is.
            event: that told of the message.
            text: the new words.
        """
        raise NotImplementedError

    def person_from_nowhere(self) -> str:
        """Somebody whose address tells no country that has help lines."""
        return self.person()

    def identity(self, person: str) -> str:
        """The platform's id of a person, where it is not the address."""
        return person

    def press_what_is_shown(self, person: str, title: str) -> list[dict[str, Any]]:
        """Events: somebody presses a button that was shown last; without buttons, they type its number."""
        shown = next(m for m in reversed(self.shown_to(person)) if title in str(m))
        numbered = [line for line in shown.text.splitlines() if line.endswith(f". {title}")]
        on_button = numbered[0].partition(".")[0] if numbered else title
        if not self.has_buttons:
            return [self.text(person, on_button)]
        choice = next(choice for choice, shown_title in shown.choices if shown_title == on_button)
        return [self.press(person, choice, on_button)]

    @staticmethod
    def now() -> float:
        return time.time()

    # --- to our server ---

    @abstractmethod
    def requests(self, events: list[dict[str, Any]]) -> list[tuple[bytes, dict[str, str]]]:
        """The requests that deliver events: bodies and headers, signed."""

    def deliver(self, *events: dict[str, Any]) -> httpx.Response:
        """Delivers events as the platform does; returns the last response."""
        replies = [self.send(body, headers) for body, headers in self.requests(list(events))]
        return replies[-1]

    def send(self, body: bytes, headers: dict[str, str]) -> httpx.Response:
        return httpx.post(self.webhook, content=body, headers=headers, timeout=30)

    def write(self, person: str, text: str) -> list[Shown]:
        """Somebody writes, and gets at least one message back; returns all that came."""
        return self.after(person, self.text(person, text))

    def after(self, person: str, *events: dict[str, Any]) -> list[Shown]:
        """Delivers events, and waits for what the person is shown."""
        before = len(self.shown_to(person))
        reply = self.deliver(*events)
        assert reply.status_code == 200, reply.text
        return self.wait_for(person, lambda shown: len(shown) > before)[before:]

    def shown_to(self, person: str) -> list[Shown]:
        return [shown for shown in list(self.shown) if shown.to == person]

    def wait_for(
        self, person: str, is_enough: Callable[[list[Shown]], bool], seconds: float = WAIT_SECONDS
    ) -> list[Shown]:
        """Waits until a person has been shown enough, and then until nothing more is owed to them."""
        deadline = time.monotonic() + seconds
        with self._changed:
            while not is_enough(self.shown_to(person)):
                left = deadline - time.monotonic()
                if left <= 0:
                    raise AssertionError([s.text for s in self.shown_to(person)])
                self._changed.wait(left)
        self.quiet(person)
        return self.shown_to(person)

    def quiet(self, person: str, seconds: float = WAIT_SECONDS) -> None:
        """Waits until nothing is owed to a person."""
        deadline = time.monotonic() + seconds
        while self.is_owed(person) and time.monotonic() < deadline:
            time.sleep(0.05)

    # --- our server's calls ---

    @abstractmethod
    def take(self, path: str, headers: dict[str, str], body: dict[str, Any]) -> Answer:
        """Answers a call, and adds what it shows to `shown`.

        Raises:
            RefusedByPlatformError: when the call breaks the platform's rules.
        """

    def answer(self, path: str, headers: dict[str, str], content: bytes) -> Answer:
        if self.trouble is not None:
            return self.trouble()
        is_json = headers.get("content-type", "").startswith("application/json")
        body = json.loads(content or b"{}") if is_json else dict(parse_qsl(content.decode()))
        self.calls.append((path, body))
        try:
            return self.take(path, headers, body)
        except RefusedByPlatformError as error:
            self.complaints.append(str(error.args))
            status, answer = error.args
            return status, {}, answer

    def show(self, to: str, text: str, choices: list[tuple[str, str]] | None = None) -> None:
        with self._changed:
            self.shown.append(Shown(to, text, choices or []))
            self._changed.notify_all()

    @abstractmethod
    def sign(self, body: bytes) -> dict[str, str]:
        """The headers of a genuine request with a body."""

    @abstractmethod
    def broken_event(self, person: str) -> dict[str, Any]:
        """An event that cannot be read."""

    @abstractmethod
    def wrong_bodies(self) -> SearchStrategy[bytes]:
        """Bodies of almost the right form."""

    @abstractmethod
    def forgeries(self, body: bytes, headers: dict[str, str]) -> list[tuple[bytes, dict[str, str]]]:
        """Requests that are not the platform's, made from a genuine one."""

    def rate_limited(self, seconds: int) -> AbstractContextManager[None]:
        """The platform asks to wait, until the block ends."""
        return self.down(429, retry_after=str(seconds))

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """The platform will never take what is sent before the block ends."""
        with self.answering(400, self.refusal()):
            yield

    def refusal(self) -> dict[str, Any]:
        return {}

    @contextmanager
    def down(self, status: int = 503, **headers: str) -> Iterator[None]:
        """The platform's API fails until the block ends."""
        with self.answering(status, {}, **headers):
            yield

    @contextmanager
    def answering(self, status: int, content: dict[str, Any], **headers: str) -> Iterator[None]:
        """The platform's API answers every call alike, until the block ends."""
        self.trouble = lambda: (status, headers, content)
        try:
            yield
        finally:
            self.trouble = None


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # Otherwise those who come at once are sent away.
    request_queue_size = 128


class _Handler(BaseHTTPRequestHandler):
    platform: PlatformServer
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers.get("content-length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        status, more, body = self.platform.answer(self.path, headers, content)
        reply = json.dumps(body).encode()
        self.send_response(status)
        for name, value in {**more, "content-type": "application/json"}.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("content-length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, *_: Any) -> None:
        """Says nothing."""
