"""Slack: signatures are checked as its own library makes them, and what it may send besides."""

from __future__ import annotations

import json
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from slack_sdk.models.blocks import ActionsBlock, SectionBlock
from slack_sdk.signature import SignatureVerifier

from attachment_guide.messaging_settings import MessagingSettings
from channels.messaging.parts import Part
from channels.messaging.platform import MalformedError
from channels.messaging.received import Kind, Received
from channels.messaging.sending import Answer, Fate
from channels.slack import Slack
from tests.channels.slack_server import BOT, SIGNING_SECRET, TIMESTAMP, SlackServer

SLACK = Slack(MessagingSettings(slack_token="t", slack_signing_secret=SIGNING_SECRET))
PERSON = "U00000001"


@pytest.fixture(scope="module")
def server() -> Iterator[SlackServer]:
    server = SlackServer()
    yield server
    server.close()


def request(body: bytes, headers: dict[str, str]) -> Any:
    lower = {name.lower(): value for name, value in headers.items()}
    return SimpleNamespace(method="POST", body=body, headers=lower)


def read(server: SlackServer, event: dict[str, Any]) -> list[Received]:
    [(body, headers)] = server.requests([event])
    return SLACK.read(request(body, headers))


class TestSignature:
    def test_beside_the_oracle(self, server: SlackServer) -> None:
        for event in (server.text(PERSON, "hello"), server.press(PERSON, "c-1", "Title")):
            [(body, headers)] = server.requests([event])
            for content, given in [(body, headers), *server.forgeries(body, headers)]:
                ours = SLACK.is_genuine(request(content, given))
                assert ours == ((content, given) == (body, headers))
                if str(given.get(TIMESTAMP, "x")).lstrip("-").isdigit():
                    # Slack's library fails at a timestamp that is no number.
                    assert ours == SignatureVerifier(SIGNING_SECRET).is_valid_request(content, given)

    @pytest.mark.parametrize("sent", ["yesterday", "", "1e9", "٣", "-5", "9" * 400])
    def test_a_timestamp_that_is_no_number(self, server: SlackServer, sent: str) -> None:
        [(body, headers)] = server.requests([server.text(PERSON, "hello")])
        assert not SLACK.is_genuine(request(body, {**headers, TIMESTAMP: sent}))


class TestHandshake:
    def test_the_challenge_goes_back(self, server: SlackServer) -> None:
        body = json.dumps({"type": "url_verification", "challenge": "abc", "token": "x"}).encode()
        reply = SLACK.handshake(request(body, server.sign(body)))
        assert json.loads(reply.body) == {"challenge": "abc"}
        assert SLACK.handshake(request(body, {})) is None, "not without a signature"

    def test_a_person_who_writes_of_it(self, server: SlackServer) -> None:
        [(body, headers)] = server.requests([server.text(PERSON, "what is url_verification?")])
        assert SLACK.handshake(request(body, headers)) is None


class TestReading:
    def test_one_message_under_several_event_ids(self, server: SlackServer) -> None:
        event = server.message(PERSON, f"<@{BOT}> hello", channel="C1", channel_type="channel")
        again = {**event, "event_id": "Ev2", "event": {**event["event"], "type": "app_mention"}}
        del again["event"]["channel_type"]
        [one], [two] = read(server, event), read(server, again)
        assert one == two
        assert (one.text, one.is_group, one.is_addressed, one.address) == ("hello", True, True, PERSON)

    def test_what_others_say_in_a_channel(self, server: SlackServer) -> None:
        [received] = read(server, server.message(PERSON, "<@U9> hi", channel="C1", channel_type="channel"))
        assert (received.is_group, received.is_addressed) == (True, False)

    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("a &lt;3 b &amp; c", "a <3 b & c"),
            ("see <https://a.example|this> and <https://b.example>", "see this and https://b.example"),
            ("<!here> hello", "hello"),
        ],
    )
    def test_slacks_way_to_write(self, server: SlackServer, written: str, meant: str) -> None:
        [received] = read(server, server.message(PERSON, written))
        assert received.text == meant

    @pytest.mark.parametrize(
        "more",
        [
            {"bot_id": "B1"},
            {"subtype": "bot_message"},
            {"subtype": "channel_join"},
            {"subtype": "message_deleted", "deleted_ts": "1.1"},
            {
                "subtype": "message_deleted",
                "deleted_ts": "1.1",
                "previous_message": {"bot_id": "B1", "ts": "1.1"},
            },
            {"user": None},
        ],
    )
    def test_what_needs_no_answer(self, server: SlackServer, more: dict[str, Any]) -> None:
        assert read(server, server.message(PERSON, "x", **more)) == []
        assert read(server, server.event("reaction_added", user=PERSON)) == []

    def test_an_edited_message_is_said_anew_and_a_preview_is_not(self, server: SlackServer) -> None:
        before = {"user": PERSON, "text": "old", "ts": "1.1"}
        edited = {**before, "text": "new", "edited": {"user": PERSON, "ts": "2.2"}}
        where = {
            "subtype": "message_changed",
            "channel": "D1",
            "channel_type": "im",
            "previous_message": before,
        }
        [received] = read(server, server.event(message=edited, ts="3.3", **where))
        assert (received.text, received.is_group) == ("new", False)
        assert (received.message, received.version) == ("D1/1.1", "2.2")
        preview = {**before, "attachments": [{}]}
        assert read(server, server.event(message=preview, ts="3.3", **where)) == []

    def test_files(self, server: SlackServer) -> None:
        assert [read(server, event)[0].kind for event in (server.voice(PERSON), server.picture(PERSON))] == [
            Kind.VOICE,
            Kind.PICTURE,
        ]

    def test_a_button(self, server: SlackServer) -> None:
        [received] = read(server, server.press(PERSON, "c-1", "Title"))
        assert (received.kind, received.choice, received.text) == (Kind.CHOICE, "c-1", "Title")
        [(body, _)] = server.requests([server.text(PERSON, "x")])
        assert SLACK.read(request(body, {}))[0].identity == received.identity

    @pytest.mark.parametrize("body", [b"", b"[]", b"payload=", b"payload=%7B", b"payload=[]&payload=[]"])
    def test_no_event(self, body: bytes) -> None:
        with pytest.raises(MalformedError):
            SLACK.read(request(body, {}))


class TestSending:
    def test_slacks_own_models_take_our_blocks(self) -> None:
        section, actions = SLACK.call(PERSON, Part("a < b & *c*", [("c-1", "A"), ("c-2", "B")])).json[
            "blocks"
        ]
        SectionBlock(**section).validate_json()
        ActionsBlock(**actions).validate_json()
        assert section["text"]["text"] == "a &lt; b &amp; \u200b*\u200bc\u200b*\u200b"
        assert [element["value"] for element in actions["elements"]] == ["c-1", "c-2"]

    @pytest.mark.parametrize(
        ("status", "content", "fate"),
        [
            (200, {"ok": True}, Fate.SENT),
            (200, {"ok": False, "error": "user_not_found"}, Fate.GONE),
            (200, {"ok": False, "error": "invalid_blocks"}, Fate.REFUSED),
            (200, {"ok": False, "error": "ratelimited"}, Fate.LATER),
            (200, {"ok": False, "error": "token_revoked"}, Fate.LATER),
            (200, {}, Fate.LATER),
            (429, {}, Fate.LATER),
            (503, {}, Fate.LATER),
        ],
    )
    def test_what_errors_mean(self, status: int, content: dict[str, Any], fate: Fate) -> None:
        assert SLACK.outcome(Answer(status, {}, content)).fate is fate
