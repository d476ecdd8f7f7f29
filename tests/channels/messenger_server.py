"""Messenger's and Instagram's API for tests, as Meta documents it, limits and errors included."""

from __future__ import annotations

import copy
import hashlib
import hmac
import json
import secrets
import time
from typing import Any, ClassVar

from hypothesis.strategies import SearchStrategy

from tests.channels.mangled import json_like
from tests.channels.platform_server import Answer, PlatformServer, RefusedByPlatformError, numbers

APP_SECRET, PAGE, INSTAGRAM_ACCOUNT = "messenger-app-secret", "1960000000000", "17840000000000"


def sign(body: bytes, secret: str = APP_SECRET) -> dict[str, str]:
    signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return {"X-Hub-Signature-256": f"sha256={signature}", "Content-Type": "application/json"}


class MessengerServer(PlatformServer):
    """Persons are addressed as we write their addresses, `messenger:<id>` or `instagram:<id>`."""

    name = "messenger"
    channel = "channels.messenger.MessengerChannel"
    api_setting = "MESSENGER_API"
    api_path = "/v23.0"
    secrets: ClassVar = {
        "ATTACHMENT_GUIDE_MESSENGER_TOKEN": "messenger-token",
        "ATTACHMENT_GUIDE_MESSENGER_APP_SECRET": APP_SECRET,
        "ATTACHMENT_GUIDE_MESSENGER_VERIFY_TOKEN": "messenger-verify",
    }
    network: str = "messenger"
    tells_deletions = True

    def person(self, country: str = "GB") -> str:
        return f"{self.network}:{10**15 + next(numbers)}"

    def event(self, person: str, **content: Any) -> dict[str, Any]:
        network, _, psid = person.partition(":")
        ours = PAGE if network == "messenger" else INSTAGRAM_ACCOUNT
        who = {"sender": {"id": psid}, "recipient": {"id": ours}}
        return {**who, "timestamp": int(time.time() * 1000) + next(numbers), **content}

    def message(self, person: str, mid: str | None = None, **content: Any) -> dict[str, Any]:
        return self.event(person, message={"mid": mid or f"m_{secrets.token_urlsafe(30)}", **content})

    def text(self, person: str, text: str, message: str | None = None) -> dict[str, Any]:
        return self.message(person, message, text=text)

    def press(self, person: str, choice: str, title: str) -> dict[str, Any]:
        return self.message(person, text=title, quick_reply={"payload": choice})

    def postback(self, person: str, payload: str, title: str) -> dict[str, Any]:
        return self.event(person, postback={"mid": f"m_{next(numbers)}", "title": title, "payload": payload})

    def voice(self, person: str) -> dict[str, Any]:
        return self._attached(person, "audio")

    def picture(self, person: str, caption: str = "") -> dict[str, Any]:
        event = self._attached(person, "image")
        return {**event, "message": {**event["message"], "text": caption}} if caption else event

    def take_back(self, person: str, event: dict[str, Any]) -> dict[str, Any]:
        return self.message(person, event["message"]["mid"], is_deleted=True)

    def edit(self, person: str, event: dict[str, Any], text: str) -> dict[str, Any]:
        number = next(numbers)
        changed = {"mid": event["message"]["mid"], "text": text, "num_edit": number}
        return self.event(person, message_edit=changed)

    def on(self, network: str) -> MessengerServer:
        """The same server, spoken to from a network; a view, of which `trouble` is not to be set."""
        view = copy.copy(self)
        view.network = network
        return view

    def _attached(self, person: str, kind: str) -> dict[str, Any]:
        return self.message(person, attachments=[{"type": kind, "payload": {"url": "https://cdn.example/x"}}])

    def requests(self, events: list[dict[str, Any]]) -> list[tuple[bytes, dict[str, str]]]:
        requests = []
        for kind, ours in (("page", PAGE), ("instagram", INSTAGRAM_ACCOUNT)):
            entries = [
                {"id": ours, "time": event["timestamp"], "messaging": [event]}
                for event in events
                if event["recipient"]["id"] == ours
            ]
            body = json.dumps({"object": kind, "entry": entries}).encode()
            requests += [(body, sign(body))] if entries else []
        return requests

    def sign(self, body: bytes) -> dict[str, str]:
        return sign(body)

    def broken_event(self, person: str) -> dict[str, Any]:
        event = self.text(person, "x")
        del event["message"]["mid"]
        return event

    def wrong_bodies(self) -> SearchStrategy[bytes]:
        events = [self.press("messenger:1", "c-1", "x"), self.postback("messenger:1", "c-1", "x")]
        return json_like({"object": "page", "entry": [{"id": PAGE, "time": 1, "messaging": events}]})

    def forgeries(self, body: bytes, headers: dict[str, str]) -> list[tuple[bytes, dict[str, str]]]:
        unsigned = {name: value for name, value in headers.items() if name != "X-Hub-Signature-256"}
        legacy = {"X-Hub-Signature": "sha1=" + hmac.new(APP_SECRET.encode(), body, hashlib.sha1).hexdigest()}
        return [
            (body, unsigned),
            (body, {**unsigned, **legacy}),
            (body, sign(body, "another secret")),
            (body.replace(b'"text": "', b'"text": "x'), headers),
        ]

    def refusal(self) -> dict[str, Any]:
        return {"error": {"message": "Invalid parameter", "type": "OAuthException", "code": 100}}

    def take(self, path: str, headers: dict[str, str], body: dict[str, Any]) -> Answer:
        if headers.get("authorization") != "Bearer messenger-token":
            raise _error(401, 190, "Invalid OAuth access token")
        if path != "/v23.0/me/messages":
            raise _error(404, 100, f"Unknown path {path}")
        psid = body["recipient"]["id"]
        # As long as a conversation has one network, its id tells which.
        to = next(
            (p for p in (f"messenger:{psid}", f"instagram:{psid}") if p in self.known), f"messenger:{psid}"
        )
        if "sender_action" in body:
            return 200, {}, {"recipient_id": psid}
        if body.get("messaging_type") != "RESPONSE":
            raise _error(400, 100, "messaging_type is required")
        text = body["message"]["text"]
        is_instagram = to.startswith("instagram:")
        if len(text.encode()) > 1000 if is_instagram else not 0 < len(text) <= 2000:
            raise _error(400, 100, "Length of param message[text] must be less than or equal to 2000")
        replies = body["message"].get("quick_replies", [])
        if len(replies) > 13 or any(
            not 0 < len(r["title"]) <= 20 or len(r["payload"]) > 1000 for r in replies
        ):
            raise _error(400, 100, "Invalid quick replies")
        self.show(to, text, [(reply["payload"], reply["title"]) for reply in replies])
        return 200, {}, {"recipient_id": psid, "message_id": f"m_{next(numbers)}"}

    @property
    def known(self) -> set[str]:
        """Everybody who has written."""
        return self._known

    def __init__(self) -> None:
        super().__init__()
        self._known: set[str] = set()

    def deliver(self, *events: dict[str, Any]) -> Any:
        for event in events:
            network = "messenger" if event["recipient"]["id"] == PAGE else "instagram"
            self._known.add(f"{network}:{event['sender']['id']}")
        return super().deliver(*events)


class InstagramServer(MessengerServer):
    """The same server, spoken to from Instagram."""

    network = "instagram"


def _error(status: int, code: int, message: str) -> RefusedByPlatformError:
    return RefusedByPlatformError(
        status, {"error": {"message": message, "type": "OAuthException", "code": code}}
    )
