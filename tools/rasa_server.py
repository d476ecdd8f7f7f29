"""Starts `rasa run`, in a way that visitors are answered from the first moment.

The API's token is taken from the environment, where no process list shows it.
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

# However this is started: Rasa reports to its makers unless it is told not to.
os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")


async def load_in_background(
    model_path: str, endpoints: Any, remote_storage: str | None, app: Sanic, _: Any
) -> None:
    """Loads the model while the server already listens, in place of Rasa's `load_agent_on_start`.

    Rasa would not listen before its model is loaded, and not at all while the event broker is down.
    So the web channel's safety net answers until then.
    """
    app.ctx.agent = None

    async def load() -> None:
        while app.ctx.agent is None:
            try:
                app.ctx.agent = await load_agent(
                    model_path, None, remote_storage, endpoints, assistant_loop()
                )
            except Exception:
                logger.exception("The assistant could not be loaded; trying again.")
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
