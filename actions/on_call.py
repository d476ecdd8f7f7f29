"""Notifies the clinic's on-call staff of a risk event, if the operator has set that up."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
import time
from typing import Any

import aiohttp

from attachment_guide.risk.tiers import AT_RISK
from attachment_guide.settings import read_setting, variable

logger = logging.getLogger(__name__)

SIGNATURE_HEADER = "X-Attachment-Guide-Signature"
# Seconds to wait before each try; the last is about two minutes after the event.
WAITS = (0, 1, 5, 25, 90)
TIMEOUT = aiohttp.ClientTimeout(total=10)

# The event loop keeps only weak references to tasks.
_tasks: set[asyncio.Task[None]] = set()


def notify_on_call(event: dict[str, Any]) -> None:
    """Sends a risk event to the staff's webhook in the background; does nothing when none is set.

    Never raises and never waits: the visitor's reply comes first.

    Args:
        event: tier, category and the like; never the message's text.
    """
    url, secret = read_setting("on_call_url"), read_setting("on_call_secret")
    if not url or event["tier"] not in AT_RISK:
        return
    if not secret:
        logger.error(
            "%s is set without %s: nothing is sent.", variable("on_call_url"), variable("on_call_secret")
        )
        return
    task = asyncio.get_running_loop().create_task(_deliver(url, secret, event))
    _tasks.add(task)
    task.add_done_callback(_tasks.discard)


def sign(secret: str, body: bytes) -> str:
    """HMAC-SHA256 of a body, as the receiver computes it to know that the event is ours.

    Args:
        secret: shared with the receiver.
        body: the request's body.
    """
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


async def _deliver(url: str, secret: str, event: dict[str, Any]) -> None:
    body = json.dumps({**event, "time": int(time.time())}).encode()
    headers = {"Content-Type": "application/json", SIGNATURE_HEADER: sign(secret, body)}
    for wait in WAITS:
        await asyncio.sleep(wait)
        try:
            async with (
                aiohttp.ClientSession(timeout=TIMEOUT) as session,
                # A redirect would be followed without the body.
                session.post(url, data=body, headers=headers, allow_redirects=False) as response,
            ):
                if response.status < 300:
                    return
                problem = f"status {response.status}"
        except (aiohttp.ClientError, asyncio.TimeoutError) as error:
            problem = str(error) or type(error).__name__
        logger.warning("The on-call webhook did not take a risk event: %s", problem)
    logger.error("A risk event could not be delivered to the on-call webhook.")
