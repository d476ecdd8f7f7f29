"""WhatsApp: what Meta sends is read as pywa reads it, and what it may send besides."""

from __future__ import annotations

import json
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import pywa
from pywa.types import CallbackButton, Message
from pywa.utils import webhook_updates_validator

from attachment_guide.messaging_settings import MessagingSettings
from channels.messaging.parts import Part
from channels.messaging.platform import MalformedError
from channels.messaging.received import Kind, Received
from channels.messaging.sending import Answer, Fate
from channels.whatsapp import WhatsApp
from tests.channels.whatsapp_server import APP_SECRET, PHONE_ID, WhatsAppServer, sign

SETTINGS = MessagingSettings(
    whatsapp_token="t", whatsapp_app_secret=APP_SECRET, whatsapp_verify_token="v", whatsapp_phone_id=PHONE_ID
)
WHATSAPP = WhatsApp(SETTINGS)
PERSON = "447911000001"
ORACLE = pywa.WhatsApp(phone_id=PHONE_ID, token="t", server=None)


@pytest.fixture(scope="module")
def server() -> Iterator[WhatsAppServer]:
    server = WhatsAppServer()
    yield server
    server.close()


def read(server: WhatsAppServer, *events: dict[str, Any]) -> list[Received]:
    [(body, _)] = server.requests(list(events))
    return WHATSAPP.read(SimpleNamespace(body=body))


class TestBesideTheOracle:
    @pytest.mark.parametrize("person", [PERSON, "GB.13491208655302741918"])
    def test_messages_are_read_as_pywa_reads_them(self, server: WhatsAppServer, person: str) -> None:
        for event in (server.text(person, "hello"), server.picture(person, "look"), server.voice(person)):
            [received] = read(server, event)
            theirs = Message.from_update(ORACLE, json.loads(server.requests([event])[0][0]))
            assert received.message == theirs.id
            assert received.text == (theirs.text or theirs.caption or "")
            assert received.identity == theirs.from_user.bsuid
            assert received.address == (theirs.from_user.wa_id or theirs.from_user.bsuid)
            assert received.country == theirs.from_user.bsuid.split(".")[0]

    def test_buttons_are_read_as_pywa_reads_them(self, server: WhatsAppServer) -> None:
        event = server.press(PERSON, "c-1", "Title")
        [received] = read(server, event)
        theirs = CallbackButton.from_update(ORACLE, json.loads(server.requests([event])[0][0]))
        assert (received.choice, received.text) == (theirs.data, theirs.title) == ("c-1", "Title")

    def test_signatures_are_checked_as_pywa_checks_them(self, server: WhatsAppServer) -> None:
        [(body, headers)] = server.requests([server.text(PERSON, "hello")])
        forged = server.forgeries(body, headers)
        for content, given in [(body, headers), *forged]:
            lower = {name.lower(): value for name, value in given.items()}
            ours = WHATSAPP.is_genuine(SimpleNamespace(body=content, headers=lower))
            theirs = webhook_updates_validator(APP_SECRET, content, lower.get("x-hub-signature-256", ""))
            # Meta always writes the prefix; pywa also takes a signature without it.
            assert ours == theirs or "sha256=" not in lower.get("x-hub-signature-256", "")
        assert WHATSAPP.is_genuine(
            SimpleNamespace(body=body, headers={"x-hub-signature-256": sign(body)["X-Hub-Signature-256"]})
        )


