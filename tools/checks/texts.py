"""Small helpers on texts and names that several checks share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz import fuzz, process

from attachment_guide.content.reading import PLACEHOLDER

APOSTROPHES = re.compile("['`\u2019\u00b4]")
# Words, and pictures such as 👍, which say something too.
WORD = re.compile(r"\w+|[\u2600-\u27bf\U0001f000-\U0001faff]")
# [EMDR](topic), [EMDR]{"entity": "topic"}: an example with a marked name.
MARKED = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")

ALIKE = 75


def fold(text: str) -> str:
    """A text without case, punctuation and marked entities, to compare it with others.

    Args:
        text: such as "What's EMDR?"

    Returns:
        Such as "whats emdr"; a text of signs alone stays as it is.
    """
    plain = unicodedata.normalize("NFKC", MARKED.sub(r"\1", text)).casefold()
    words = WORD.findall(APOSTROPHES.sub("", plain))
    return " ".join(words) or plain.strip()


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint at the known name that is most like the one that was written.

    Args:
        name: the name that was written.
        known: the names that may have been meant.

    Returns:
        Such as " Did you mean “symptoms/children”?", with a space before it; empty when none is like it.
    """
    found = process.extractOne(name, list(known), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return f" Did you mean “{found[0]}”?" if found else ""


def count_words(text: str) -> int:
    """Counts words as a reader would: "40-50%" and "day-to-day" are one word each.

    Args:
        text: the text; placeholders such as `{contact_url}` do not count.
    """
    return sum(any(c.isalnum() for c in word) for word in PLACEHOLDER.sub("", text).split())


def shorten(text: str, length: int = 60) -> str:
    """The beginning of a text, for a message about it.

    Args:
        text: the text.
        length: the greatest length, in characters.
    """
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
