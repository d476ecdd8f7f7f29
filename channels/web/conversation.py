"""The routes of a visitor's conversation: its session, its messages, and what the visitor says of them."""

from __future__ import annotations

import re
import time
from typing import Any

from rasa.shared.core.events import SlotSet
from sanic import HTTPResponse, Request, response

from attachment_guide.content.help_lines import ELSEWHERE, help_lines
from attachment_guide.names import SLOT_COUNTRY
from attachment_guide.settings import Settings
from channels import tracker_store
from channels.feedback import keep_feedback
from channels.incoming import Incoming, TooManyError, UnavailableError
from channels.limits import RateLimit
from channels.secret import read_or_make_secret
from channels.turn import Turn
from channels.web.errors import ApiError
from channels.web.requests import MODE_HEADER, cookie_name, household, json_object, session_tokens
from channels.web.routes import PREFIX, Route
from channels.web.sessions import Session, SessionError, Sessions
from stores.consent import Consent

KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")


class ConversationRoutes:
    """Everything that needs a session. A conversation can only be reached through its own session."""

    def __init__(self, turn: Turn, settings: Settings) -> None:
        """Prepares the routes.

        Args:
            turn: takes the messages to the assistant.
            settings: limits and switches.
        """
        self._turn = turn
        self._settings = settings
        self._sessions = Sessions(settings.secret or read_or_make_secret(), settings.session_hours)
        self._session_limit = RateLimit(settings.sessions_rate, name="sessions")
        self._cookie = cookie_name(settings.secure_cookies)
        self.routes = [
            Route("POST", "/sessions", self._start_session, is_embeddable=True),
            Route("DELETE", "/sessions/current", self._end_session, is_embeddable=True),
            Route("POST", "/messages", self._send, is_embeddable=True, refused=self._send_refused),
            Route("GET", "/messages", self._restore, is_embeddable=True),
            Route("POST", "/feedback", self._feedback, is_embeddable=True),
            Route("PUT", "/country", self._set_country, is_embeddable=True),
            Route("GET", "/consent", self._consent, is_embeddable=True),
            Route("PUT", "/consent", self._set_consent, is_embeddable=True),
        ]

    async def _session(self, request: Request, *, is_by_header: bool = False) -> Session:
        """The visitor's session.

        Of several cookies, whoever planted the others, the first good one counts.

        Args:
            request: any request.
            is_by_header: whether to look at the header alone.

        Raises:
            SessionError: when there is none, or its conversation was deleted.
        """
        problem = SessionError("no_session")
        for token in session_tokens(request, None if is_by_header else self._cookie):
            try:
                session = self._sessions.check(token)
                if not await self._turn.conversations.is_forgotten(session.sender):
                    return session
                problem = SessionError("session_expired")
            except SessionError as error:
                problem = error
        raise problem

    async def _session_to_write(self, request: Request) -> Session:
        """The same for a message: of a single token it is seen later whether its conversation was deleted."""
        tokens = session_tokens(request, self._cookie)
        if len(tokens) > 1:
            return await self._session(request)
        return self._sessions.check(tokens[0] if tokens else None)

    async def _start_session(self, request: Request) -> HTTPResponse:
        """Mints a session, or keeps the one that is there."""
        # What is in a cookie that scripts cannot read is not told to a script either.
        is_by_header = request.headers.get(MODE_HEADER) == "header"
        try:
            session, status = await self._session(request, is_by_header=is_by_header), 200
        except SessionError:
            await self._session_limit.admit(household(request))
            session, status = self._sessions.mint(), 201
        body: dict[str, Any] = {"expires_in": session.expires - int(time.time())}
        if is_by_header:
            return response.json({**body, "token": session.token}, status=status)
        reply = response.json(body, status=status)
        self._set_cookie(reply, session.token, body["expires_in"])
        return reply

    async def _end_session(self, request: Request) -> HTTPResponse:
        """Deletes the conversation and invalidates the session."""
        session = await self._session(request)
        await self._turn.forget(session.sender, until=session.expires)
        reply = response.empty()
        self._set_cookie(reply, "", 0)
        return reply

    def _set_cookie(self, reply: HTTPResponse, token: str, seconds: int) -> None:
        reply.cookies[self._cookie] = token
        cookie = reply.cookies[self._cookie]
        cookie["httponly"] = True
        # Browsers ask for the whole host at a name that begins with `__Host-`.
        cookie["path"] = "/" if self._settings.secure_cookies else PREFIX
        cookie["max-age"] = seconds
        cookie["samesite"] = "Lax"
        cookie["secure"] = self._settings.secure_cookies

    async def _send(self, request: Request) -> HTTPResponse:
        """Answers a message or a pressed button; each idempotency key once."""
        session = await self._session_to_write(request)
        messages = await self._turn.take(_incoming(session, json_object(request)))
        return response.json({"messages": messages})

    async def _send_refused(self, request: Request, refusal: TooManyError) -> HTTPResponse:
        """Answers a message at risk although its address asks too often: many people may share it."""
        try:
            session = await self._session_to_write(request)
            incoming = _incoming(session, json_object(request))
        except (SessionError, ApiError):
            raise refusal from None
        messages = await self._turn.take_refused(incoming, refusal, household(request))
        return response.json({"messages": messages})

    async def _restore(self, request: Request) -> HTTPResponse:
        """The whole conversation, for a page that was reloaded."""
        session = await self._session(request)
        return response.json({"messages": await self._turn.conversations.history(session.sender)})

    async def _feedback(self, request: Request) -> HTTPResponse:
        """Records whether an answer helped."""
        session = await self._session(request)
        body = json_object(request)
        message, helped = body.get("message"), body.get("helped")
        if not isinstance(message, str) or not isinstance(helped, bool):
            raise ApiError("feedback_invalid")
        if not await keep_feedback(self._turn.conversations, session.sender, message, helped):
            raise ApiError("message_unknown")
        return response.empty()

    async def _set_consent(self, request: Request) -> HTTPResponse:
        """Takes down what the visitor agrees to."""
        session = await self._session(request)
        consent = _consent(json_object(request))
        if consent.is_readable and not self._settings.inbox:
            # Nobody reads anything here: to agree to it would be to agree to what may come later.
            raise ApiError("consent_invalid")
        await self._turn.conversations.change(session.sender, tracker_store.agree, consent)
        return response.empty()

    async def _consent(self, request: Request) -> HTTPResponse:
        """What the visitor has agreed to."""
        session = await self._session(request)
        consent = await self._turn.conversations.read(session.sender, tracker_store.consent_of)
        if consent is None:
            raise UnavailableError("the consent cannot be read")
        return response.json({"keep": consent.is_kept, "improve": consent.is_readable})

    async def _set_country(self, request: Request) -> HTTPResponse:
        """Keeps the country that the visitor chose in the page: the assistant names its help lines."""
        session = await self._session(request)
        body = json_object(request)
        if "country" not in body or not isinstance(body["country"], str | None):
            raise ApiError("country_unknown")
        country = ELSEWHERE if body["country"] is None else body["country"]
        if country != ELSEWHERE and country not in help_lines()["countries"]:
            raise ApiError("country_unknown")
        conversations = self._turn.conversations
        await conversations.keep(session.sender, [SlotSet(SLOT_COUNTRY, country)])
        # For the channel's own texts, which are spoken without the tracker as well.
        conversations.remember(session.sender, False, await conversations.past(session.sender), country)
        if conversations.was_forgotten(session.sender):
            # The visitor deleted the conversation while this was being kept.
            await self._turn.forget(session.sender)
        return response.empty()


def _consent(body: dict[str, Any]) -> Consent:
    """What a request's body agrees to.

    Raises:
        ApiError: when it says nothing, or something else than yes or no.
    """
    said = [body.get(name) for name in ("keep", "improve")]
    if said == [None, None] or not all(isinstance(value, bool | None) for value in said):
        raise ApiError("consent_invalid")
    return Consent(*said)


def _incoming(session: Session, body: dict[str, Any]) -> Incoming:
    """The message in a request's body.

    Raises:
        ApiError: when there is none, or it is malformed.
    """
    key, choice, text = body.get("key"), body.get("choice"), body.get("text")
    if key is not None and not (isinstance(key, str) and KEY.fullmatch(key)):
        raise ApiError("key_invalid")
    if choice is not None:
        if not isinstance(choice, str):
            raise ApiError("choice_unknown")
        return Incoming(session.sender, choice=choice, key=key)
    if text is None:
        raise ApiError("text_missing")
    if not isinstance(text, str):
        raise ApiError("text_not_string")
    if not text.strip():
        raise ApiError("text_empty")
    return Incoming(session.sender, text, key=key)
