"""What is stored of a conversation is encrypted when the setting ENCRYPTION_KEYS has a key.

Fernet (AES-128-CBC with HMAC-SHA256) from the library `cryptography`; its MultiFernet encrypts with the first
key and reads with any. What was stored before there was a key stays readable, and is encrypted by
`python -m tools.database rotate`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy.types import TypeDecorator

from attachment_guide.settings import SettingError, read_setting, variable

# No JSON begins like this, so what is encrypted and what is not can stand side by side.
MARK = "fernet:"


class UnreadableError(RuntimeError):
    """Something stored was encrypted with a key that is not there."""


class EncryptedText(TypeDecorator):
    """A column of text that is encrypted in the database and plain in Python."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        """Encrypts a value (see parent class for full docstring)."""
        return value if value is None else encrypted(value)

    def process_result_value(self, value: str | None, dialect: Any) -> str | None:
        """Decrypts a value (see parent class for full docstring)."""
        return value if value is None else decrypted(value)


def is_encrypting() -> bool:
    """Whether there is a key."""
    return bool(read_setting("encryption_keys"))


def encrypted(text: str) -> str:
    """A text as it is stored: encrypted when there is a key.

    Args:
        text: any text.
    """
    cipher = _cipher(read_setting("encryption_keys"))
    return MARK + cipher.encrypt(text.encode()).decode() if cipher else text


def decrypted(stored: str) -> str:
    """A text from what was stored.

    Args:
        stored: encrypted or not.

    Raises:
        UnreadableError: when none of the keys fits.
    """
    if not stored.startswith(MARK):
        return stored
    cipher = _cipher(read_setting("encryption_keys"))
    try:
        if cipher is None:
            raise InvalidToken
        return cipher.decrypt(stored.removeprefix(MARK).encode()).decode()
    except InvalidToken:
        raise UnreadableError(
            f"A stored conversation was encrypted with a key that {variable('encryption_keys')} does not "
            "have. Add the old key after the new one, separated by a space."
        ) from None


def is_current(stored: str) -> bool:
    """Whether a stored value is as it would be stored now.

    Args:
        stored: encrypted or not.
    """
    keys = read_setting("encryption_keys").split()
    if not keys:
        return not stored.startswith(MARK)
    try:
        Fernet(keys[0]).decrypt(stored.removeprefix(MARK).encode())
    except InvalidToken:
        return False
    return True


@lru_cache(maxsize=4)
def _cipher(keys: str) -> MultiFernet | None:
    """What encrypts and decrypts with some keys; None without any.

    Raises:
        SettingError: when one of them is no key.
    """
    try:
        ciphers = [Fernet(key) for key in keys.split()]
    except ValueError:
        raise SettingError(
            f"{variable('encryption_keys')} holds something that is no key. "
            "`python -m tools.database key` makes one."
        ) from None
    return MultiFernet(ciphers) if ciphers else None
