"""What a messaging platform has to say of itself; everything else is the same for all of them."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar

from sanic import HTTPResponse, Request, response

from attachment_guide.messaging_settings import MessagingSettings
from channels.messaging.parts import Limits, Part
from channels.messaging.received import Received
from channels.messaging.sending import Answer, Call, Outcome, outcome_by_status

logger = logging.getLogger(__name__)

# With another body than this, a request is none of the platform's.
UNREADABLE = (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError)


class MalformedError(ValueError):
    """A request is genuine, but its body cannot be read."""


class Platform(ABC):
    """A messaging platform: how to know its requests, read them, and send replies.

    Attributes:
        name: of the channel, and of its address under /webhooks/.
        title: for operators.
        needed: the settings without which it cannot run.
        limits: of what it can show.
        reply_hours: how long after a person's message it takes replies.
        lapse_days: after how long without a word the notice is given again; 0 for never.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    needed: ClassVar[tuple[str, ...]]
    limits: ClassVar[Limits]
    reply_hours: ClassVar[float] = 23.5
    lapse_days: ClassVar[float] = 0

    def __init__(self, settings: MessagingSettings) -> None:
        """Prepares the platform.

        Args:
            settings: with the secrets.
        """
        self.settings = settings

    @abstractmethod
    def is_genuine(self, request: Request) -> bool:
        """Whether a request comes from the platform, by what it is signed with; in constant time.

        Args:
            request: any request.
        """

    @abstractmethod
    def read(self, request: Request) -> list[Received]:
        """What people did, in order; what needs no answer is left out.

        Args:
            request: a genuine one.

        Raises:
            MalformedError: when the body cannot be read at all.
        """

    @abstractmethod
    def call(self, address: str, part: Part) -> Call:
        """The request that sends a part of a reply.

        Args:
            address: where to.
            part: what to send.
        """

    def limits_of(self, address: str) -> Limits:
        """What can be shown to somebody.

        Args:
            address: where to.
        """
        return self.limits

    def outcome(self, answer: Answer) -> Outcome:
        """What has become of a reply.

        Args:
            answer: of the platform's API.
        """
        return outcome_by_status(answer)

    def handshake(self, request: Request) -> HTTPResponse | None:
        """The answer to a request that is no message, such as the check when a webhook is set up.

        Args:
            request: not known to be genuine.

        Returns:
            The answer; None when the request has to be one with messages.
        """
        return None

    def acknowledgement(self) -> HTTPResponse:
        """What the platform gets once its messages are kept."""
        return response.empty(200)

    def courtesy(self, received: Received) -> Call | None:
        """A request that shows that a message was noticed; nothing depends on it.

        Args:
            received: the message.
        """
        return None


def same(given: str | None, expected: str) -> bool:
    """Whether a secret is the expected one, in constant time; never when there is none.

    Args:
        given: what a request brought.
        expected: what it has to be.
    """
    if not given or not expected:
        return False
    return hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode("utf-8", "replace"))


def hmac_hex(secret: str, content: bytes) -> str:
    """HMAC-SHA256 in hexadecimal digits.

    Args:
        secret: the key.
        content: what is signed.
    """
    return hmac.new(secret.encode(), content, hashlib.sha256).hexdigest()


def json_body(request: Request) -> dict[str, Any]:
    """The request's body, whatever its content type says.

    Args:
        request: a genuine one.

    Raises:
        MalformedError: when it is no JSON object.
    """
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        raise MalformedError("no JSON") from None
    if not isinstance(body, dict):
        raise MalformedError("no JSON object")
    return body


def objects(value: Any) -> list[dict[str, Any]]:
    """The objects in a list; none where there is no list.

    Args:
        value: a part of a platform's request.
    """
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def readable(
    events: Iterator[Any] | list[Any], read: Callable[[Any], Received | None], platform: str
) -> list[Received]:
    """Reads every event that can be read: one that cannot must not cost the others.

    Args:
        events: of a batch.
        read: makes something received of an event; None when it needs no answer.
        platform: for the log.
    """
    found = []
    for event in events:
        try:
            received = read(event)
        except UNREADABLE as error:
            # Not the event: it holds words and addresses.
            logger.warning("%s sent an event that cannot be read: %s", platform, type(error).__name__)
            continue
        if received is not None:
            found.append(received)
    return found


def text_of(value: Any) -> str:
    """A text of a platform's request.

    Args:
        value: what should be a text.

    Raises:
        TypeError: when it is none.
    """
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def identifier(value: Any) -> str:
    """An id of a platform's request, as text.

    Args:
        value: what should be a text or a number.

    Raises:
        TypeError: when it is neither, or empty.
    """
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
        raise TypeError("no id")
    return str(value)


def mapping(value: Any) -> Mapping[str, Any]:
    """An object of a platform's request; an empty one where there is none.

    Args:
        value: what should be an object.
    """
    return value if isinstance(value, dict) else {}
