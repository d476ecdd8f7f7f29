"""Names for conversations in logs, which tell nobody whose they are once a conversation is deleted."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from functools import lru_cache

from attachment_guide.settings import read_setting

LENGTH = 12


def pseudonym(conversation: str) -> str:
    """A name by which the log lines of one conversation belong together, and nothing else is known.

    A keyed hash (HMAC-SHA256): without the secret it cannot be computed from a conversation's id, nor the
    other way round; and the id itself is nowhere once the conversation is deleted.

    Args:
        conversation: the conversation's id.
    """
    digest = hmac.new(_key(), conversation.encode(), hashlib.sha256).hexdigest()
    return digest[:LENGTH]


@lru_cache(maxsize=1)
def _key() -> bytes:
    # Without a secret, the names are good for as long as the process runs.
    return (read_setting("secret") or secrets.token_hex(32)).encode()
