"""Sessions of the web channel: random tokens, made and signed by the server, never by the client."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass

SENDER_PREFIX = "web-"


@dataclass(frozen=True)
class Session:
    """One visitor's session.

    Attributes:
        token: what the visitor's browser holds.
        sender: the conversation's id in the tracker store; the token cannot be derived from it.
        expires: when it ends, in seconds since the epoch.
    """

    token: str
    sender: str
    expires: int


class SessionError(Exception):
    """There is no valid session; `code` is `no_session` or `session_expired`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Sessions:
    """Mints and checks session tokens: `<random>.<end>.<signature>`.

    The server keeps no table of them, so that a visitor is not locked out when the database is down
    and every server process with the same secret knows every session.
    """

    def __init__(self, secret: str, hours: int) -> None:
        """Prepares to mint sessions.

        Args:
            secret: signs the tokens.
            hours: how long a session lives.
        """
        self._secret = secret.encode()
        self.lifetime = hours * 3600

    def mint(self) -> Session:
        """Makes a new session."""
        expires = int(time.time()) + self.lifetime
        body = f"{secrets.token_urlsafe(32)}.{expires}"
        return self._session(f"{body}.{self._sign(body)}", expires)

    def check(self, token: str | None) -> Session:
        """Finds the session that a token stands for.

        Raises:
            SessionError: when there is none, it was not made here, or it has expired.
        """
        if not token or not token.isascii():
            raise SessionError("no_session")
        body, _, signature = token.rpartition(".")
        if not hmac.compare_digest(signature.encode(), self._sign(body).encode()):
            raise SessionError("no_session")
        expires = int(body.rpartition(".")[2])
        session = self._session(token, expires)
        if expires < time.time():
            raise SessionError("session_expired")
        return session

    def _sign(self, body: str) -> str:
        return hmac.new(self._secret, body.encode(), hashlib.sha256).hexdigest()

    def _session(self, token: str, expires: int) -> Session:
        digest = hashlib.sha256(token.encode()).hexdigest()
        return Session(token, SENDER_PREFIX + digest[:40], expires)
