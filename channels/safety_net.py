"""Every message gets a reply, whatever has failed: the assistant's own, or the safety net's."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import yaml
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import BotUttered

from attachment_guide.content.help_lines import help_lines, lines_text
from attachment_guide.names import SAFETY_RESPONSES
from attachment_guide.paths import DATA
from attachment_guide.risk.assessment import UNREAD, Risk
from attachment_guide.risk.course import in_course
from attachment_guide.risk.detector import shared_detector
from attachment_guide.risk.tiers import AT_RISK
from channels import metrics
from channels.assistant_loop import assistant_loop
from channels.output import CollectingOutput
from channels.past import Past, response_of
from stores.attempt import ATTEMPT, Attempt

logger = logging.getLogger(__name__)

TEXTS_FILE = DATA / "conversation" / "safety_texts.yml"
CRISIS_TEXT = "utter_crisis_unavailable"
APOLOGY_TEXT = "utter_unavailable"
REMINDER_TEXT = "utter_help_line"
LOCAL_REMINDER_TEXT = "utter_help_line_local"
SPOKEN = (CRISIS_TEXT, APOLOGY_TEXT, REMINDER_TEXT, LOCAL_REMINDER_TEXT)

# How long a reply that is just being stored may still take.
STORING_SECONDS = 0.5

OnMessage = Callable[[UserMessage], Awaitable[Any]]


class WorkCancelledError(RuntimeError):
    """Something inside the assistant cancelled its work."""


@dataclass(frozen=True)
class Reply:
    """What a visitor gets for a message.

    Attributes:
        events: the assistant's messages; at least one.
        is_stored: whether all of them, and the visitor's message, are in the tracker store.
    """

    events: list[BotUttered]
    is_stored: bool

    @property
    def is_guidance(self) -> bool:
        """Whether it holds crisis guidance or a check-in."""
        return any(response_of(event).startswith(SAFETY_RESPONSES) for event in self.events)


class SafetyNet:
    """Runs the assistant beside the web server, so that nothing in it can hold up a reply.

    The assistant has an event loop of its own in another thread: Rasa calls its model and its
    database from coroutines that do not yield, and a database that hangs would stop the server.
    """

    def __init__(self, on_message: OnMessage, seconds: float) -> None:
        """Reads the texts that it may have to utter itself, and loads the risk detector.

        Args:
            on_message: hands a message to Rasa.
            seconds: how long the assistant may take.

        Raises:
            OSError: when the texts cannot be read: better at start-up than when they are needed.
        """
        self._on_message = on_message
        self._seconds = seconds
        responses = yaml.safe_load(TEXTS_FILE.read_text(encoding="utf-8"))["responses"]
        self._texts = {name: responses[name] for name in SPOKEN}
        # Loading it takes seconds, and the first message may be one at risk.
        self.assess("hello", [])

    def assess(self, text: str, previous: list[str]) -> Risk:
        """The risk in a message as it was typed; when it cannot be assessed, the careful answer is `check`.

        Args:
            text: the message.
            previous: the visitor's last messages before it, oldest first.
        """
        try:
            return shared_detector().assess(text, previous)
        except Exception:
            logger.exception("The risk detector failed.")
            return UNREAD

    def in_course(self, risk: Risk, past: Past) -> Risk:
        """The risk of a message in the course of its conversation, as the pipeline judges it; never raises.

        Args:
            risk: of the message by itself.
            past: the conversation before it.
        """
        try:
            return in_course(risk, past.turns, shared_detector().thresholds)
        except Exception as error:
            logger.error("The course of a conversation cannot be judged: %s", type(error).__name__)
            return risk

    async def reply(
        self, message: UserMessage, risk: Risk, past: Past, seconds: float | None = None
    ) -> Reply:
        """Gets the reply to a message.

        Args:
            message: with a `CollectingOutput` as its output channel.
            risk: what the raw text shows.
            past: the conversation before the message.
            seconds: what is left of the time that the assistant may take; all of it when left out.

        Returns:
            At least one message; crisis guidance first when the text shows a risk.
        """
        output = message.output_channel
        assert isinstance(output, CollectingOutput)
        is_done = True
        try:
            await self.run(self._on_message(message), seconds)
        except Exception as error:
            # Not the traceback's locals, nor the text: a visitor's words do not belong in a log.
            logger.error("The assistant did not reply: %s", type(error).__name__)
            is_done = False
        # An empty message is no help, whatever its name.
        spoken = Reply([event for event in output.events if event.text or event.data], is_done)
        if spoken.events and (spoken.is_guidance or risk.tier not in AT_RISK):
            return spoken
        return Reply([self.stand_in(risk, past), *spoken.events], is_stored=False)

    def stand_in(self, risk: Risk, past: Past) -> BotUttered:
        """What is said when the assistant says nothing: crisis guidance, or an apology with the help line.

        Args:
            risk: what the raw text shows.
            past: the conversation before the message.
        """
        metrics.FAILURES.inc()
        return self._speak(CRISIS_TEXT if risk.tier in AT_RISK else APOLOGY_TEXT, past)

    async def run(self, work: Awaitable[Any], seconds: float | None = None) -> Any:
        """Runs a piece of work in the assistant's loop.

        Args:
            work: what to do.
            seconds: how long it may take; as long as the assistant may when left out.

        Raises:
            TimeoutError: when it takes too long.
            WorkCancelledError: when something cancelled the work, and not this request.
            Exception: whatever the work raises.
        """
        attempt = Attempt()

        async def awaited() -> Any:
            ATTEMPT.set(attempt)
            return await work

        running = asyncio.run_coroutine_threadsafe(awaited(), assistant_loop())
        future = asyncio.wrap_future(running)
        try:
            # Not `wait_for`: its CancelledError does not tell whether this request or the work was cancelled.
            done, _ = await asyncio.wait({future}, timeout=self._seconds if seconds is None else seconds)
            # What is stored has to be shown as well; what is late can be neither.
            if not done and not attempt.give_up():
                done, _ = await asyncio.wait({future}, timeout=STORING_SECONDS)
        finally:
            attempt.give_up()
            running.cancel()
        if not done:
            raise TimeoutError("the assistant took too long")
        if future.cancelled():
            raise WorkCancelledError("the assistant stopped working on it")
        return future.result()

    def reminder(self, past: Past, country: str | None = None) -> BotUttered:
        """A short reminder of where help is, to go below replies after a crisis.

        Args:
            past: the conversation so far.
            country: ISO code of the visitor's country, when known.
        """
        known = help_lines()["countries"].get(country or "")
        if not known:
            return self._speak(REMINDER_TEXT, past)
        lines = lines_text(str(country))
        return self._speak(LOCAL_REMINDER_TEXT, past, country_name=known["name"], help_lines=lines)

    def _speak(self, name: str, past: Past, **values: str) -> BotUttered:
        """One of its own texts; the variations take turns, so that none comes twice in a row."""
        texts = self._texts[name]
        text = texts[past.times_said(name) % len(texts)]["text"]
        return BotUttered(text.format(**values), metadata={"utter_action": name})
