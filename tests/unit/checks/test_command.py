"""`make check`: the command as a whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.unit.checks.small_project import (
    ANSWERS,
    LINES,
    TALK,
    TODAY,
    findings_of,
    line_with,
    shown,
    small_project,
)
from tools.check import COMPARING_CHECKS, ROOT, find_problems, main
from tools.checks.findings import ERROR
from tools.checks.project_reader import load_project


def test_a_project_in_order_has_no_findings(tmp_path: Path) -> None:
    assert shown(findings_of(tmp_path, small_project()), tmp_path) == []


def test_an_unreadable_file_makes_nothing_else_seem_missing(tmp_path: Path) -> None:
    files = small_project()
    files[ANSWERS] = files[ANSWERS].replace("  utter_about/effects:", "\tutter_about/effects:")
    assert len(findings_of(tmp_path, files)) == 1
    project = load_project(tmp_path, today=TODAY)
    assert any(list(check(project)) for check in COMPARING_CHECKS)


def test_the_command_says_where_and_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = small_project()
    files[LINES] = files[LINES].replace("2026-06-01", date.today().isoformat())
    findings_of(tmp_path, files)
    assert main(["--root", str(tmp_path)]) == 0
    assert capsys.readouterr().out.endswith(": all is well.\n")

    menu = files[TALK].replace("/about/definition", "/menu")
    (tmp_path / TALK).write_text(menu, encoding="utf-8")
    assert main(["--root", str(tmp_path)]) == 1
    said = capsys.readouterr().out.splitlines()
    line = line_with(menu, "- title: The bond")
    assert said[0].startswith(f"{TALK}:{line}: error: The button “The bond”")
    assert said[-1].startswith("Checked 3 answers, 105 examples and 28 responses in ")
    assert said[-1].endswith(": 1 error, no warnings.")


def test_the_command_takes_another_data_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    findings_of(tmp_path / "project", small_project())
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "x.yml").write_text("a: b: c", encoding="utf-8")
    options = ["--root", str(tmp_path / "project"), "--data-dir", str(tmp_path / "data")]
    assert main(options) == 1
    said = capsys.readouterr().out
    assert f"{tmp_path}/data/x.yml:1: error: There is a colon" in said
    assert "Part of the checks wait until every file can be read." in said


def test_warnings_alone_are_no_failure(tmp_path: Path) -> None:
    files = small_project()
    files[LINES] = files[LINES].replace("2026-06-01", "2020-01-01")
    assert {finding.severity for finding in findings_of(tmp_path, files)} == {"warning"}
    assert main(["--root", str(tmp_path)]) == 0


def test_our_own_content_has_no_errors() -> None:
    findings = find_problems(load_project(ROOT))
    assert shown([x for x in findings if x.severity == ERROR], ROOT) == []
