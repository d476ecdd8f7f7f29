"""A messaging channel of Rasa's: takes a platform's requests in, and has the rest done."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any, ClassVar

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, HTTPResponse, Request, Sanic, response

from attachment_guide.messaging_settings import MessagingSettings
from attachment_guide.settings import SettingError, Settings, variable
from channels.messaging import ledger, metrics
from channels.messaging.answering import Answering
from channels.messaging.database import Database, shared_database
from channels.messaging.person_service import PersonService
from channels.messaging.platform import MalformedError, Platform
from channels.messaging.received import Kind, Received
from channels.messaging.seal import Seal, SealError
from channels.messaging.texts import Texts
from channels.messaging.worker import Worker
from channels.safety_net import OnMessage
from channels.secret import read_or_make_secret
from channels.status import report
from channels.turn import Turn

logger = logging.getLogger(__name__)

# So many requests with a wrong signature, and none with a right one between them, are no accident: the
# secret here is not the platform's any more, or the address that it signs is not the one set here.
MOST_UNVERIFIED = 5


class MessagingChannel(InputChannel):
    """A platform as a channel of Rasa's.

    Attributes:
        platform_class: what the platform says of itself.
        refusal: why the channel does not run; None when it does.
    """

    platform_class: ClassVar[type[Platform]]

    def __init__(self, settings: Settings | None = None, messaging: MessagingSettings | None = None) -> None:
        """Makes the channel.

        Args:
            settings: read from the environment when omitted.
            messaging: the secrets; read from the environment when omitted.
        """
        self.refusal: str | None = None
        self._unverified = 0
        try:
            self._settings = settings or Settings.from_environment()
            self._messaging = messaging or MessagingSettings.from_environment()
            missing = self._messaging.missing(self.platform_class.needed)
            missing += [] if self._messaging.keys else [variable("messages_keys")]
            if missing:
                self._refuse(f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} not set.")
                return
            self._seal = Seal(self._settings.secret or read_or_make_secret(), self._messaging.keys)
        except (SettingError, SealError) as error:
            self._refuse(str(error))
            return
        self._platform = self.platform_class(self._messaging)

    def _refuse(self, reason: str) -> None:
        self.refusal = f"{self.platform_class.title} is off: {reason} docs/channels.md says what it needs."
        logger.error(self.refusal)
        report(f"{self.name()}: start", self.refusal)

    @classmethod
    def name(cls) -> str:
        """The channel's name."""
        return cls.platform_class.name

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> MessagingChannel:
        """Makes the channel; its secrets come from the environment, never from a file."""
        return cls()

    def blueprint(self, on_new_message: OnMessage) -> Blueprint:
        """The channel's routes, none when it is refused (see parent class for full docstring)."""
        routes = Blueprint(f"attachment_guide_{self.name()}")
        if self.refusal:
            return routes
        turn = Turn(
            routes, on_new_message, self.name(), self._settings, is_limited=False, spoken_as="messaging"
        )
        answering = Answering(turn, Texts(self._settings), self._platform.limits_of)
        routes.listener("before_server_start")(self._allow_batches)
        routes.listener("after_server_start")(lambda app, loop: self._start(app, answering))
        routes.listener("before_server_stop")(self._stop)

        @routes.route("/webhook", methods=["GET", "POST"])
        async def receive(request: Request) -> HTTPResponse:
            return await self._receive(request)

        return routes

    def _allow_batches(self, app: Sanic, _: asyncio.AbstractEventLoop) -> None:
        app.config.REQUEST_MAX_SIZE = max(app.config.REQUEST_MAX_SIZE, self._messaging.messages_body)

    async def _start(self, app: Sanic, answering: Answering) -> None:
        self._database: Database = shared_database(self._messaging.database_url)
        self._service = PersonService(
            self._platform, self._database, self._seal, answering, self._settings.session_rate
        )
        self._worker = Worker(self.name(), self._database, self._service)
        self._work = asyncio.create_task(self._worker.run())

    async def _stop(self, app: Sanic, _: asyncio.AbstractEventLoop) -> None:
        await self._worker.stop()
        await self._service.close()

    async def _receive(self, request: Request) -> HTTPResponse:
        """Takes a request of the platform's in: verify, keep, acknowledge; the answering comes after."""
        started = time.monotonic()
        answer = self._platform.handshake(request)
        if answer is not None:
            return answer
        if not self._is_verified(request):
            return response.empty(401)
        try:
            received = self._platform.read(request)
        except MalformedError:
            metrics.REFUSED.labels(self.name(), "malformed").inc()
            return response.empty(400)
        if not await self._keep(received):
            # It is answered from memory all the same; the platform brings it again, for the inbox.
            return response.empty(503)
        metrics.ACKNOWLEDGED.labels(self.name()).observe(time.monotonic() - started)
        return self._platform.acknowledgement()

    def _is_verified(self, request: Request) -> bool:
        if request.method == "POST" and self._platform.is_genuine(request):
            self._unverified = 0
            report(f"{self.name()}: signatures", None)
            return True
        metrics.REFUSED.labels(self.name(), "unverified").inc()
        self._unverified += 1
        if self._unverified >= MOST_UNVERIFIED:
            trouble = "The last requests were not signed as the platform signs: check the secret"
            report(f"{self.name()}: signatures", f"{trouble} and ATTACHMENT_GUIDE_PUBLIC_URL.")
        return False

    async def _keep(self, received: list[Received]) -> bool:
        """Puts messages into the inbox, all or none; returns whether that has succeeded."""
        now = time.time()
        messages = [(r, *self._ids(r)) for r in received]
        sealed = [(self._seal.close(r.address), self._seal.close(r.as_dict())) for r in received]

        def keep(connection: Any) -> None:
            for (one, sender, key), (address, body) in zip(messages, sealed, strict=True):
                if one.kind is Kind.LEFT:
                    ledger.drop_replies(connection, sender)
                elif one.kind is Kind.TAKEN_BACK and not ledger.is_known(connection, sender):
                    # Nothing is here of them, and nothing shall be.
                    continue
                elif self._service.is_answered(key):
                    ledger.receive_as_done(connection, self.name(), key, now)
                else:
                    ledger.receive(connection, self.name(), key, sender, address, body, now)

        for one in received:
            metrics.RECEIVED.labels(self.name(), one.kind.value).inc()
        if not received:
            return True
        try:
            await self._database.run(keep)
        except Exception as error:
            logger.error("%s: messages cannot be kept: %s", self.name(), type(error).__name__)
            for one, sender, key in messages:
                if one.kind not in (Kind.LEFT, Kind.TAKEN_BACK):
                    self._service.take_unkept(one, sender, key)
            return False
        self._worker.wake()
        return True

    def _ids(self, received: Received) -> tuple[str, str]:
        """The ids of the conversation and of the message."""
        # In a group, a conversation of its own: what is said in private must not show there.
        who = f"{received.address}/{received.identity}" if received.is_group else received.identity
        return self._seal.sender(self.name(), who), self._seal.key(
            self.name(), received.message, received.version
        )
