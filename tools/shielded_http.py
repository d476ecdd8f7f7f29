"""The servers' HTTP, shielded: malformed requests are refused, slow ones are cut off.

Rasa needs a Sanic below 21.13, whose parser takes negative lengths (and then never yields again), two lengths
in one request and `1_6` for a number, and which waits for a promised body for as long as a handler may run.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic

from httptools import HttpParserInvalidURLError, parse_url
from sanic.exceptions import InvalidUsage, RequestTimeout
from sanic.http import HTTP_CONTINUE, Http, Stage
from sanic.server import HttpProtocol

from tools.framing import FramingError, check_chunk, check_head, target_of

# From a request's first byte to its last.
REQUEST_SECONDS = 20.0
HEAD_END = b"\r\n\r\n"


class ShieldedHttp(Http):
    """Sanic's reading of requests, with checks before and a deadline."""

    # Without these, Sanic's metaclass leaves no room for more attributes.
    __slots__ = ("_deadline", "_more", "_wake")

    def __init__(self, protocol: ShieldedProtocol) -> None:
        """Takes over a connection.

        Args:
            protocol: the connection.
        """
        super().__init__(protocol)
        self._more: Callable[[], Awaitable[None]] = protocol.receive_more
        self._wake: Callable[[], None] = protocol.wake
        self._receive_more = self._receive_in_time
        self._deadline: float | None = None

    async def http1_request_header(self) -> None:
        """Reads a request's head (see parent class for full docstring)."""
        self._deadline = monotonic() + REQUEST_SECONDS
        while (end := self.recv_buffer.find(HEAD_END)) < 0 and len(self.recv_buffer) < self.HEADER_MAX_SIZE:
            await self._receive_more()
        # One that is too long is refused by Sanic.
        if 0 <= end < self.HEADER_MAX_SIZE:
            self._check_head(bytes(self.recv_buffer[:end]))
        await super().http1_request_header()

    def _check_head(self, head: bytes) -> None:
        target = target_of(head)
        try:
            if target:
                parse_url(target)
                # Whoever words the error may need it.
                self.url = target.decode()
            check_head(head)
        except (FramingError, HttpParserInvalidURLError) as error:
            raise InvalidUsage(f"Bad Request: {error}") from None

    async def read(self) -> bytes | None:
        """Reads a part of a request's body (see parent class for full docstring)."""
        try:
            if self.request_body == "chunked" and not self.request_bytes_left:
                await self._wait_for_chunk()
            return await super().read()
        except (FramingError, RequestTimeout) as error:
            # What follows cannot be told from the next request.
            self.request_body = None
            self.keep_alive = False
            if self.stage is not Stage.HANDLER:
                # It was answered without its body, and is only read to its end.
                return None
            raise (
                InvalidUsage(f"Bad Request: {error}") if isinstance(error, FramingError) else error
            ) from None

    async def _wait_for_chunk(self) -> None:
        if self.expecting_continue:
            self.expecting_continue = False
            await self._send(HTTP_CONTINUE)
        while not check_chunk(self.recv_buffer):
            await self._receive_more()

    async def _receive_in_time(self) -> None:
        """Waits for more of a request; for the first byte of the next one Sanic has a limit of its own.

        Raises:
            RequestTimeout: when the request takes too long.
        """
        if self._deadline is None or (self.stage is Stage.IDLE and not self.request_body):
            await self._more()
            return
        # Not by `wait_for`: it would begin to wait later than now, and miss what comes in between.
        left = self._deadline - monotonic()
        timer = asyncio.get_running_loop().call_later(left, self._wake)
        try:
            if left > 0:
                await self._more()
        finally:
            timer.cancel()
        if monotonic() >= self._deadline:
            raise RequestTimeout("The request took too long")


class ShieldedProtocol(HttpProtocol):
    """A connection whose requests are read by `ShieldedHttp`."""

    def _setup_connection(self) -> None:
        super()._setup_connection()
        self._http = ShieldedHttp(self)

    def wake(self) -> None:
        """Lets whoever waits for more of a request look again, although nothing has come."""
        self._data_received.set()
