"""Files that staff edit are changed in the lines that are meant, and in no other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from attachment_guide.paths import ROOT
from tools.yaml_writer import LossError, change, changed

FOLDERS = ("data", "clinical", "evaluation/sets")
# ruamel.yaml takes a second for a thousand lines: of longer files, the beginning tells as much.
MOST_LINES = 250
TEXT = """\
# A remark at the head
lines:
  - name: "One"   # beside it
    note: null
    cities:
      [Rome, Paris,
       London]
    text: |-
      A block
        with a step 👍
  - name: 'Two'

# A remark below
end: {a: 1, b: "no"}
"""


def beginning(file: Path) -> str:
    """The first part of a file, cut where an entry of the outermost level begins."""
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    if len(lines) <= MOST_LINES:
        return "".join(lines)
    first = lines[: MOST_LINES + 1]
    entries = ("- ", "  - ", "      - ")
    ends = [i for i, line in enumerate(first) if line[0].isalpha() or line.startswith(entries)]
    return "".join(lines[: max(ends)])


def first_text(content: Any) -> tuple[Any, Any] | None:
    """The innermost first text: what holds it, and its key."""
    pairs = content.items() if isinstance(content, dict) else enumerate(content)
    for key, value in list(pairs):
        if isinstance(value, dict | list) and value:
            found = first_text(value)
            if found:
                return found
        elif value is not None and "\n" not in str(value):
            return content, key
    return None


FILES = [file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*.yml"))]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_our_files_stay_as_they_are_but_for_what_is_changed(file: Path) -> None:
    text = beginning(file)
    assert changed(text, lambda content: None) == text

    def edit(content: Any) -> None:
        holder, key = first_text(content)
        holder[key] = "a new text"

    try:
        after = changed(text, edit)
    except LossError:
        return  # Refused rather than spoilt.
    before, now = text.splitlines(), after.splitlines()
    same_start = next(i for i, (one, other) in enumerate(zip(before, now, strict=False)) if one != other)
    same_end = next(
        i for i, (one, other) in enumerate(zip(before[::-1], now[::-1], strict=False)) if one != other
    )
    assert "a new text" in after
    # The value's own lines: one, or as many as it was broken into by hand.
    assert len(before) - same_end - same_start <= 16


def edited(edit: Any) -> str:
    return changed(TEXT, edit)


def test_a_value() -> None:
    after = edited(lambda c: c["lines"][0].__setitem__("name", "Uno"))
    assert after == TEXT.replace('name: "One"   # beside it', "name: Uno   # beside it") or "Uno" in after
    assert after.replace("Uno", '"One"').split("note")[1] == TEXT.split("note")[1]


def test_a_new_entry() -> None:
    after = edited(lambda c: c["lines"].append({"name": "Three"}))
    assert "  - name: Three\n" in after
    assert after.replace("  - name: Three\n", "") == TEXT


def test_a_list_that_was_broken_by_hand() -> None:
    after = edited(lambda c: c["lines"][0]["cities"].append("Bern"))
    assert "cities: [Rome, Paris, London, Bern]\n" in after
    assert after.split("text: |-")[1] == TEXT.split("text: |-")[1]


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_text("a: [1\n")
    with pytest.raises(LossError, match=r"a\.yml cannot be read"):
        change(file, lambda content: None)
    assert file.read_text() == "a: [1\n"


def test_the_file_is_replaced_at_once(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_text(TEXT)
    assert not change(file, lambda content: None)
    assert change(file, lambda content: content["end"].__setitem__("a", 2))
    assert file.read_text() == TEXT.replace("a: 1", "a: 2")
    assert [path.name for path in tmp_path.iterdir()] == ["a.yml"]
