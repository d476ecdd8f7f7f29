"""Runs Rasa's server so that it is there soon, and that visitors get an answer from the first moment on.

As `rasa run` does, but with a protocol that refuses malformed requests, and without ever logging what
visitors say. The tokens come from the environment, since command lines are visible in the list of processes.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import logging
import os
from functools import partial
from typing import TYPE_CHECKING, Any

from attachment_guide.paths import MODEL
from attachment_guide.settings import Settings, variable
from tools.deferred_imports import defer
from tools.private import keep_private

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
    """Loads the model in the background, where `rasa run` has `load_agent_on_start`.

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


def parse_arguments() -> argparse.Namespace:
    """The command line, with the names that `rasa run` has for them."""
    settings = Settings.from_environment()
    parser = argparse.ArgumentParser(prog="python -m tools.rasa_server", description=__doc__)
    parser.add_argument("--model", "-m", default=str(MODEL), help="the trained model")
    parser.add_argument("--endpoints", default="endpoints.yml", help="stores, and the action server")
    parser.add_argument("--credentials", default="credentials.yml", help="the channels")
    parser.add_argument("--interface", "-i", default=settings.host, help="address to listen on")
    parser.add_argument("--port", "-p", type=int, default=settings.port, help="port to listen on")
    parser.add_argument("--remote-storage", help="where to fetch the model from, such as aws")
    return parser.parse_args()


def configure_logging() -> None:
    """Logs as `rasa run` does, from the level of the environment's LOG_LEVEL on, but never below INFO.

    At DEBUG, Rasa logs what visitors say.
    """
    from rasa.utils.common import configure_logging_and_warnings, update_sanic_log_level
    from rasa.utils.io import configure_colored_logging
    from rasa.utils.log_utils import configure_structlog

    logging.disable(logging.DEBUG)
    configure_logging_and_warnings()
    configure_colored_logging(None)
    configure_structlog()
    update_sanic_log_level()


def make_app(arguments: argparse.Namespace, settings: Settings) -> Sanic:
    """Rasa's server with its channels and its API.

    Args:
        arguments: of the command line.
        settings: of this run.
    """
    from rasa.core.run import close_resources, configure_app, create_http_input_channels
    from rasa.core.utils import AvailableEndpoints
    from rasa.shared.utils.common import class_from_module_path

    from tools.operations import OperatorsRequest, open_port
    from tools.shielded_http import ShieldedProtocol

    endpoints = AvailableEndpoints.read_endpoints(arguments.endpoints)
    if endpoints.action and endpoints.action.type:
        endpoints.action = class_from_module_path(endpoints.action.type)(**endpoints.action.kwargs)
    elif endpoints.action and settings.actions_token:
        endpoints.action.headers = {
            **endpoints.action.headers,
            "Authorization": f"Bearer {settings.actions_token}",
        }
    channels = create_http_input_channels(None, arguments.credentials)
    app = configure_app(channels, auth_token=settings.token, port=arguments.port, endpoints=endpoints)
    app.request_class = OperatorsRequest
    load = partial(load_in_background, arguments.model, endpoints, arguments.remote_storage)
    app.register_listener(load, "before_server_start")
    app.register_listener(close_resources, "after_server_stop")
    if settings.operations_port:
        open_port(app, settings.operations_host, settings.operations_port, ShieldedProtocol)
    return app


def main() -> None:
    """Serves until it is stopped."""
    keep_private()
    # Nothing of what is imported becomes garbage: looking for it would be a tenth of the time.
    gc.disable()
    arguments = parse_arguments()
    settings = Settings.from_environment()
    if not settings.token:
        raise SystemExit(f"Set {variable('token')}: without a token, Rasa's API would be open to everybody.")
    defer_unused()
    configure_logging()
    app = make_app(arguments, settings)

    from tools.shielded_http import ShieldedProtocol

    app.run(arguments.interface, arguments.port, protocol=ShieldedProtocol, access_log=False, motd=False)


if __name__ == "__main__":
    main()
