"""Mistakes that people make in our own content: `make check` finds nearly all, with file and line, in "
"seconds."""

from __future__ import annotations

import shutil
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from attachment_guide.paths import ROOT
from tools.check import find_problems
from tools.checks.findings import Finding
from tools.checks.project_reader import load_project

CASES = yaml.safe_load(Path(__file__).with_name("seeded_mistakes.yml").read_text(encoding="utf-8"))
MISTAKES: list[dict[str, Any]] = CASES["mistakes"]
FEWEST = 75
PARTS = ("data", "clinical", "evaluation/sets", "actions", "channels", "components", "attachment_guide")
FILES = ("config.yml", "domain.yml", "content-map.yml", "article.yml", "answers-read.yml")
# Of the processor, since other tests run beside it; on a quiet machine it is about ten.
MOST_CPU_SECONDS = 60


def copy_of_our_content(folder: Path) -> Path:
    for part in PARTS:
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", "static"))
    for file in FILES:
        shutil.copy(ROOT / file, folder / file)
    return folder


def make(mistake: dict[str, Any], folder: Path) -> None:
    if "new" in mistake:
        (folder / mistake["new"]).write_text(mistake["text"], encoding="utf-8")
        return
    path = folder / mistake["file"]
    text = path.read_text(encoding="utf-8")
    assert mistake["replace"] in text, f"{mistake['file']} holds no more “{mistake['replace'][:60]}”"
    path.write_text(text.replace(mistake["replace"], mistake["by"], 1), encoding="utf-8")


def place_of(mistake: dict[str, Any], folder: Path) -> tuple[Path, int]:
    """The file and line that have to be named."""
    if "new" in mistake:
        return folder / mistake["new"], mistake["line"]
    path = folder / mistake.get("in", mistake["file"])
    lines = path.read_text(encoding="utf-8").splitlines()
    start = 0
    if "line_after" in mistake:
        start = 1 + next(i for i, line in enumerate(lines) if mistake["line_after"] in line)
    marker = mistake.get("at") or mistake["by"].strip("\n").splitlines()[0]
    wanted = marker.split("§")[0]
    is_it = (lambda line: line == wanted) if mistake.get("whole_line") else (lambda line: wanted in line)
    return path, 1 + next(i for i, line in enumerate(lines) if i >= start and is_it(line))


def is_found(mistake: dict[str, Any], folder: Path, findings: list[Finding]) -> bool:
    file, line = place_of(mistake, folder)
    return any(
        (x.place.file, x.place.line) == (file, line) and mistake["said"] in x.message for x in findings
    )


def shown(mistake: dict[str, Any]) -> str:
    return mistake.get("new") or f"{mistake['file']}: {mistake['by'].strip()[:70]}"


def test_there_are_enough_of_them() -> None:
    assert len(MISTAKES) >= FEWEST


def test_nearly_all_are_found_with_file_and_line(tmp_path: Path) -> None:
    folder = copy_of_our_content(tmp_path)
    for mistake in MISTAKES:
        make(mistake, folder)
    started = time.process_time()
    findings = find_problems(load_project(folder))
    assert time.process_time() - started < MOST_CPU_SECONDS
    missed = [shown(mistake) for mistake in MISTAKES if not is_found(mistake, folder, findings)]
    assert missed == []


@pytest.mark.parametrize("mistake", CASES["unreadable"], ids=shown)
def test_what_makes_a_file_unreadable_is_found(mistake: dict[str, Any], tmp_path: Path) -> None:
    folder = copy_of_our_content(tmp_path)
    make(mistake, folder)
    project = load_project(folder)
    assert not project.is_readable
    file, line = place_of(mistake, folder)
    [(place, message)] = [problem for x in project.files for problem in x.problems]
    assert place.file == file
    assert abs(place.line - line) <= 1
    assert mistake["said"] in message


def test_our_own_content_gives_no_finding_but_what_is_known(tmp_path: Path) -> None:
    """Help lines that nobody has verified yet are warned of, and nothing else is."""
    findings = find_problems(load_project(copy_of_our_content(tmp_path), today=date.today()))
    others = [x for x in findings if x.place.file.name != "help_lines.yml"]
    assert [f"{x.place.file.name}:{x.place.line} {x.message}" for x in others] == []
