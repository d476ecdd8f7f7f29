"""The guides for staff and clinicians are followed literally, on a copy of the project."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from attachment_guide.paths import ROOT
from tests.unit.checks.test_seeded_mistakes import copy_of_our_content
from tools import new, read_answers, sign_offs
from tools.checks import facts, help_lines, layout, links, markup, risk_examples, text_rules
from tools.checks.findings import ERROR
from tools.checks.project_reader import load_project
from tools.sign_offs import SignOffs

GUIDES = ("for-staff.md", "for-clinicians.md")
BLOCK = re.compile(r"^```(edit (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LOOKED_AT = (layout, markup, links, text_rules, help_lines, risk_examples)


def follow_edit(file: Path, lines: list[str]) -> None:
    """Changes a file as an edit says: lines with `-` are found, those with `+` put in their place."""
    old = "\n".join(line[2:] for line in lines if line.startswith("- "))
    fresh = "\n".join(line[2:] for line in lines if line.startswith("+ "))
    text = file.read_text(encoding="utf-8")
    if not old:
        file.write_text(f"{text.rstrip()}\n{fresh}\n", encoding="utf-8")
        return
    assert old in text, f"{file.name} has no “{old}”"
    file.write_text(text.replace(old, fresh, 1), encoding="utf-8")


def follow_command(line: str, project: Path) -> None:
    """Runs what `make` would run."""
    _, target, *settings = shlex.split(line)
    values = dict(setting.split("=", 1) for setting in settings)
    root = ["--root", str(project)]
    if target == "new":
        text = ["--text", values["TEXT"]] if "TEXT" in values else []
        assert new.main([values["WHAT"], values["NAME"], *text, *root], ask=lambda _: "is it so?") == 0
    elif target == "read":
        assert read_answers.main([values["ANSWER"], *root]) == 0
    elif target == "sign":
        assert sign_offs.main([values["TEXT"], "--by", values["BY"], *root], ask=lambda _: "yes") == 0
    else:
        pytest.fail(f"The test does not know how to follow “{line}”")


def errors(project: Path) -> list[str]:
    content = load_project(project)
    return [
        f"{x.place.file.name}:{x.place.line} {x.message}"
        for module in LOOKED_AT
        for x in module.check(content)
        if x.severity == ERROR and "WRITE" not in x.message
    ]


@pytest.mark.parametrize("guide", GUIDES)
def test_every_recipe_works_as_it_stands(guide: str, tmp_path: Path) -> None:
    project = copy_of_our_content(tmp_path)
    blocks = BLOCK.findall((ROOT / "docs" / guide).read_text(encoding="utf-8"))
    assert len(blocks) >= 4
    for _, file, content in blocks:
        lines = content.splitlines()
        if file:
            follow_edit(project / file, lines)
        else:
            for line in lines:
                assert line.startswith("$ make "), line
                follow_command(line.removeprefix("$ "), project)
    assert load_project(project).is_readable
    assert errors(project) == []
    if guide == "for-staff.md":
        # The reworded answer has been read again, and the new ones are still to be read.
        said = [x.message for x in facts.check(load_project(project))]
        assert not any("healthy_mechanisms" in message for message in said)
        assert any("sleep/naps" in message for message in said)
    else:
        assert SignOffs(project).signatures("utter_crisis/suicide")


@pytest.mark.parametrize("guide", GUIDES)
def test_every_make_command_exists(guide: str) -> None:
    named = set(re.findall(r"make ([a-z]+)", (ROOT / "docs" / guide).read_text(encoding="utf-8")))
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert named <= targets