class TestReading:
    @pytest.mark.parametrize(
        ("kind", "content", "what"),
        [
            ("sticker", {"id": "1"}, Kind.PICTURE),
            ("video", {"id": "1"}, Kind.VOICE),
            ("document", {"id": "1", "filename": "a.pdf"}, Kind.PICTURE),
            ("location", {"latitude": 1, "longitude": 2}, Kind.PLACE),
            ("contacts", [{"name": {"formatted_name": "R"}}], Kind.PLACE),
            ("request_welcome", {}, Kind.START),
            ("unsupported", {}, Kind.PICTURE),
            ("something_new", {}, Kind.PICTURE),
            ("button", {"text": "Yes", "payload": "c-1"}, Kind.CHOICE),
        ],
    )
    def test_every_kind(self, server: WhatsAppServer, kind: str, content: Any, what: Kind) -> None:
        [received] = read(server, server.event(PERSON, kind, content))
        assert received.kind is what

    @pytest.mark.parametrize("kind", ["reaction", "system", "ephemeral"])
    def test_what_says_nothing(self, server: WhatsAppServer, kind: str) -> None:
        assert read(server, server.event(PERSON, kind, {"emoji": "x"})) == []

    def test_receipts(self, server: WhatsAppServer) -> None:
        assert read(server, server.status(PERSON)) == []

    def test_an_edited_message_is_said_anew(self, server: WhatsAppServer) -> None:
        new = {"original_message_id": "wamid.1", "message": {"type": "text", "text": {"body": "new"}}}
        [received] = read(server, server.event(PERSON, "edit", new))
        assert (received.kind, received.text, received.message) == (Kind.TEXT, "new", "wamid.1")
        assert received.version

    def test_a_row_of_a_list(self, server: WhatsAppServer) -> None:
        row = {"id": "c-1", "title": "A title that is c…", "description": "A title that is cut"}
        event = server.event(PERSON, "interactive", {"type": "list_reply", "list_reply": row})
        [received] = read(server, event)
        assert (received.choice, received.text) == ("c-1", "A title that is cut")

    def test_messages_to_another_number_are_not_ours(self, server: WhatsAppServer) -> None:
        event = server.text(PERSON, "hello")
        event["metadata"]["phone_number_id"] = "1"
        assert read(server, event) == []

    def test_a_group_is_answered_in_private_and_only_in_a_crisis(self, server: WhatsAppServer) -> None:
        event = server.text(PERSON, "hello")
        event["messages"][0]["group_id"] = "G1"
        [received] = read(server, event)
        assert (received.is_group, received.is_addressed, received.address) == (True, False, PERSON)

    def test_one_that_cannot_be_read_costs_nothing_else(self, server: WhatsAppServer) -> None:
        events = [server.broken_event(PERSON), server.text(PERSON, "a"), server.text(PERSON, "b")]
        assert [received.text for received in read(server, *events)] == ["a", "b"]

    @pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b'"x"', b"[" * 5000])
    def test_no_object(self, body: bytes) -> None:
        with pytest.raises(MalformedError):
            WHATSAPP.read(SimpleNamespace(body=body))

    def test_what_the_inbox_keeps_comes_back(self, server: WhatsAppServer) -> None:
        [received] = read(server, server.press(PERSON, "c-1", "Title"))
        assert Received.from_dict(json.loads(json.dumps(received.as_dict()))) == received


class TestHandshake:
    def ask(self, **more: str) -> Any:
        args = {"hub.mode": "subscribe", "hub.verify_token": "v", "hub.challenge": "123", **more}
        return WHATSAPP.handshake(SimpleNamespace(method="GET", args=args))

    def test_the_challenge_goes_back(self) -> None:
        reply = self.ask()
        assert (reply.status, reply.body) == (200, b"123")
        assert reply.content_type.startswith("text/plain")

    @pytest.mark.parametrize(
        "wrong", [{"hub.verify_token": "x"}, {"hub.verify_token": ""}, {"hub.mode": "other"}]
    )
    def test_nobody_else_gets_it(self, wrong: dict[str, str]) -> None:
        reply = self.ask(**wrong)
        assert (reply.status, reply.body) == (403, b"")

    def test_messages_are_no_handshake(self) -> None:
        assert WHATSAPP.handshake(SimpleNamespace(method="POST", args={})) is None


class TestSending:
    def test_to_a_number_and_to_a_scoped_id(self) -> None:
        assert WHATSAPP.call(PERSON, Part("x")).json["to"] == PERSON
        body = WHATSAPP.call("GB.1349120", Part("x")).json
        assert body["recipient"] == "GB.1349120" and "to" not in body

    @pytest.mark.parametrize(
        ("status", "error", "fate"),
        [
            (200, {}, Fate.SENT),
            (400, {"code": 131030}, Fate.REFUSED),
            (400, {"code": 131047}, Fate.REFUSED),
            (400, {"code": 130429}, Fate.LATER),
            (400, {"code": 131056}, Fate.LATER),
            (401, {"code": 190}, Fate.LATER),
            (403, {"code": 200}, Fate.LATER),
            (429, {"code": 80007}, Fate.LATER),
            (500, {"code": 131000}, Fate.LATER),
            (503, {}, Fate.LATER),
            (400, {}, Fate.REFUSED),
        ],
    )
    def test_what_errors_mean(self, status: int, error: dict[str, Any], fate: Fate) -> None:
        content = {"error": error} if error else {}
        assert WHATSAPP.outcome(Answer(status, {}, content)).fate is fate

    def test_what_is_asked_to_wait_waits(self) -> None:
        answer = Answer(429, {"retry-after": "7"}, {"error": {"code": 130429}})
        assert WHATSAPP.outcome(answer).retry_after == 7
