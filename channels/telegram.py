"""Telegram, by its bot API (core.telegram.org/bots/api)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sanic import Request

from channels.messaging import MessagingChannel
from channels.messaging.parts import Limits, Part
from channels.messaging.platform import Platform, identifier, json_body, mapping, readable, same, text_of
from channels.messaging.received import Kind, Received
from channels.messaging.sending import Answer, Call, Fate, Outcome, outcome_by_status

# What a message may hold besides words.
KINDS = {
    **dict.fromkeys(("voice", "audio", "video", "video_note"), Kind.VOICE),
    **dict.fromkeys(("photo", "sticker", "animation", "document", "story", "dice", "poll"), Kind.PICTURE),
    **dict.fromkeys(("location", "venue", "contact"), Kind.PLACE),
}
# Of 403 and 400, those that say that somebody takes no messages any more.
GONE = ("blocked by the user", "user is deactivated", "chat not found", "bot was kicked", "can't initiate")


class Telegram(Platform):
    """Telegram as a platform."""

    name = "telegram"
    title = "Telegram"
    needed = ("telegram_token", "telegram_secret")
    # Buttons that stand below each other may be long.
    limits = Limits(text=4096, buttons=20, title=60)

    def is_genuine(self, request: Request) -> bool:
        """By the secret token (see parent class for full docstring)."""
        given = request.headers.get("x-telegram-bot-api-secret-token")
        return same(given, self.settings.telegram_secret)

    def read(self, request: Request) -> list[Received]:
        """The one update of a request (see parent class for full docstring)."""
        return readable([json_body(request)], self._received, self.title)

    def _received(self, update: Mapping[str, Any]) -> Received | None:
        number = identifier(update["update_id"])
        if "callback_query" in update:
            return self._pressed(update["callback_query"], number)
        if "my_chat_member" in update:
            return _left(update["my_chat_member"], number)
        message = update.get("message") or update.get("edited_message")
        if not message or mapping(message.get("from")).get("is_bot"):
            # Posts of channels, reactions, inline queries: nobody waits for an answer.
            return None
        return self._said(message, number)

    def _pressed(self, query: Mapping[str, Any], number: str) -> Received:
        shown = mapping(query.get("message"))
        chat, who = mapping(shown.get("chat")), identifier(query["from"]["id"])
        choice = text_of(query["data"])
        return Received(
            Kind.CHOICE,
            who,
            identifier(chat.get("id", who)),
            number,
            _title(shown, choice),
            choice,
            is_group=chat.get("type", "private") != "private",
            token=identifier(query["id"]),
        )

    def _said(self, message: Mapping[str, Any], number: str) -> Received | None:
        chat = message["chat"]
        is_group = chat["type"] != "private"
        kind, text = _content(message)
        if kind is None:
            return None
        return Received(
            kind,
            identifier(message["from"]["id"]),
            identifier(chat["id"]),
            number,
            text,
            is_group=is_group,
            is_addressed=not is_group or _is_addressed(message, text),
        )

    def call(self, address: str, part: Part) -> Call:
        """A plain text, with buttons below each other (see parent class for full docstring)."""
        body: dict[str, Any] = {"chat_id": address, "text": part.text}
        body["link_preview_options"] = {"is_disabled": True}
        if part.choices:
            rows = [[{"text": title, "callback_data": choice}] for choice, title in part.choices]
            body["reply_markup"] = {"inline_keyboard": rows}
        return self._call("sendMessage", body)

    def courtesy(self, received: Received) -> Call | None:
        """Ends the waiting that a pressed button shows, or shows that the answer is being written."""
        if received.token:
            return self._call("answerCallbackQuery", {"callback_query_id": received.token})
        if received.is_group:
            return None
        return self._call("sendChatAction", {"chat_id": received.address, "action": "typing"})

    def _call(self, method: str, body: dict[str, Any]) -> Call:
        return Call(f"{self.settings.telegram_api}/bot{self.settings.telegram_token}/{method}", json=body)

    def outcome(self, answer: Answer) -> Outcome:
        """By Telegram's descriptions of errors (see parent class for full docstring)."""
        description = str(answer.content.get("description", "")).lower()
        if answer.status in (400, 403) and any(words in description for words in GONE):
            return Outcome(Fate.GONE, f"HTTP {answer.status}")
        seconds = mapping(answer.content.get("parameters")).get("retry_after")
        if answer.status == 429 and isinstance(seconds, int) and not isinstance(seconds, bool):
            return Outcome(Fate.LATER, "HTTP 429", float(max(0, min(seconds, 3600))))
        return Outcome(Fate.REFUSED, "HTTP 403") if answer.status == 403 else outcome_by_status(answer)


def _title(shown: Mapping[str, Any], choice: str) -> str:
    """The words on a button that was pressed, as the message beside it tells."""
    for row in mapping(shown.get("reply_markup")).get("inline_keyboard") or []:
        for button in row:
            if button.get("callback_data") == choice:
                return text_of(button.get("text", ""))
    return ""


def _left(member: Mapping[str, Any], number: str) -> Received | None:
    has_left = mapping(member.get("new_chat_member")).get("status") in ("kicked", "left")
    if not has_left or member["chat"]["type"] != "private":
        return None
    return Received(Kind.LEFT, identifier(member["from"]["id"]), identifier(member["chat"]["id"]), number)


def _content(message: Mapping[str, Any]) -> tuple[Kind | None, str]:
    """What a message is, and its words; None for what needs no answer, such as a new title of a group."""
    words = message.get("text") or message.get("caption") or ""
    if text_of(words).strip():
        command = words.split()[0]
        # A deep link opens the chat with /start and a word that is not the person's.
        if command.partition("@")[0].lower() == "/start":
            return Kind.START, ""
        return Kind.TEXT, words
    return next((kind for name, kind in KINDS.items() if name in message), None), ""


def _is_addressed(message: Mapping[str, Any], text: str) -> bool:
    """Whether a message of a group is meant for a bot: a command, a mention, or a reply to one."""
    replied = mapping(mapping(message.get("reply_to_message")).get("from"))
    entities = [*(message.get("entities") or []), *(message.get("caption_entities") or [])]
    kinds = {mapping(entity).get("type") for entity in entities}
    return text.startswith("/") or bool(replied.get("is_bot")) or bool(kinds & {"mention", "bot_command"})


class TelegramChannel(MessagingChannel):
    """Telegram as a channel of Rasa's."""

    platform_class = Telegram
