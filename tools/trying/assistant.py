"""The whole assistant in this process: model, actions and texts, with conversations kept in memory."""

from __future__ import annotations

import logging
import uuid
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attachment_guide.paths import MODEL

if TYPE_CHECKING:
    from rasa.core.agent import Agent
    from rasa.shared.core.events import Event

CHANNEL = "web"


@dataclass(frozen=True)
class Played:
    """A message of the visitor's, and what came of it.

    Attributes:
        text: the message.
        parsed: Rasa's parse result.
        actions: the actions and responses that followed, in their order.
        replies: pairs of a response's name (empty when unknown) and the text that was shown.
        shown_before: names of the responses shown before it, oldest first.
    """

    text: str
    parsed: dict[str, Any]
    actions: tuple[str, ...]
    replies: tuple[tuple[str, str], ...]
    shown_before: tuple[str, ...]


class Assistant:
    """Plays conversations; no server has to run, and nothing is stored."""

    def __init__(self, agent: Agent) -> None:
        """Takes a loaded agent; see `load`."""
        self._agent = agent

    @classmethod
    def load(cls, model: Path = MODEL) -> Assistant:
        """Loads the model, and the actions from this folder.

        Args:
            model: the trained model.

        Raises:
            FileNotFoundError: when there is none.
        """
        if not model.exists():
            raise FileNotFoundError(f"There is no model {model} yet. `make train` makes it.")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # Imported here because it takes seconds, which `--help` need not wait for.
            from rasa.core.agent import Agent
            from rasa.core.lock_store import InMemoryLockStore
            from rasa.core.tracker_store import InMemoryTrackerStore
            from rasa.shared.core.domain import Domain
            from rasa.utils.endpoints import EndpointConfig
            from rasa.utils.log_utils import configure_structlog

            from channels.nlg import ResponseGenerator
            from channels.own_actions import OwnActions

            configure_structlog(logging.ERROR)
            logging.getLogger("rasa_sdk").setLevel(logging.ERROR)
            agent = Agent(
                generator=ResponseGenerator(EndpointConfig()),
                tracker_store=InMemoryTrackerStore(Domain.empty()),
                lock_store=InMemoryLockStore(),
                action_endpoint=OwnActions(),
            )
            agent.load_model(model)
        return cls(agent)

    async def play(self, texts: Sequence[str]) -> list[Played]:
        """Says messages one after the other, in a conversation of their own.

        Args:
            texts: what the visitor says.

        Returns:
            What came of each.
        """
        from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
        from rasa.shared.core.events import UserUttered

        class Output(CollectingOutputChannel):
            @classmethod
            def name(cls) -> str:
                return CHANNEL

        sender = f"try-{uuid.uuid4().hex}"
        for text in texts:
            # A slash would make a command of it; the channels take it away as well.
            message = UserMessage(text.lstrip("/ "), Output(), sender, input_channel=CHANNEL)
            await self._agent.handle_message(message)
        tracker = await self._agent.tracker_store.get_or_create_tracker(sender)
        events = list(tracker.events)
        starts = [i for i, event in enumerate(events) if isinstance(event, UserUttered)]
        return [
            _played(events, start, end) for start, end in zip(starts, [*starts[1:], len(events)], strict=True)
        ]


def _played(events: Sequence[Event], start: int, end: int) -> Played:
    from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered

    said = events[start]
    assert isinstance(said, UserUttered)
    after = events[start + 1 : end]
    done = [e.action_name for e in after if isinstance(e, ActionExecuted) and e.action_name]
    return Played(
        said.text or "",
        dict(said.parse_data or {}),
        tuple(name for name in done if name != "action_listen"),
        tuple((_name(e), e.text or "") for e in after if isinstance(e, BotUttered)),
        tuple(name for e in events[:start] if isinstance(e, BotUttered) and (name := _name(e))),
    )


def _name(event: Any) -> str:
    return (event.metadata or {}).get("utter_action") or ""
