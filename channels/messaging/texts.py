"""What is said on messaging platforms alone, from the file that staff edit."""

from __future__ import annotations

import string
from functools import lru_cache
from typing import Any

import yaml

from attachment_guide.content.help_lines import help_lines, lines_text
from attachment_guide.paths import DATA
from attachment_guide.settings import Settings
from channels.messaging.parts import Wording
from channels.notices import notices

TEXTS_FILE = DATA / "conversation" / "messaging.yml"


class Texts:
    """The texts, with the clinic's settings filled in."""

    def __init__(self, settings: Settings) -> None:
        """Reads them.

        Args:
            settings: to fill in.

        Raises:
            OSError: when they cannot be read: better at start-up than when they are needed.
        """
        content = _content()
        self._settings = settings
        self._texts = content["texts"]
        self._delete_words = frozenset(map(_plain, content["delete_words"]))
        self.wording = Wording(*(self._texts[name] for name in ("source", "by_number", "go_on")))

    def say(self, name: str, country: str | None = None) -> str:
        """A text.

        Args:
            name: its name in the file.
            country: ISO code of the person's country, when known.
        """
        values = self._settings.in_texts
        known = country in help_lines()["countries"]
        where_help_is = lines_text(str(country)) if known else self._texts["help_unknown"]
        return self._texts[name].format(help=where_help_is, **values).strip()

    def notice(self, country: str | None) -> str:
        """What everybody is told at first: what this is, how data are handled, where a person and help are.

        Args:
            country: ISO code of the person's country, when known.
        """
        return "\n\n".join([*notices(self._settings).values(), self.say("first", country)])

    def asks_to_delete(self, text: str) -> bool:
        """Whether a message asks for the conversation to be deleted, and for nothing else.

        Args:
            text: the message.
        """
        return _plain(text) in self._delete_words


def list_button() -> str:
    """What stands on the button that opens a list of choices."""
    return str(_content()["texts"]["list_button"])


@lru_cache(maxsize=1)
def _content() -> dict[str, Any]:
    return yaml.safe_load(TEXTS_FILE.read_text(encoding="utf-8"))


def _plain(text: str) -> str:
    return " ".join(text.lower().translate(str.maketrans("", "", string.punctuation)).split())
