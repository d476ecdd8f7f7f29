"""All settings: environment variables beginning with ATTACHMENT_GUIDE_, read here and nowhere else."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Any

PREFIX = "ATTACHMENT_GUIDE_"
PORTS = ("port", "actions_port", "operations_port")
# Where the assistant's wording comes from: the files as they are, or what was published.
TEXTS_FROM_FILES, TEXTS_PUBLISHED = "files", "published"
# Those that the assistant's texts may name, in curly brackets.
IN_TEXTS = ("clinic_name", "contact_url", "privacy_url")


class SettingError(ValueError):
    """A setting has an invalid value; the message says which setting, and what is allowed."""


@dataclass(frozen=True)
class Settings:
    """Every setting with its default; the README lists them.

    Attributes:
        host: address that the server listens on.
        port: of the server.
        action_server: whether `make run` starts an action server; otherwise actions run in the Rasa server.
        actions_host: address that the action server listens on.
        actions_port: of the action server.
        actions_token: what the action server is called with; `make run` makes one for each run.
        operations_port: where metrics and Rasa's API are, instead of on the public port; 0 for there.
        operations_host: address of the operations port.
        token: gives access to Rasa's own HTTP API; when empty, a random one is made.
        database: for the conversations: a SQLite file, or an address such as `postgresql://user@host/name`.
        encryption_keys: keys that encrypt what is stored, separated by spaces; the first one is used, the
            others can still be read.
        redis: address of the Redis that several server processes share, such as `redis://host:6379/0`.
        keep_days: how long a conversation is kept when its visitor has agreed to that.
        keep_hours: how long otherwise.
        inbox: whether staff may read what visitors asked in vain, masked, where a visitor has agreed to
            that (`make inbox`, or in the studio).
        logs: folder of the servers' logs.
        secret: signs session tokens; the same for all server processes.
        clinic_name: shown in the chat window.
        contact_url: the clinic's own page, for what the article does not say (price, booking, phone).
        privacy_url: the clinic's privacy notice.
        max_text: longest message, in characters.
        max_body: largest request body, in bytes.
        session_hours: how long a session lives.
        session_rate: messages a minute for one session.
        address_rate: requests a minute for one address.
        sessions_rate: new sessions a minute for one address.
        reply_seconds: how long the assistant may take before the safety net answers instead.
        origins: other sites that may embed the chat, separated by spaces.
        secure_cookies: set when visitors reach the server over TLS.
        proxies: how many trusted reverse proxies stand before the server.
        proxy_networks: where they are, separated by spaces; what others say of a visitor's address is not
            believed.
        default_country: ISO code of the country assumed for visitors who have not named one.
        on_call_url: webhook of the clinic's on-call staff, which is told of risk events.
        on_call_secret: key that signs what is sent to that webhook.
        texts: `files` when whatever is saved in data/ is said at once, `published` when only what
            `make publish` has checked is said.
        published: folder of the published texts.
        test_url: an assistant that already runs, for tests and for the replay of dialogues.
    """

    host: str = "127.0.0.1"
    port: int = 5005
    action_server: bool = False
    actions_host: str = "127.0.0.1"
    actions_port: int = 5055
    actions_token: str = ""
    operations_port: int = 0
    operations_host: str = "127.0.0.1"
    token: str = ""
    database: str = "conversations.db"
    encryption_keys: str = ""
    redis: str = ""
    keep_days: float = 30
    keep_hours: float = 24
    inbox: bool = False
    logs: str = "build/logs"
    secret: str = ""
    clinic_name: str = "Example Clinic"
    contact_url: str = "https://www.example.org/contact"
    privacy_url: str = "https://www.example.org/privacy"
    max_text: int = 2000
    max_body: int = 65_536
    session_hours: int = 24
    session_rate: int = 30
    address_rate: int = 240
    sessions_rate: int = 30
    reply_seconds: float = 4.0
    origins: str = ""
    secure_cookies: bool = False
    proxies: int = 0
    proxy_networks: str = "127.0.0.0/8 ::1/128 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 fc00::/7"
    default_country: str = ""
    on_call_url: str = ""
    on_call_secret: str = ""
    texts: str = TEXTS_FROM_FILES
    published: str = "published"
    test_url: str = "http://localhost:5005"

    @property
    def in_texts(self) -> dict[str, str]:
        """What the assistant's texts may name, by the name in curly brackets."""
        return {name: getattr(self, name) for name in IN_TEXTS}

    @property
    def allowed_origins(self) -> frozenset[str]:
        """The other sites that may embed the chat."""
        return frozenset(self.origins.split())

    @property
    def trusted_networks(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """The networks that trusted proxies are in.

        Raises:
            SettingError: when one is no network.
        """
        try:
            return tuple(map(ip_network, self.proxy_networks.split()))
        except ValueError as error:
            raise SettingError(f"{variable('proxy_networks')}: {error}") from None

    @classmethod
    def from_environment(cls) -> Settings:
        """Reads all settings.

        Raises:
            SettingError: when a value is invalid.
        """
        return cls(**{field.name: read_setting(field.name) for field in fields(cls)})


def variable(name: str) -> str:
    """The environment variable of a setting.

    Args:
        name: of a field of `Settings`.
    """
    return PREFIX + name.upper()


def read_setting(name: str, group: type | None = None) -> Any:
    """Reads one setting, so that a mistake in another one cannot get in the way.

    Args:
        name: of a field of the group.
        group: the class that holds the setting's default; `Settings` when left out.

    Returns:
        Its value; the default when the variable is missing or empty.

    Raises:
        SettingError: when the value is invalid.
    """
    default = getattr(group or Settings, name)
    value = os.environ.get(variable(name), "")
    return _convert(name, value, type(default)) if value else default


def child_environment(**more: str) -> dict[str, str]:
    """The environment for a process that this one starts.

    Args:
        more: variables to set on top.
    """
    return {**os.environ, **more}


def _convert(name: str, value: str, kind: type) -> str | int | float | bool:
    if kind is bool:
        if value.lower() in ("1", "true", "yes", "on"):
            return True
        if value.lower() in ("0", "false", "no", "off"):
            return False
        raise SettingError(f"{variable(name)} is '{value}'; it must be true or false.")
    if name == "texts" and value not in (TEXTS_FROM_FILES, TEXTS_PUBLISHED):
        allowed = f"{TEXTS_FROM_FILES} or {TEXTS_PUBLISHED}"
        raise SettingError(f"{variable(name)} is '{value}'; it must be {allowed}.")
    try:
        number = kind(value)
    except ValueError:
        raise SettingError(f"{variable(name)} is '{value}'; it must be a number.") from None
    if name in PORTS and not 0 < number < 65536:
        raise SettingError(f"{variable(name)} is '{value}'; it must be a number from 1 to 65535.")
    return number
