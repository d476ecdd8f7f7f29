"""Help lines per country, from the file that staff edit (clinical/help_lines.yml)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import yaml

from attachment_guide.paths import CLINICAL

HELP_LINES_FILE = CLINICAL / "help_lines.yml"
CHILD, ABUSE, GENERAL = "child", "abuse", "general"
# Short names that are everyday words in lower case.
WORDS = ("us", "it", "in", "at", "is", "no", "be", "de")
NOT_THERE = re.compile(r"\b(?:not|n['’]t)(?: in| from)?(?: the)? $", re.IGNORECASE)
# What stands before a place where someone is, the surest first.
PLACES = (re.compile(r" in (?:the )?$", re.IGNORECASE), re.compile(r" to (?:the )?$", re.IGNORECASE))
# What has to stand before a city, unless it is the whole answer: many are people's names as well.
BEFORE_CITY = r"(?:(?<!\w)(?:in|from|near|around|outside|moved to) (?:the )?|, )"
# In the place of a country's code: one of which no line is stored.
ELSEWHERE = "elsewhere"


@lru_cache(maxsize=1)
def help_lines() -> dict[str, Any]:
    """The whole file: `countries` by ISO code, `directories`, `anywhere`."""
    return yaml.safe_load(HELP_LINES_FILE.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _names() -> list[tuple[re.Pattern[str], int, str]]:
    """Patterns for all countries: their names, which count most (0), their cities (1) and people (2)."""
    patterns = []
    for code, country in help_lines()["countries"].items():
        names = [country["name"], *country["aliases"]]
        words = [name for name in names if name.lower() in WORDS]
        others = [name for name in names if name.lower() not in WORDS]
        patterns += [
            (_any_of(others, re.IGNORECASE), 0, code),
            (_any_of(words), 0, code),
            (_placed(country.get("cities", [])), 1, code),
            (_any_of(country.get("people", []), re.IGNORECASE), 2, code),
        ]
    return [(pattern, rank, code) for pattern, rank, code in patterns if pattern]


def _any_of(names: list[str], flags: int = 0) -> re.Pattern[str] | None:
    # Not \b: "U.S." ends with no word character.
    return re.compile(rf"(?<!\w)(?:{_longest_first(names)})(?!\w)", flags) if names else None


def _placed(names: list[str]) -> re.Pattern[str] | None:
    """A pattern for places that say where someone is: alone, or after "in" and the like."""
    if not names:
        return None
    anyone = _longest_first(names)
    return re.compile(rf"^\W*({anyone})\W*$|{BEFORE_CITY}({anyone})(?!\w)", re.IGNORECASE)


def _longest_first(names: list[str]) -> str:
    """The names as alternatives, longest first, so that "New York City" is not read as "New York"."""
    return "|".join(re.escape(name) for name in sorted(set(names), key=len, reverse=True))


def _before(match: re.Match[str]) -> str:
    """What stands before the name in a match of `_any_of` or `_placed`."""
    return match.string[: match.start(match.lastindex or 0)]


@lru_cache(maxsize=1)
def _elsewhere() -> re.Pattern[str] | None:
    return _placed(help_lines().get("elsewhere", []))


def is_elsewhere(text: str) -> bool:
    """Whether a text places someone in a country without stored help lines, and in no other.

    Args:
        text: such as "I'm in Brazil".
    """
    pattern = _elsewhere()
    match = pattern.search(f" {text}") if pattern else None
    # The search for all countries comes last: it takes far longer, and most texts name no place.
    return bool(match and not NOT_THERE.search(_before(match)) and not find_country(text))


def find_country(text: str) -> str | None:
    """The country that a text names.

    A country's name counts more than its cities, and those more than a word for its people; of several
    names, the first after "in", or else after "to".

    Args:
        text: such as "I am Spanish but I live in Switzerland".

    Returns:
        The ISO code; None when the text names no country that has help lines.
    """
    # An ISO code in running text may be a word; alone and in capitals it is an answer.
    if text.strip(" .!") in help_lines()["countries"]:
        return text.strip(" .!")
    hits = []
    for pattern, rank, code in _names():
        for match in pattern.finditer(f" {text}"):
            before = _before(match)
            if not NOT_THERE.search(before):
                surest = [number for number, place in enumerate(PLACES) if place.search(before)]
                hits.append((rank, min(surest, default=len(PLACES)), match.start(), code))
    return min(hits)[-1] if hits else None


def lines_text(code: str, purpose: str = GENERAL, *, written: bool = False) -> str:
    """A country's numbers as lines of text, the emergency number first.

    Args:
        code: ISO code of a country in the file.
        purpose: `general`, `abuse` or `child`: lines for it come before the general ones.
        written: whether to list only lines that take texts or chats.
    """
    country = help_lines()["countries"][code]
    lines = [f"Emergency: {' or '.join(country['emergency'])}"]
    for line in sorted(country["lines"], key=lambda x: purpose not in x["for"]):
        if written and not _is_written(line):
            continue
        if purpose in line["for"] or GENERAL in line["for"]:
            lines.append(_line_text(line))
    return "\n".join(lines)


def has_lines_for(code: str, purpose: str) -> bool:
    """Whether a country has a line made for a purpose."""
    return any(purpose in line["for"] for line in help_lines()["countries"][code]["lines"])


def has_written_lines(code: str) -> bool:
    """Whether a country has a line for everyone that takes texts or chats."""
    lines = help_lines()["countries"][code]["lines"]
    return any(_is_written(line) and GENERAL in line["for"] for line in lines)


def _is_written(line: dict[str, Any]) -> bool:
    return bool(line.get("text") or line.get("chat"))


def _line_text(line: dict[str, Any]) -> str:
    parts = [f"{line['name']}: {line['number']}"] if line.get("number") else [line["name"]]
    if line.get("text"):
        parts.append(f"text {line['text']}")
    if line.get("chat"):
        parts.append(f"chat {line['chat']}")
    if line.get("hours"):
        parts.append(str(line["hours"]))
    return ", ".join(parts)


def country_choices() -> list[tuple[str, str]]:
    """Payload and title of a button for each country that has help lines."""
    return [
        (f'/choose_country{{"country": "{code}"}}', country["name"])
        for code, country in help_lines()["countries"].items()
    ]


def public_help_lines() -> dict[str, Any]:
    """The help lines as the chat window shows them, without the editors' notes."""
    shown = ("name", "number", "text", "chat", "hours", "languages", "for")
    return {
        "countries": [
            {
                "code": code,
                "name": country["name"],
                "emergency": country["emergency"],
                "lines": [{key: line.get(key) for key in shown} for line in country["lines"]],
            }
            for code, country in help_lines()["countries"].items()
        ],
        "directories": [
            {"name": entry["name"], "url": entry["url"]} for entry in help_lines()["directories"]
        ],
    }
