"""Who is this, and what may they do? A link of the terminal on this machine, or the word of a trusted proxy.

There are no passwords of our own. On this machine whoever can read the terminal may do everything; behind a
proxy that signs people in (oauth2-proxy's header names), their groups decide.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlsplit

from studio.settings import StudioSettings

EDITOR, PUBLISHER, CLINICIAN = "editor", "publisher", "clinician"
ROLES = (EDITOR, PUBLISHER, CLINICIAN)
COOKIE = "studio_session"
SECRET_HEADER = "X-Studio-Secret"
NAME_HEADERS = ("X-Forwarded-Preferred-Username", "X-Forwarded-User")
MAIL_HEADER = "X-Forwarded-Email"
GROUPS_HEADER = "X-Forwarded-Groups"


@dataclass(frozen=True)
class Person:
    """Somebody who uses the studio.

    Attributes:
        name: as it stands in the project's history.
        mail: address for the history; may be empty.
        roles: what they may do, of `ROLES`.
    """

    name: str
    mail: str
    roles: frozenset[str]

    def may(self, role: str) -> bool:
        """Whether they have a role.

        Args:
            role: one of `ROLES`.
        """
        return role in self.roles


class Access:
    """Recognises people, and requests that another page made in their name."""

    def __init__(self, settings: StudioSettings, local_name: str = "studio", local_mail: str = "") -> None:
        """Makes the keys of this run.

        Args:
            settings: of the studio.
            local_name: who works on this machine, as the project's history calls them.
            local_mail: their address.
        """
        self._settings = settings
        self._local = Person(local_name, local_mail, frozenset(ROLES))
        self._key = secrets.token_bytes(32)
        self._sessions: set[str] = set()
        self.token = "" if settings.studio_proxy_secret else secrets.token_urlsafe(24)

    def enter(self, token: str) -> str | None:
        """Uses up the link of the terminal.

        Args:
            token: of the link.

        Returns:
            A session, or None when the token is wrong or was used before.
        """
        if not self.token or not hmac.compare_digest(token.encode(), self.token.encode()):
            return None
        self.token = ""
        session = secrets.token_urlsafe(32)
        self._sessions.add(session)
        return session

    def person(self, headers: Mapping[str, str], session: str) -> Person | None:
        """Who makes a request.

        Args:
            headers: of the request.
            session: the value of its cookie; empty when there is none.

        Returns:
            None for a stranger.
        """
        secret = self._settings.studio_proxy_secret
        if not secret:
            return self._local if session in self._sessions else None
        if not hmac.compare_digest(headers.get(SECRET_HEADER, "").encode(), secret.encode()):
            return None
        mail = headers.get(MAIL_HEADER, "").strip()
        name = next((value for header in NAME_HEADERS if (value := headers.get(header, "").strip())), mail)
        if not name:
            return None
        groups = {group.strip() for group in headers.get(GROUPS_HEADER, "").split(",")}
        roles = {
            EDITOR: self._settings.studio_editors,
            PUBLISHER: self._settings.studio_publishers,
            CLINICIAN: self._settings.studio_clinicians,
        }
        held = {role for role, wanted in roles.items() if groups & set(wanted.split())}
        return Person(_one_line(name), _one_line(mail), frozenset(held))

    def form_key(self, person: Person) -> str:
        """What a form of the studio carries, and no other page can know.

        Args:
            person: who fills it in.
        """
        return hmac.new(self._key, person.name.encode(), sha256).hexdigest()

    def is_own_form(self, person: Person, key: str, origin: str) -> bool:
        """Whether something is sent by a page of the studio.

        Args:
            person: who sends it.
            key: what the form carries.
            origin: the request's header; empty where a browser sends none.
        """
        return hmac.compare_digest(key.encode(), self.form_key(person).encode()) and (
            not origin or urlsplit(origin).netloc in self.hosts
        )

    @property
    def hosts(self) -> frozenset[str]:
        """Under which names the studio may be asked for: another one is a page that borrows this address."""
        if self._settings.studio_address:
            return frozenset({urlsplit(self._settings.studio_address).netloc})
        port = self._settings.studio_port
        return frozenset(f"{host}:{port}" for host in (self._settings.studio_host, "localhost", "127.0.0.1"))


def _one_line(text: str) -> str:
    """A name or address that cannot break out of a line of the history."""
    return " ".join(text.replace("<", " ").replace(">", " ").split())
