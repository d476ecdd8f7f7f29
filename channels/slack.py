"""Slack, by its Events API, interactive buttons and `chat.postMessage`.

Source: docs.slack.dev, below it authentication/verifying-requests-from-slack, apis/events-api,
reference/events and reference/block-kit.
"""

from __future__ import annotations

import html
import json
import re
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs

from sanic import HTTPResponse, Request, response

from channels.messaging import MessagingChannel
from channels.messaging.formatting import unformatted
from channels.messaging.parts import Limits, Part
from channels.messaging.platform import (
    MalformedError,
    Platform,
    hmac_hex,
    identifier,
    json_body,
    mapping,
    objects,
    readable,
    same,
    text_of,
)
from channels.messaging.received import Kind, Received
from channels.messaging.sending import Answer, Call, Fate, Outcome, outcome_by_status

WINDOW_SECONDS = 5 * 60
MARKS = "*_~`"
# Messages of people; all other subtypes are news of the channel.
SUBTYPES = (None, "file_share", "me_message", "thread_broadcast")
GONE = {"user_not_found", "channel_not_found", "user_disabled", "messages_tab_disabled", "is_archived"}
# A token that has run out is replaced by the operator; nobody's reply is lost by that.
PASSING = {
    *(
        "ratelimited",
        "rate_limited",
        "internal_error",
        "fatal_error",
        "service_unavailable",
        "request_timeout",
    ),
    *("invalid_auth", "not_authed", "token_expired", "token_revoked", "missing_scope", "account_inactive"),
    *("team_access_not_granted", "org_login_required"),
}
LINK = re.compile(r"<([^|>]+)\|?([^>]*)>")


class Slack(Platform):
    """Slack as a platform."""

    name = "slack"
    title = "Slack"
    needed = ("slack_token", "slack_signing_secret")
    # A little less than the platform takes, since some characters are written as several.
    limits = Limits(text=2800, buttons=25, title=75)

    def is_genuine(self, request: Request) -> bool:
        """By the signing secret, within five minutes (see parent class for full docstring)."""
        sent = request.headers.get("x-slack-request-timestamp", "")
        if not (sent.isascii() and sent.isdigit() and len(sent) < 15):
            return False
        if abs(time.time() - int(sent)) > WINDOW_SECONDS:
            return False
        signature = hmac_hex(self.settings.slack_signing_secret, f"v0:{sent}:".encode() + request.body)
        return same(request.headers.get("x-slack-signature"), f"v0={signature}")

    def handshake(self, request: Request) -> HTTPResponse | None:
        """Slack's check of a new webhook, which is signed as well (see parent class for full docstring)."""
        if (
            request.method != "POST"
            or b"url_verification" not in request.body
            or not self.is_genuine(request)
        ):
            return None
        try:
            body = json_body(request)
        except MalformedError:
            return None
        if body.get("type") != "url_verification":
            return None
        return response.json({"challenge": str(body.get("challenge", ""))})

    def read(self, request: Request) -> list[Received]:
        """An event, or a button that was pressed (see parent class for full docstring)."""
        if request.body.startswith(b"payload="):
            try:
                [payload] = parse_qs(request.body.decode(), strict_parsing=True)["payload"]
                pressed = json.loads(payload)
            except (ValueError, KeyError, RecursionError):
                raise MalformedError("no payload") from None
            return readable([pressed], _pressed, self.title)
        return readable([json_body(request)], _said, self.title)

    def call(self, address: str, part: Part) -> Call:
        """A section, with buttons below (see parent class for full docstring)."""
        text = html.escape(unformatted(part.text, MARKS), quote=False)
        blocks: list[dict[str, Any]] = [{"type": "section", "text": {"type": "mrkdwn", "text": text}}]
        if part.choices:
            buttons = [
                {
                    "type": "button",
                    "action_id": f"choice-{number}",
                    "value": choice,
                    "text": {"type": "plain_text", "text": title, "emoji": False},
                }
                for number, (choice, title) in enumerate(part.choices)
            ]
            blocks.append({"type": "actions", "elements": buttons})
        more = {"unfurl_links": False, "unfurl_media": False}
        return Call(
            f"{self.settings.slack_api}/chat.postMessage",
            json={"channel": address, "text": text, "blocks": blocks, **more},
            headers={"Authorization": f"Bearer {self.settings.slack_token}"},
        )

    def outcome(self, answer: Answer) -> Outcome:
        """By Slack's names of errors, which come with status 200 (see parent class for full docstring)."""
        if answer.status != 200 or answer.content.get("ok") is True:
            return outcome_by_status(answer)
        error = str(answer.content.get("error"))
        if error in GONE:
            return Outcome(Fate.GONE, error)
        fate = Fate.LATER if error in PASSING or error == "None" else Fate.REFUSED
        return Outcome(fate, error, answer.retry_after)


