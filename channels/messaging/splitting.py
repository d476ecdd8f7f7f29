"""Splits a text into pieces that a platform takes, at the best place that there is."""

from __future__ import annotations

import re

# Where a text may be split, the best first: paragraphs, lines, sentences, words.
PLACES = (r"\n\s*\n", r"\n", r"(?<=[.!?…])[\"'”’)\]]*\s+", r"\s+")


def split(text: str, most: int) -> list[str]:
    """Splits a text so that no piece is too long and no word is lost.

    Args:
        text: what to say.
        most: of characters in a piece, as UTF-16 counts them: that is how most platforms do.

    Returns:
        The pieces, in order; none for a text without words.
    """
    pieces = []
    rest = text.strip()
    while length(rest) > most:
        head = _head(rest, most)
        pieces.append(rest[:head].rstrip())
        rest = rest[head:].lstrip()
    return [piece for piece in [*pieces, rest] if piece]


def length(text: str) -> int:
    """The length of a text in UTF-16 units.

    Args:
        text: any text.
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, most: int) -> str:
    """A text cut at its end, with an ellipsis, where it is too long.

    Args:
        text: such as a button's title.
        most: of characters, as UTF-16 counts them.
    """
    if length(text) <= most:
        return text
    return text[: _fitting(text, most - 1)].rstrip() + "…"


def _fitting(text: str, most: int) -> int:
    """How many characters of a text fit."""
    end = min(len(text), most)
    while length(text[:end]) > most:
        end -= 1
    return end


def _head(text: str, most: int) -> int:
    end = _fitting(text, most)
    for place in PLACES:
        found = [match.end() for match in re.finditer(place, text[: end + 1]) if match.start() <= end]
        # Not after the first words: the pieces would be many, and torn.
        good = [position for position in found if position > end // 3]
        if good:
            return min(good[-1], end)
    return max(end, 1)
