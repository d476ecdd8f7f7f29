"""WhatsApp's Cloud API for tests, as Meta documents it, limits and errors included."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import time
from typing import Any, ClassVar

from hypothesis.strategies import SearchStrategy

from tests.channels.mangled import json_like
from tests.channels.platform_server import Answer, PlatformServer, RefusedByPlatformError, numbers

APP_SECRET = "whatsapp-app-secret"
PHONE_ID = "106540352242922"
PHONES = {
    "GB": "4479110{:05d}",
    "US": "120255{:05d}",
    "DE": "49151234{:05d}",
    "CH": "4179123{:04d}",
    "JP": "819012{:06d}",
}


def sign(body: bytes, secret: str = APP_SECRET) -> dict[str, str]:
    signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return {"X-Hub-Signature-256": f"sha256={signature}", "Content-Type": "application/json"}


class WhatsAppServer(PlatformServer):
    name = "whatsapp"
    channel = "channels.whatsapp.WhatsAppChannel"
    api_setting = "WHATSAPP_API"
    api_path = "/v23.0"
    secrets: ClassVar = {
        "ATTACHMENT_GUIDE_WHATSAPP_TOKEN": "whatsapp-token",
        "ATTACHMENT_GUIDE_WHATSAPP_APP_SECRET": APP_SECRET,
        "ATTACHMENT_GUIDE_WHATSAPP_VERIFY_TOKEN": "whatsapp-verify",
        "ATTACHMENT_GUIDE_WHATSAPP_PHONE_ID": PHONE_ID,
    }

    def __init__(self) -> None:
        super().__init__()
        self.read_marks: list[str] = []

    tells_country = True
    tells_deletions = True

    def person_from_nowhere(self) -> str:
        return self.person("JP")

    def identity(self, person: str) -> str:
        return person if "." in person else f"GB.{person}"

    def person(self, country: str = "GB") -> str:
        return PHONES[country].format(next(numbers))

    def hidden_person(self, country: str = "GB") -> str:
        """Somebody who has a username, and no visible phone number."""
        return f"{country}.{secrets.randbelow(10**20):020d}"

    def _message(self, person: str, kind: str, content: Any, message: str | None = None) -> dict[str, Any]:
        body: dict[str, Any] = {
            "id": message or f"wamid.{secrets.token_urlsafe(24)}",
            "timestamp": str(int(time.time())),
            "type": kind,
            kind: content,
        }
        return body if "." in person else {"from": person, **body}

    def event(self, person: str, kind: str, content: Any, message: str | None = None) -> dict[str, Any]:
        """An event of any kind, in the form of one `value`."""
        is_hidden = "." in person
        scoped = person if is_hidden else f"GB.{person}"
        contact: dict[str, Any] = {"profile": {"name": "Robin Doe"}, "user_id": scoped}
        if not is_hidden:
            contact["wa_id"] = person
        sent = self._message(person, kind, content, message)
        return {
            "messaging_product": "whatsapp",
            "metadata": {"display_phone_number": "15550783881", "phone_number_id": PHONE_ID},
            "contacts": [contact],
            "messages": [{**sent, "from_user_id": scoped}],
        }

    def text(self, person: str, text: str, message: str | None = None) -> dict[str, Any]:
        return self.event(person, "text", {"body": text}, message)

    def press(self, person: str, choice: str, title: str) -> dict[str, Any]:
        reply = {"id": choice, "title": title}
        return self.event(person, "interactive", {"type": "button_reply", "button_reply": reply})

    def voice(self, person: str) -> dict[str, Any]:
        return self.event(
            person, "audio", {"id": "1", "mime_type": "audio/ogg", "sha256": "x", "voice": True}
        )

    def picture(self, person: str, caption: str = "") -> dict[str, Any]:
        image = {"id": "1", "mime_type": "image/jpeg", "sha256": "x"}
        return self.event(person, "image", {**image, "caption": caption} if caption else image)

    def take_back(self, person: str, event: dict[str, Any]) -> dict[str, Any]:
        return self.event(person, "revoke", {"original_message_id": event["messages"][0]["id"]})

    def edit(self, person: str, event: dict[str, Any], text: str) -> dict[str, Any]:
        message = {"context": {"id": "M0"}, "type": "text", "text": {"body": text}}
        changed = {"original_message_id": event["messages"][0]["id"], "message": message}
        return self.event(person, "edit", changed)

    def status(self, person: str, status: str = "read") -> dict[str, Any]:
        """A receipt of delivery."""
        value = self.text(person, "")
        del value["messages"], value["contacts"]
        return {
            **value,
            "statuses": [{"id": "wamid.x", "status": status, "timestamp": "1", "recipient_id": person}],
        }

    def requests(self, events: list[dict[str, Any]]) -> list[tuple[bytes, dict[str, str]]]:
        changes = [{"field": "messages", "value": event} for event in events]
        body = json.dumps(
            {"object": "whatsapp_business_account", "entry": [{"id": "102290129340398", "changes": changes}]}
        ).encode()
        return [(body, sign(body))]

    def sign(self, body: bytes) -> dict[str, str]:
        return sign(body)

    def broken_event(self, person: str) -> dict[str, Any]:
        event = self.text(person, "x")
        del event["messages"][0]["text"]
        return event

    def wrong_bodies(self) -> SearchStrategy[bytes]:
        return json_like(
            {"object": "whatsapp_business_account", "entry": [{"changes": [self._change("1", "x")]}]}
        )

    def _change(self, person: str, text: str) -> dict[str, Any]:
        return {"field": "messages", "value": self.text(person, text)}

    def forgeries(self, body: bytes, headers: dict[str, str]) -> list[tuple[bytes, dict[str, str]]]:
        unsigned = {name: value for name, value in headers.items() if name != "X-Hub-Signature-256"}
        signature = headers["X-Hub-Signature-256"]
        legacy = {"X-Hub-Signature": "sha1=" + hmac.new(APP_SECRET.encode(), body, hashlib.sha1).hexdigest()}
        return [
            (body, unsigned),
            (body, {**unsigned, **legacy}),
            (body, sign(body, "another secret")),
            (body, {**headers, "X-Hub-Signature-256": signature[:-1]}),
            (body, {**headers, "X-Hub-Signature-256": signature.removeprefix("sha256=")}),
            (body, {**headers, "X-Hub-Signature-256": ""}),
            (body + b" ", headers),
        ]

    def refusal(self) -> dict[str, Any]:
        return {"error": {"message": "Invalid parameter", "type": "OAuthException", "code": 100}}

    def take(self, path: str, headers: dict[str, str], body: dict[str, Any]) -> Answer:
        if headers.get("authorization") != "Bearer whatsapp-token":
            raise _error(401, 190, "Invalid OAuth access token")
        if path != f"/v23.0/{PHONE_ID}/messages":
            raise _error(404, 100, f"Unknown path {path}")
        if body.get("messaging_product") != "whatsapp":
            raise _error(400, 100, "The parameter messaging_product is required.")
        if body.get("status") == "read":
            self.read_marks.append(body["message_id"])
            return 200, {}, {"success": True}
        to = body.get("to") or body.get("recipient")
        if not to:
            raise _error(400, 100, "The parameter to is required.")
        self.show(to, *_shown(body))
        contact = {"input": to, "wa_id": to}
        answer = {"contacts": [contact], "messages": [{"id": f"wamid.{secrets.token_urlsafe(24)}"}]}
        return 200, {}, {"messaging_product": "whatsapp", **answer}


def _error(status: int, code: int, message: str) -> RefusedByPlatformError:
    return RefusedByPlatformError(
        status, {"error": {"message": message, "type": "OAuthException", "code": code}}
    )


def _within(what: str, text: str, most: int) -> str:
    if not 0 < len(text) <= most:
        raise _error(400, 131009, f"{what}: length must be from 1 to {most}, not {len(text)}")
    return text


def _shown(body: dict[str, Any]) -> tuple[str, list[tuple[str, str]]]:
    if body["type"] == "text":
        return _within("text.body", body["text"]["body"], 4096), []
    interactive = body["interactive"]
    text = _within("body.text", interactive["body"]["text"], 1024)
    action = interactive["action"]
    if interactive["type"] == "button":
        buttons = [button["reply"] for button in action["buttons"]]
        if not 1 <= len(buttons) <= 3 or len({b["title"] for b in buttons}) < len(buttons):
            raise _error(400, 131009, "from 1 to 3 buttons with different titles are allowed")
        return text, [(_within("id", b["id"], 256), _within("title", b["title"], 20)) for b in buttons]
    _within("button", action["button"], 20)
    rows = [row for section in action["sections"] for row in section["rows"]]
    if not 1 <= len(rows) <= 10:
        raise _error(400, 131009, "from 1 to 10 rows are allowed")
    for row in rows:
        _within("row title", row["title"], 24)
        if "description" in row:
            _within("row description", row["description"], 72)
    return text, [(_within("id", row["id"], 200), row.get("description") or row["title"]) for row in rows]
