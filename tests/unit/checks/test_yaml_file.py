"""Files that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.checks.small_project import (
    LINES,
    MAP,
    TALK,
    TODAY,
    Change,
    Expected,
    assert_said,
    findings_of,
    shown,
    small_project,
)
from tools.check import find_problems
from tools.checks.project_reader import load_project

CASES = [
    pytest.param(
        (TALK, "  utter_menu:", "\tutter_menu:"),
        [
            (
                TALK,
                "\tutter_menu:",
                "A tab, or one of the signs @ ` %, is where a text should begin.",
            )
        ],
        id="a tab",
    ),
    pytest.param(
        (TALK, "- text: Hello.", "- text: Hello: you"),
        [(TALK, "Hello: you", "There is a colon followed by a space where none may be")],
        id="a colon in a text",
    ),
    pytest.param(
        (TALK, "- text: Hello.", '- text: "Hello.'),
        [(TALK, '"Hello.', "A quotation mark was opened and never closed.")],
        id="an open quotation mark",
    ),
    pytest.param(
        (TALK, "      buttons:\n", "     buttons:\n"),
        [(TALK, "     buttons:", "This line is not indented like its neighbours")],
        id="wrong indentation",
    ),
    pytest.param(
        (TALK, "responses:\n", "responses:\n  utter_menu:\n    - text: Menu.\n"),
        [
            (
                TALK,
                "  utter_menu:§2",
                "“utter_menu” stands here twice (first in line 43); only one of them would count.",
            )
        ],
        id="a text twice in a file",
    ),
]


@pytest.mark.parametrize(("change", "expected"), CASES)
def test_what_is_said(change: Change, expected: Expected, tmp_path: Path) -> None:
    assert_said(change, expected, tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    files = small_project()
    del files[MAP], files[LINES]
    said = shown(findings_of(tmp_path, files), tmp_path)
    assert f"{MAP}:1 This file is missing or cannot be opened." in said
    assert f"{LINES}:1 This file is missing: without it nobody is given a help line." in said


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    findings_of(tmp_path, small_project())
    (tmp_path / TALK).write_bytes("version: x\n# café\n".encode("latin-1"))
    said = shown(find_problems(load_project(tmp_path, today=TODAY)), tmp_path)
    assert said == [f"{TALK}:2 This file is not saved as UTF-8. Save it again with the encoding UTF-8."]
