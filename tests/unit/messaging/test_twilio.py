"""Twilio: signatures are checked as its own library makes them, and what it may send besides."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from multidict import MultiDict
from twilio.request_validator import RequestValidator

from attachment_guide.messaging_settings import MessagingSettings
from channels.messaging.parts import Part
from channels.messaging.platform import MalformedError
from channels.messaging.received import Kind, Received
from channels.messaging.sending import Answer, Fate
from channels.twilio import Twilio
from tests.channels.twilio_server import ACCOUNT, NUMBER, SIGNATURE, TOKEN, TwilioServer

PUBLIC, PATH = "https://chat.example.org", "/webhooks/twilio/webhook"
SETTINGS: dict[str, Any] = {
    "twilio_account": ACCOUNT,
    "twilio_token": TOKEN,
    "twilio_from": NUMBER,
    "public_url": PUBLIC,
}
TWILIO = Twilio(MessagingSettings(**SETTINGS))
PERSON = "+447400000001"


@pytest.fixture(scope="module")
def server() -> Iterator[TwilioServer]:
    server = TwilioServer()
    server.webhook = PUBLIC + PATH
    yield server
    server.close()


def request(body: bytes, headers: dict[str, str], query: str = "") -> Any:
    lower = {name.lower(): value for name, value in headers.items()}
    return SimpleNamespace(body=body, headers=lower, path=PATH, query_string=query)


def read(server: TwilioServer, event: dict[str, Any]) -> list[Received]:
    [(body, headers)] = server.requests([event])
    return TWILIO.read(request(body, headers))


class TestSignature:
    @pytest.mark.parametrize(
        "more",
        [
            {},
            {"Body": ""},
            {"Body": "grüße & more + 1 %20 =&"},
            {"Body": "😀\n  "},
            {"MediaUrl0": "https://a.example/?b=c&d"},
        ],
    )
    def test_of_twilio_is_known(self, server: TwilioServer, more: dict[str, str]) -> None:
        [(body, headers)] = server.requests([server.event(PERSON, **more)])
        assert TWILIO.is_genuine(request(body, headers))

    def test_of_twilio_with_a_query_and_repeated_parameters(self, server: TwilioServer) -> None:
        body = b"Body=b&Body=a&Body=b&From=%2B447400000001"
        form = MultiDict(parse_qsl(body.decode()))
        signature = RequestValidator(TOKEN).compute_signature(f"{PUBLIC}{PATH}?a=1&b=2", form)
        assert TWILIO.is_genuine(request(body, {SIGNATURE: signature}, "a=1&b=2"))
        assert not TWILIO.is_genuine(request(body, {SIGNATURE: signature}, "a=1"))

    def test_of_nobody_else(self, server: TwilioServer) -> None:
        [(body, headers)] = server.requests([server.text(PERSON, "hello")])
        for forged_body, forged in server.forgeries(body, headers):
            assert not TWILIO.is_genuine(request(forged_body, forged)), forged
        assert not TWILIO.is_genuine(request(b"\xff", headers))

    @pytest.mark.parametrize(
        ("rule", "algorithm", "is_genuine"),
        [
            ("key=KY1,algorithm=HMAC_SHA256", "sha256", True),
            ("key=KY1, algorithm=HMAC_SHA1", "sha1", True),
            ("key=KY1,algorithm=HMAC_SHA256", "sha1", False),
            ("key=KY1,algorithm=HMAC_MD5", "md5", False),
            ("nonsense", "sha1", False),
        ],
    )
    def test_with_a_shared_key(
        self, server: TwilioServer, rule: str, algorithm: str, is_genuine: bool
    ) -> None:
        twilio = Twilio(MessagingSettings(**SETTINGS, twilio_shared_key="shared"))
        event = server.text(PERSON, "hello")
        content = PUBLIC + PATH + "".join(f"{name}{event[name]}" for name in sorted(event))
        digest = hmac.new(b"shared", content.encode(), algorithm).digest()
        headers = {SIGNATURE: base64.b64encode(digest).decode()}
        headers["X-Twilio-Webhooks-Signature-Settings"] = rule
        assert twilio.is_genuine(request(urlencode(event).encode(), headers)) is is_genuine
        assert not TWILIO.is_genuine(request(urlencode(event).encode(), headers)), "without the key"


class TestReading:
    @pytest.mark.parametrize(
        ("more", "kind", "text"),
        [
            ({"Body": "hello"}, Kind.TEXT, "hello"),
            ({"Body": "look", "NumMedia": "1", "MediaContentType0": "image/png"}, Kind.TEXT, "look"),
            ({"NumMedia": "1", "MediaContentType0": "image/png"}, Kind.PICTURE, ""),
            ({"NumMedia": "1", "MediaContentType0": "audio/amr"}, Kind.VOICE, ""),
            ({"NumMedia": "1", "MediaContentType0": "text/x-vcard"}, Kind.PLACE, ""),
            ({"Latitude": "1", "Longitude": "2"}, Kind.PLACE, ""),
            ({"Body": "Yes", "ButtonText": "Yes", "ButtonPayload": "c-1"}, Kind.CHOICE, "Yes"),
            ({}, Kind.PICTURE, ""),
        ],
    )
    def test_every_kind(self, server: TwilioServer, more: dict[str, str], kind: Kind, text: str) -> None:
        [received] = read(server, server.event(PERSON, **more))
        assert (received.kind, received.text, received.country) == (kind, text, "GB")

    @pytest.mark.parametrize("more", [{"OptOutType": "STOP", "Body": "STOP"}, {"MessageStatus": "delivered"}])
    def test_what_twilio_answers_by_itself(self, server: TwilioServer, more: dict[str, str]) -> None:
        assert read(server, server.event(PERSON, **more)) == []

    def test_whatsapp_by_twilio_is_another_address(self, server: TwilioServer) -> None:
        [received] = read(server, server.event(f"whatsapp:{PERSON}", Body="hello"))
        assert (received.address, received.country) == (f"whatsapp:{PERSON}", "GB")

    @pytest.mark.parametrize("body", [b"", b"\xff", b"Body=x", b"From=x"])
    def test_no_message(self, body: bytes) -> None:
        with pytest.raises(MalformedError):
            TWILIO.read(request(body, {}))


class TestSending:
    def test_from_a_number_a_service_and_to_whatsapp(self) -> None:
        form = TWILIO.call(PERSON, Part("x")).form
        assert form == {"From": NUMBER, "To": PERSON, "Body": "x"}
        service = Twilio(MessagingSettings(**{**SETTINGS, "twilio_from": "MG1"}, twilio_whatsapp_from="+1"))
        assert service.call(PERSON, Part("x")).form["MessagingServiceSid"] == "MG1"
        assert service.call(f"whatsapp:{PERSON}", Part("x")).form["From"] == "whatsapp:+1"

    @pytest.mark.parametrize(
        ("status", "code", "fate"),
        [
            (201, None, Fate.SENT),
            (400, 21610, Fate.GONE),
            (400, 21211, Fate.GONE),
            (400, 21606, Fate.REFUSED),
            (401, 20003, Fate.LATER),
            (429, 20429, Fate.LATER),
            (503, 20503, Fate.LATER),
            (500, None, Fate.LATER),
        ],
    )
    def test_what_errors_mean(self, status: int, code: int | None, fate: Fate) -> None:
        assert TWILIO.outcome(Answer(status, {}, {"code": code} if code else {})).fate is fate
