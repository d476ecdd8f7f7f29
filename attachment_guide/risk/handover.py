"""Hands a risk from the channel to the pipeline in a way that nobody outside can forge.

Whoever talks to Rasa's HTTP API or to a stock channel may put anything into a message's metadata. So the
metadata holds no risk, but a random id of one that is kept in this process, beside what the message said.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from threading import Lock
from typing import Any

from attachment_guide.risk.assessment import Risk

KEY_HANDOVER = "risk_handover"
# Far more than the messages that are on their way at once.
MAX_KEPT = 1024

# The channel and the pipeline may run in different threads.
_lock = Lock()
_kept: OrderedDict[str, tuple[str, Risk]] = OrderedDict()


def handed_over(risk: Risk, text: str) -> dict[str, Any]:
    """Keeps a risk for the pipeline.

    Args:
        risk: what the detector found in the message as it was typed.
        text: the message as it is given to Rasa.

    Returns:
        What to put into the message's metadata, beside whatever else is there.
    """
    key = secrets.token_urlsafe(16)
    with _lock:
        _kept[key] = (_letters(text), risk)
        while len(_kept) > MAX_KEPT:
            _kept.popitem(last=False)
    return {KEY_HANDOVER: key}


def taken_over(metadata: object, text: str) -> Risk | None:
    """Takes the risk that the channel kept for a message, once; never raises.

    Args:
        metadata: of the message, which may hold anything.
        text: the message as the pipeline reads it.

    Returns:
        The risk; None when this process's channel kept none for this message.
    """
    key = metadata.get(KEY_HANDOVER) if isinstance(metadata, dict) else None
    if not isinstance(key, str):
        return None
    with _lock:
        said, risk = _kept.pop(key, (None, None))
    return risk if said == _letters(text) else None


def _letters(text: str) -> str:
    """Only the letters and digits, since the pipeline strips slashes and Markdown from a message."""
    return "".join(filter(str.isalnum, text)) or text.strip()
