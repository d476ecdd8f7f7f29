"""Runs Rasa's server so that it is there soon, and that visitors get an answer from the first moment on.

The API's token comes from the environment, since command lines are visible in the list of processes.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import sys
from typing import TYPE_CHECKING, Any

from attachment_guide.settings import read_setting
from tools.deferred_imports import defer

if TYPE_CHECKING:
    from sanic import Sanic

logger = logging.getLogger(__name__)

RETRY_SECONDS = 5

# What Rasa and spaCy import when they load and a conversation does not use: half of the time and a quarter of
# the memory of a start. Whatever is used after all is loaded then.
UNUSED = (
    # channels, and who may use Rasa's API
    *("babel", "cachecontrol", "google", "jwt", "prompt_toolkit", "questionary", "requests", "sanic_jwt"),
    *("slack_sdk", "socketio", "webexteamssdk"),
    # stores and model storage in clouds
    *("boto3", "botocore", "pymongo"),
    # tests and their charts, and other tools
    *("apscheduler", "jinja2", "langcodes", "matplotlib", "packaging.requirements", "rasa.core.test"),
    *("rasa.nlu.test", "rich", "spacy.cli"),
)
# The same, where scikit-learn derives a class that searches for hyperparameters, which none of ours does.
UNUSED_AS_BASE = ("scipy.stats",)

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
    from rasa.core.agent import load_agent as load_agent_from_elsewhere

    from channels.assistant_loop import assistant_loop
    from tools.served_agent import load_agent

    app.ctx.agent = None
    loop = assistant_loop()

    async def load() -> None:
        while app.ctx.agent is None:
            try:
                if remote_storage or endpoints.model:
                    app.ctx.agent = await load_agent_from_elsewhere(
                        model_path, None, remote_storage, endpoints, loop
                    )
                else:
                    app.ctx.agent = await load_agent(model_path, endpoints, loop)
            except Exception:
                gc.enable()
                logger.exception("The model could not be loaded; trying again in %d s.", RETRY_SECONDS)
                await asyncio.sleep(RETRY_SECONDS)
        # What is there now stays, so that there is no need to look through it for garbage ever again.
        gc.freeze()
        gc.enable()

    asyncio.run_coroutine_threadsafe(load(), loop)


def defer_unused() -> None:
    """Lets the imports wait that a conversation does not use; before Rasa is imported."""
    defer(*UNUSED)
    defer(*UNUSED_AS_BASE, bases=False)


def main() -> None:
    """Serves until it is stopped."""
    # Nothing of what is imported becomes garbage: looking for it would be a tenth of the time.
    gc.disable()
    defer_unused()
    import rasa.core.run
    from rasa.__main__ import main as rasa_main

    rasa.core.run.load_agent_on_start = load_in_background
    sys.argv = ["rasa", "run", *sys.argv[1:], "--enable-api", "--auth-token", read_setting("token")]
    rasa_main()


if __name__ == "__main__":
    main()
