"""A few words for conversations in tests of actions.

    said = run(ActionAffirm(), bot("symptoms/children", offers=["treatment/tf_cbt"]), user("yes"))
    assert said.names == ["treatment/tf_cbt"]

The messages of one conversation follow each other; the last one is what the action replies to.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from attachment_guide.names import KEY_SIMPLE

SENDER = "web-somebody"
Event = dict[str, Any]


def user(text: str = "", intent: str | None = None, **parsed: Any) -> Event:
    """What the visitor says.

    Args:
        text: the words.
        intent: full intent, such as `symptoms/children`.
        parsed: further keys of the parse result, such as `risk` or `entities`.
    """
    said = {"said_intent": intent} if intent else {}
    name = {"name": (intent or "").split("/")[0] or None, "confidence": 1.0}
    parse_data = {"text": text, "intent": name, "entities": [], **said, **parsed}
    return {"event": "user", "text": text, "parse_data": parse_data}


def bot(
    name: str | None = None, offers: list[str] | None = None, text: str = "...", *, simple: bool = False
) -> Event:
    """What the assistant says.

    Args:
        name: of the response, without `utter_`; None for a text of no response.
        offers: payloads of its buttons, without the slash.
        text: the words.
        simple: whether it is the simpler text of an answer.
    """
    buttons = [{"title": payload, "payload": f"/{payload}"} for payload in offers or []]
    metadata: dict[str, Any] = {"utter_action": f"utter_{name}"} if name else {}
    if simple:
        metadata[KEY_SIMPLE] = True
    return {"event": "bot", "text": text, "data": {"buttons": buttons or None}, "metadata": metadata}


def action(name: str) -> Event:
    """An action that has run."""
    return {"event": "action", "name": name}


def topics(*values: str) -> list[dict[str, Any]]:
    """The entities of a message that names topics."""
    return [{"entity": "topic", "value": value} for value in values]


def conversation(*events: Event, **slots: Any) -> Tracker:
    """The tracker after some events, as the action server gets it.

    Args:
        events: made by `user`, `bot` and `action`; the last message of the visitor's is the latest.
        slots: their values.
    """
    latest = next((e["parse_data"] for e in reversed(events) if e["event"] == "user"), {})
    return Tracker(SENDER, slots, latest, list(events), False, None, {}, None)


@dataclass(frozen=True)
class Said:
    """What an action did.

    Attributes:
        messages: as it gave them to the dispatcher.
        slots: that it set.
    """

    messages: list[dict[str, Any]]
    slots: dict[str, Any]

    @property
    def names(self) -> list[str]:
        """Names of the responses, without `utter_`."""
        return [message["response"].removeprefix("utter_") for message in self.messages]


async def arun(act: Action, *events: Event, **slots: Any) -> Said:
    """Runs an action after some events."""
    dispatcher = CollectingDispatcher()
    done = await act.run(dispatcher, conversation(*events, **slots), {})
    return Said(dispatcher.messages, {e["name"]: e["value"] for e in done if e["event"] == "slot"})


def run(act: Action, *events: Event, **slots: Any) -> Said:
    """Runs an action after some events, for tests without a loop of their own."""
    return asyncio.run(arun(act, *events, **slots))
