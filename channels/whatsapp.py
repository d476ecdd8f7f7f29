"""WhatsApp, by Meta's Cloud API.

Source: developers.facebook.com/docs/whatsapp/cloud-api, and for people without a visible phone number
developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from sanic import HTTPResponse, Request

from channels.messaging import MessagingChannel, meta
from channels.messaging.countries import country_of_phone, country_of_scoped_id
from channels.messaging.formatting import unformatted
from channels.messaging.parts import Limits, Part, row_of
from channels.messaging.platform import Platform, identifier, json_body, mapping, objects, readable, text_of
from channels.messaging.received import Kind, Received
from channels.messaging.sending import Answer, Call, Outcome
from channels.messaging.texts import list_button

KINDS = {"audio": Kind.VOICE, "voice": Kind.VOICE, "video": Kind.VOICE, "location": Kind.PLACE}
KINDS |= {"contacts": Kind.PLACE, "request_welcome": Kind.START}
# They say nothing that wants an answer.
SILENT = ("reaction", "system", "ephemeral")
# What is about an earlier message.
CHANGES = ("edit", "revoke")
# Characters that WhatsApp reads as formatting.
MARKS = "*_~`"


class WhatsApp(Platform):
    """WhatsApp as a platform."""

    name = "whatsapp"
    title = "WhatsApp"
    needed = ("whatsapp_token", "whatsapp_app_secret", "whatsapp_verify_token", "whatsapp_phone_id")
    # A little less than the platform takes, since characters that would format are set apart.
    limits = Limits(text=4000, body=1000, buttons=3, title=20, rows=10)

    def is_genuine(self, request: Request) -> bool:
        """By the app's secret (see parent class for full docstring)."""
        return meta.is_signed(request, self.settings.whatsapp_app_secret)

    def handshake(self, request: Request) -> HTTPResponse | None:
        """Meta's check of a new webhook (see parent class for full docstring)."""
        return meta.handshake(request, self.settings.whatsapp_verify_token)

    def read(self, request: Request) -> list[Received]:
        """The messages to our number (see parent class for full docstring)."""
        found: list[Received] = []
        for entry in objects(json_body(request).get("entry")):
            for change in objects(entry.get("changes")):
                value = mapping(change.get("value"))
                number = mapping(value.get("metadata")).get("phone_number_id")
                if change.get("field") != "messages" or number != self.settings.whatsapp_phone_id:
                    continue
                read = partial(self._received, contacts=objects(value.get("contacts")))
                found += readable(objects(value.get("messages")), read, self.title)
        return found

    def _received(self, message: Mapping[str, Any], contacts: list[dict[str, Any]]) -> Received | None:
        kind = message["type"]
        if kind in SILENT:
            return None
        # Of people who have chosen a username, Meta may leave the phone number out.
        phone = message.get("from")
        scoped = message.get("from_user_id") or _scoped_id(phone, contacts)
        identity, address = identifier(scoped or phone), identifier(phone or scoped)
        country = country_of_phone(address) if phone else country_of_scoped_id(address)
        what, text, choice = _content(message, kind)
        number, version = _of_message(message, kind)
        is_group = bool(message.get("group_id"))
        return Received(
            what,
            identity,
            address,
            number,
            text,
            choice,
            is_group=is_group,
            is_addressed=not is_group,
            country=country,
            version=version,
        )

    def call(self, address: str, part: Part) -> Call:
        """A text, with buttons or a list (see parent class for full docstring)."""
        # A scoped id has a country and a dot before it.
        to = {"recipient" if "." in address else "to": address}
        body = {"messaging_product": "whatsapp", "recipient_type": "individual", **to, **self._content(part)}
        return self._call(body)

    def courtesy(self, received: Received) -> Call:
        """Marks the message as read, and shows that the answer is being written."""
        read = {"status": "read", "message_id": received.message, "typing_indicator": {"type": "text"}}
        return self._call({"messaging_product": "whatsapp", **read})

    def _call(self, body: dict[str, Any]) -> Call:
        settings = self.settings
        url = f"{settings.whatsapp_api}/{settings.whatsapp_phone_id}/messages"
        return Call(url, json=body, headers={"Authorization": f"Bearer {settings.whatsapp_token}"})

    def _content(self, part: Part) -> dict[str, Any]:
        text = unformatted(part.text, MARKS)
        if not part.choices:
            return {"type": "text", "text": {"body": text, "preview_url": False}}
        action: dict[str, Any]
        if part.is_list:
            rows = []
            for choice, title in part.choices:
                short, whole = row_of(title, self.limits)
                rows.append({"id": choice, "title": short, **({"description": whole} if whole else {})})
            action = {"button": list_button(), "sections": [{"title": list_button(), "rows": rows}]}
        else:
            replies = [{"id": choice, "title": title} for choice, title in part.choices]
            action = {"buttons": [{"type": "reply", "reply": reply} for reply in replies]}
        kind = "list" if part.is_list else "button"
        return {
            "type": "interactive",
            "interactive": {"type": kind, "body": {"text": text}, "action": action},
        }

    def outcome(self, answer: Answer) -> Outcome:
        """By Meta's codes of errors (see parent class for full docstring)."""
        return meta.outcome(answer)


def _scoped_id(phone: Any, contacts: list[dict[str, Any]]) -> Any:
    """The business-scoped id of whoever wrote, where the batch tells it beside the messages."""
    for contact in contacts:
        if contact.get("wa_id") == phone or len(contacts) == 1:
            return contact.get("user_id")
    return None


def _of_message(message: Mapping[str, Any], kind: str) -> tuple[str, str]:
    """The message's id, and which version of it this is."""
    own = identifier(message["id"])
    original = mapping(message.get(kind)).get("original_message_id") if kind in CHANGES else None
    return (identifier(original), own) if original else (own, "")


def _content(message: Mapping[str, Any], kind: str) -> tuple[Kind, str, str | None]:
    """What was done, its words, and the button that was pressed."""
    if kind == "revoke":
        return Kind.TAKEN_BACK, "", None
    if kind == "edit":
        # What somebody has corrected is said anew.
        message = message["edit"]["message"]
        kind = message["type"]
    content = message.get(kind)
    if kind == "text":
        return Kind.TEXT, text_of(message["text"]["body"]), None
    if kind == "interactive":
        pressed = message["interactive"].get("button_reply") or message["interactive"]["list_reply"]
        # What a row shows below a title that is cut is the whole of it.
        words = pressed.get("description") or pressed.get("title", "")
        return Kind.CHOICE, text_of(words), text_of(pressed["id"])
    if kind == "button":
        return Kind.CHOICE, text_of(message["button"].get("text", "")), message["button"].get("payload")
    caption = mapping(content).get("caption")
    if isinstance(caption, str) and caption.strip():
        return Kind.TEXT, caption, None
    return KINDS.get(kind, Kind.PICTURE), "", None


class WhatsAppChannel(MessagingChannel):
    """WhatsApp as a channel of Rasa's."""

    platform_class = WhatsApp
