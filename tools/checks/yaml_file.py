"""Reads YAML so that every value knows the line it stands in."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tools.checks.findings import Place

Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

NUMBER_TAGS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
NULL_TAG = "tag:yaml.org,2002:null"

# What the parser says, and what it most often means for somebody who edits texts.
INDENTATION = (
    "This line is not indented like its neighbours, or something in the line above is not closed. "
    "Compare the spaces at its start with the lines around it, and look for a missing quotation "
    "mark, bracket, colon or dash."
)
EXPLANATIONS = {
    "found character that cannot start any token": (
        "A tab, or one of the signs @ ` %, is where a text should begin. Replace tabs by spaces, "
        'and put a text that begins with such a sign in quotes: "…".'
    ),
    "mapping values are not allowed": (
        "There is a colon followed by a space where none may be, or the line is indented wrongly. "
        'Put a text that holds a colon in quotes: "…".'
    ),
    "found unexpected end of stream": (
        "A quotation mark was opened and never closed. Look for it in this part of the file."
    ),
    "did not find expected": INDENTATION,
    "could not find expected": INDENTATION,
    "undefined alias": 'A text must not begin with *. Put it in quotes: "…".',
    "control characters are not allowed": (
        "The file holds an invisible control character, perhaps pasted from another program. "
        "Type the text anew."
    ),
}
UNKNOWN_PROBLEM = "This file cannot be read from this line on."


class Text(str):
    """A text that knows its first line; for a block (`|`) that is the line after the bar.

    Attributes:
        line: the line's number, counted from one.
        is_block: whether it is written below a bar.
        is_plain: whether it is written without quotes and without a bar.
    """

    line: int
    is_block: bool
    is_plain: bool


class Number(Text):
    """A number that is written without quotes; its digits are kept as they are."""


class Map(dict[str, Any]):
    """A mapping that knows the lines of its keys, which are texts."""

    line: int
    lines: dict[str, int]


class Items(list[Any]):
    """A list that knows the lines of its items."""

    line: int
    lines: list[int]


@dataclass
class YamlFile:
    """A YAML file, as far as it could be read.

    Attributes:
        path: the file's path.
        documents: the parts between lines of `---`, mostly one; empty when the file cannot be read.
        problems: why the file cannot be read, or which keys stand in it twice.
    """

    path: Path
    documents: list[Any] = field(default_factory=list)
    problems: list[tuple[Place, str]] = field(default_factory=list)

    @property
    def is_readable(self) -> bool:
        """Whether the whole file could be read."""
        return bool(self.documents) or not self.problems

    @property
    def content(self) -> Any:
        """The first document; None when there is none."""
        return self.documents[0] if self.documents else None

    def place(self, line: int) -> Place:
        """The place of a line of this file."""
        return Place(self.path, line)


def read_yaml(path: Path) -> YamlFile:
    """Reads a YAML file; never raises for what is wrong in it.

    Words such as `no` and `on` stay words, and dates stay texts.

    Args:
        path: the file's path.

    Returns:
        The file, with what could be read and with the problems.
    """
    file = YamlFile(path)
    try:
        text = path.read_text(encoding="utf-8")
        nodes = list(yaml.compose_all(text, Loader=Loader))
        file.documents = [_value(node, file) for node in nodes]
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        message = "This file is not saved as UTF-8. Save it again with the encoding UTF-8."
        file.problems.append((file.place(line), message))
    except OSError:
        file.problems.append((file.place(1), "This file is missing or cannot be opened."))
    except yaml.YAMLError as error:
        file.problems.append(_problem(error, file, text))
    return file


def line_of(value: Any, key: str | int | None = None) -> int:
    """The line of a value, or of one of its keys or items.

    Args:
        value: a value that `read_yaml` has returned.
        key: a key of a mapping or an index of a list; when left out or unknown, the value's own line counts.
    """
    if isinstance(value, Map) and key in value.lines:
        return value.lines[str(key)]
    if isinstance(value, Items) and isinstance(key, int):
        return value.lines[key]
    return getattr(value, "line", 1)


def as_map(value: Any) -> Map:
    """The value if it is a mapping, otherwise an empty one."""
    if isinstance(value, Map):
        return value
    empty = Map()
    empty.line, empty.lines = getattr(value, "line", 1), {}
    return empty


def as_items(value: Any) -> Items:
    """The value if it is a list, otherwise an empty one."""
    if isinstance(value, Items):
        return value
    empty = Items()
    empty.line, empty.lines = getattr(value, "line", 1), []
    return empty


def _value(node: yaml.Node | None, file: YamlFile) -> Any:
    if isinstance(node, yaml.MappingNode):
        return _map(node, file)
    if isinstance(node, yaml.SequenceNode):
        items = Items(_value(child, file) for child in node.value)
        items.line = node.start_mark.line + 1
        items.lines = [child.start_mark.line + 1 for child in node.value]
        return items
    if not isinstance(node, yaml.ScalarNode) or node.tag == NULL_TAG:
        return None
    return _text(node)


def _text(node: yaml.ScalarNode) -> Text:
    text = (Number if node.tag in NUMBER_TAGS else Text)(node.value)
    text.is_block = node.style in ("|", ">")
    text.is_plain = not node.style
    text.line = node.start_mark.line + (2 if text.is_block else 1)
    return text


def _map(node: yaml.MappingNode, file: YamlFile) -> Map:
    result = Map()
    result.line, result.lines = node.start_mark.line + 1, {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            continue
        key = _text(key_node)
        line = key.line
        if key in result:
            message = (
                f"“{key}” stands here twice (first in line {result.lines[key]}); only one of them "
                "would count. Put both together or take one out."
            )
            file.problems.append((file.place(line), message))
        result[key] = _value(value_node, file)
        result.lines[key] = line
    return result


def _problem(error: yaml.YAMLError, file: YamlFile, text: str) -> tuple[Place, str]:
    said = str(getattr(error, "problem", None) or error)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line + 1 if mark else text[: getattr(error, "position", 0)].count("\n") + 1
    context = getattr(error, "context_mark", None)
    if said == "found unexpected end of stream" and context:
        line = context.line + 1
    known = (explained for part, explained in EXPLANATIONS.items() if part in said)
    return file.place(min(line, text.count("\n") + 1)), next(known, UNKNOWN_PROBLEM)
