"""From something that a person did to the parts of the reply, by way of the turn that all channels share."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from rasa.shared.core.events import SlotSet

from attachment_guide.content.help_lines import help_lines
from attachment_guide.names import SLOT_COUNTRY
from attachment_guide.risk.assessment import UNREAD
from attachment_guide.risk.detector import shared_detector
from attachment_guide.risk.tiers import AT_RISK
from channels import tracker_store
from channels.choices import choice_id
from channels.incoming import Incoming, RefusedError, TooLongError, UnknownChoiceError
from channels.messaging.parts import Limits, Part, choice_meant, choices_of, parts_of
from channels.messaging.received import Kind, Received
from channels.messaging.seal import first_version
from channels.messaging.splitting import split
from channels.messaging.texts import Texts
from channels.turn import Turn

logger = logging.getLogger(__name__)

MENU = "/menu"
# What is said to something that holds no words.
WORDLESS = {Kind.VOICE: "unheard", Kind.PICTURE: "unseen", Kind.PLACE: "place"}

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Reply:
    """What a person gets.

    Attributes:
        parts: to send, in order.
        offered: the choices that they can make now; None when those from before are still the last ones.
        was_noticed: whether the parts hold the notice of what this is.
        is_deletion: whether the conversation is to be deleted instead.
    """

    parts: list[Part] = field(default_factory=list)
    offered: Choices | None = None
    was_noticed: bool = False
    is_deletion: bool = False


def is_at_risk(text: str) -> bool:
    """Whether a message by itself shows that somebody may be in danger.

    Args:
        text: the message.
    """
    try:
        risk = shared_detector().assess(text, [])
    except Exception as error:
        logger.error("The risk detector failed: %s", type(error).__name__)
        risk = UNREAD
    return risk.tier in AT_RISK


class Answering:
    """Answers what people do on one platform."""

    def __init__(self, turn: Turn, texts: Texts, limits_of: Callable[[str], Limits]) -> None:
        """Prepares to answer.

        Args:
            turn: of the channel.
            texts: what is said on messaging platforms alone.
            limits_of: what can be shown at an address.
        """
        self._turn = turn
        self._texts = texts
        self._limits_of = limits_of

    @property
    def is_ready(self) -> bool:
        """Whether the model is loaded; before, only the safety net would speak."""
        return self._turn.conversations.domain is not None

    async def reply(
        self, received: Received, sender: str, key: str, offered: Choices, is_notice_due: bool
    ) -> Reply:
        """Answers what a person did.

        Args:
            received: what it was.
            sender: id of the conversation.
            key: of the message.
            offered: the choices that were offered last.
            is_notice_due: whether they have to be told what this is.
        """
        address = received.address
        country = received.country if received.country in help_lines()["countries"] else None
        if received.is_group and not await asyncio.to_thread(is_at_risk, received.text):
            # Nothing personal where others read along; and nothing at all that was not meant for us.
            return Reply(self._own("private", address) if received.is_addressed else [])
        if self._texts.asks_to_delete(received.text):
            return Reply(is_deletion=True)
        if country and is_notice_due:
            await self._keep_country(sender, country)
        if received.kind in WORDLESS and not received.text:
            reply = Reply(self._own(WORDLESS[received.kind], address, country))
        else:
            reply = await self._answer(received, sender, key, offered, country)
        if not is_notice_due or received.is_group:
            return reply
        notice = [Part(piece) for piece in split(self._texts.notice(country), self._limits_of(address).text)]
        # Nothing is said before crisis guidance.
        is_crisis = any(part.is_urgent for part in reply.parts)
        parts = [*reply.parts, *notice] if is_crisis else [*notice, *reply.parts]
        return Reply(parts, reply.offered, was_noticed=True)

    async def forget(self, sender: str) -> None:
        """Deletes the conversation from the tracker store.

        Args:
            sender: id of the conversation.

        Raises:
            UnavailableError: when it cannot be deleted at the moment.
        """
        await self._turn.forget(sender)

    async def take_back(self, sender: str, key: str) -> None:
        """Deletes the words of one message from the tracker store; the replies to it stay.

        Args:
            sender: id of the conversation.
            key: of the message's first version.

        Raises:
            UnavailableError: when that is not possible at the moment.
        """

        def is_meant(other: str) -> bool:
            return first_version(other) == key

        await self._turn.conversations.change(sender, tracker_store.take_back, is_meant)

    def after_deletion(self, address: str, *, is_deleted: bool) -> list[Part]:
        """What is said after a deletion.

        Args:
            address: where to.
            is_deleted: whether it has succeeded.
        """
        return self._own("deleted" if is_deleted else "not_deleted", address)

    def broken(self, address: str, country: str | None) -> list[Part]:
        """What is said when nothing else can be.

        Args:
            address: where to.
            country: ISO code of the person's country, when known.
        """
        return self._own("broken", address, country)

    async def _answer(
        self, received: Received, sender: str, key: str, offered: Choices, country: str | None
    ) -> Reply:
        choice = choice_id(MENU) if received.kind is Kind.START else received.choice
        if received.kind is Kind.TEXT:
            choice = choice_meant(received.text, offered)
        try:
            try:
                messages = await self._turn.take(Incoming(sender, received.text, choice, key))
            except UnknownChoiceError:
                # A button of an older version, or one that was never ours: its words still say something.
                if not received.text:
                    return Reply(self._own("old_choice", received.address))
                messages = await self._turn.take(Incoming(sender, received.text, None, key))
        except TooLongError:
            return Reply(self._own("too_long", received.address, country))
        except RefusedError as error:
            logger.error("A message was refused: %s", type(error).__name__)
            return Reply(self.broken(received.address, country))
        parts = parts_of(messages, self._limits_of(received.address), self._texts.wording)
        return Reply(parts, choices_of(messages) or None)

    async def _keep_country(self, sender: str, country: str) -> None:
        """Keeps the country of the address, unless the person has named one."""
        past = await self._turn.conversations.past(sender)
        if past.country is None:
            await self._turn.conversations.keep(sender, [SlotSet(SLOT_COUNTRY, country)])

    def _own(self, name: str, address: str, country: str | None = None) -> list[Part]:
        most = self._limits_of(address).text
        return [Part(piece) for piece in split(self._texts.say(name, country), most)]
