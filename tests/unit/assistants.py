"""Stand-ins for Rasa's agent, for tests of what channels do around it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import InMemoryTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from sanic import Blueprint, Sanic

from stores.fail_safe import must_be_stored
from stores.lock_store import ConversationLockStore

DOMAIN = Domain.from_yaml(
    """
slots: {feedback: {type: any, mappings: [{type: custom}]}}
responses:
  utter_menu: [{text: Menu, buttons: [{title: Children, payload: /symptoms/children}]}]
"""
)
ANSWER = ("utter_about/brain", "an answer")
GUIDANCE = ("utter_crisis/suicide", "guidance")


class Agent:
    """As much of Rasa's agent as channels use, with a real tracker store and lock store.

    Attributes:
        replies: what it says to a text: pairs of response and text; an exception is raised instead.
        heard: the messages that it was handed.
    """

    def __init__(self, store: TrackerStore | None = None) -> None:
        self.domain = DOMAIN
        self.nlg = None
        self.tracker_store = store or InMemoryTrackerStore(DOMAIN)
        self.lock_store = ConversationLockStore()
        self.replies: Callable[[str], list[tuple[str, str]] | Exception] = lambda text: [ANSWER]
        self.heard: list[UserMessage] = []

    async def handle_message(self, message: UserMessage) -> None:
        self.heard.append(message)
        reply = self.replies(message.text)
        async with self.lock_store.lock(message.sender_id):
            tracker = await self.tracker_store.get_or_create_tracker(message.sender_id)
            parsed = message.parse_data or {"intent": {"name": "x"}}
            heard = UserUttered(
                message.text,
                parsed["intent"],
                parse_data=parsed,
                message_id=message.message_id,
                metadata=message.metadata,
            )
            tracker.update(heard)
            if isinstance(reply, Exception):
                raise reply
            for name, text in reply:
                said = BotUttered(text, metadata={"utter_action": name})
                tracker.update(said)
                await message.output_channel.send_response(message.sender_id, said.message())
            with must_be_stored():
                await self.tracker_store.save(tracker)


class Server:
    """A Sanic app that was started, without listening: it only knows the agent."""

    def __init__(self, agent: Any) -> None:
        self.agent = agent
        self.routes = Blueprint("test")

    async def start(self) -> None:
        """Tells the blueprint's listeners, as Sanic does before it listens."""
        app = Sanic(f"test-{uuid.uuid4().hex}")
        app.ctx.agent = self.agent
        for future in self.routes._future_listeners:
            future.listener(app, None)
