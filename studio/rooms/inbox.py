"""Inbox: what visitors asked in vain, and what a person makes of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, redirect

from attachment_guide.settings import read_setting, variable
from studio.access import CLINICIAN, EDITOR
from studio.pages import Handler, only, page, problem
from studio.rooms.places import form_values, workspace_of
from studio.work import lessons
from studio.work.asking import InboxError
from studio.work.inbox import DONE, STATES, Inbox, Message, chosen, counts
from studio.work.workspace import Workspace

room = Blueprint("inbox", url_prefix="/inbox")


def readers(handler: Handler) -> Handler:
    """Lets a handler be used by those who may read what visitors wrote, and only where that is turned on."""

    async def kept(request: Request, message: str = "", **values: str) -> HTTPResponse:
        if not read_setting("inbox"):
            return problem(
                request,
                409 if request.method == "POST" else 200,
                "The inbox is off",
                f"Nobody may read what visitors asked: {variable('inbox')} is not set to true.",
                "It shows only messages of visitors who have allowed staff to read this. "
                "docs/privacy.md says what they have to be told before it is turned on.",
            )
        person = request.ctx.person
        if not person.may(EDITOR) and not person.may(CLINICIAN):
            return problem(
                request, 403, "Only editors and clinicians read the inbox.", "Ask whoever keeps the groups."
            )
        return await handler(request, **({"message": message} if message else {}), **values)

    kept.__name__ = handler.__name__
    return kept


@room.get("")
@readers
async def overview(request: Request) -> HTTPResponse:
    """The groups of messages."""
    inbox: Inbox = request.app.ctx.inbox
    if not inbox.is_fresh and "read" not in request.args:
        return page(request, "inbox_closed.html", title="Inbox")
    groups = await inbox.groups()
    state, why = request.args.get("state", ""), request.args.get("why", "")
    of_state, of_why = counts(groups)
    return page(
        request,
        "inbox.html",
        title="Inbox",
        groups=chosen(groups, state, why),
        state=state,
        why=why,
        states=[(name, of_state[name]) for name in STATES],
        whys=sorted(of_why.items()),
        when=_when,
        done=request.args.get("done", ""),
    )


@room.post("/read")
@readers
async def read(request: Request) -> HTTPResponse:
    """Reads the inbox anew."""
    await request.app.ctx.inbox.read()
    return redirect("/inbox?read=1")


@room.get("/<message:str>")
@readers
async def one(request: Request, message: str) -> HTTPResponse:
    """A message, and what can be made of it."""
    workspace = workspace_of(request)
    project = workspace.project()
    try:
        asked, *neighbours = await request.app.ctx.inbox.group_of(message)
    except KeyError:
        return _gone(request)
    return page(
        request,
        "inbox_message.html",
        title="A message",
        asked=asked,
        neighbours=neighbours,
        got=[(name, _first_text(workspace, name)) for name in asked.responses],
        intents=lessons.intents(project),
        answers=list(project.required_answers),
        styles=lessons.styles(project),
        categories=lessons.categories(workspace),
        states=STATES,
        when=_when,
    )


@room.post("/<message:str>/state")
@readers
async def mark(request: Request, message: str) -> HTTPResponse:
    """Says how far somebody is with a message."""
    state = form_values(request).get("state", "")
    if state not in STATES:
        return problem(request, 400, f"“{state}” is no state.", "Go back and choose one.")
    await request.app.ctx.inbox.mark(message, state)
    return redirect("/inbox?read=1")


@room.post("/<message:str>/example")
@only(EDITOR)
@readers
async def example(request: Request, message: str) -> HTTPResponse:
    """Makes it an example of an answer."""
    values = form_values(request)
    intent = values.get("other_intent") or values.get("intent", "")
    return await _make(request, message, lambda ws, text: lessons.add_example(ws, intent, text))


@room.post("/<message:str>/question")
@only(EDITOR)
@readers
async def question(request: Request, message: str) -> HTTPResponse:
    """Makes it a question that is only measured with."""
    values = form_values(request)
    return await _make(
        request,
        message,
        lambda ws, text: lessons.add_question(ws, values.get("answer", ""), text, values.get("style", "")),
    )


@room.post("/<message:str>/harmless")
@only(CLINICIAN)
@readers
async def harmless(request: Request, message: str) -> HTTPResponse:
    """Makes it an example of a message that only sounds like danger."""
    values = form_values(request)
    return await _make(
        request,
        message,
        lambda ws, text: lessons.add_risk_example(
            ws, lessons.NONE, values.get("category", ""), text, values.get("about", "self")
        ),
    )


@room.post("/<message:str>/answer")
@only(EDITOR)
@readers
async def answer(request: Request, message: str) -> HTTPResponse:
    """Writes the skeleton of a new answer, with it as the first example."""
    name = form_values(request).get("name", "").strip()
    return await _make(
        request,
        message,
        lambda ws, text: lessons.add_answer(ws, name, text),
        state="in progress",
        then=f"/answers/{name}",
    )


async def _make(
    request: Request,
    message: str,
    make: Callable[[Workspace, str], str],
    state: str = DONE,
    then: str = "/inbox?read=1&done=",
) -> HTTPResponse:
    """Writes what was made of a message, marks it and goes on."""
    workspace = workspace_of(request)
    inbox: Inbox = request.app.ctx.inbox
    try:
        asked: Message = (await inbox.group_of(message))[0]
    except KeyError:
        return _gone(request)
    text = lessons.in_own_words(form_values(request).get("text", ""), asked.text)
    file = make(workspace, text)
    try:
        await inbox.mark(message, state)
    except InboxError as error:
        return problem(
            request,
            503,
            f"It is written into {file}, but not marked as {state}.",
            str(error),
            "Mark it later.",
        )
    return redirect(then + (file if then.endswith("=") else ""))


def _gone(request: Request) -> HTTPResponse:
    return problem(
        request, 404, "This message is gone.", "Its visitor may have deleted it. Go back to the inbox."
    )


def _first_text(workspace: Workspace, response: str) -> str:
    texts = workspace.project().responses.get(response)
    return " ".join(texts[0].text.split()) if texts else ""


def _when(seconds: float) -> str:
    return datetime.fromtimestamp(seconds).strftime("%d %B %Y")
