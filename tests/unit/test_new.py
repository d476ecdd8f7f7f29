"""`make new`: skeletons that the check knows, and questions that only measure."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from attachment_guide.paths import ROOT
from tests.unit.checks.test_seeded_mistakes import copy_of_our_content
from tools.checks import answer_length, buttons, coverage, example_counts, intents, layout, sources, unwritten
from tools.checks.project_reader import load_project
from tools.new import main

LOOKED_AT = [
    module.check
    for module in (layout, unwritten, example_counts, answer_length, buttons, sources, coverage, intents)
]


@pytest.fixture
def project(tmp_path) -> Path:
    return copy_of_our_content(tmp_path)


def new(project: Path, *arguments: str) -> int:
    asked = iter(f'Does "humming" help, number {number}?' for number in range(1, 6))
    return main([*arguments, "--root", str(project)], ask=lambda _: next(asked))


def found(project: Path) -> list[str]:
    content = load_project(project)
    assert content.is_readable, [problem for file in content.files for problem in file.problems]
    findings = {finding for check in LOOKED_AT for finding in check(content)}
    return [
        f"{x.place.file.relative_to(project)}:{x.place.line} {x.message}"
        for x in sorted(findings)
        if x.place.file.name != "help_lines.yml" or "filled" in x.message
    ]


def test_an_answer(project):
    before = (project / "content-map.yml").read_text().splitlines()
    assert new(project, "answer", "coping/humming") == 0
    after = (project / "content-map.yml").read_text().splitlines()
    assert [line for line in after if line not in before] == [
        '  humming: {title: "WRITE", refs: [], facts: ["WRITE: what the article says of it"]}'
    ]
    said = "\n".join(found(project))
    for part in ("not filled in yet", "at least 25", "leads nowhere", "30 to 90", "no section"):
        assert part in said
    # Nothing is said of what was there before.
    assert all("coping.yml" in line or "content-map.yml" in line for line in found(project))
    questions = yaml.safe_load((project / "evaluation/sets/questions.yml").read_text())
    assert [q["accept"] for q in questions[-5:]] == [["coping/humming"]] * 5
    assert questions[-1]["text"] == "Does 'humming' help, number 5?"


def test_a_topic_has_its_rule_and_takes_answers(project):
    assert new(project, "topic", "sleep") == 0
    assert new(project, "answer", "sleep/naps") == 0
    content = load_project(project)
    assert content.replies["sleep"] == {"utter_sleep"}
    assert {"sleep/overview", "sleep/naps"} <= set(content.required_answers) & set(
        content.intents_with_examples
    )
    assert all("sleep" in line or "content-map" in line for line in found(project))


def test_a_story_a_phrase_and_a_help_line(project):
    assert new(project, "story", "asked_twice") == 0
    assert new(project, "phrase", "self_harm", "--text", "burnt my palm on the stove ring") == 0
    assert new(project, "line", "IE") == 0
    said = found(project)
    assert [line.split(":")[0] for line in said if "filled" in line].count(
        "data/stories/asked_twice.yml"
    ) == 2
    assert any("help_lines.yml" in line for line in said)
    phrases = load_project(project).risk_folder("phrases")
    [file] = [file for file in phrases if file.path.name == "self_harm.yml"]
    assert "burnt my palm on the stove ring" in file.content["groups"][0]["phrases"]
    assert load_project(project).risk_file("help_lines.yml").content["countries"]["IE"]["lines"][-1]["name"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("answer", "coping/routine"), "is in content-map.yml already"),
        (("answer", "sleep/naps"), "make new WHAT=topic NAME=sleep"),
        (("answer", "coping"), "has no key"),
        (("topic", "coping"), "is there already"),
        (("story", "Bad Name"), "is no name"),
        (("phrase", "self_harm"), "Which phrase?"),
        (("phrase", "nothing", "--text", "x"), "Known are"),
        (("line", "XX"), "has no country"),
    ],
)
def test_what_is_refused_changes_nothing(project, capsys, arguments, said):
    before = {path: path.read_bytes() for path in project.rglob("*.yml")}
    assert new(project, *arguments) == 1
    assert said in capsys.readouterr().err
    assert {path: path.read_bytes() for path in project.rglob("*.yml")} == before


def test_our_content_has_no_skeleton_left():
    assert not [line for line in found(ROOT) if "filled" in line]
