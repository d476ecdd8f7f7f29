"""The routes of the web channel as data."""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from sanic import HTTPResponse

PREFIX = "/chat"

Handler = Callable[..., Coroutine[Any, Any, HTTPResponse]]


@dataclass(frozen=True)
class Route:
    """One route.

    Attributes:
        method: the HTTP method.
        path: below `PREFIX`.
        handler: answers the requests.
        is_embeddable: whether the chat window on another site may ask for it.
        refused: answers in the handler's place when the address asks too often, or raises the refusal that it
            is given as `refusal`; None to refuse without looking at the request.
    """

    method: str
    path: str
    handler: Handler
    is_embeddable: bool = False
    refused: Handler | None = None

    @property
    def name(self) -> str:
        """A unique name, as Sanic requires it."""
        return re.sub(r"\W+", "_", f"{self.method}{self.path}").lower()
