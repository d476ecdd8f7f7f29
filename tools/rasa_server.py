"""Runs Rasa's server in such a way that visitors get an answer from the first moment on.

The API's token comes from the environment, since command lines are visible in the list of processes.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from typing import Any

import rasa.core.run
from rasa.__main__ import main
from rasa.core.agent import load_agent
from sanic import Sanic

from attachment_guide.settings import read_setting
from channels.assistant_loop import assistant_loop

logger = logging.getLogger(__name__)

RETRY_SECONDS = 5

# Set here too, for when this module is started by hand: Rasa's telemetry is on unless this says otherwise.
os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")


async def load_in_background(
    model_path: str, endpoints: Any, remote_storage: str | None, app: Sanic, _: Any
) -> None:
    """Loads the model in the background; takes the place of Rasa's `load_agent_on_start`.

    Rasa would only listen once the model is loaded, and not at all while the event broker is down. Like
    this, the server listens at once, and the web channel's safety net answers until the model is there.

    Args:
        model_path: the trained model.
        endpoints: Rasa's endpoints.
        remote_storage: the storage to fetch the model from; None for this machine.
        app: the server, whose `ctx.agent` is set once the model is loaded.
    """
    app.ctx.agent = None

    async def load() -> None:
        while app.ctx.agent is None:
            try:
                app.ctx.agent = await load_agent(
                    model_path, None, remote_storage, endpoints, assistant_loop()
                )
            except Exception:
                logger.exception("The model could not be loaded; trying again in %d s.", RETRY_SECONDS)
                await asyncio.sleep(RETRY_SECONDS)

    asyncio.run_coroutine_threadsafe(load(), assistant_loop())


if __name__ == "__main__":
    rasa.core.run.load_agent_on_start = load_in_background
    sys.argv = [
        "rasa",
        "run",
        *sys.argv[1:],
        "--enable-api",
        "--auth-token",
        read_setting("token"),
    ]
    main()
