"""The clinic's own way in: a JSON API for the chat window, served by Rasa's Sanic server."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, HTTPResponse, Request, Sanic, response
from sanic.exceptions import MethodNotSupported, NotFound, PayloadTooLarge, SanicException

from attachment_guide.content.content_map import content_map
from attachment_guide.content.help_lines import (
    ELSEWHERE,
    country_choices,
    find_country,
    is_elsewhere,
    public_help_lines,
)
from attachment_guide.names import KEY_RISK
from attachment_guide.risk.detector import Risk
from attachment_guide.risk.tiers import AT_RISK
from attachment_guide.settings import Settings
from channels import metrics
from channels.api_errors import ApiError
from channels.choices import Choices, choices_from_responses, parse_data
from channels.conversations import Conversations
from channels.history import conversation, forget, keep_feedback, reply_to_key
from channels.limits import RateLimit
from channels.nlg import ResponseGenerator
from channels.notices import notices
from channels.output import CHANNEL, WebOutput
from channels.safety_net import OnMessage, SafetyNet
from channels.secret import read_or_make_secret
from channels.sessions import Session, SessionError, Sessions

logger = logging.getLogger(__name__)

PREFIX = "/chat"
COOKIE = "attachment_guide_session"
TOKEN_HEADER = "X-Chat-Session"
MODE_HEADER = "X-Session-Mode"
STATIC_FOLDER = Path(__file__).with_name("static")
OPENAPI_FILE = Path(__file__).with_name("openapi.yml")

KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")
# How long to look for a reply given before; the rest of the time is for the assistant.
LOOKUP_SECONDS = 1.0
# Rasa takes a text with a leading slash for a command; what is typed never reaches it with one.
LEADING_SLASHES = re.compile(r"^[\s/\u2044\u2215\uff0f]+")

# What a chat window on another site asks for.
EMBEDDED_PATHS = (
    "/sessions",
    "/sessions/current",
    "/messages",
    "/feedback",
    "/help-lines",
    "/config",
)

API_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
PAGE_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}

Handler = Callable[..., Coroutine[Any, Any, HTTPResponse]]


class WebChannel(InputChannel):
    """Sessions, messages, history and deletion for the chat window, and its demo page."""

    def __init__(self, settings: Settings | None = None) -> None:
        """Makes the channel.

        Args:
            settings: limits and switches; from the environment when left out.
        """
        self.settings = settings or Settings.from_environment()
        self._sessions = Sessions(self.settings.secret or read_or_make_secret(), self.settings.session_hours)
        self._session_limit = RateLimit(self.settings.session_rate)
        self._address_limit = RateLimit(self.settings.address_rate)
        self._minting_limit = RateLimit(self.settings.sessions_rate)
        self._conversations = Conversations()
        self._choices: tuple[object, Choices] | None = None

    @classmethod
    def name(cls) -> str:
        """The channel's name."""
        return CHANNEL

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> WebChannel:
        """Makes the channel; its settings come from the environment."""
        return cls()

    def url_prefix(self) -> str:
        """Where the channel is served: beside Rasa's own /webhooks."""
        return PREFIX

    def blueprint(self, on_new_message: OnMessage) -> Blueprint:
        """The channel's routes (see parent class for full docstring)."""
        self._net = SafetyNet(on_new_message, self.settings.reply_seconds)
        routes = Blueprint("attachment_guide_web")
        routes.listener("before_server_start")(self._set_up)
        routes.middleware("response")(self._on_preflight)
        handlers: list[tuple[str, str, Handler]] = [
            ("/sessions", "POST", self._start_session),
            ("/sessions/current", "DELETE", self._end_session),
            ("/messages", "POST", self._send),
            ("/messages", "GET", self._restore),
            ("/feedback", "POST", self._feedback),
            ("/help-lines", "GET", self._help_lines),
            ("/config", "GET", self._config),
            ("/health", "GET", self._health),
            ("/metrics", "GET", self._metrics),
            ("/openapi.json", "GET", self._openapi),
            ("/demo", "GET", self._page),
            ("/static/<file:str>", "GET", self._static),
            *((path, "OPTIONS", self._preflight) for path in EMBEDDED_PATHS),
        ]
        for path, method, handler in handlers:
            name = re.sub(r"\W+", "_", f"{method}{path}").lower()
            routes.add_route(self._guarded(handler), path, methods=[method], name=name)
        return routes

    def _set_up(self, app: Sanic, _: asyncio.AbstractEventLoop) -> None:
        app.config.REQUEST_MAX_SIZE = self.settings.max_body
        app.config.PROXIES_COUNT = self.settings.proxies or None
        # Sanic raises plain errors at headers that it cannot read.
        for kind in (SanicException, ValueError, LookupError):
            app.error_handler.add(kind, self._on_sanic_error)

    def _on_sanic_error(self, request: Request, exception: Exception) -> HTTPResponse:
        """Errors before a handler is reached: JSON under /chat, Rasa's own elsewhere."""
        if not request.path.startswith(f"{PREFIX}/"):
            return request.app.error_handler.default(request, exception)
        codes = {
            NotFound: "not_found",
            MethodNotSupported: "method_not_allowed",
            PayloadTooLarge: "body_too_large",
        }
        fallback = "bad_request" if getattr(exception, "status_code", 400) < 500 else "internal"
        code = next((c for kind, c in codes.items() if isinstance(exception, kind)), fallback)
        return self._error(request, ApiError(code))

    # --- what every request goes through ---

    def _guarded(self, handler: Handler) -> Handler:
        async def handle(request: Request, **parts: str) -> HTTPResponse:
            try:
                self._check_origin(request)
                self._check_rate(self._address_limit, address(request))
                reply = await handler(request, **parts)
            except ApiError as error:
                return self._error(request, error)
            except SessionError as error:
                return self._error(request, ApiError(error.code))
            except Exception as error:
                logger.exception("A request to %s failed: %s", request.path, type(error).__name__)
                return self._error(request, ApiError("internal"))
            return self._with_headers(request, reply)

        return handle

    def _error(self, request: Request, error: ApiError) -> HTTPResponse:
        reply = response.json(error.body(), status=error.status, headers=error.headers)
        return self._with_headers(request, reply)

    def _with_headers(self, request: Request, reply: HTTPResponse) -> HTTPResponse:
        for name, value in API_HEADERS.items():
            reply.headers.setdefault(name, value)
        origin = request.headers.get("origin")
        if origin in self.settings.allowed_origins:
            reply.headers["Access-Control-Allow-Origin"] = origin
            reply.headers["Access-Control-Allow-Credentials"] = "true"
            reply.headers["Access-Control-Expose-Headers"] = "Retry-After"
            reply.headers["Vary"] = "Origin"
        return reply

    async def _preflight(self, request: Request) -> HTTPResponse:
        return response.empty()

    def _on_preflight(self, request: Request, reply: HTTPResponse) -> None:
        """Lets browsers of allowed sites ask first.

        Rasa answers OPTIONS before any handler does, but without what a site that embeds the chat needs.
        """
        if request.method == "OPTIONS" and request.headers.get("origin") in self.settings.allowed_origins:
            self._with_headers(request, reply)
            reply.headers["Access-Control-Allow-Methods"] = "GET, POST, DELETE"
            allowed = f"Content-Type, {TOKEN_HEADER}, {MODE_HEADER}"
            reply.headers["Access-Control-Allow-Headers"] = allowed
            reply.headers["Access-Control-Max-Age"] = "600"

    def _check_origin(self, request: Request) -> None:
        origin = request.headers.get("origin")
        if not origin or origin in self.settings.allowed_origins:
            return
        try:
            host = urlsplit(origin).netloc
        except ValueError:
            host = None
        if host != request.headers.get("host"):
            raise ApiError("origin_not_allowed")

    def _check_rate(self, limit: RateLimit, key: str) -> None:
        wait = limit.wait(key)
        if wait:
            raise ApiError("rate_limited", {"Retry-After": str(wait)})

    def _session(self, request: Request) -> Session:
        token = request.headers.get(TOKEN_HEADER) or session_cookie(request)
        return self._sessions.check(token)

    def _agent(self, request: Request) -> Agent:
        """Rasa's agent; there is none while the server starts."""
        agent = getattr(request.app.ctx, "agent", None)
        if agent is None:
            raise ApiError("unavailable")
        return agent

    # --- sessions ---

    async def _start_session(self, request: Request) -> HTTPResponse:
        """Mints a session, or keeps the one that is there."""
        try:
            session, status = self._session(request), 200
        except SessionError:
            self._check_rate(self._minting_limit, address(request))
            session, status = self._sessions.mint(), 201
        body: dict[str, Any] = {"expires_in": session.expires - int(time.time())}
        if request.headers.get(MODE_HEADER) == "header":
            return response.json({**body, "token": session.token}, status=status)
        reply = response.json(body, status=status)
        self._set_cookie(reply, session.token, body["expires_in"])
        return reply

    async def _end_session(self, request: Request) -> HTTPResponse:
        """Forgets the conversation and makes the session worthless."""
        session = self._session(request)
        agent = self._agent(request)

        async def forget_in_turn() -> None:
            # After whatever is being answered: it would be stored again.
            async with agent.lock_store.lock(session.sender):
                forget(agent.tracker_store, session.sender)

        self._sessions.end(session)
        try:
            await self._net.run(forget_in_turn())
        except Exception as error:
            self._sessions.reopen(session)
            logger.error("A conversation could not be deleted: %s", type(error).__name__)
            raise ApiError("unavailable") from error
        self._conversations.forget(session.sender)
        self._net.forget(session.sender)
        if isinstance(agent.nlg, ResponseGenerator):
            agent.nlg.forget(session.sender)
        reply = response.empty()
        self._set_cookie(reply, "", 0)
        return reply

    def _set_cookie(self, reply: HTTPResponse, token: str, seconds: int) -> None:
        reply.cookies[COOKIE] = token
        cookie = reply.cookies[COOKIE]
        cookie["httponly"] = True
        cookie["path"] = PREFIX
        cookie["max-age"] = seconds
        cookie["samesite"] = "Lax"
        cookie["secure"] = self.settings.secure_cookies

    # --- the conversation ---

    async def _send(self, request: Request) -> HTTPResponse:
        """Takes a message or a button's id and answers it, each idempotency key once."""
        session = self._session(request)
        body = json_object(request)
        key = body.get("key")
        if key is not None and not (isinstance(key, str) and KEY.fullmatch(key)):
            raise ApiError("key_invalid")
        text, choice = self._said(request, body)
        replies = self._conversations.replies
        reply = replies.get((session.sender, key)) if key else None
        if reply is None:
            self._check_rate(self._session_limit, session.sender)
            reply = asyncio.ensure_future(self._reply(request, session, text, choice, key))
            if key:
                replies[session.sender, key] = reply
        return response.json({"messages": await asyncio.shield(reply)})

    def _said(self, request: Request, body: dict[str, Any]) -> tuple[str, str | None]:
        """The text and, for a button, its id."""
        choice = body.get("choice")
        if choice is not None:
            choices = self._choices_of(request)
            if not isinstance(choice, str) or choice not in choices:
                raise ApiError("choice_unknown")
            return choices.title(choice), choice
        text = body.get("text")
        if text is None:
            raise ApiError("text_missing")
        if not isinstance(text, str):
            raise ApiError("text_not_string")
        if not text.strip():
            raise ApiError("text_empty")
        # Nobody at risk is turned away for writing too much.
        if len(text) > self.settings.max_text and self._net.assess(text, []).tier not in AT_RISK:
            raise ApiError("text_too_long")
        return text.encode("utf-8", "replace").decode(), None

    async def _reply(
        self, request: Request, session: Session, text: str, choice: str | None, key: str | None
    ) -> list[dict[str, Any]]:
        started = time.monotonic()
        sender = session.sender
        before = await self._reply_before_restart(request, sender, key) if key else None
        if before:
            return before
        if self._sessions.is_ended(session):
            raise SessionError("session_expired")
        parsed, risk = None, Risk()
        # The title of a country's button is its name.
        named = find_country(text) or (ELSEWHERE if is_elsewhere(text) else None)
        if named:
            self._conversations.countries[sender] = named
        if choice:
            parsed = parse_data(self._choices_of(request).payload(choice), text)
        else:
            risk = self._net.assess(text, self._conversations.previous(sender))
            self._conversations.heard(sender, text)
        message = UserMessage(
            text=LEADING_SLASHES.sub("", text) or "?",
            output_channel=WebOutput(),
            sender_id=sender,
            parse_data=parsed,
            input_channel=CHANNEL,
            metadata={KEY_RISK: risk.as_dict(), "key": key},
        )
        left = self.settings.reply_seconds - (time.monotonic() - started)
        messages = await self._net.reply(message, risk, max(0.0, left))
        guided = any(m["kind"] == "crisis" for m in messages)
        if self._conversations.needs_reminder(sender, guided):
            country = self._conversations.countries.get(sender) or self.settings.default_country
            messages.append(self._net.reminder(sender, country))
        self._conversations.said(sender, messages)
        metrics.count(CHANNEL, risk.tier, messages, time.monotonic() - started)
        return messages

    async def _reply_before_restart(
        self, request: Request, sender: str, key: str
    ) -> list[dict[str, Any]] | None:
        """The reply to a message that was answered before the server restarted."""
        try:
            store = self._agent(request).tracker_store
            return await self._net.run(reply_to_key(store, sender, key), LOOKUP_SECONDS)
        except Exception:
            return None

    async def _restore(self, request: Request) -> HTTPResponse:
        """The whole conversation, for a page that was reloaded."""
        session = self._session(request)
        store = self._agent(request).tracker_store
        try:
            messages = await self._net.run(conversation(store, session.sender))
        except Exception as error:
            logger.error("A conversation could not be read: %s", type(error).__name__)
            raise ApiError("unavailable") from error
        self._conversations.said(session.sender, [m for m in messages if m["from"] == "assistant"])
        return response.json({"messages": messages})

    async def _feedback(self, request: Request) -> HTTPResponse:
        """Counts whether an answer helped, and keeps it with the conversation."""
        session = self._session(request)
        body = json_object(request)
        message, helped = body.get("message"), body.get("helped")
        if not isinstance(message, str) or not isinstance(helped, bool):
            raise ApiError("feedback_invalid")
        owner, name = self._conversations.sent.get(message, (None, None))
        if owner != session.sender:
            raise ApiError("message_unknown")
        agent = self._agent(request)

        async def keep_in_turn() -> None:
            # After whatever is being answered: both would write the same conversation.
            async with agent.lock_store.lock(session.sender):
                await keep_feedback(agent.tracker_store, session.sender, message, helped)

        try:
            await self._net.run(keep_in_turn())
        except Exception as error:
            logger.error("Feedback could not be kept: %s", type(error).__name__)
            raise ApiError("unavailable") from error
        metrics.FEEDBACK.labels(name or "none", str(helped).lower()).inc()
        return response.empty()

    def _choices_of(self, request: Request) -> Choices:
        """The buttons of the model that is loaded, those that actions make included."""
        agent = getattr(request.app.ctx, "agent", None)
        domain = getattr(agent, "domain", None)
        if self._choices is None or self._choices[0] is not domain:
            made_by_actions = [(f"/{owed.id}", owed.title) for owed in content_map().values()]
            made_by_actions += country_choices()
            responses = domain.responses if domain else {}
            self._choices = (domain, choices_from_responses(responses, made_by_actions))
        return self._choices[1]

    # --- about the service ---

    async def _help_lines(self, request: Request) -> HTTPResponse:
        """The help lines of all countries; works without a session."""
        return response.json(public_help_lines())

    async def _config(self, request: Request) -> HTTPResponse:
        """What a client has to know, and to tell the visitor before the first message."""
        return response.json(
            {
                "clinic_name": self.settings.clinic_name,
                "contact_url": self.settings.contact_url,
                "privacy_url": self.settings.privacy_url,
                "max_length": self.settings.max_text,
                **notices(self.settings),
            }
        )

    async def _health(self, request: Request) -> HTTPResponse:
        """Whether a model is loaded; 503 when only the safety net would answer."""
        agent = getattr(request.app.ctx, "agent", None)
        ready = bool(agent and agent.is_ready())
        status = {"status": "ok" if ready else "no model", "model": ready}
        return response.json(status, status=200 if ready else 503)

    async def _metrics(self, request: Request) -> HTTPResponse:
        body, content_type = metrics.page()
        return response.raw(body, content_type=content_type)

    async def _openapi(self, request: Request) -> HTTPResponse:
        """The API's description."""
        return response.json(yaml.safe_load(OPENAPI_FILE.read_text(encoding="utf-8")))

    async def _page(self, request: Request) -> HTTPResponse:
        """The demo clinic page."""
        return await response.file(STATIC_FOLDER / "demo.html", headers=PAGE_HEADERS)

    async def _static(self, request: Request, file: str) -> HTTPResponse:
        """A file of the chat window or the demo page."""
        files = {path.name: path for path in STATIC_FOLDER.iterdir()}
        if file not in files:
            raise ApiError("not_found")
        # Embedding on another site loads the script from here.
        headers = {
            **PAGE_HEADERS,
            "Cross-Origin-Resource-Policy": "cross-origin",
            "Cache-Control": "no-cache",
        }
        return await response.file(files[file], headers=headers)


def address(request: Request) -> str:
    """The visitor's address, as the trusted proxies give it or else the connection."""
    return request.remote_addr or request.ip


def session_cookie(request: Request) -> str | None:
    """The token in the session's cookie.

    Not by `request.cookies`: an ill-named cookie of another program on the site makes it fail.
    """
    for part in request.headers.get("cookie", "").split(";"):
        name, _, value = part.strip().partition("=")
        if name == COOKIE:
            return value
    return None


def json_object(request: Request) -> dict[str, Any]:
    """The request's body.

    Raises:
        ApiError: when it is not a JSON object sent as such.
    """
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
        raise ApiError("bad_content_type")
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        raise ApiError("bad_json") from None
    if not isinstance(body, dict):
        raise ApiError("bad_body")
    return body
