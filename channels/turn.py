"""The path that every message takes, whatever channel it came through.

A channel makes an `Incoming` of what its platform sends, and gets back the messages to show. Everything
between is here: risk on the raw text, buttons, the visitor's country, the reminder after a crisis, limits,
messages delivered twice, metrics, and the safety net with its deadline.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
import time
from contextlib import AsyncExitStack, suppress
from dataclasses import replace
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import Event, UserUttered
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY
from sanic import Blueprint

from attachment_guide.content.help_lines import ELSEWHERE, find_country, is_elsewhere
from attachment_guide.content.texts import shared_texts
from attachment_guide.names import INTENT_FALLBACK, KEY_RISK
from attachment_guide.risk.assessment import Risk
from attachment_guide.risk.handover import handed_over
from attachment_guide.risk.tiers import AT_RISK
from attachment_guide.settings import Settings
from channels import metrics
from channels.choices import Choices, choices_of, parse_data
from channels.conversations import Conversations
from channels.detection import Detection, shortened
from channels.incoming import (
    ForgottenError,
    Incoming,
    KeyReusedError,
    RefusedError,
    TooLongError,
    TooManyError,
    UnavailableError,
    UnknownChoiceError,
)
from channels.limits import RateLimit
from channels.output import CollectingOutput, outgoing
from channels.past import KEY_CHOICE, KEY_COUNTRY, KEY_MESSAGE, KEY_SENT, Past
from channels.safety_net import OnMessage, SafetyNet

logger = logging.getLogger(__name__)

Messages = list[dict[str, Any]]

# Rasa takes a text with a leading slash for a command; what is typed never reaches it with one.
LEADING_SLASHES = re.compile(r"^[\s/\u2044\u2215\uff0f]+")


class Turn:
    """Takes the messages of one channel to the assistant, and brings back its replies.

    Attributes:
        conversations: what was said, to be shown again, rated or forgotten.
    """

    def __init__(
        self,
        routes: Blueprint,
        on_new_message: OnMessage,
        channel: str,
        settings: Settings | None = None,
        *,
        spoken_as: str | None = None,
        is_limited: bool = True,
    ) -> None:
        """Prepares to take a channel's messages.

        Args:
            routes: the channel's blueprint, through which this learns of the server.
            on_new_message: hands a message to Rasa, as `InputChannel.blueprint` gets it.
            channel: the channel's name.
            settings: limits and switches; read from the environment when omitted.
            spoken_as: the `channel` whose variations of responses are said; the channel's name when omitted.
            is_limited: whether SESSION_RATE is kept here; else the channel keeps it by itself.
        """
        self._settings = settings or Settings.from_environment()
        self._channel = channel
        self._spoken_as = spoken_as or channel
        self._net = SafetyNet(on_new_message, self._settings.reply_seconds)
        self._detection = Detection(self._net.assess, self._settings.reply_seconds)
        self.conversations = Conversations(routes, self._net)
        per_minute = self._settings.session_rate if is_limited else 0
        self._limit = RateLimit(per_minute, name=f"session:{channel}")
        self._choices: tuple[object, int, Choices] | None = None
        self._under_way: set[asyncio.Task[Messages]] = set()

    async def take(self, incoming: Incoming) -> Messages:
        """Answers a message; a repeated delivery gets the reply that it got before.

        Args:
            incoming: the visitor's message.

        Returns:
            The messages to show, at least one; see `outgoing` for their form.

        Raises:
            RefusedError: when the message is refused; the subclass says why.
        """
        text = self._read(incoming)
        reply = asyncio.create_task(self._answer_anyhow(incoming, text))
        self._under_way.add(reply)
        reply.add_done_callback(self._under_way.discard)
        # The reply goes on when the request for it is given up: it may be asked for again.
        return await asyncio.shield(reply)

    async def take_refused(self, incoming: Incoming, refusal: RefusedError, visitor: str) -> Messages:
        """Reads a message that is refused for risk: nobody at risk is turned away.

        It costs little and needs nothing but the detector: the assistant is not asked.

        Args:
            incoming: the visitor's message.
            refusal: why it is refused.
            visitor: the session's id or the address that the limit was for.

        Returns:
            Guidance, where the message shows a risk or cannot be read at the moment.

        Raises:
            RefusedError: the refusal, where it does not.
        """
        text = self._read(incoming)
        is_typed = incoming.choice is None
        risk = await self._detection.assess_refused(visitor, text) if is_typed else Risk()
        metrics.REFUSED.labels("answered" if risk.tier in AT_RISK else "refused").inc()
        if risk.tier not in AT_RISK:
            raise refusal
        past = await self.conversations.past(incoming.sender)
        if past.is_forgotten:
            raise ForgottenError(incoming.sender)
        message = self._message(incoming, shortened(text, self._settings.max_text), risk)
        heard, spoken = _heard(message, risk), self._net.stand_in(risk, past)
        self.conversations.remember(incoming.sender, True, past, message.metadata[KEY_COUNTRY])
        await self.conversations.keep(incoming.sender, [heard, spoken])
        return [outgoing(spoken)]

    async def forget(self, sender: str, until: float | None = None) -> None:
        """Deletes a conversation everywhere.

        Args:
            sender: the conversation's id.
            until: time in seconds since the epoch until which the id cannot be used again; None to let it
                begin a new conversation at once.

        Raises:
            UnavailableError: when it cannot be deleted at the moment.
        """
        await self.conversations.forget(sender, until)

    def _read(self, incoming: Incoming) -> str:
        """What the visitor says."""
        if incoming.choice is not None:
            if incoming.choice not in self._all_choices():
                raise UnknownChoiceError(incoming.choice)
            return self._all_choices().title(incoming.choice)
        return incoming.text.encode("utf-8", "replace").decode()

    async def _answer_anyhow(self, incoming: Incoming, text: str) -> Messages:
        """Answers a message also when something here, outside the assistant, is broken."""
        try:
            with metrics.UNDER_WAY.track_inprogress():
                return await self._answer_in_turn(incoming, text)
        except TooManyError as refusal:
            return await self.take_refused(incoming, refusal, incoming.sender)
        except RefusedError:
            raise
        except Exception as error:
            # Not the traceback: it may show the visitor's words.
            logger.error("A turn failed outside the assistant: %s", type(error).__name__)
            risk = Risk() if incoming.choice else await self._detection.assess(incoming.sender, text)
            return [outgoing(self._net.stand_in(risk, Past()))]

    async def _answer_in_turn(self, incoming: Incoming, text: str) -> Messages:
        """Answers after what came before: the same message delivered twice, another one of the visitor's.

        Who waits too long for another message is answered all the same: somebody may be at risk.
        """
        started = time.monotonic()
        seconds = self._settings.reply_seconds
        async with AsyncExitStack() as held:
            if incoming.key:
                one_delivery = self.conversations.in_turn(f"{incoming.sender}/{incoming.key}", seconds + 1)
                if not await held.enter_async_context(one_delivery):
                    raise TimeoutError("the first delivery of this message is still being answered")
            await held.enter_async_context(self.conversations.in_turn(incoming.sender, seconds / 2))
            return await self._answer(incoming, text, started)

    async def _answer(self, incoming: Incoming, text: str, started: float) -> Messages:
        sender = incoming.sender
        past = await self.conversations.past(sender)
        if past.is_forgotten:
            raise ForgottenError(sender)
        if incoming.key and (first := past.heard(incoming.key)):
            if first.metadata.get(KEY_SENT) not in (None, _digest(incoming)):
                # Other words, which have to be read all the same.
                is_typed = incoming.choice is None
                others = await self._detection.assess_refused(sender, text) if is_typed else Risk()
                if others.tier not in AT_RISK:
                    raise KeyReusedError
                incoming = replace(incoming, key=None)
            elif replied := past.reply_to(first.metadata[KEY_MESSAGE]):
                return [outgoing(event) for event in replied]
        await self._limit.admit(sender)
        risk = Risk() if incoming.choice else None
        if risk is None and len(text) > self._settings.max_text:
            risk = await self._detection.assess(sender, text)
            # Nobody at risk is turned away for writing too much.
            if risk.tier not in AT_RISK:
                raise TooLongError
            text = shortened(text, self._settings.max_text)
        if incoming.choice is not None:
            # Several buttons, worded otherwise, may lead to one place: the visitor said what was pressed.
            text = past.title_shown(self._all_choices().payload(incoming.choice)) or text
        risk = risk or await self._detection.assess(sender, text, past.previous)
        message = self._message(incoming, text, risk)
        # The pipeline gets the risk of the message by itself, and judges the course by its own tracker.
        risk = self._net.in_course(risk, past)
        heard = _heard(message, risk)
        with self.conversations.under_way(sender, heard):
            left = self._settings.reply_seconds - (time.monotonic() - started)
            reply = await self._net.reply(message, risk, past, max(0.0, left))
        events: list[Event] = list(reply.events)
        country = message.metadata[KEY_COUNTRY] or past.country
        was_guided = self.conversations.remember(sender, reply.is_guidance, past, country)
        if was_guided and not reply.is_guidance:
            events.append(self._net.reminder(past, country or self._settings.default_country))
        if len(events) > len(reply.events) or not reply.is_stored:
            await self.conversations.keep(sender, [heard, *events])
        if self.conversations.was_forgotten(sender):
            # The visitor deleted the conversation while this was being answered.
            with suppress(UnavailableError):
                await self.forget(sender)
        messages = [outgoing(event) for event in events]
        metrics.count(self._channel, risk.tier, messages, time.monotonic() - started)
        return messages

    def _message(self, incoming: Incoming, text: str, risk: Risk) -> UserMessage:
        named = find_country(text) or (ELSEWHERE if is_elsewhere(text) else None)
        said = LEADING_SLASHES.sub("", text) or "?"
        metadata: dict[str, Any] = {KEY_MESSAGE: incoming.key, KEY_COUNTRY: named}
        if incoming.key:
            metadata[KEY_SENT] = _digest(incoming)
        parsed = None
        if incoming.choice:
            parsed = parse_data(self._all_choices().payload(incoming.choice), text)
            metadata[KEY_CHOICE] = incoming.choice
        else:
            # A button is not parsed: nobody would take its risk over.
            metadata |= handed_over(risk, said)
        return UserMessage(
            text=said,
            output_channel=CollectingOutput(self._spoken_as),
            sender_id=incoming.sender,
            parse_data=parsed,
            input_channel=self._channel,
            metadata=metadata,
        )

    def _all_choices(self) -> Choices:
        """The buttons of the model that is loaded, those that actions make included."""
        domain = self.conversations.domain
        texts = shared_texts()
        texts.responses()
        known = self._choices
        if known is None or known[0] is not domain or known[1] != texts.revision:
            known = self._choices = (domain, texts.revision, choices_of(domain))
        return known[2]


def _digest(incoming: Incoming) -> str:
    """Tells a message from another one that comes with its key."""
    said = f"{incoming.choice or ''}\n{incoming.text}".encode("utf-8", "replace")
    return hashlib.sha256(said).hexdigest()[:16]


def _heard(message: UserMessage, risk: Risk) -> UserUttered:
    """The visitor's message as an event, in case Rasa fails before it makes one."""
    parsed = message.parse_data or {KEY_RISK: risk.as_dict()}
    return UserUttered(
        message.text,
        {INTENT_NAME_KEY: (parsed.get(INTENT) or {}).get(INTENT_NAME_KEY, INTENT_FALLBACK)},
        parse_data=parsed,
        input_channel=message.input_channel,
        message_id=message.message_id,
        metadata=message.metadata,
    )
