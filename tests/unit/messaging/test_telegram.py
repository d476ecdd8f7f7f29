"""Telegram: what it sends is read as python-telegram-bot reads it, and what it may send besides."""

from __future__ import annotations

import json
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from telegram import Update

from attachment_guide.messaging_settings import MessagingSettings
from channels.messaging.parts import Part
from channels.messaging.received import Kind, Received
from channels.messaging.sending import Answer, Fate
from channels.telegram import Telegram
from tests.channels.telegram_server import SECRET, TOKEN, TelegramServer

TELEGRAM = Telegram(MessagingSettings(telegram_token=TOKEN, telegram_secret=SECRET))
PERSON = "70000001"


@pytest.fixture(scope="module")
def server() -> Iterator[TelegramServer]:
    server = TelegramServer()
    yield server
    server.close()


def read(update: dict[str, Any]) -> list[Received]:
    return TELEGRAM.read(SimpleNamespace(body=json.dumps(update).encode()))


class TestBesideTheOracle:
    def test_messages(self, server: TelegramServer) -> None:
        for update in (server.text(PERSON, "hello"), server.picture(PERSON, "look"), server.voice(PERSON)):
            [received] = read(update)
            theirs = Update.de_json(update, None)
            assert received.message == str(theirs.update_id)
            assert received.identity == str(theirs.effective_user.id)
            assert received.address == str(theirs.effective_chat.id)
            assert received.text == (theirs.message.text or theirs.message.caption or "")
            assert (received.kind is Kind.VOICE) == bool(theirs.message.voice)

    def test_buttons(self, server: TelegramServer) -> None:
        update = server.press(PERSON, "c-1", "Title")
        [received] = read(update)
        theirs = Update.de_json(update, None).callback_query
        assert (received.choice, received.text) == (theirs.data, "Title")
        assert (received.token, received.address) == (theirs.id, str(theirs.message.chat.id))

    def test_what_we_send(self) -> None:
        from telegram import InlineKeyboardMarkup

        body = TELEGRAM.call(PERSON, Part("x", [("c-1", "A"), ("c-2", "B")])).json
        keyboard = InlineKeyboardMarkup.de_json(body["reply_markup"], None).inline_keyboard
        assert [(row[0].text, row[0].callback_data) for row in keyboard] == [("A", "c-1"), ("B", "c-2")]
        assert "parse_mode" not in body, "nothing is read as formatting"


class TestReading:
    @pytest.mark.parametrize(
        ("content", "kind"),
        [
            ({"sticker": {}}, Kind.PICTURE),
            ({"animation": {}, "document": {}}, Kind.PICTURE),
            ({"video_note": {}}, Kind.VOICE),
            ({"location": {}}, Kind.PLACE),
            ({"contact": {}}, Kind.PLACE),
            ({"text": "/start"}, Kind.START),
            ({"text": "/start from_website"}, Kind.START),
            ({"text": "/start@guide_bot"}, Kind.START),
            ({"text": "/starting to panic"}, Kind.TEXT),
            ({"text": "/help"}, Kind.TEXT),
        ],
    )
    def test_every_kind(self, server: TelegramServer, content: dict[str, Any], kind: Kind) -> None:
        [received] = read({"update_id": 1, "message": server.message(PERSON, **content)})
        assert received.kind is kind

    def test_what_needs_no_answer(self, server: TelegramServer) -> None:
        for what in (
            {"message": server.message(PERSON, new_chat_title="x")},
            {"message": {**server.message(PERSON, text="x"), "from": {"id": 1, "is_bot": True}}},
            {"channel_post": server.message(PERSON, text="x")},
            {"message_reaction": {}},
            {"inline_query": {}},
            {},
        ):
            assert read({"update_id": 1, **what}) == []

    def test_an_edited_message_is_said_anew(self, server: TelegramServer) -> None:
        [received] = read({"update_id": 2, "edited_message": server.message(PERSON, text="new")})
        assert (received.text, received.message) == ("new", "2")

    @pytest.mark.parametrize(
        ("text", "more", "is_addressed"),
        [
            ("hello all", {}, False),
            ("@guide_bot hello", {"entities": [{"type": "mention", "offset": 0, "length": 10}]}, True),
            ("/help", {}, True),
            ("yes", {"reply_to_message": {"from": {"is_bot": True}}}, True),
        ],
    )
    def test_groups(
        self, server: TelegramServer, text: str, more: dict[str, Any], is_addressed: bool
    ) -> None:
        [received] = read(server.group_text(PERSON, -100, text, **more))
        assert (received.is_group, received.address, received.is_addressed) == (True, "-100", is_addressed)

    def test_somebody_blocks_the_bot(self, server: TelegramServer) -> None:
        [received] = read(server.blocks(PERSON))
        assert (received.kind, received.identity) == (Kind.LEFT, PERSON)


def test_only_with_the_secret(server: TelegramServer) -> None:
    [(body, headers)] = server.requests([server.text(PERSON, "x")])
    for content, given in [(body, headers), *server.forgeries(body, headers)]:
        lower = {name.lower(): value for name, value in given.items()}
        genuine = TELEGRAM.is_genuine(SimpleNamespace(body=content, headers=lower))
        assert genuine == (given == headers)
    without = Telegram(MessagingSettings(telegram_token=TOKEN))
    assert not without.is_genuine(SimpleNamespace(body=body, headers={"x-telegram-bot-api-secret-token": ""}))


@pytest.mark.parametrize(
    ("status", "content", "fate", "seconds"),
    [
        (200, {"ok": True}, Fate.SENT, None),
        (403, {"description": "Forbidden: bot was blocked by the user"}, Fate.GONE, None),
        (403, {"description": "Forbidden: user is deactivated"}, Fate.GONE, None),
        (400, {"description": "Bad Request: chat not found"}, Fate.GONE, None),
        (400, {"description": "Bad Request: message is too long"}, Fate.REFUSED, None),
        (429, {"parameters": {"retry_after": 9}}, Fate.LATER, 9),
        (429, {"parameters": {"retry_after": "soon"}}, Fate.LATER, None),
        (401, {}, Fate.LATER, None),
        (502, {}, Fate.LATER, None),
    ],
)
def test_what_errors_mean(status: int, content: dict[str, Any], fate: Fate, seconds: float | None) -> None:
    outcome = TELEGRAM.outcome(Answer(status, {}, content))
    assert (outcome.fate, outcome.retry_after) == (fate, seconds)
