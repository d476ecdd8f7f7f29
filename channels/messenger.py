"""Messenger and Instagram, which share one webhook of Meta's.

Source: developers.facebook.com/docs/messenger-platform and developers.facebook.com/docs/instagram-platform.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from sanic import HTTPResponse, Request

from channels.messaging import MessagingChannel, meta
from channels.messaging.parts import Limits, Part
from channels.messaging.platform import Platform, identifier, json_body, mapping, objects, readable, text_of
from channels.messaging.received import Kind, Received
from channels.messaging.sending import Answer, Call, Outcome

INSTAGRAM = "instagram:"
# What the webhook calls the two, and how we write whose address it is.
PREFIXES = {"page": "messenger:", "instagram": INSTAGRAM}
START = "GET_STARTED"
KINDS = {"audio": Kind.VOICE, "video": Kind.VOICE, "location": Kind.PLACE}
MOST_QUICK_REPLIES = 13


class Messenger(Platform):
    """Messenger and Instagram as a platform."""

    name = "messenger"
    title = "Messenger and Instagram"
    needed = ("messenger_token", "messenger_app_secret", "messenger_verify_token")
    limits = Limits(text=2000, buttons=MOST_QUICK_REPLIES, title=20, has_number_buttons=True)
    # Instagram counts 1000 bytes, of which a character may take several.
    instagram_limits = Limits(text=800, buttons=MOST_QUICK_REPLIES, title=20, has_number_buttons=True)
    # Meta's rules ask for the notice again when a conversation begins anew.
    lapse_days = 7

    def limits_of(self, address: str) -> Limits:
        """Instagram's are smaller (see parent class for full docstring)."""
        return self.instagram_limits if address.startswith(INSTAGRAM) else self.limits

    def is_genuine(self, request: Request) -> bool:
        """By the app's secret (see parent class for full docstring)."""
        return meta.is_signed(request, self.settings.messenger_app_secret)

    def handshake(self, request: Request) -> HTTPResponse | None:
        """Meta's check of a new webhook (see parent class for full docstring)."""
        return meta.handshake(request, self.settings.messenger_verify_token)

    def read(self, request: Request) -> list[Received]:
        """The messages of a batch (see parent class for full docstring)."""
        body = json_body(request)
        prefix = PREFIXES.get(str(body.get("object")))
        if prefix is None:
            return []
        found: list[Received] = []
        for entry in objects(body.get("entry")):
            read = partial(_received, prefix=prefix, ours=entry.get("id"))
            found += readable(objects(entry.get("messaging")), read, self.title)
        return found

    def call(self, address: str, part: Part) -> Call:
        """A text with quick replies (see parent class for full docstring)."""
        message: dict[str, Any] = {"text": part.text}
        if part.choices:
            message["quick_replies"] = [
                {"content_type": "text", "title": title, "payload": choice} for choice, title in part.choices
            ]
        return self._call(address, {"messaging_type": "RESPONSE", "message": message})

    def courtesy(self, received: Received) -> Call | None:
        """Shows that the answer is being written."""
        return self._call(received.address, {"sender_action": "typing_on"})

    def _call(self, address: str, body: dict[str, Any]) -> Call:
        settings = self.settings
        api, token = settings.messenger_api, settings.messenger_token
        if address.startswith(INSTAGRAM) and settings.instagram_token:
            api, token = settings.instagram_api, settings.instagram_token
        body = {"recipient": {"id": address.partition(":")[2]}, **body}
        return Call(f"{api}/me/messages", json=body, headers={"Authorization": f"Bearer {token}"})

    def outcome(self, answer: Answer) -> Outcome:
        """By Meta's codes of errors (see parent class for full docstring)."""
        return meta.outcome(answer)


def _received(event: Mapping[str, Any], prefix: str, ours: Any) -> Received | None:
    message = event.get("message")
    person = identifier(event["sender"]["id"])
    if person == ours or mapping(message).get("is_echo"):
        return None
    received = partial(Received, identity=prefix + person, address=prefix + person)
    if message and message.get("is_deleted"):
        key, taken_back = identifier(message["mid"]), Kind.TAKEN_BACK
        return received(taken_back, message=key, version=taken_back.value)
    if message:
        kind, text, choice = _content(message)
        return received(kind, message=identifier(message["mid"]), text=text, choice=choice)
    if edit := event.get("message_edit"):
        # What somebody has corrected is said anew.
        key, version = identifier(edit["mid"]), identifier(edit.get("num_edit", 0))
        return received(Kind.TEXT, message=key, text=text_of(edit["text"]), version=version)
    if postback := event.get("postback"):
        payload = text_of(postback["payload"])
        # Pages without an id of their own are told apart by the moment.
        key = identifier(postback.get("mid") or f"{person}/{identifier(event['timestamp'])}")
        if payload == START:
            return received(Kind.START, message=key)
        return received(Kind.CHOICE, message=key, text=text_of(postback.get("title", "")), choice=payload)
    if "referral" in event:
        # Somebody has followed a link to a conversation that is there already.
        return received(Kind.START, message=f"{person}/{identifier(event['timestamp'])}")
    # Receipts, reactions, handovers: nobody waits for an answer.
    return None


def _content(message: Mapping[str, Any]) -> tuple[Kind, str, str | None]:
    """What a message is, its words, and the quick reply that was chosen."""
    text = text_of(message.get("text") or "")
    if quick_reply := message.get("quick_reply"):
        return Kind.CHOICE, text, text_of(quick_reply["payload"])
    if text.strip():
        return Kind.TEXT, text, None
    kinds = [KINDS.get(str(item.get("type")), Kind.PICTURE) for item in objects(message.get("attachments"))]
    return next(iter(kinds), Kind.PICTURE), "", None


class MessengerChannel(MessagingChannel):
    """Messenger and Instagram as a channel of Rasa's."""

    platform_class = Messenger
