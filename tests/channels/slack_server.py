"""Slack's API for tests, as Slack documents it, limits and errors included."""

from __future__ import annotations

import html
import json
import time
from contextlib import AbstractContextManager
from typing import Any, ClassVar
from urllib.parse import urlencode

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from slack_sdk.signature import SignatureVerifier

from tests.channels.mangled import json_like
from tests.channels.platform_server import Answer, PlatformServer, RefusedByPlatformError, numbers

SIGNING_SECRET, TEAM, BOT = "slack-signing-secret", "T0000001", "U0BOT"
SIGNATURE, TIMESTAMP = "X-Slack-Signature", "X-Slack-Request-Timestamp"


def sign(body: bytes, secret: str = SIGNING_SECRET, sent: str | None = None) -> dict[str, str]:
    """Signed by Slack's own library."""
    sent = sent or str(int(time.time()))
    signature = SignatureVerifier(secret).generate_signature(timestamp=sent, body=body)
    is_form = body.startswith(b"payload=")
    kind = "application/x-www-form-urlencoded" if is_form else "application/json; charset=utf-8"
    return {SIGNATURE: str(signature), TIMESTAMP: sent, "Content-Type": kind}


class SlackServer(PlatformServer):
    name = "slack"
    tells_deletions = True
    channel = "channels.slack.SlackChannel"
    api_setting = "SLACK_API"
    api_path = "/api"
    secrets: ClassVar = {
        "ATTACHMENT_GUIDE_SLACK_TOKEN": "xoxb-slack-token",
        "ATTACHMENT_GUIDE_SLACK_SIGNING_SECRET": SIGNING_SECRET,
    }

    def person(self, country: str = "GB") -> str:
        return f"U{next(numbers):08d}"

    def identity(self, person: str) -> str:
        return f"{TEAM}/{person}"

    def event(self, kind: str = "message", **content: Any) -> dict[str, Any]:
        """The whole body of an event."""
        return {
            "type": "event_callback",
            "team_id": TEAM,
            "api_app_id": "A1",
            "event_id": f"Ev{next(numbers)}",
            "event_time": int(time.time()),
            "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True}],
            "event": {"type": kind, **content},
        }

    def message(self, person: str, text: str, **more: Any) -> dict[str, Any]:
        moment = f"{int(time.time())}.{next(numbers):06d}"
        where = {"channel": f"D{person[1:]}", "channel_type": "im"}
        return self.event(**{"user": person, "text": text, "ts": moment, **where, **more})

    def text(self, person: str, text: str, message: str | None = None) -> dict[str, Any]:
        return self.message(person, html.escape(text, quote=False))

    def press(self, person: str, choice: str, title: str) -> dict[str, Any]:
        action = {
            "action_id": "choice-0",
            "type": "button",
            "value": choice,
            "action_ts": f"{time.time():.6f}",
        }
        action["text"] = {"type": "plain_text", "text": title}  # type: ignore[assignment]
        who = {"user": {"id": person}, "team": {"id": TEAM}, "channel": {"id": f"D{person[1:]}"}}
        return {"type": "block_actions", **who, "actions": [action], "trigger_id": "1.2"}

    def voice(self, person: str) -> dict[str, Any]:
        return self.message(person, "", subtype="file_share", files=[{"id": "F1", "mimetype": "audio/webm"}])

    def picture(self, person: str, caption: str = "") -> dict[str, Any]:
        return self.message(
            person,
            html.escape(caption, quote=False),
            subtype="file_share",
            files=[{"id": "F1", "mimetype": "image/png"}],
        )

    def take_back(self, person: str, event: dict[str, Any]) -> dict[str, Any]:
        said = event["event"]
        before = {"type": "message", "user": person, "text": said["text"], "ts": said["ts"]}
        where = {name: said[name] for name in ("channel", "channel_type")}
        moment = f"{int(time.time())}.{next(numbers):06d}"
        more = {"hidden": True, "deleted_ts": said["ts"], "ts": moment, "event_ts": moment}
        return self.event(subtype="message_deleted", previous_message=before, **where, **more)

    def edit(self, person: str, event: dict[str, Any], text: str) -> dict[str, Any]:
        said = event["event"]
        before = {"type": "message", "user": person, "text": said["text"], "ts": said["ts"]}
        where = {name: said[name] for name in ("channel", "channel_type")}
        moment = f"{int(time.time())}.{next(numbers):06d}"
        after = {**before, "text": text, "edited": {"user": person, "ts": moment}}
        more = {"message": after, "previous_message": before, "ts": moment, "hidden": True}
        return self.event(subtype="message_changed", **where, **more)

    def requests(self, events: list[dict[str, Any]]) -> list[tuple[bytes, dict[str, str]]]:
        bodies = []
        for event in events:
            is_press = event.get("type") == "block_actions"
            content = json.dumps(event)
            bodies.append(urlencode({"payload": content}).encode() if is_press else content.encode())
        return [(body, sign(body)) for body in bodies]

    def sign(self, body: bytes) -> dict[str, str]:
        try:
            return sign(body)
        except UnicodeDecodeError:
            # Slack's library takes no other bytes.
            return {**sign(b""), SIGNATURE: "v0="}

    def broken_event(self, person: str) -> dict[str, Any]:
        event = self.text(person, "x")
        del event["event"]["ts"]
        return event

    def wrong_bodies(self) -> SearchStrategy[bytes]:
        pressed = json_like(self.press("U1", "c-1", "x"))
        forms = st.builds(lambda content: urlencode({"payload": content}).encode(), pressed)
        return (
            json_like(self.text("U1", "x"))
            | forms
            | st.builds(lambda end: b"payload=" + end, st.binary(max_size=50))
        )

    def forgeries(self, body: bytes, headers: dict[str, str]) -> list[tuple[bytes, dict[str, str]]]:
        old, early = (str(int(time.time()) + seconds) for seconds in (-400, 400))
        return [
            (body, {name: value for name, value in headers.items() if name != SIGNATURE}),
            (body, {name: value for name, value in headers.items() if name != TIMESTAMP}),
            (body, sign(body, "another secret")),
            (body, sign(body, sent=old)),
            (body, sign(body, sent=early)),
            (body, {**headers, TIMESTAMP: "yesterday"}),
            (body, {**headers, TIMESTAMP: "-1"}),
            (body, {**headers, TIMESTAMP: "1e9"}),
            (body, {**headers, SIGNATURE: headers[SIGNATURE].removeprefix("v0=")}),
            (body + b" ", headers),
        ]

    def refusal(self) -> dict[str, Any]:
        return {"ok": False, "error": "invalid_blocks"}

    def refusing(self) -> AbstractContextManager[None]:
        return self.answering(200, self.refusal())

    def take(self, path: str, headers: dict[str, str], body: dict[str, Any]) -> Answer:
        if headers.get("authorization") != "Bearer xoxb-slack-token":
            raise RefusedByPlatformError(200, {"ok": False, "error": "invalid_auth"})
        if path != "/api/chat.postMessage":
            raise RefusedByPlatformError(200, {"ok": False, "error": "unknown_method"})
        text, choices = "", []
        for block in body["blocks"]:
            if block["type"] == "section":
                text = block["text"]["text"]
                if not 0 < len(text) <= 3000:
                    raise RefusedByPlatformError(200, {"ok": False, "error": "invalid_blocks"})
            else:
                elements = block["elements"]
                if not 0 < len(elements) <= 25 or len({e["action_id"] for e in elements}) < len(elements):
                    raise RefusedByPlatformError(200, {"ok": False, "error": "invalid_blocks"})
                if any(len(e["text"]["text"]) > 75 or len(e["value"]) > 2000 for e in elements):
                    raise RefusedByPlatformError(200, {"ok": False, "error": "invalid_blocks"})
                choices = [(element["value"], element["text"]["text"]) for element in elements]
        self.show(body["channel"], html.unescape(text), choices)
        return 200, {}, {"ok": True, "channel": "D1", "ts": "1.2"}
