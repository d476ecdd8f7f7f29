"""Telegram's bot API for tests, as Telegram documents it, limits and errors included."""

from __future__ import annotations

import json
import time
from contextlib import AbstractContextManager
from typing import Any, ClassVar

from hypothesis.strategies import SearchStrategy

from tests.channels.mangled import json_like
from tests.channels.platform_server import Answer, PlatformServer, RefusedByPlatformError, numbers

TOKEN, SECRET = "110201543:telegram-token", "telegram-secret"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
BOT = {"id": 110201543, "is_bot": True, "first_name": "Guide", "username": "guide_bot"}


class TelegramServer(PlatformServer):
    name = "telegram"
    channel = "channels.telegram.TelegramChannel"
    api_setting = "TELEGRAM_API"
    secrets: ClassVar = {
        "ATTACHMENT_GUIDE_TELEGRAM_TOKEN": TOKEN,
        "ATTACHMENT_GUIDE_TELEGRAM_SECRET": SECRET,
    }

    def __init__(self) -> None:
        super().__init__()
        self.answered_queries: list[str] = []
        self.blocked_by: set[str] = set()
        self._update = 1000

    def person(self, country: str = "GB") -> str:
        return str(70_000_000 + next(numbers))

    def _updated(self, **what: Any) -> dict[str, Any]:
        self._update += 1
        return {"update_id": self._update, **what}

    def message(self, person: str, chat: dict[str, Any] | None = None, **content: Any) -> dict[str, Any]:
        return {
            "message_id": next(numbers),
            "from": {"id": int(person), "is_bot": False, "first_name": "Robin", "language_code": "en"},
            "chat": chat or {"id": int(person), "type": "private", "first_name": "Robin"},
            "date": int(time.time()),
            **content,
        }

    def text(self, person: str, text: str, message: str | None = None) -> dict[str, Any]:
        return self._updated(message=self.message(person, text=text))

    def group_text(self, person: str, group: int, text: str, **more: Any) -> dict[str, Any]:
        chat = {"id": group, "type": "supergroup", "title": "Friends"}
        return self._updated(message=self.message(person, chat, text=text, **more))

    def press(self, person: str, choice: str, title: str) -> dict[str, Any]:
        keyboard = {"inline_keyboard": [[{"text": title, "callback_data": choice}]]}
        shown = {**self.message(person, text="x", reply_markup=keyboard), "from": BOT}
        who = self.message(person)["from"]
        query = {
            "id": str(next(numbers)),
            "from": who,
            "message": shown,
            "chat_instance": "1",
            "data": choice,
        }
        return self._updated(callback_query=query)

    def voice(self, person: str) -> dict[str, Any]:
        return self._updated(
            message=self.message(person, voice={"file_id": "1", "file_unique_id": "1", "duration": 3})
        )

    def picture(self, person: str, caption: str = "") -> dict[str, Any]:
        size = {"file_id": "1", "file_unique_id": "1", "width": 90, "height": 90}
        more = {"caption": caption} if caption else {}
        return self._updated(message=self.message(person, photo=[size], **more))

    def blocks(self, person: str) -> dict[str, Any]:
        """Somebody blocks the bot."""
        self.blocked_by.add(person)
        chat = self.message(person)["chat"]
        who = self.message(person)["from"]
        old, new = ({"user": BOT, "status": status} for status in ("member", "kicked"))
        member = {"chat": chat, "from": who, "date": 1, "old_chat_member": old, "new_chat_member": new}
        member["new_chat_member"] |= {"until_date": 0}
        return self._updated(my_chat_member=member)

    def requests(self, events: list[dict[str, Any]]) -> list[tuple[bytes, dict[str, str]]]:
        return [(body, self.sign(body)) for body in (json.dumps(event).encode() for event in events)]

    def sign(self, body: bytes) -> dict[str, str]:
        return {HEADER: SECRET, "Content-Type": "application/json"}

    def broken_event(self, person: str) -> dict[str, Any]:
        event = self.text(person, "x")
        del event["message"]["chat"]
        return event

    def wrong_bodies(self) -> SearchStrategy[bytes]:
        return json_like(self.press("1", "c-1", "x")) | json_like(self.text("1", "x"))

    def forgeries(self, body: bytes, headers: dict[str, str]) -> list[tuple[bytes, dict[str, str]]]:
        unsigned = {name: value for name, value in headers.items() if name != HEADER}
        wrong = ("", "x", SECRET + "x", SECRET[:-1], SECRET.upper())
        return [(body, unsigned), *((body, {**headers, HEADER: given}) for given in wrong)]

    def refusal(self) -> dict[str, Any]:
        return {"ok": False, "error_code": 400, "description": "Bad Request: message text is empty"}

    def rate_limited(self, seconds: int) -> AbstractContextManager[None]:
        content = {"ok": False, "error_code": 429, "description": "Too Many Requests"}
        return self.answering(429, {**content, "parameters": {"retry_after": seconds}})

    def take(self, path: str, headers: dict[str, str], body: dict[str, Any]) -> Answer:
        start, _, method = path.rpartition("/")
        if start != f"/bot{TOKEN}":
            raise _error(401, "Unauthorized")
        if method == "answerCallbackQuery":
            self.answered_queries.append(body["callback_query_id"])
        elif method == "sendMessage":
            self._send(body)
        elif method != "sendChatAction":
            raise _error(404, "Not Found")
        return 200, {}, {"ok": True, "result": {}}

    def _send(self, body: dict[str, Any]) -> None:
        if str(body["chat_id"]) in self.blocked_by:
            raise _error(403, "Forbidden: bot was blocked by the user")
        if not 0 < len(body["text"].encode("utf-16-le")) // 2 <= 4096:
            raise _error(400, "Bad Request: message is too long")
        rows = body.get("reply_markup", {}).get("inline_keyboard", [])
        buttons = [button for row in rows for button in row]
        for button in buttons:
            if not 1 <= len(button["callback_data"].encode()) <= 64:
                raise _error(400, "Bad Request: BUTTON_DATA_INVALID")
        choices = [(button["callback_data"], button["text"]) for button in buttons]
        self.show(str(body["chat_id"]), body["text"], choices)


def _error(status: int, description: str) -> RefusedByPlatformError:
    return RefusedByPlatformError(status, {"ok": False, "error_code": status, "description": description})
