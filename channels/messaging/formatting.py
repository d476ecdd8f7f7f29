"""Keeps a platform from reading an answer's characters as formatting."""

from __future__ import annotations

import re

# Seen by nobody; a mark beside it opens and closes nothing.
NOTHING = "\u200b"


def unformatted(text: str, marks: str) -> str:
    """A text in which characters that open or close formatting do neither.

    Such characters work at the edge of a word only; inside of words, as in web addresses, they stay.

    Args:
        text: what to say.
        marks: the characters.
    """
    mark = f"[{re.escape(marks)}]"
    return re.sub(rf"(?<!\w){mark}|{mark}(?!\w)", lambda found: f"{NOTHING}{found[0]}{NOTHING}", text)
