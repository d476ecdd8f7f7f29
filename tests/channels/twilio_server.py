"""Twilio's API for messages for tests, as Twilio documents it, limits and errors included."""

from __future__ import annotations

import base64
import secrets
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlencode

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from twilio.request_validator import RequestValidator

from tests.channels.platform_server import Answer, PlatformServer, RefusedByPlatformError, numbers

ACCOUNT, TOKEN, NUMBER = "AC" + "1" * 32, "twilio-auth-token", "+15005550006"
SIGNATURE = "X-Twilio-Signature"
PHONES = {"GB": "+447400{:06d}", "US": "+1202555{:04d}", "DE": "+49151234{:05d}", "JP": "+819012{:06d}"}


class TwilioServer(PlatformServer):
    name = "twilio"
    channel = "channels.twilio.TwilioChannel"
    api_setting = "TWILIO_API"
    has_buttons = False
    tells_country = True
    secrets: ClassVar = {
        "ATTACHMENT_GUIDE_TWILIO_ACCOUNT": ACCOUNT,
        "ATTACHMENT_GUIDE_TWILIO_TOKEN": TOKEN,
        "ATTACHMENT_GUIDE_TWILIO_FROM": NUMBER,
    }

    def person(self, country: str = "GB") -> str:
        return PHONES[country].format(next(numbers))

    def person_from_nowhere(self) -> str:
        return self.person("JP")

    def event(self, person: str, message: str | None = None, **more: str) -> dict[str, Any]:
        sid = message or f"SM{secrets.token_hex(16)}"
        ours = {"AccountSid": ACCOUNT, "ApiVersion": "2010-04-01", "SmsStatus": "received", "To": NUMBER}
        base = {"From": person, "MessageSid": sid, "SmsSid": sid, "SmsMessageSid": sid, "Body": ""}
        return {**ours, **base, "NumMedia": "0", "NumSegments": "1", "FromCity": "", **more}

    def text(self, person: str, text: str, message: str | None = None) -> dict[str, Any]:
        return self.event(person, message, Body=text)

    def press(self, person: str, choice: str, title: str) -> dict[str, Any]:
        return self.event(person, Body=title, ButtonText=title, ButtonPayload=choice)

    def voice(self, person: str) -> dict[str, Any]:
        return self._media(person, "audio/ogg")

    def picture(self, person: str, caption: str = "") -> dict[str, Any]:
        return {**self._media(person, "image/jpeg"), "Body": caption}

    def _media(self, person: str, kind: str) -> dict[str, Any]:
        url = f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Messages/MM1/Media/ME1"
        return self.event(person, NumMedia="1", MediaContentType0=kind, MediaUrl0=url)

    def requests(self, events: list[dict[str, Any]]) -> list[tuple[bytes, dict[str, str]]]:
        bodies = [urlencode(event).encode() for event in events]
        return [(body, self.sign(body)) for body in bodies]

    def sign(self, body: bytes) -> dict[str, str]:
        """Signed by Twilio's own library."""
        form = {name: values if len(values) > 1 else values[0] for name, values in _form(body).items()}
        try:
            signature = RequestValidator(TOKEN).compute_signature(self.webhook, form)
        except UnicodeEncodeError:
            # What is no text has no signature of Twilio's.
            signature = "none"
        return {SIGNATURE: signature, "Content-Type": "application/x-www-form-urlencoded"}

    def broken_event(self, person: str) -> dict[str, Any]:
        event = self.text(person, "x")
        return {**event, "OptOutType": "STOP"}

    def wrong_bodies(self) -> SearchStrategy[bytes]:
        right = self.text("+447400000001", "x")
        names, values = (
            st.sampled_from(list(right)),
            st.sampled_from(["", "\x00", "x" * 3000, "%", "é", "-1"]),
        )
        return st.builds(lambda name, value: urlencode({**right, name: value}).encode(), names, values)

    def forgeries(self, body: bytes, headers: dict[str, str]) -> list[tuple[bytes, dict[str, str]]]:
        unsigned = {name: value for name, value in headers.items() if name != SIGNATURE}
        form = {name: values[0] for name, values in _form(body).items()}
        other_token = RequestValidator("another token").compute_signature(self.webhook, form)
        other_url = RequestValidator(TOKEN).compute_signature("https://elsewhere.example/", form)
        rule = {"X-Twilio-Webhooks-Signature-Settings": "key=KY1,algorithm=HMAC_SHA256"}
        return [
            (body, unsigned),
            (body, {**headers, SIGNATURE: other_token}),
            (body, {**headers, SIGNATURE: other_url}),
            (body, {**headers, SIGNATURE: ""}),
            (body, {**headers, **rule}),
            (body.replace(b"Body=", b"Body=x"), headers),
            (body + b"&Body=x", headers),
        ]

    def refusal(self) -> dict[str, Any]:
        return {"code": 21606, "message": "The 'From' number is not valid", "status": 400}

    def take(self, path: str, headers: dict[str, str], body: dict[str, Any]) -> Answer:
        expected = base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
        if headers.get("authorization") != f"Basic {expected}":
            raise _error(401, 20003, "Authenticate")
        if path != f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json":
            raise _error(404, 20404, f"Unknown path {path}")
        if not 0 < len(body.get("Body", "")) <= 1600:
            raise _error(400, 21617, "The concatenated message body exceeds the 1600 character limit")
        if body.get("From") != NUMBER and not body.get("From", "").startswith("whatsapp:"):
            raise _error(400, 21606, "The 'From' number is not a valid, SMS-capable number")
        self.show(body["To"], body["Body"])
        sid = f"SM{secrets.token_hex(16)}"
        return 201, {}, {"sid": sid, "status": "queued", "to": body["To"], "error_code": None}


def _form(body: bytes) -> dict[str, list[str]]:
    try:
        return parse_qs(body.decode("utf-8", "surrogateescape"), keep_blank_values=True)
    except ValueError:
        return {}


def _error(status: int, code: int, message: str) -> RefusedByPlatformError:
    more = f"https://www.twilio.com/docs/errors/{code}"
    return RefusedByPlatformError(
        status, {"code": code, "message": message, "more_info": more, "status": status}
    )
