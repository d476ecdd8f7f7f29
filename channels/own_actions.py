"""Actions run in the server's own process, where Rasa would ask an action server."""

from __future__ import annotations

import asyncio
import json as json_format
import logging
import traceback
from typing import Any

from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

from channels.assistant_loop import actions_loop

logger = logging.getLogger(__name__)

PACKAGE = "actions"


class OwnActions(EndpointConfig):
    """An `action_endpoint` without a server: answers as the action server of Rasa's SDK would.

    Actions have an event loop of their own. One that hangs costs its turn, whose deadline the channel keeps,
    and never a message that needs no action, such as crisis guidance.
    """

    def __init__(self, **kwargs: Any) -> None:
        """Loads the actions.

        Args:
            kwargs: settings of endpoints.yml, such as `enable_selective_domain`.
        """
        super().__init__(**kwargs)
        self._executor = ActionExecutor()
        self._executor.register_package(PACKAGE)

    async def request(self, *_: Any, json: dict[str, Any] | None = None, **__: Any) -> Any:
        """Runs an action.

        Args:
            json: the call, as Rasa would send it.

        Returns:
            The action's events and responses.

        Raises:
            ClientResponseError: as the action server's answer would be: 400 when the action declines, 500
                when it fails.
        """
        call = json or {}
        running = asyncio.run_coroutine_threadsafe(self._executor.run(call), actions_loop())
        try:
            return await asyncio.wrap_future(running)
        except ActionExecutionRejection as refusal:
            body = {"error": refusal.message, "action_name": refusal.action_name}
            raise ClientResponseError(400, "Bad Request", json_format.dumps(body)) from None
        except Exception as error:
            # Not its text, nor the values in its traceback: they may show the visitor's words.
            place = traceback.extract_tb(error.__traceback__)[-1]
            name = type(error).__name__
            logger.error(
                "%s failed: %s in %s:%s", call.get("next_action"), name, place.filename, place.lineno
            )
            raise ClientResponseError(500, name, "") from None

    async def check(self) -> None:
        """Waits until the actions' loop has got round to something new."""
        await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(asyncio.sleep(0), actions_loop()))
