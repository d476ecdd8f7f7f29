"""One thing that a person did on a messaging platform, in the same form for all platforms."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from enum import Enum
from typing import Any


class Kind(str, Enum):
    """What a person did."""

    TEXT = "text"  # typed, or written below a picture
    CHOICE = "choice"  # pressed a button
    START = "start"  # opened the chat, or followed a link to it
    VOICE = "voice"  # something to be heard: voice, audio, video
    PICTURE = "picture"  # an image, a sticker or a file without words
    PLACE = "place"  # a location or a contact
    TAKEN_BACK = "taken_back"  # deleted a message on the platform
    LEFT = "left"  # blocked the bot or uninstalled it


@dataclass(frozen=True)
class Received:
    """What a person did.

    Attributes:
        kind: what it was.
        identity: the platform's id of the person; the same for as long as the platform knows them.
        address: where replies go, such as a phone number.
        message: the platform's id of this message; the same whenever it is delivered again, is edited or
            taken back.
        text: what was written; the title of the button that was pressed.
        choice: id of the button that was pressed.
        is_group: whether others read along.
        is_addressed: whether the assistant was meant; always so outside groups.
        token: what the platform wants back to show that a press was noticed.
        country: ISO code that the address tells, if any.
        version: of the message, for an edit of it, or its being taken back; empty for the message itself.
    """

    kind: Kind
    identity: str
    address: str
    message: str
    text: str = ""
    choice: str | None = None
    is_group: bool = False
    is_addressed: bool = True
    token: str | None = None
    country: str | None = None
    version: str = ""

    def as_dict(self) -> dict[str, Any]:
        """What the inbox keeps, encrypted."""
        return {**asdict(self), "kind": self.kind.value}

    @classmethod
    def from_dict(cls, kept: dict[str, Any]) -> Received:
        """What the inbox has kept.

        Args:
            kept: as `as_dict` made it, perhaps by an older version.
        """
        known = {field.name for field in fields(cls)}
        values = {name: value for name, value in kept.items() if name in known}
        return cls(**{**values, "kind": Kind(kept["kind"])})
