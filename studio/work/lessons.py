"""What a message from the inbox, or from a review, is made into: an example, a test question, a new answer.

A person writes it anew, in other words: a visitor's own are never kept.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from attachment_guide.yaml_files import read_yaml
from studio.work.workspace import Workspace
from tools import yaml_writer
from tools.checks import evaluation_copies, markup
from tools.checks.findings import Place
from tools.checks.project import Example, Project
from tools.checks.texts import fold
from tools.checks.yaml_file import as_items, as_map
from tools.in_vain.placeholders import placeholder_pattern
from tools.new import NAME, NewError, Writer

QUESTIONS = "evaluation/sets/questions.yml"
EXAMPLES = "examples"
NONE = "none"
ABOUT = ("self", "other")


class LessonError(ValueError):
    """A message cannot be made into that; the message says why and what to do."""


def in_own_words(text: str, original: str) -> str:
    """What a person has written, on one line.

    Args:
        text: as it was typed.
        original: the masked message that it stems from; empty when there is none.

    Raises:
        LessonError: when it is empty, holds a placeholder or is the message itself.
    """
    words = " ".join(text.split())
    found = placeholder_pattern().search(words)
    if not fold(words):
        raise LessonError("Write the message in words of your own first.")
    if found:
        raise LessonError(f"“{found[0]}” stands for something personal. Write the same without it.")
    if original and fold(words) == fold(original):
        raise LessonError(
            "These are the same words. Write the message in yours, so that nobody could know themselves by "
            "it, and nothing is learned that is only to measure."
        )
    return words


def intents(project: Project) -> list[str]:
    """What an example may belong to: the answers first, then everything else that has examples.

    Args:
        project: the content.
    """
    return [*dict.fromkeys([*project.required_answers, *project.intents_with_examples])]


def styles(project: Project) -> list[str]:
    """The ways of writing that test questions name.

    Args:
        project: the content.
    """
    return [*dict.fromkeys(str(as_map(case).get("style")) for case in _questions(project))]


def categories(workspace: Workspace) -> dict[str, str]:
    """The kinds of harmless messages, with what each is.

    Args:
        workspace: the project.
    """
    named: dict[str, str] = read_yaml(workspace.root / "clinical" / "categories.yml")[NONE]
    return named


def counts(project: Project) -> dict[tuple[str, str], int]:
    """How many examples of danger, or of none, there are of each tier and category.

    Args:
        project: the content.
    """
    return {
        (file.path.parent.name, file.path.stem): sum(1 for _ in evaluation_copies.said(file.content))
        for file in project.risk_folder(EXAMPLES)
    }


def add_example(workspace: Workspace, intent: str, text: str) -> str:
    """Makes a message an example.

    Args:
        workspace: the project.
        intent: full intent that it belongs to.
        text: in words of one's own; see `in_own_words`.

    Returns:
        The file.

    Raises:
        LessonError: when it is an example or a test question already, or there is no such intent.
        LossError: when the file cannot be changed without changing more.
    """
    project = workspace.project()
    others = [example for example in project.examples if example.intent == intent]
    if not others:
        raise LessonError(f"“{intent}” has no examples yet. Choose another one, or write a new answer.")
    _is_new(workspace, project, text)
    draft = Place(workspace.root / "draft")
    drafted = replace(project, examples=[Example(text, intent, draft)])
    for finding in (*markup.check(drafted), *evaluation_copies.check(drafted)):
        if finding.place == draft:
            raise LessonError(finding.message)
    file = others[-1].place.file

    def edit(content: Any) -> None:
        entry = next(item for item in content["nlu"] if item.get("intent") == intent)
        entry["examples"] = LiteralScalarString(f"{str(entry['examples']).rstrip()}\n- {text}\n")

    yaml_writer.change(file, edit)
    return workspace.shown(file)


def add_question(workspace: Workspace, answer: str, text: str, style: str) -> str:
    """Makes a message a question that is only measured with.

    Args:
        workspace: the project.
        answer: full retrieval intent of the answer that is right.
        text: in words of one's own.
        style: one of `styles`.

    Returns:
        The file.

    Raises:
        LessonError: when it is an example or a test question already, or there is no such answer or style.
    """
    project = workspace.project()
    if answer not in project.required_answers:
        raise LessonError("A test question belongs to an answer of the article. Choose one.")
    if style not in styles(project):
        raise LessonError(f"“{style}” is no way of writing. Choose one of the list.")
    _is_new(workspace, project, text)
    if fold(text) in {fold(str(as_map(case).get("text"))) for case in _questions(project)}:
        raise LessonError("This is a test question already.")
    Writer(workspace.root).questions(answer, [text], style)
    return QUESTIONS


def add_risk_example(workspace: Workspace, tier: str, category: str, text: str, about: str) -> str:
    """Makes a message an example of danger, or of one that only sounds like it.

    Args:
        workspace: the project.
        tier: such as `crisis`, or `none` for a harmless one.
        category: of the tier.
        text: in words of one's own.
        about: whom it is about, `self` or `other`.

    Returns:
        The file.

    Raises:
        LessonError: when it is an example or a test message already, or there is no such category.
        LossError: when the file cannot be changed without changing more.
    """
    project = workspace.project()
    if (tier, category) not in counts(project) or about not in ABOUT:
        raise LessonError("Which kind of message is it, and about whom? Choose of the list.")
    if fold(text) in evaluation_copies.unseen(project):
        raise LessonError("This measures how well danger is found: what has been learned measures nothing.")
    for other in project.risk_folder(EXAMPLES):
        if fold(text) in map(fold, evaluation_copies.said(other.content)):
            raise LessonError(f"This is an example already ({workspace.shown(other.path)}).")
    file = workspace.root / "clinical" / EXAMPLES / tier / f"{category}.yml"

    def edit(content: Any) -> None:
        content[about] = content.get(about) or []
        content[about].append(DoubleQuotedScalarString(text))

    yaml_writer.change(file, edit)
    return workspace.shown(file)


def add_answer(workspace: Workspace, name: str, text: str) -> str:
    """Writes the skeleton of a new answer, with the message as its first example.

    Args:
        workspace: the project.
        name: full retrieval intent, such as `coping/humming`.
        text: in words of one's own.

    Returns:
        The file with the answer's examples.

    Raises:
        LessonError: when the name is taken, or is none.
        LossError: when the file cannot be changed without changing more.
    """
    if not NAME.fullmatch(name):
        raise LessonError("A new answer needs a name such as coping/humming: a topic, a slash and a key.")
    _is_new(workspace, workspace.project(), text)
    try:
        Writer(workspace.root).answer(name)
    except NewError as error:
        raise LessonError(str(error)) from None
    return add_example(workspace, name, text)


def _is_new(workspace: Workspace, project: Project, text: str) -> None:
    folded = fold(text)
    for example in project.examples:
        if fold(example.text) == folded:
            where = f"{workspace.shown(example.place.file)}, line {example.place.line}"
            raise LessonError(f"This is an example of “{example.intent}” already ({where}).")


def _questions(project: Project) -> list[Any]:
    path = project.root / QUESTIONS
    return [case for file in project.evaluation_files if file.path == path for case in as_items(file.content)]
