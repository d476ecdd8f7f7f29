"""The web channel's settings, from environment variables that begin with ATTACHMENT_GUIDE_."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from typing import Any

PREFIX = "ATTACHMENT_GUIDE_"
# Those that the assistant's texts may name, in curly brackets.
IN_TEXTS = ("clinic_name", "contact_url", "privacy_url")


class SettingError(ValueError):
    """A setting has a value that cannot be used."""


@dataclass(frozen=True)
class Settings:
    """All limits and switches of the web channel; the README lists them.

    Attributes:
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
        reply_seconds: how long the assistant may take before the safety net answers in its place.
        origins: other sites that may embed the chat, separated by spaces.
        secure_cookies: set when visitors reach the server over TLS.
        proxies: how many trusted reverse proxies stand before the server.
        default_country: ISO code of the country that visitors come from who have named none.
    """

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
    default_country: str = ""

    @property
    def in_texts(self) -> dict[str, str]:
        """What the assistant's texts may name, by the name in curly brackets."""
        return {name: getattr(self, name) for name in IN_TEXTS}

    @property
    def allowed_origins(self) -> frozenset[str]:
        """The other sites that may embed the chat."""
        return frozenset(self.origins.split())

    @classmethod
    def from_environment(cls) -> Settings:
        """Reads the settings.

        Raises:
            SettingError: when a value is not of the setting's type.
        """
        values: dict[str, Any] = {}
        for field in fields(cls):
            name = PREFIX + field.name.upper()
            if name in os.environ:
                values[field.name] = _convert(name, os.environ[name], type(field.default))
        return cls(**values)


def _convert(name: str, value: str, kind: type) -> str | int | float | bool:
    if kind is bool:
        if value.lower() in ("1", "true", "yes", "on"):
            return True
        if value.lower() in ("0", "false", "no", "off", ""):
            return False
        raise SettingError(f"{name} is '{value}'; it must be true or false.")
    try:
        return kind(value)
    except ValueError:
        raise SettingError(f"{name} is '{value}'; it must be a number.") from None
