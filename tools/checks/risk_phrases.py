"""Risk phrases: tiers, categories, the way that phrases are written, and the rules of their context."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from attachment_guide.risk import context
from attachment_guide.risk.phrase_grammar import MAX_GAP
from attachment_guide.risk.phrases import CONTEXT_FILE, LISTS_FILE, MINOR
from attachment_guide.risk.tiers import CATEGORIES, TIERS
from tools.checks.findings import Finding, Place
from tools.checks.project import Project
from tools.checks.texts import did_you_mean, shorten
from tools.checks.unknown_keys import unknown_keys
from tools.checks.yaml_file import Map, YamlFile, as_items, as_map, line_of

FOLDER = "phrases"
FILE_KEYS = ("category", "groups", "idioms")
GROUP_KEYS = ("name", "tier", "category", "about", "negatable", "past", "story", "phrases", "unless")
GROUP_TIERS = (*TIERS, MINOR)
RULE_KEYS = ("category", "direction", "max_scope", "inside", "cues")
ABOUT = ("auto", "self", "other")
CLOSING = {"(": ")", "[": "]"}
GAP = re.compile(r"\*(\d*)")


def check(project: Project) -> Iterator[Finding]:
    """Looks through the files of clinical/phrases.

    Args:
        project: the content.
    """
    files = project.risk_folder(FOLDER)
    lists = next((file for file in files if file.path.name == LISTS_FILE), None)
    names = list(as_map(lists.content)) if lists else []
    if lists:
        yield from _lists(lists)
    for file in files:
        if file.documents and file.path.name == CONTEXT_FILE:
            yield from _context(file)
        elif file.documents and file.path.name not in (LISTS_FILE, CONTEXT_FILE):
            yield from _file(file, names)


def _lists(file: YamlFile) -> Iterator[Finding]:
    above: list[str] = []
    for name, entries in as_map(file.content).items():
        if not as_items(entries):
            line = line_of(file.content, name)
            yield Finding(file.place(line), f"The list “{name}” is empty. Add words to it.")
        yield from _phrases(entries, above, file)
        above.append(name)


def _context(file: YamlFile) -> Iterator[Finding]:
    rules = as_items(as_map(file.content).get("rules"))
    if not rules:
        yield Finding(file.place(1), "The file has no “rules:”, each with a category, a direction and cues.")
    for rule, line in zip(rules, rules.lines, strict=True):
        if not isinstance(rule, Map):
            yield Finding(file.place(line), "A rule needs a category, a direction and cues.")
            continue
        yield from unknown_keys(rule, RULE_KEYS, file)
        for key, known in (("category", context.CATEGORIES), ("direction", context.DIRECTIONS)):
            value = str(rule.get(key) or "")
            if value not in known:
                place = file.place(line_of(rule, key) if key in rule else line)
                yield Finding(
                    place,
                    f"The {key} of a rule is “{value}”.{did_you_mean(value, known)} "
                    f"It must be one of {', '.join(known)}.",
                )
        if not as_items(rule.get("cues")):
            yield Finding(file.place(line), "A rule has no cues. Add them, or take it out.")
        yield from _phrases(rule.get("cues"), (), file)


def _file(file: YamlFile, lists: Collection[str]) -> Iterator[Finding]:
    content = file.content
    if not isinstance(content, Map):
        yield Finding(file.place(1), "The file must begin with “category:” and “groups:”.")
        return
    yield from unknown_keys(content, FILE_KEYS, file)
    yield from _phrases(content.get("idioms"), lists, file)
    groups = as_items(content.get("groups"))
    if not groups and not content.get("idioms"):
        yield Finding(file.place(1), "The file has no “groups:” of phrases. Add them.")
    for group, line in zip(groups, groups.lines, strict=True):
        yield from _group(group, content.get("category"), file.place(line), file, lists)


def _group(
    group: Any, category: Any, place: Place, file: YamlFile, lists: Collection[str]
) -> Iterator[Finding]:
    if not isinstance(group, Map):
        yield Finding(place, "A group of phrases needs a name, a tier and phrases.")
        return
    yield from unknown_keys(group, GROUP_KEYS, file)
    name = str(group.get("name") or "")
    if not name:
        yield Finding(place, "A group of phrases has no name. Add “name:”.")
    tier = str(group.get("tier") or "")
    if tier not in GROUP_TIERS:
        yield Finding(
            file.place(line_of(group, "tier")),
            f"The tier of “{name}” is “{tier}”.{did_you_mean(tier, GROUP_TIERS)} "
            f"It must be one of {', '.join(GROUP_TIERS)}.",
        )
    category_line = line_of(group, "category")
    yield from _category(tier, group.get("category", category), name, file.place(category_line))
    about = group.get("about", "auto")
    if about not in ABOUT:
        yield Finding(
            file.place(line_of(group, "about")),
            f"“about” of “{name}” is “{about}”. It must be one of {', '.join(ABOUT)}.",
        )
    if not as_items(group.get("phrases")):
        yield Finding(place, f"The group “{name}” has no phrases. Add them, or take it out.")
    for key in ("phrases", "unless"):
        yield from _phrases(group.get(key), lists, file)


def _category(tier: str, category: Any, name: str, place: Place) -> Iterator[Finding]:
    allowed = CATEGORIES.get(tier)
    if allowed and category not in allowed:
        hint = did_you_mean(str(category), allowed)
        yield Finding(
            place,
            f"The category of “{name}” is “{category}”.{hint} "
            f"For tier “{tier}” it must be one of {', '.join(allowed)}.",
        )


def _phrases(phrases: Any, lists: Collection[str], file: YamlFile) -> Iterator[Finding]:
    items = as_items(phrases)
    for phrase, line in zip(items, items.lines, strict=True):
        problem = _phrase_problem(phrase, lists)
        if problem:
            text = shorten(str(phrase or ""))
            yield Finding(file.place(line), f"The phrase “{text}” cannot be read: {problem}")


def _phrase_problem(phrase: Any, lists: Collection[str]) -> str | None:
    """What is wrong with a phrase; the grammar is in attachment_guide/risk/phrase_grammar.py."""
    if not isinstance(phrase, str) or not phrase.strip():
        return "it is empty, or not a text. Put it in quotes."
    opened: list[str] = []
    for character in phrase:
        if character in CLOSING:
            opened.append(CLOSING[character])
        elif character in CLOSING.values() and (not opened or opened.pop() != character):
            return f"there is a “{character}” too many, or it closes another kind of bracket."
        elif character == "|" and not opened:
            return "a bar “|” may only stand in brackets."
    if opened:
        return f"a bracket is not closed: “{opened[-1]}” is missing."
    if re.search(r"[(\[|]\s*[|)\]]", phrase):
        return "there is nothing between two bars or brackets. Write a word there."
    for piece in re.split(r"[\s()\[\]|]+", phrase):
        if piece.startswith("@") and piece[1:] not in lists:
            hint = did_you_mean(piece[1:], lists)
            return f"there is no list “{piece[1:]}” in {LISTS_FILE} to use here.{hint}"
        if piece.startswith("*"):
            gap = GAP.fullmatch(piece)
            if not gap or not 1 <= int(gap[1] or 1) <= MAX_GAP:
                return f"“{piece}” must be a star with a number from 1 to {MAX_GAP}, or none."
    return None
