"""What a channel passes on for a visitor's message, and the reasons for refusing one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Incoming:
    """One message of a visitor's, from any channel.

    Attributes:
        sender: the conversation's id. It begins with the channel's name, since Rasa keeps the
            conversations of all channels in one place.
        text: what was typed; empty when a button was pressed.
        choice: id of the button that was pressed, if any.
        key: the platform's own id of the message, if it has one: a message that is delivered twice
            is answered once.
    """

    sender: str
    text: str = ""
    choice: str | None = None
    key: str | None = None


class RefusedError(Exception):
    """A message is refused; the subclass says why."""


class UnknownChoiceError(RefusedError):
    """No button has the id that was sent."""


class TooLongError(RefusedError):
    """The text is longer than the setting MAX_TEXT allows, and shows no risk."""


class TooManyError(RefusedError):
    """The visitor writes faster than the setting SESSION_RATE allows.

    Attributes:
        seconds: how long to wait before the next message.
    """

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} s")
        self.seconds = seconds


class KeyReusedError(RefusedError):
    """A message has the key of another one, shows no risk, and would get the other one's reply."""


class ForgottenError(RefusedError):
    """The visitor has deleted this conversation, and its id will not be used again."""


class UnavailableError(Exception):
    """The conversation cannot be read or changed at the moment."""
