"""Tidies a message, so that a phrase is found however it is written: case, spacing, spelling.

First its letters (letters.py), then its words (lexicon.py). The tables are in clinical/normalize.yml. Nothing
is ever thrown away that could carry meaning: what is not understood stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from attachment_guide.paths import CLINICAL
from attachment_guide.risk.letters import Letters
from attachment_guide.risk.lexicon import Lexicon
from attachment_guide.yaml_files import read_yaml

TABLES_FILE = CLINICAL / "normalize.yml"

# What is read of one message. The channels cap messages well below this.
MAX_CHARACTERS = 20_000
SENTENCE_END = frozenset(".!?\n")
# A word, with an apostrophe inside; a sentence end; or a mark that bounds a clause.
TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z]+)*|\n|[.!?]+|[,;:\"()\[\]“”«»…]")


class Normalizer:
    """Tidies messages with the tables of clinical/normalize.yml."""

    def __init__(self, tables: dict[str, Any] | None = None, words: Iterable[str] = ()) -> None:
        """Prepares the tables.

        Args:
            tables: the content of clinical/normalize.yml, read from there when left out.
            words: further words that messages may be read as, such as those of the risk phrases.
        """
        tables = read_yaml(TABLES_FILE) if tables is None else tables
        self._lexicon = Lexicon(tables, words)
        self._letters = Letters(tables, self._lexicon)
        self._pairs: dict[str, str] = tables["pairs"]
        self._pair_starts = frozenset(pair.split()[0] for pair in self._pairs)

    def tokens(self, text: str) -> list[str]:
        """Splits a message into tidied words and marks.

        Args:
            text: any string.

        Returns:
            Words in lower case, and the marks `.`, `!`, `?`, a line break, `,` and the like.
        """
        tidy = self._letters.tidy(text[:MAX_CHARACTERS])
        out: list[str] = []
        for token in TOKEN.findall(tidy):
            if token[0].isalnum():
                # After a number a short form is a unit: "5 kms away".
                is_unit = bool(out) and out[-1].isdigit() and token in self._lexicon.spellings
                out.extend((token,) if is_unit else self._lexicon.repair(token))
            elif token == "…" or token[0] == ".":
                out.append(".")
            else:
                out.append(token[-1] if token[0] in SENTENCE_END else token)
        return self._join_pairs(out)

    def __call__(self, text: str) -> str:
        """Tidies a message into one string.

        Args:
            text: any string.
        """
        return " ".join(self.tokens(text)).replace("\n", " ")

    def _join_pairs(self, tokens: list[str]) -> list[str]:
        out: list[str] = []
        i = 0
        while i < len(tokens):
            if tokens[i] in self._pair_starts and i + 1 < len(tokens):
                pair = self._pairs.get(f"{tokens[i]} {tokens[i + 1]}")
                if pair:
                    out.extend(pair.split())
                    i += 2
                    continue
            out.append(tokens[i])
            i += 1
        return out
