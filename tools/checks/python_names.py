"""The responses and actions that the Python code names, read from its source without running it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tools.checks.findings import Place

FOLDERS = ("actions", "channels", "components", "attachment_guide")
UTTER = "utter_"
RESPONSE_NAME = re.compile(r"utter_[a-z0-9_]+(/[a-z0-9_]+)?")
# Arguments of `utter_message` that do not fill in a placeholder.
MESSAGE_PARTS = {"text", "image", "json_message", "response", "attachment", "buttons", "elements"}


@dataclass
class PythonNames:
    """The names that the code uses.

    Attributes:
        required: responses that the code certainly utters, as names or patterns of names, with their places.
        mentioned: names of responses that the code utters or may utter.
        patterns: patterns of the names that are put together at run time, such as `utter_concern_.+`.
        parameters: the placeholders that the code fills in.
        actions: the custom actions, each with the file that it stands in.
    """

    required: list[tuple[str, Place]] = field(default_factory=list)
    mentioned: set[str] = field(default_factory=set)
    patterns: set[str] = field(default_factory=set)
    parameters: set[str] = field(default_factory=set)
    actions: dict[str, Place] = field(default_factory=dict)

    def mentions(self, response: str) -> bool:
        """Whether the code utters, or may utter, a response.

        Args:
            response: the response's name.
        """
        return response in self.mentioned or any(re.fullmatch(p, response) for p in self.patterns)


def python_names(root: Path) -> PythonNames:
    """Reads the code of the actions, the channels, the components and the library.

    Args:
        root: the project's folder.
    """
    names = PythonNames()
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.py")):
            try:
                tree = ast.parse(path.read_text(encoding="utf-8"))
            except (SyntaxError, ValueError):
                continue
            _read_module(tree, path, names)
            if folder == "actions" and path.stem.startswith("action_"):
                names.actions[path.stem] = Place(path)
    return names


def _read_module(tree: ast.Module, path: Path, names: PythonNames) -> None:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant | ast.JoinedStr):
            pattern = _pattern(node) or ""
            if pattern.startswith(UTTER) and not pattern.startswith(f"{UTTER}.+"):
                _mention(pattern, names)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            if any(_uttered(call)[1] for call in _calls(node)):
                # What is uttered comes from a variable: any text of this function may be it.
                texts = (_pattern(x) for x in ast.walk(node) if isinstance(x, ast.Constant))
                names.mentioned.update(UTTER + text for text in texts if text)
        elif isinstance(node, ast.Call):
            for name in _uttered(node)[0]:
                names.required.append((name, Place(path, node.lineno)))
                _mention(name, names)
            if _function(node) in ("utter", "utter_message"):
                keywords = {keyword.arg for keyword in node.keywords if keyword.arg}
                names.parameters.update(keywords - MESSAGE_PARTS)


def _calls(node: ast.AST) -> Iterator[ast.Call]:
    return (x for x in ast.walk(node) if isinstance(x, ast.Call))


def _function(call: ast.Call) -> str:
    if isinstance(call.func, ast.Name):
        return call.func.id
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _uttered(call: ast.Call) -> tuple[list[str], bool]:
    """Names and patterns that a call utters, and whether it utters what a variable holds."""
    if _function(call) == "utter" and len(call.args) > 1:
        names, is_open = _texts(call.args[1])
        return [UTTER + name for name in names], is_open
    for keyword in call.keywords:
        if _function(call) == "utter_message" and keyword.arg == "response":
            names, is_open = _texts(keyword.value)
            return [name for name in names if name.startswith(UTTER)], is_open
    return [], False


def _texts(value: ast.expr) -> tuple[list[str], bool]:
    """The texts that an expression may be, and whether it may be others as well."""
    if isinstance(value, ast.IfExp | ast.BoolOp):
        parts = [value.body, value.orelse] if isinstance(value, ast.IfExp) else value.values
        pairs = [_texts(part) for part in parts]
        return [text for texts, _ in pairs for text in texts], any(is_open for _, is_open in pairs)
    text = _pattern(value)
    return ([text], False) if text else ([], True)


def _pattern(node: ast.AST) -> str | None:
    """A text as it stands, or an f-string as a pattern; None when it begins with a variable."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant):
        parts = (str(p.value) if isinstance(p, ast.Constant) else ".+" for p in node.values)
        return "".join(parts)
    return None


def _mention(name: str, names: PythonNames) -> None:
    if ".+" in name:
        names.patterns.add(name)
    elif RESPONSE_NAME.fullmatch(name):
        names.mentioned.add(name)
