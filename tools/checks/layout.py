"""Files that cannot be read, keys that are unknown, lines that are not where they belong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tools.checks.findings import WARNING, Finding, Place
from tools.checks.project import Project
from tools.checks.project_reader import example_lines
from tools.checks.texts import shorten
from tools.checks.unknown_keys import unknown_keys
from tools.checks.yaml_file import Items, Map, Text, YamlFile, as_items, as_map, line_of

DATA_KEYS = (
    "version",
    "nlu",
    "responses",
    "rules",
    "stories",
    "feelings",
    "texts",
    "delete_words",
    "nothing",
)
DOMAIN_KEYS = (
    *("version", "intents", "entities", "slots", "actions", "responses", "forms", "e2e_actions"),
    *("session_config", "config"),
)
NLU_KINDS = ("intent", "synonym", "regex", "lookup")
NLU_KEYS = (*NLU_KINDS, "examples", "metadata")
VARIATION_KEYS = (
    *("text", "buttons", "metadata", "condition", "channel", "image", "custom", "attachment"),
    *("quick_replies", "elements", "id", "button_type"),
)
WITHOUT_TEXT = ("image", "custom", "attachment", "elements")
BUTTON_KEYS = ("title", "payload")
CONDITION_KEYS = ("type", "name", "value")
RULE_KEYS = (*("rule", "steps", "condition", "conversation_started", "wait_for_user_input", "metadata"),)
STORY_KEYS = ("story", "steps", "metadata")
STEP_KEYS = (
    *("intent", "user", "entities", "action", "bot", "slot_was_set", "checkpoint", "or"),
    *("active_loop", "metadata"),
)
MAP_KEYS = ("title", "refs", "facts")

RESPONSE_NAME = re.compile(r"utter_[a-z0-9_]+(/[a-z0-9_]+)?")
INTENT_NAME = re.compile(r"[a-z0-9_]+(/[a-z0-9_]+)?")


def check(project: Project) -> Iterator[Finding]:
    """Looks at how the files are written.

    Args:
        project: the content.
    """
    for file in project.files:
        for place, message in file.problems:
            yield Finding(place, message)
    for file in (project.content_map, project.domain):
        if file.is_readable and file.content is None:
            yield Finding(file.place(1), "This file is empty. Put back what was in it.")
    yield from _content_map(project.content_map)
    yield from _domain(project.domain)
    for file in project.data_files:
        yield from _data_file(file)
    yield from _defined_twice(project)


def _content_map(file: YamlFile) -> Iterator[Finding]:
    for _, entries in as_map(file.content).items():
        for key, entry in as_map(entries).items():
            place = file.place(line_of(entries, key))
            if not isinstance(entry, Map):
                yield Finding(place, f"The answer “{key}” needs a title, refs and facts.")
                continue
            yield from _unknown_keys(entry, MAP_KEYS, file)
            for needed in MAP_KEYS:
                if needed not in entry:
                    yield Finding(place, f"The answer “{key}” has no “{needed}”. Add it.")


def _domain(file: YamlFile) -> Iterator[Finding]:
    if file.documents:
        yield from _unknown_keys(as_map(file.content), DOMAIN_KEYS, file)


def _data_file(file: YamlFile) -> Iterator[Finding]:
    content = file.content
    if not file.documents:
        return
    if not isinstance(content, Map):
        allowed = _list(DATA_KEYS)
        yield Finding(file.place(1), f"The file must begin with one of the words {allowed}.")
        return
    yield from _unknown_keys(content, DATA_KEYS, file)
    if content.get("nlu") is not None:
        yield from _nlu(content, file)
    if content.get("responses") is not None:
        yield from _responses(content, file)
    for section, name, keys in (("rules", "rule", RULE_KEYS), ("stories", "story", STORY_KEYS)):
        if content.get(section) is not None:
            yield from _dialogues(content, section, name, keys, file)


def _nlu(content: Map, file: YamlFile) -> Iterator[Finding]:
    for item, place in _items(content, "nlu", file):
        if not isinstance(item, Map):
            yield Finding(place, "Here a line such as “- intent: menu” is expected.")
            continue
        yield from _unknown_keys(item, NLU_KEYS, file)
        kinds = [kind for kind in NLU_KINDS if kind in item]
        if len(kinds) != 1:
            yield Finding(
                place,
                "It is not said what these examples belong to. "
                "The first line must be “- intent: …” with the intent's name.",
            )
            continue
        name = item[kinds[0]]
        if kinds == ["intent"] and not INTENT_NAME.fullmatch(str(name or "")):
            yield Finding(
                place,
                f"“{name or ''}” cannot be the name of an intent. "
                "Use small letters and underscores, such as “menu” or “symptoms/children”.",
            )
        yield from _examples(item, str(name), file)


def _examples(item: Map, name: str, file: YamlFile) -> Iterator[Finding]:
    examples = item.get("examples")
    if not isinstance(examples, Text) or not examples.is_block:
        yield Finding(
            file.place(line_of(item, "examples")),
            f"The examples of “{name}” cannot be read. Write “examples: |” (with the bar) and "
            "below it one example a line, each indented alike and beginning with “- ”.",
        )
        return
    for line, text in example_lines(examples):
        place = file.place(line)
        if not text.strip():
            message = f"There is an empty line between the examples of “{name}”. Take it out."
            yield Finding(place, message, WARNING)
        elif text.startswith(" ") and text.lstrip().startswith("-"):
            yield Finding(
                place,
                f"The example “{shorten(text.lstrip(' -'))}” is indented further than the others "
                f"of “{name}”. Move it to the left, below them.",
            )
        elif not text.startswith("- "):
            yield Finding(
                place,
                f"“{shorten(text)}” stands among the examples of “{name}” and would be left out. "
                "Each example must begin with a dash and a space: “- ”.",
            )
        elif not text[2:].strip():
            yield Finding(place, f"An example of “{name}” is empty. Write one or take the dash out.")


def _responses(content: Map, file: YamlFile) -> Iterator[Finding]:
    responses = content["responses"]
    if not isinstance(responses, Map):
        message = "Below “responses:” names of texts are expected, such as “utter_menu:”."
        yield Finding(file.place(line_of(content, "responses")), message)
        return
    for name, variations in responses.items():
        place = file.place(line_of(responses, name))
        if not RESPONSE_NAME.fullmatch(name):
            yield Finding(
                place,
                f"“{name}” is not the name of a text. Names begin with “utter_” and hold only "
                "small letters, digits and underscores, such as “utter_symptoms/children”. "
                "If it is a part of the text above, indent it further.",
            )
        elif not isinstance(variations, Items) or not variations:
            message = f"Below “{name}:” a line “- text: |-” with the text is expected."
            yield Finding(place, message)
        else:
            for variation, line in zip(variations, variations.lines, strict=True):
                yield from _variation(name, variation, file.place(line), file)


def _variation(name: str, variation: Any, place: Place, file: YamlFile) -> Iterator[Finding]:
    if not isinstance(variation, Map):
        message = f"Each text of “{name}” must begin with “- text: |-”."
        yield Finding(place, message)
        return
    yield from _unknown_keys(variation, VARIATION_KEYS, file)
    has_other = any(variation.get(key) for key in WITHOUT_TEXT)
    text = variation.get("text")
    if not (isinstance(text, Text) and text.strip()) and not has_other:
        yield Finding(place, f"“{name}” has no text. Write it below “text: |-”.")
    for button, button_place in _items(variation, "buttons", file):
        if not isinstance(button, Map):
            message = f"A button of “{name}” needs a “title” and a “payload”."
            yield Finding(button_place, message)
            continue
        yield from _unknown_keys(button, BUTTON_KEYS, file)
        for key in BUTTON_KEYS:
            if not str(button.get(key) or "").strip():
                yield Finding(button_place, f"A button of “{name}” has no “{key}”. Add it.")
    for condition, _ in _items(variation, "condition", file):
        yield from _unknown_keys(as_map(condition), CONDITION_KEYS, file)


def _dialogues(
    content: Map, section: str, name: str, keys: tuple[str, ...], file: YamlFile
) -> Iterator[Finding]:
    for dialogue, place in _items(content, section, file):
        if not isinstance(dialogue, Map) or not dialogue.get(name):
            yield Finding(place, f"Each of the {section} must begin with “- {name}: …”.")
            continue
        yield from _unknown_keys(dialogue, keys, file)
        if not as_items(dialogue.get("steps")):
            yield Finding(place, f"“{dialogue[name]}” has no steps. Add them below “steps:”.")
        for step, step_place in _items(dialogue, "steps", file):
            if isinstance(step, Map):
                yield from _unknown_keys(step, STEP_KEYS, file)
            else:
                message = "A step must be written as “- intent: …” or “- action: …”."
                yield Finding(step_place, message)


def _defined_twice(project: Project) -> Iterator[Finding]:
    seen: dict[str, Place] = {}
    for file in [project.domain, *project.data_files]:
        responses = as_map(as_map(file.content).get("responses"))
        for name, line in responses.lines.items():
            place = file.place(line)
            first = seen.setdefault(name, place)
            if first.file != place.file:
                yield Finding(
                    place,
                    f"“{name}” is also in {first.file.name}, line {first.line}; only one of the "
                    "two would be shown. Keep one of them, with all its texts.",
                )


def _items(parent: Map, key: str, file: YamlFile) -> Iterator[tuple[Any, Place]]:
    items = as_items(parent.get(key))
    for item, line in zip(items, items.lines, strict=True):
        yield item, file.place(line)


def _unknown_keys(found: Map, allowed: tuple[str, ...], file: YamlFile) -> Iterator[Finding]:
    advice = "If the word is right, check how far the line is indented."
    return unknown_keys(found, allowed, file, advice)


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(names)
