"""Help lines that are not written as they should be, or that nobody has verified of late."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import yaml

from tools.checks.findings import WARNING, Finding, Place
from tools.checks.project import Project
from tools.checks.texts import did_you_mean
from tools.checks.unknown_keys import unknown_keys
from tools.checks.yaml_file import Map, Number, Text, YamlFile, as_items, as_map, line_of

FILE = "help_lines.yml"
DAYS_VALID = 180
PURPOSES = ("general", "abuse", "child")
TOP_KEYS = ("countries", "elsewhere", "directories", "anywhere")
COUNTRY_KEYS = ("name", "aliases", "people", "cities", "emergency", "lines")
LINE_KEYS = (
    *("name", "number", "text", "chat", "hours", "languages", "for", "source", "verified_at"),
    "note",
)
DIRECTORY_KEYS = ("name", "url", "source", "verified_at", "note")
WAYS = ("number", "text", "chat")
COUNTRY_CODE = re.compile("[A-Z]{2}")
TELEPHONE = re.compile(r"\+?\d[\d ()/-]*")


def check(project: Project) -> Iterator[Finding]:
    """Looks through clinical/help_lines.yml.

    Args:
        project: the content.
    """
    file = project.risk_file(FILE)
    if file is None:
        place = Place(project.root / "clinical" / FILE)
        yield Finding(place, "This file is missing: without it nobody is given a help line.")
        return
    if not file.documents:
        return
    content = as_map(file.content)
    yield from unknown_keys(content, TOP_KEYS, file)
    if not str(content.get("anywhere") or "").strip():
        message = (
            "“anywhere” is missing: what is said where no country is known. "
            "Write a sentence with the emergency numbers."
        )
        yield Finding(file.place(line_of(content, "anywhere")), message)
    countries = content.get("countries")
    if not isinstance(countries, Map) or not countries:
        place = file.place(line_of(content, "countries"))
        yield Finding(place, "“countries” is missing or empty. Add the countries with their lines.")
        return
    for code, country in countries.items():
        place = file.place(line_of(countries, code))
        yield from _country(code, country, place, file, project.today)
    yield from _directories(content, file, project.today)
    yield from _elsewhere(content, countries, file)


def _elsewhere(content: Map, countries: Map, file: YamlFile) -> Iterator[Finding]:
    """Countries that have lines, and are also said to have none; and those that are named twice."""
    names: dict[str, str] = {}
    for code, country in countries.items():
        country = as_map(country)
        for name in (country.get("name"), *as_items(country.get("aliases"))):
            names.setdefault(str(name).casefold(), code)
    elsewhere = as_items(content.get("elsewhere"))
    seen: set[str] = set()
    for name, line in zip(elsewhere, elsewhere.lines, strict=True):
        key = str(name).casefold()
        if key in names:
            yield Finding(
                file.place(line),
                f"“{name}” stands below “elsewhere”, as a country without lines, and has lines as "
                f"{names[key]}. "
                "Take it out below “elsewhere”.",
            )
        elif key in seen:
            yield Finding(file.place(line), f"“{name}” stands below “elsewhere” twice. Take one out.")
        seen.add(key)


def _country(code: str, country: Any, place: Place, file: YamlFile, today: date) -> Iterator[Finding]:
    if not COUNTRY_CODE.fullmatch(code):
        yield Finding(
            place, f"“{code}” is not a country's code. Use two capital letters (ISO), such as “GB”."
        )
    elif isinstance(code, Text) and code.is_plain and yaml.safe_load(code) != code:
        yield Finding(place, f'“{code}” without quotes would be read as another word. Write "{code}":')
    if not isinstance(country, Map):
        yield Finding(place, f"“{code}” needs a name, aliases, an emergency number and lines.")
        return
    yield from unknown_keys(country, COUNTRY_KEYS, file)
    name = country.get("name")
    if not name:
        yield Finding(place, f"“{code}” has no name. Add “name:” with the country's name.")
    name = str(name or code)
    for key in ("aliases", "lines"):
        if not isinstance(country.get(key), list):
            yield Finding(place, f"{name} has no “{key}”. Add “{key}: []” if there are none.")
    for key, example in (("people", "Irish"), ("cities", "Dublin")):
        if not isinstance(country.get(key, []), list):
            yield Finding(place, f"“{key}” of {name} must be a list, such as “{key}: [{example}]”.")
    yield from _emergency(country, name, place, file)
    lines = as_items(country.get("lines"))
    for line, number in zip(lines, lines.lines, strict=True):
        yield from _line(line, name, file.place(number), file)
        yield from _future(as_map(line), file, today)
    yield from _unverified(name, [as_map(line) for line in lines], place, today)


def _emergency(country: Map, name: str, place: Place, file: YamlFile) -> Iterator[Finding]:
    numbers = as_items(country.get("emergency"))
    if not numbers:
        yield Finding(place, f'{name} has no emergency number. Add it, in quotes: emergency: ["112"].')
    for number, line in zip(numbers, numbers.lines, strict=True):
        yield from _telephone(number, f"The emergency number of {name}", file.place(line))


def _line(line: Any, country: str, place: Place, file: YamlFile) -> Iterator[Finding]:
    if not isinstance(line, Map):
        yield Finding(place, f"A line of {country} needs a name, a number and the rest.")
        return
    yield from unknown_keys(line, LINE_KEYS, file)
    name = str(line.get("name") or "")
    if not name:
        yield Finding(place, f"A line of {country} has no name. Add “name:”.")
    name = f"“{name or 'the line'}” of {country}"
    if not any(line.get(way) for way in WAYS):
        yield Finding(place, f"{name} has no number to call or text and no chat. Add one of them.")
    for way in ("number", "text"):
        if line.get(way):
            number_place = file.place(line_of(line, way))
            yield from _telephone(line[way], f"The {way} of {name}", number_place)
    purposes = as_items(line.get("for"))
    if not purposes:
        yield Finding(
            place,
            f"{name} does not say who it is for. Add “for: [general]”; known are {', '.join(PURPOSES)}.",
        )
    for purpose in purposes:
        if purpose not in PURPOSES:
            yield Finding(
                file.place(line_of(line, "for")),
                f"“{purpose}” is not known in “for” of {name}."
                f"{did_you_mean(str(purpose), PURPOSES)} Known are {', '.join(PURPOSES)}.",
            )
    if not line.get("source"):
        yield Finding(place, f"{name} has no source. Add “source:” with where the number was found.")
    yield from _date(line, name, file)


def _telephone(number: Any, what: str, place: Place) -> Iterator[Finding]:
    if isinstance(number, Number):
        yield Finding(place, f'{what} must stand in quotes, or its zeros may get lost: "{number}".')
    elif not TELEPHONE.fullmatch(str(number)):
        yield Finding(place, f"{what}, “{number}”, is not a telephone number. Use digits and spaces.")


def _directories(content: Map, file: YamlFile, today: date) -> Iterator[Finding]:
    directories = as_items(content.get("directories"))
    entries = []
    for directory, line in zip(directories, directories.lines, strict=True):
        entry = as_map(directory)
        entries.append(entry)
        yield from unknown_keys(entry, DIRECTORY_KEYS, file)
        if not str(entry.get("url") or "").startswith("https://"):
            message = "A directory of help lines needs a “url” that begins with https://."
            yield Finding(file.place(line), message)
        yield from _date(entry, f"“{entry.get('name') or 'the directory'}”", file)
        yield from _future(entry, file, today)
    place = file.place(line_of(content, "directories"))
    yield from _unverified("The directories", entries, place, today)


def _date(entry: Map, name: str, file: YamlFile) -> Iterator[Finding]:
    written = entry.get("verified_at")
    if written is not None and _day(written) is None:
        yield Finding(
            file.place(line_of(entry, "verified_at")),
            f"The day in “verified_at” of {name}, “{written}”, cannot be read. "
            'Write it as year-month-day, such as "2026-01-31".',
        )


def _future(entry: Map, file: YamlFile, today: date) -> Iterator[Finding]:
    day = _day(entry.get("verified_at"))
    if day and day > today:
        yield Finding(
            file.place(line_of(entry, "verified_at")),
            f"“{entry.get('name')}” is said to have been verified on {day}, which is still to come. Write "
            f"the day on "
            "which it was called or looked up.",
        )


def _unverified(country: str, lines: list[Map], place: Place, today: date) -> Iterator[Finding]:
    never, long_ago = [], []
    for line in lines:
        day = _day(line.get("verified_at"))
        name = str(line.get("name") or "a line without name")
        if day is None:
            never.append(name)
        elif (today - day).days > DAYS_VALID:
            long_ago.append(f"{name} ({day})")
    parts = []
    if never:
        parts.append(f"never verified: {', '.join(never)}")
    if long_ago:
        parts.append(f"verified more than {DAYS_VALID} days ago: {', '.join(long_ago)}")
    if parts:
        yield Finding(
            place,
            f"{country}: {'; '.join(parts)}. Call or look up each, and write the day into “verified_at”.",
            WARNING,
        )


def _day(written: Any) -> date | None:
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        return None
