"""Changes the files that staff edit so that comments, order, quotes and blocks stay as they are.

ruamel.yaml keeps nearly all of a file, but not where a long list or text was broken into lines by hand. So
only the lines that a change concerns are taken from what it writes; every other line stays, byte for byte.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

# Longer than any line: no line is broken anew.
WIDTH = 1_000_000
# ruamel.yaml writes pictures such as 👍 as escapes; our files have them as they are.
ESCAPED = re.compile(r"(?<!\\)\\U([0-9A-F]{8})")
# A file of which fewer lines than this share are written as they were is left to an editor.
FEWEST_KEPT = 0.5


class LossError(ValueError):
    """A file cannot be changed without changing more than was meant; the message says which."""


def change(path: Path, edit: Callable[[Any], None]) -> bool:
    """Changes a file, all at once: whoever reads it has the old one or the new one.

    Args:
        path: of the file.
        edit: changes the content in place.

    Returns:
        Whether anything has changed.

    Raises:
        OSError: when the file cannot be read or written.
        LossError: when it cannot be read as YAML, or when more would change than was meant.
    """
    before = path.read_bytes().decode("utf-8")
    after = changed(before, edit, path.name)
    if after == before:
        return False
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(after.encode("utf-8"))
    new.replace(path)
    return True


def changed(text: str, edit: Callable[[Any], None], name: str = "the file") -> str:
    """The text of a file with a change.

    Args:
        text: of the file.
        edit: changes the content in place.
        name: of the file, for the message.

    Raises:
        LossError: see `change`.
    """
    yaml = _yaml(text)
    try:
        content = yaml.load(text)
        base = _dumped(content, yaml)
        edit(content)
        theirs = _dumped(content, yaml)
        merged = _merged(text.splitlines(keepends=True), base, theirs)
        if merged is None or _plain(yaml.load(merged)) != _plain(content):
            raise LossError(f"{name} is written in a way that only an editor keeps: change it by hand.")
    except YAMLError as error:
        raise LossError(f"{name} cannot be read: {' '.join(str(error).split())}") from None
    return merged


def _merged(ours: list[str], base: list[str], theirs: list[str]) -> str | None:
    """Takes over what differs between two other versions; None when those are too unlike ours."""
    places = [-1] * (len(base) + 1)
    for a, b, size in SequenceMatcher(None, base, ours, autojunk=False).get_matching_blocks():
        for i in range(size):
            places[a + i] = b + i
    places[len(base)] = len(ours)
    result = list(ours)
    hunks = [x for x in SequenceMatcher(None, base, theirs, autojunk=False).get_opcodes() if x[0] != "equal"]
    if hunks and sum(place >= 0 for place in places) < FEWEST_KEPT * len(places):
        return None
    for _, start, end, other_start, other_end in reversed(hunks):
        new = theirs[other_start:other_end]
        # A line that ruamel.yaml writes otherwise goes with the whole stretch of such lines.
        while start > 0 and places[start - 1] < 0 and start < len(base) and places[start] < 0:
            start -= 1
            new = [base[start], *new]
        while places[end] < 0:
            new = [*new, base[end]]
            end += 1
        first = places[start - 1] + 1 if start and places[start - 1] >= 0 else (places[start] if start else 0)
        result[first : places[end]] = new
    return "".join(result)


def _dumped(content: Any, yaml: YAML) -> list[str]:
    stream = io.StringIO()
    yaml.dump(content, stream)
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), stream.getvalue()).splitlines(keepends=True)


def _plain(content: Any) -> Any:
    """A content as plain lists, mappings and texts, to compare it with another."""
    if isinstance(content, dict):
        return [(_plain(key), _plain(value)) for key, value in content.items()]
    if isinstance(content, list):
        return [_plain(value) for value in content]
    return content if content is None else str(content)


def _yaml(text: str) -> YAML:
    """A reader and writer with the indentation that a text has."""
    yaml: Any = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = WIDTH
    yaml.allow_unicode = True
    is_list = text.lstrip().startswith("- ")
    is_indented = bool(re.search(r"^( *)[^\s#-][^\n]*:\n\1  - ", text, re.MULTILINE)) and not is_list
    yaml.indent(mapping=2, sequence=4 if is_indented else 2, offset=2 if is_indented else 0)
    yaml.representer.add_representer(
        type(None), lambda representer, _: representer.represent_scalar("tag:yaml.org,2002:null", "null")
    )
    return yaml
