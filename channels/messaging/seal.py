"""Keeps addresses and words out of the database's plain text: pseudonyms, and encryption."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class SealError(ValueError):
    """The keys cannot be used, or none of them opens what was sealed; the message says which."""


class Seal:
    """Makes pseudonyms of addresses, and encrypts what has to be read again."""

    def __init__(self, secret: str, keys: str) -> None:
        """Prepares the keys.

        Args:
            secret: makes the pseudonyms; with another one, everybody is somebody new.
            keys: Fernet keys, separated by spaces; the first one encrypts, all of them decrypt.

        Raises:
            SealError: when a key is none.
        """
        self._secret = secret.encode()
        try:
            self._fernet = MultiFernet([Fernet(key) for key in keys.split()])
        except ValueError:
            raise SealError(
                "ATTACHMENT_GUIDE_MESSAGES_KEYS holds something that is no Fernet key. Make one with "
                "`python -m tools.messages new-key`."
            ) from None

    def sender(self, channel: str, identity: str) -> str:
        """The id of a person's conversation; it tells nothing about the person.

        Args:
            channel: the channel's name.
            identity: the platform's id of the person.
        """
        return f"{channel}-{self._digest('person', channel, identity)[:40]}"

    def key(self, channel: str, message: str, version: str = "") -> str:
        """The id under which a message is known; WhatsApp's own ids spell out the phone number.

        Args:
            channel: the channel's name.
            message: the platform's id of the message.
            version: of the message, such as an edit of it.
        """
        first = self._digest("message", channel, message)[:40]
        return f"{first}-{self._digest('version', channel, version)[:16]}" if version else first

    def _digest(self, *parts: str) -> str:
        # Lengths first: no two lists of parts give the same bytes.
        content = b"".join(
            b"%d:%s" % (len(p), p) for p in (part.encode("utf-8", "replace") for part in parts)
        )
        return hmac.new(self._secret, content, hashlib.sha256).hexdigest()

    def close(self, content: Any) -> str:
        """Encrypts a value.

        Args:
            content: anything that JSON can hold.
        """
        return self._fernet.encrypt(json.dumps(content).encode()).decode()

    def open(self, sealed: str) -> Any:
        """Decrypts a value.

        Args:
            sealed: as `close` made it.

        Raises:
            SealError: when none of the keys opens it.
        """
        try:
            return json.loads(self._fernet.decrypt(sealed.encode()))
        except InvalidToken:
            raise SealError(
                "None of the keys in ATTACHMENT_GUIDE_MESSAGES_KEYS opens a stored row."
            ) from None

    def rotate(self, sealed: str) -> str:
        """Encrypts a value anew, with the first key.

        Args:
            sealed: as `close` made it, with any of the keys.

        Raises:
            SealError: when none of the keys opens it.
        """
        try:
            return self._fernet.rotate(sealed.encode()).decode()
        except InvalidToken:
            raise SealError(
                "None of the keys in ATTACHMENT_GUIDE_MESSAGES_KEYS opens a stored row."
            ) from None


def first_version(key: str) -> str:
    """The key of the message of which another key is an edit, or its being taken back; else the key itself.

    Args:
        key: as `Seal.key` made it.
    """
    return key.partition("-")[0]
