"""Answers: all of them at a glance, and each as a form with what can be said of it while it is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, json, redirect

from attachment_guide.content.reading import HIGHEST_GRADE, reading_grade
from studio.access import EDITOR
from studio.pages import only, page, problem
from studio.rooms.places import all_values, form_values, lines_of, workspace_of
from studio.work import answers
from studio.work.answers import Draft, StaleError
from tools.checks.project import Project
from tools.checks.yaml_file import as_items, as_map
from tools.new import NewError, Writer
from tools.read_answers import write as record_read

room = Blueprint("answers", url_prefix="/answers")
MOST_BUTTONS = 4


@room.get("")
async def overview(request: Request) -> HTTPResponse:
    """All answers, by topic."""
    project = workspace_of(request).project()
    examples = Counter(example.intent for example in project.examples)
    read = as_map(project.answers_read.content if project.answers_read else None)
    measured = _measured(project)
    rows = [
        {
            "id": answer,
            "topic": answer.split("/")[0],
            "choice": project.responses[answers.response_of(answer)][0].choice,
            "grade": round(reading_grade(project.responses[answers.response_of(answer)][0].text), 1),
            "examples": examples[answer],
            "questions": measured[answer],
            "is_read": answer in read,
        }
        for answer in project.required_answers
        if answers.response_of(answer) in project.responses
    ]
    return page(request, "answers.html", title="Answers", rows=rows, highest=HIGHEST_GRADE)


@room.post("/new")
@only(EDITOR)
async def new(request: Request) -> HTTPResponse:
    """Writes the skeleton of an answer or of a topic."""
    workspace = workspace_of(request)
    name = form_values(request).get("name", "").strip()
    writer = Writer(workspace.root)
    try:
        writer.answer(name) if "/" in name else writer.topic(name)
    except NewError as error:
        return problem(request, 400, str(error), "Go back and choose another name.")
    return redirect(f"/answers/{name if '/' in name else f'{name}/overview'}")


@room.get("/<topic:str>/<key:str>")
async def edit(request: Request, topic: str, key: str) -> HTTPResponse:
    """The form of one answer."""
    answer = f"{topic}/{key}"
    try:
        draft = answers.read(workspace_of(request).project(), answer)
    except KeyError:
        return problem(request, 404, f"There is no answer “{answer}”.", "Choose one in the list.")
    return _form(request, answer, draft, answers.version(draft), saved=request.args.get("saved") == "1")


@room.post("/<topic:str>/<key:str>/check")
async def check(request: Request, topic: str, key: str) -> HTTPResponse:
    """What can be said of a draft at once, as JSON."""
    opinion = answers.judge(workspace_of(request).project(), f"{topic}/{key}", _draft(request))
    return json(asdict(opinion))


@room.post("/<topic:str>/<key:str>")
@only(EDITOR)
async def save(request: Request, topic: str, key: str) -> HTTPResponse:
    """Saves the form."""
    answer, draft = f"{topic}/{key}", _draft(request)
    workspace = workspace_of(request)
    read_as = form_values(request).get("read_as", "")
    try:
        answers.save(workspace, answer, draft, read_as)
    except StaleError:
        now = answers.read(workspace.project(), answer)
        return _form(request, answer, draft, answers.version(now), other=now, status=409)
    return redirect(f"/answers/{answer}?saved=1")


@room.post("/<topic:str>/<key:str>/read")
@only(EDITOR)
async def compared(request: Request, topic: str, key: str) -> HTTPResponse:
    """Records that a person has compared the answer with its facts."""
    workspace = workspace_of(request)
    record_read(workspace.project(), [f"{topic}/{key}"])
    return redirect(f"/answers/{topic}/{key}?saved=1")


def _form(
    request: Request,
    answer: str,
    draft: Draft,
    read_as: str,
    *,
    saved: bool = False,
    other: Draft | None = None,
    status: int = 200,
) -> HTTPResponse:
    workspace = workspace_of(request)
    project = workspace.project()
    required = project.required_answers.get(answer)
    blank = [("", "")] * max(1, MOST_BUTTONS - len(draft.buttons))
    return page(
        request,
        "answer.html",
        status,
        title=answer,
        answer=answer,
        draft=draft,
        buttons=[*draft.buttons, *blank],
        read_as=read_as,
        saved=saved,
        other=other,
        opinion=answers.judge(project, answer, draft),
        facts=required.facts if required else (),
        file=workspace.shown(answers.file_of(project, answer)),
        others=len(project.responses[answers.response_of(answer)]) - 1,
        targets=sorted(project.required_answers),
        references=_references(project),
        sections=[
            str(name)
            for name in as_items(as_map(project.article.content if project.article else None).get("sections"))
        ],
    )


def _draft(request: Request) -> Draft:
    """What was typed into the form."""
    values = form_values(request)
    return Draft(
        text=lines_of(values.get("text", "")),
        simple=lines_of(values.get("simple", "")),
        choice=values.get("choice", "").strip(),
        subject=values.get("subject", "").strip(),
        section=values.get("section", "").strip(),
        references=tuple(all_values(request, "references")),
        buttons=tuple(
            (title.strip(), target.strip())
            for title, target in zip(
                all_values(request, "button_title"), all_values(request, "button_target"), strict=False
            )
            if title.strip() or target.strip()
        ),
        examples=tuple(
            line.strip() for line in values.get("examples", "").replace("\r", "").split("\n") if line.strip()
        ),
    )


def _references(project: Project) -> list[str]:
    """The titles of the article's references, as answers name them."""
    named = {
        str(title): None
        for variation in project.variations
        for title in as_items(as_map(variation.source).get("references"))
    }
    return sorted(named)


def _measured(project: Project) -> Counter[str]:
    """How many unseen questions measure each answer."""
    found: Counter[str] = Counter()
    for file in project.evaluation_files:
        for case in as_items(file.content):
            for answer in as_items(as_map(case).get("accept")):
                found[str(answer)] += 1
    return found
