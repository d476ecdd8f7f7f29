"""A database with conversations in which visitors asked in vain."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from unittest import mock

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from attachment_guide.settings import variable
from stores.consent import Consent, take_down
from stores.tracker_store import ConversationStore

SLOT = "{type: any, mappings: [{type: custom}]}"
DOMAIN = Domain.from_yaml(f"slots: {{feedback: {SLOT}, country: {SLOT}}}")
DIARY = "Does a diary help my brother Liam Hughes?"
MASKED = "Does a diary help my brother [NAME]?"
ALARM = "i am dying to see the end of that series"
SECRET = "nobody may read this one"


def said(text: str, intent: str = "out_of_scope") -> UserUttered:
    parsed = {"intent": {"name": intent}, "said_intent": intent}
    return UserUttered(text, parse_data=parsed, message_id=text)


def reply(name: str) -> BotUttered:
    return BotUttered("…", metadata={"utter_action": name})


CONVERSATIONS: dict[str, tuple[bool, list[Event]]] = {
    "web-0000000000000001": (True, [said(DIARY), reply("utter_out_of_scope")]),
    "web-0000000000000002": (
        True,
        [
            said(ALARM, "check"),
            reply("utter_check/self"),
            said("no no", "crisis_reply/denied"),
            reply("utter_crisis_reply/denied"),
        ],
    ),
    "web-0000000000000003": (False, [said(SECRET), reply("utter_out_of_scope")]),
}


def fill(database: Path) -> None:
    """Writes the conversations into a new database."""
    with mock.patch.dict(os.environ, {variable("database"): str(database)}):
        store = ConversationStore(DOMAIN)

        async def write() -> None:
            for sender, (is_readable, events) in CONVERSATIONS.items():
                tracker = DialogueStateTracker.from_events(sender, [SessionStarted(), *events], DOMAIN.slots)
                await store.save(tracker)
                take_down(store.session_scope, sender, Consent(is_readable=is_readable))

        asyncio.run(write())
        store.engine.dispose()
