"""Messenger and Instagram: what Meta sends to their webhook, and what is sent back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from attachment_guide.messaging_settings import MessagingSettings
from channels.messaging.parts import Part, Wording, parts_of
from channels.messaging.received import Kind, Received
from channels.messaging.sending import Answer, Fate
from channels.messenger import Messenger
from tests.channels.messenger_server import APP_SECRET, PAGE, MessengerServer

SETTINGS = {"messenger_token": "t", "messenger_app_secret": APP_SECRET, "messenger_verify_token": "v"}
MESSENGER = Messenger(MessagingSettings(**SETTINGS))  # type: ignore[arg-type]
PERSON, INSTAGRAM = "messenger:1001", "instagram:1001"


@pytest.fixture(scope="module")
def server() -> Iterator[MessengerServer]:
    server = MessengerServer()
    yield server
    server.close()


def read(server: MessengerServer, *events: dict[str, Any]) -> list[Received]:
    bodies = [body for body, _ in server.requests(list(events))]
    return [received for body in bodies for received in MESSENGER.read(SimpleNamespace(body=body))]


@pytest.mark.parametrize("person", [PERSON, INSTAGRAM])
def test_both_networks_and_never_mixed(server: MessengerServer, person: str) -> None:
    [received] = read(server, server.text(person, "hello", "m_1"))
    assert received == Received(Kind.TEXT, person, person, "m_1", "hello")


def test_a_batch_keeps_its_order(server: MessengerServer) -> None:
    events = [server.text(PERSON, "a"), server.broken_event(PERSON), server.text(PERSON, "b")]
    assert [received.text for received in read(server, *events)] == ["a", "b"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ({"attachments": [{"type": "image", "payload": {"sticker_id": 369}}]}, Kind.PICTURE),
        ({"attachments": [{"type": "audio"}]}, Kind.VOICE),
        ({"attachments": [{"type": "location"}]}, Kind.PLACE),
        ({"attachments": [{"type": "story_mention"}]}, Kind.PICTURE),
        ({"is_unsupported": True}, Kind.PICTURE),
        ({"text": "see this", "attachments": [{"type": "fallback"}]}, Kind.TEXT),
        ({"text": "Yes", "quick_reply": {"payload": "c-1"}}, Kind.CHOICE),
    ],
)
def test_every_kind(server: MessengerServer, content: dict[str, Any], kind: Kind) -> None:
    [received] = read(server, server.message(PERSON, **content))
    assert received.kind is kind


def test_what_needs_no_answer(server: MessengerServer) -> None:
    ours = {**server.text(PERSON, "x"), "sender": {"id": PAGE}}
    silent = [
        server.message(PERSON, text="x", is_echo=True),
        server.event(PERSON, read={"watermark": 1}),
        server.event(PERSON, delivery={"mids": ["m"]}),
        server.event(PERSON, reaction={"reaction": "love"}),
        ours,
    ]
    assert read(server, *silent) == []


def test_postbacks_referrals_and_edits(server: MessengerServer) -> None:
    start, pressed, link, edit = read(
        server,
        server.postback(PERSON, "GET_STARTED", "Get started"),
        server.postback(PERSON, "c-1", "Title"),
        server.event(PERSON, referral={"ref": "website", "source": "SHORTLINK"}),
        server.event(PERSON, message_edit={"mid": "m_1", "text": "new", "num_edit": 2}),
    )
    assert (start.kind, link.kind) == (Kind.START, Kind.START)
    assert (pressed.kind, pressed.choice, pressed.text) == (Kind.CHOICE, "c-1", "Title")
    assert (edit.kind, edit.text, edit.message, edit.version) == (Kind.TEXT, "new", "m_1", "2")


def test_a_page_of_something_else(server: MessengerServer) -> None:
    assert MESSENGER.read(SimpleNamespace(body=json.dumps({"object": "user", "entry": [{}]}).encode())) == []


def test_signatures(server: MessengerServer) -> None:
    [(body, headers)] = server.requests([server.text(PERSON, "x")])
    for content, given in [(body, headers), *server.forgeries(body, headers)]:
        lower = {name.lower(): value for name, value in given.items()}
        genuine = MESSENGER.is_genuine(SimpleNamespace(body=content, headers=lower))
        assert genuine == ((content, given) == (body, headers))


class TestSending:
    wording = Wording("{section}", "By number.", "Go on:")

    def message(self, *titles: str) -> list[dict[str, Any]]:
        buttons = [{"id": f"c-{title}", "title": title, "name": None} for title in titles]
        return [{"text": "Text.", "buttons": buttons, "kind": "chat", "source": None}]

    def test_short_choices_are_quick_replies(self) -> None:
        [part] = parts_of(self.message("Yes", "No"), Messenger.limits, self.wording)
        replies = MESSENGER.call(PERSON, part).json["message"]["quick_replies"]
        assert [(reply["title"], reply["payload"]) for reply in replies] == [("Yes", "c-Yes"), ("No", "c-No")]

    def test_long_ones_have_numbers_to_press(self) -> None:
        long = "A title of more than twenty characters"
        [part] = parts_of(self.message("Yes", long), Messenger.limits, self.wording)
        assert part.text == f"Text.\n\n1. Yes\n2. {long}\n\nBy number."
        assert part.choices == [("c-Yes", "1"), (f"c-{long}", "2")]

    def test_instagram_takes_less_and_may_have_a_token_of_its_own(self) -> None:
        assert MESSENGER.limits_of(INSTAGRAM).text < 1000 < MESSENGER.limits_of(PERSON).text <= 2000
        assert "graph.facebook.com" in MESSENGER.call(INSTAGRAM, Part("x")).url
        own = Messenger(MessagingSettings(**SETTINGS, instagram_token="i"))  # type: ignore[arg-type]
        call = own.call(INSTAGRAM, Part("x"))
        assert "graph.instagram.com" in call.url and call.headers["Authorization"] == "Bearer i"
        assert call.json["recipient"] == {"id": "1001"}

    @pytest.mark.parametrize(
        ("error", "fate"),
        [
            ({"code": 551}, Fate.GONE),
            ({"code": 100, "error_subcode": 2018001}, Fate.GONE),
            ({"code": 10, "error_subcode": 2018278}, Fate.REFUSED),
            ({"code": 10}, Fate.LATER),
            ({"code": 613}, Fate.LATER),
            ({"code": 100}, Fate.REFUSED),
        ],
    )
    def test_what_errors_mean(self, error: dict[str, Any], fate: Fate) -> None:
        assert MESSENGER.outcome(Answer(400, {}, {"error": error})).fate is fate
