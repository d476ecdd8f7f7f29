"""What channels need to know about a conversation so far, read from the tracker's events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from rasa.shared.core.events import BotUttered, Event, SlotSet, UserUttered

from attachment_guide.names import SAFETY_RESPONSES, SLOT_COUNTRY
from attachment_guide.risk.course import Turn

# Metadata of a visitor's message: its id on the platform, the button, the country that it names, and a digest
# of what was sent, to know it when its id comes again.
KEY_MESSAGE, KEY_CHOICE, KEY_COUNTRY, KEY_SENT = "key", "choice", "country", "sent"
PREVIOUS_MESSAGES = 2


@dataclass(frozen=True)
class Past:
    """A conversation so far.

    Attributes:
        events: of the conversation, oldest first; messages still being answered come last.
        is_forgotten: whether the visitor has deleted it.
        was_guided: whether this process remembers crisis guidance, for when the events cannot be read.
        last_country: the country that this process remembers, for the same case.
    """

    events: Sequence[Event] = ()
    is_forgotten: bool = False
    was_guided: bool = False
    last_country: str | None = None

    @property
    def previous(self) -> list[str]:
        """The visitor's last typed messages, oldest first: a statement may be split over several."""
        typed = [e.text for e in self._of_visitor() if e.text and KEY_CHOICE not in e.metadata]
        return typed[-PREVIOUS_MESSAGES:]

    @property
    def turns(self) -> list[Turn]:
        """The visitor's messages before this one, as the course of their risk is judged by."""
        return [Turn.of(event.parse_data) for event in self._of_visitor() if event.text]

    @property
    def is_guided(self) -> bool:
        """Whether crisis guidance or a check-in was shown at any time."""
        shown = (response_of(event).startswith(SAFETY_RESPONSES) for event in self.events)
        return self.was_guided or any(shown)

    @property
    def country(self) -> str | None:
        """ISO code of the country that the visitor named or chose last; None when there is none."""
        return next(filter(None, map(_country_in, reversed(self.events))), self.last_country)

    def times_said(self, response: str) -> int:
        """How often a response was shown.

        Args:
            response: its name.
        """
        return sum(response_of(event) == response for event in self.events)

    def heard(self, key: str) -> UserUttered | None:
        """A message that was delivered before; None when it is new.

        Args:
            key: the platform's id of the message.
        """
        return next((e for e in self._of_visitor() if e.metadata.get(KEY_MESSAGE) == key), None)

    def reply_to(self, key: str) -> list[BotUttered]:
        """The reply to a message that was delivered before.

        Args:
            key: the platform's id of the message.

        Returns:
            The assistant's messages; none when the message is new or still being answered.
        """
        for position, event in enumerate(self.events):
            if isinstance(event, UserUttered) and event.metadata.get(KEY_MESSAGE) == key:
                turn = takewhile(lambda e: not isinstance(e, UserUttered), self.events[position + 1 :])
                return [e for e in turn if isinstance(e, BotUttered)]
        return []

    def title_shown(self, payload: str) -> str | None:
        """The title of a button as it was shown last; None when none leads there.

        Args:
            payload: what the button stands for.
        """
        shown = (e.data.get("buttons") or [] for e in reversed(self.events) if isinstance(e, BotUttered))
        titles = (b["title"] for buttons in shown for b in buttons if b.get("payload") == payload)
        return next(titles, None)

    def _of_visitor(self) -> list[UserUttered]:
        # By its type: Rasa's events are abstract classes, of which `isinstance` takes far longer.
        return [event for event in self.events if type(event) is UserUttered]


def response_of(event: Event) -> str:
    """Name of the response that an event uttered; empty when it uttered none.

    Args:
        event: any event of a tracker.
    """
    return (event.metadata.get("utter_action") or "") if type(event) is BotUttered else ""


def _country_in(event: Event) -> str | None:
    """The country that a message names, or that was chosen."""
    if type(event) is SlotSet:
        return event.value if event.key == SLOT_COUNTRY else None
    return event.metadata.get(KEY_COUNTRY) if type(event) is UserUttered else None
