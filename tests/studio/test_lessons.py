"""What a message is made into: the right line in the right file, and nothing that must not be kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.work import lessons
from studio.work.lessons import LessonError
from studio.work.workspace import Workspace
from tests.studio.conftest import git

TEXT = "would some lines in a notebook before bed do any good"
HARMLESS = "that plot twist nearly finished me off"


@pytest.fixture
def workspace(project: Path) -> Workspace:
    return Workspace(project)


def changed(project: Path) -> dict[str, list[str]]:
    """The lines that came, by file; nothing may have gone."""
    found: dict[str, list[str]] = {}
    file = ""
    for line in git(project, "diff", "-U0").splitlines():
        if line.startswith("+++"):
            file = line.removeprefix("+++ b/")
        elif line.startswith("+"):
            found.setdefault(file, []).append(line[1:].strip())
        assert not (line.startswith("-") and not line.startswith("---")), line
    return found


@pytest.mark.parametrize(
    ("text", "original", "said"),
    [
        ("  ", "", "words of your own"),
        ("Does it help my brother [NAME]?", "", "something personal"),
        ("does it help my brother [name]", "", "something personal"),
        ("DOES a diary help??", "Does a diary help?", "the same words"),
    ],
)
def test_what_is_not_kept(text: str, original: str, said: str) -> None:
    with pytest.raises(LessonError, match=said):
        lessons.in_own_words(text, original)


def test_a_message_in_other_words_is_kept_on_one_line() -> None:
    assert lessons.in_own_words("Does a\n notebook  help?", "Does a diary help?") == "Does a notebook help?"


def test_an_example(workspace: Workspace) -> None:
    assert lessons.add_example(workspace, "coping/journaling", TEXT) == "data/answers/coping.yml"
    assert changed(workspace.root) == {"data/answers/coping.yml": [f"- {TEXT}"]}
    assert any(e.text == TEXT and e.intent == "coping/journaling" for e in workspace.project().examples)


def test_a_question(workspace: Workspace) -> None:
    lessons.add_question(workspace, "coping/journaling", TEXT, "lay")
    line = f'- {{text: "{TEXT}", style: lay, accept: [coping/journaling]}}'
    assert changed(workspace.root) == {lessons.QUESTIONS: [line]}


@pytest.mark.parametrize("about", lessons.ABOUT)
def test_a_harmless_example(workspace: Workspace, about: str) -> None:
    file = lessons.add_risk_example(workspace, "none", "media_and_fiction", HARMLESS, about)
    assert changed(workspace.root) == {file: [f'- "{HARMLESS}"']}
    assert file == "clinical/examples/none/media_and_fiction.yml"


def test_a_new_answer(workspace: Workspace) -> None:
    lessons.add_answer(workspace, "coping/humming", TEXT)
    assert f"- {TEXT}" in changed(workspace.root)["data/answers/coping.yml"]
    assert "coping/humming" in workspace.project().required_answers


def test_nothing_is_kept_twice_or_learned_and_measured(workspace: Workspace) -> None:
    project = workspace.project()
    known = next(example.text for example in project.examples if example.intent == "coping/journaling")
    measured = "attachment trauma meaning plain english"
    in_danger = next(iter(lessons.evaluation_copies.unseen(project)))
    for work, said in (
        (lambda: lessons.add_example(workspace, "coping/journaling", known.upper()), "already"),
        (lambda: lessons.add_question(workspace, "coping/journaling", known, "lay"), "already"),
        (lambda: lessons.add_question(workspace, "about/definition", measured, "lay"), "already"),
        (lambda: lessons.add_example(workspace, "about/definition", measured), "measures nothing"),
        (
            lambda: lessons.add_example(workspace, "coping/journaling", "[touch](topic) it"),
            "mark of an entity",
        ),
        (
            lambda: lessons.add_risk_example(workspace, "none", "distress", in_danger, "self"),
            "measures nothing",
        ),
        (lambda: lessons.add_answer(workspace, "coping/humming", known), "already"),
    ):
        with pytest.raises(LessonError, match=said):
            work()
    assert changed(workspace.root) == {}


def test_what_is_not_there(workspace: Workspace) -> None:
    for work in (
        lambda: lessons.add_example(workspace, "coping/nothing", TEXT),
        lambda: lessons.add_question(workspace, "smalltalk/greet", TEXT, "lay"),
        lambda: lessons.add_question(workspace, "coping/journaling", TEXT, "shouted"),
        lambda: lessons.add_risk_example(workspace, "none", "../crisis/suicide", HARMLESS, "self"),
        lambda: lessons.add_risk_example(workspace, "none", "distress", HARMLESS, "nobody"),
        lambda: lessons.add_answer(workspace, "coping/journaling", TEXT),
        lambda: lessons.add_answer(workspace, ".*/a", TEXT),
        lambda: lessons.add_answer(workspace, "nowhere/a", TEXT),
    ):
        with pytest.raises(LessonError):
            work()
    assert changed(workspace.root) == {}