def _said(body: Mapping[str, Any]) -> Received | None:
    event = mapping(body.get("event"))
    if body.get("type") != "event_callback" or event.get("type") not in ("message", "app_mention"):
        return None
    if event.get("subtype") == "message_deleted":
        return _taken_back(body, event)
    message, version = event, ""
    if event.get("subtype") == "message_changed":
        message = event["message"]
        before = mapping(event.get("previous_message")).get("text")
        # Slack changes messages by itself as well, to show what a link leads to.
        if "edited" not in message or message.get("text") == before:
            return None
        version = identifier(message["edited"]["ts"])
    if message.get("subtype") not in SUBTYPES or message.get("bot_id") or not message.get("user"):
        return None
    user = identifier(message["user"])
    bots = {identifier(a["user_id"]) for a in objects(body.get("authorizations")) if a.get("user_id")}
    written = text_of(message.get("text") or "")
    is_mentioned = event["type"] == "app_mention" or any(f"<@{bot}>" in written for bot in bots)
    text = _plain(written)
    return Received(
        Kind.TEXT if text else _kind_of_files(message),
        f"{identifier(body['team_id'])}/{user}",
        # The reply goes to the person alone, wherever the message stands.
        user,
        _id(event, message.get("ts")),
        text,
        is_group=_is_group(event),
        is_addressed=not _is_group(event) or is_mentioned,
        version=version,
    )


def _taken_back(body: Mapping[str, Any], event: Mapping[str, Any]) -> Received | None:
    before = mapping(event.get("previous_message"))
    if before.get("bot_id") or not before.get("user"):
        return None
    user = identifier(before["user"])
    return Received(
        Kind.TAKEN_BACK,
        f"{identifier(body['team_id'])}/{user}",
        user,
        _id(event, event["deleted_ts"]),
        is_group=_is_group(event),
        version=Kind.TAKEN_BACK.value,
    )


def _id(event: Mapping[str, Any], moment: Any) -> str:
    """What the several events of one message, each with an id of its own, have in common."""
    return f"{identifier(event['channel'])}/{identifier(moment)}"


def _is_group(event: Mapping[str, Any]) -> bool:
    return event.get("channel_type", "channel" if event["type"] == "app_mention" else "im") != "im"


def _pressed(payload: Mapping[str, Any]) -> Received | None:
    if payload.get("type") != "block_actions":
        return None
    action, user = payload["actions"][0], identifier(payload["user"]["id"])
    return Received(
        Kind.CHOICE,
        f"{identifier(payload['team']['id'])}/{user}",
        user,
        f"{user}/{identifier(action['action_ts'])}",
        text_of(mapping(action.get("text")).get("text", "")),
        text_of(action["value"]),
    )


def _plain(text: str) -> str:
    """What a person has written, without mentions and Slack's way to write links."""

    def link(found: re.Match[str]) -> str:
        target, label = found[1], found[2]
        return "" if target[0] in "@!" else label or target.lstrip("#")

    return html.unescape(LINK.sub(link, text)).strip()


def _kind_of_files(message: Mapping[str, Any]) -> Kind:
    kinds = [str(file.get("mimetype", "")).partition("/")[0] for file in objects(message.get("files"))]
    return Kind.VOICE if kinds and kinds[0] in ("audio", "video") else Kind.PICTURE


class SlackChannel(MessagingChannel):
    """Slack as a channel of Rasa's."""

    platform_class = Slack
