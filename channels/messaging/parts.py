"""Turns the assistant's messages into parts that a platform can show, and typed words back into choices."""

from __future__ import annotations

import re
import string
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from channels.messaging.splitting import cut, length, split

NUMBER_WORDS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
# What people write around a number: "2.", "(2)", "#2", "number 2", "option two please".
AROUND = re.compile(
    r"^(?:(?:i (?:choose|pick|take|want)|number|option|choice|no|nr)\b[.:]?\s*)?"
    r"#?\(?\s*(\w+)\s*[).]?(?:\s+please)?$"
)


@dataclass(frozen=True)
class Limits:
    """What a platform can show.

    Attributes:
        text: most characters of a text.
        body: most characters of a text with buttons; as of any text when 0.
        buttons: most buttons; 0 when there are none.
        title: most characters of a button's title.
        rows: most rows of a list, for more choices than buttons; 0 when there are no lists.
        row_title: most characters of a row's title.
        row_text: most characters below a row's title.
        has_number_buttons: whether numbered choices have buttons with the numbers alone.
    """

    text: int
    body: int = 0
    buttons: int = 0
    title: int = 20
    rows: int = 0
    row_title: int = 24
    row_text: int = 72
    has_number_buttons: bool = False


@dataclass(frozen=True)
class Part:
    """One message for the platform.

    Attributes:
        text: what to say; never longer than the platform takes.
        choices: pairs of id and title, for buttons or rows.
        is_list: whether the choices are to be rows of a list.
        is_urgent: whether it is crisis guidance.
    """

    text: str
    choices: list[tuple[str, str]] = field(default_factory=list)
    is_list: bool = False
    is_urgent: bool = False

    def as_dict(self) -> dict[str, Any]:
        """What the outbox keeps, encrypted."""
        return asdict(self)

    @classmethod
    def from_dict(cls, kept: dict[str, Any]) -> Part:
        """What the outbox has kept.

        Args:
            kept: as `as_dict` made it.
        """
        choices = [(choice, title) for choice, title in kept["choices"]]
        return cls(kept["text"], choices, kept["is_list"], kept["is_urgent"])


@dataclass(frozen=True)
class Wording:
    """The words around choices and sources, from the file that staff edit.

    Attributes:
        source: with `{section}`.
        by_number: stands below numbered choices.
        go_on: stands above buttons that have to stand apart from their text.
    """

    source: str
    by_number: str
    go_on: str


def parts_of(messages: list[dict[str, Any]], limits: Limits, wording: Wording) -> list[Part]:
    """The assistant's messages as a platform can show them.

    Args:
        messages: of a turn, as `channels.output.outgoing` makes them.
        limits: of the platform.
        wording: the words around choices.
    """
    parts: list[Part] = []
    for message in messages:
        text = message["text"]
        section = (message.get("source") or {}).get("section")
        if section:
            text = f"{text}\n\n{wording.source.format(section=section)}"
        choices = [(button["id"], button["title"]) for button in message["buttons"]]
        parts += _parts(text, choices, message["kind"] == "crisis", limits, wording)
    return parts


def choices_of(messages: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """The choices that are offered last in a turn; pairs of id and title.

    Args:
        messages: of a turn, as `channels.output.outgoing` makes them.
    """
    offered = [[(b["id"], b["title"]) for b in message["buttons"]] for message in messages]
    return next((choices for choices in reversed(offered) if choices), [])


def _parts(
    text: str, choices: list[tuple[str, str]], is_urgent: bool, limits: Limits, wording: Wording
) -> list[Part]:
    if not choices:
        return [Part(piece, is_urgent=is_urgent) for piece in split(text, limits.text)]
    shown = _as_buttons(choices, limits)
    if shown is None:
        lines = [f"{number}. {title}" for number, (_, title) in enumerate(choices, 1)]
        whole = "\n\n".join(filter(None, [text, "\n".join(lines), wording.by_number]))
        pieces = [Part(piece, is_urgent=is_urgent) for piece in split(whole, limits.text)]
        if limits.has_number_buttons and len(choices) <= limits.buttons:
            numbers = [(choice, str(number)) for number, (choice, _) in enumerate(choices, 1)]
            pieces[-1] = replace(pieces[-1], choices=numbers)
        return pieces
    most = limits.body or limits.text
    if not text:
        return [Part(wording.go_on, choices, shown, is_urgent)]
    if length(text) <= most:
        return [Part(text, choices, shown, is_urgent)]
    pieces = [Part(piece, is_urgent=is_urgent) for piece in split(text, limits.text)]
    if length(pieces[-1].text) <= most:
        return [*pieces[:-1], Part(pieces[-1].text, choices, shown, is_urgent)]
    return [*pieces, Part(wording.go_on, choices, shown, is_urgent)]


def _as_buttons(choices: list[tuple[str, str]], limits: Limits) -> bool | None:
    """Whether choices are shown as a list (True) or as buttons (False); None when neither can be done."""
    longest = max(length(title) for _, title in choices)
    # A title that is cut is worse than a number.
    if len(choices) <= limits.buttons and longest <= limits.title:
        return False
    if len(choices) <= limits.rows and longest <= max(limits.row_title, limits.row_text):
        return True
    return None


def row_of(title: str, limits: Limits) -> tuple[str, str]:
    """A choice as a row of a list: a title, and the whole of it below where the title is cut.

    Args:
        title: of the choice.
        limits: of the platform.
    """
    short = cut(title, limits.row_title)
    return short, title if short != title else ""


def choice_meant(text: str, offered: list[tuple[str, str]]) -> str | None:
    """The choice that somebody means who types instead of pressing.

    Args:
        text: such as "2", "two", "Option 2." or the words of a choice.
        offered: pairs of id and title, in the order in which they were shown.

    Returns:
        The choice's id; None when the text is something else.
    """
    said = _plain(text)
    for choice, title in offered:
        if said and said == _plain(title):
            return choice
    found = AROUND.match(text.strip().lower())
    if not found:
        return None
    word = found[1]
    if word in NUMBER_WORDS:
        number = NUMBER_WORDS.index(word) + 1
    elif word.isdecimal() and len(word) <= 2:
        number = int(word)
    else:
        return None
    return offered[number - 1][0] if 1 <= number <= len(offered) else None


def _plain(text: str) -> str:
    kept = text.lower().replace("’", "'").translate(str.maketrans("", "", string.punctuation + "…¿¡"))
    return " ".join(kept.split())
