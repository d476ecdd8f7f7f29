"""A secret of this machine's own, for operators who have not set one."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

SECRET_FILE = Path(".secret")


def read_or_make_secret(path: Path = SECRET_FILE) -> str:
    """Reads a secret from a file that only its owner may read; makes it when it is not there.

    Args:
        path: the file.
    """
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="utf-8").strip()
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        secret = secrets.token_urlsafe(32)
        file.write(secret)
    return secret
