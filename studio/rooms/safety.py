"""Safety: what decides when somebody is taken to be in danger, and what is then said."""

from __future__ import annotations

from datetime import date

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, json, redirect

from studio.access import CLINICIAN
from studio.pages import only, page, problem
from studio.rooms.places import form_values, workspace_of
from studio.work import figures, lessons, safety
from studio.work.workspace import Workspace
from tools.checks.help_lines import LINE_KEYS
from tools.checks.yaml_file import as_items, as_map
from tools.sign_offs import SignOffs

room = Blueprint("safety", url_prefix="/safety")


@room.get("")
async def overview(request: Request) -> HTTPResponse:
    """What the limits mean for people, and what other limits would."""
    now = safety.limits_of(workspace_of(request))
    values = {name: request.args.get(name, "") for name in safety.TRIED}
    tried = safety.tried(now, values)
    return page(
        request,
        "safety.html",
        title="Safety",
        figures=figures.compared(now, tried),
        limits=[(name, getattr(tried, name), getattr(now, name)) for name in safety.TRIED],
        saved="saved" in request.args,
    )


@room.post("/figures")
async def try_limits(request: Request) -> HTTPResponse:
    """The same as JSON."""
    now = safety.limits_of(workspace_of(request))
    return json(figures.compared(now, safety.tried(now, form_values(request))))


@room.post("/limits")
@only(CLINICIAN)
async def write_limits(request: Request) -> HTTPResponse:
    """Writes the limits that were tried."""
    workspace = workspace_of(request)
    safety.write_limits(workspace, safety.tried(safety.limits_of(workspace), form_values(request)))
    return redirect("/safety?saved=1")


@room.get("/review")
async def review(request: Request) -> HTTPResponse:
    """What is missed or alarmed about for nothing, one by one."""
    workspace = workspace_of(request)
    project = workspace.project()
    decided = safety.decisions(project)
    shows_decided = "decided" in request.args
    rows = [
        {"message": message, "was": was, "tier": tier, "decision": decided.get(message.text)}
        for message, was, tier in figures.mistakes(safety.limits_of(workspace))
    ]
    return page(
        request,
        "safety_review.html",
        title="Review",
        rows=[row for row in rows if shows_decided or not row["decision"]],
        left=sum(not row["decision"] for row in rows),
        decided=sum(bool(row["decision"]) for row in rows),
        measured=bool(figures.scores()),
        kinds=sorted(lessons.counts(project)),
        done=request.args.get("done", ""),
    )


@room.post("/review")
@only(CLINICIAN)
async def decide(request: Request) -> HTTPResponse:
    """Records a decision of one of them."""
    workspace, values = workspace_of(request), form_values(request)
    message, decision = values.get("message", ""), values.get("decision", "")
    known = {each.text: was for each, was, _ in figures.mistakes(safety.limits_of(workspace))}
    if message not in known:
        return problem(request, 404, "This message is no longer among the mistakes.", "Load the page again.")
    written = ""
    if decision == safety.EXAMPLE:
        written = _example(workspace, values, message)
    safety.decide(workspace, message, known[message], decision, request.ctx.person.name, date.today())
    return redirect(f"/safety/review?done={written or 'clinical/reviews.yml'}")


@room.get("/examples")
async def examples(request: Request) -> HTTPResponse:
    """How many examples there are of what."""
    project = workspace_of(request).project()
    return page(
        request,
        "safety_examples.html",
        title="Examples",
        counts=sorted(lessons.counts(project).items()),
        done=request.args.get("done", ""),
    )


@room.post("/examples")
@only(CLINICIAN)
async def add_example(request: Request) -> HTTPResponse:
    """Writes an example."""
    written = _example(workspace_of(request), form_values(request), "")
    return redirect(f"/safety/examples?done={written}")


@room.get("/phrases")
async def phrases(request: Request) -> HTTPResponse:
    """All phrases, group by group."""
    groups = safety.phrase_groups(workspace_of(request).project())
    return page(
        request, "safety_phrases.html", title="Phrases", groups=groups, done=request.args.get("done", "")
    )


@room.post("/phrases/add")
@only(CLINICIAN)
async def add_phrase(request: Request) -> HTTPResponse:
    """Adds a phrase to a group."""
    values = form_values(request)
    file, group = values.get("file", ""), values.get("group", "")
    safety.add_phrase(workspace_of(request), file, group, values.get("phrase", ""))
    return redirect("/safety/phrases?done=added")


@room.post("/phrases/remove")
@only(CLINICIAN)
async def remove_phrase(request: Request) -> HTTPResponse:
    """Takes a phrase out of a group."""
    values = form_values(request)
    file, group = values.get("file", ""), values.get("group", "")
    safety.remove_phrase(workspace_of(request), file, group, values.get("phrase", ""))
    return redirect("/safety/phrases?done=removed")


@room.get("/lines")
async def lines(request: Request) -> HTTPResponse:
    """The help lines, with when and how each was verified."""
    countries = [
        {
            "code": code,
            "name": country.get("name"),
            "emergency": as_items(country.get("emergency")),
            "entries": [
                {key: line.get(key) for key in LINE_KEYS} | {"is_due": safety.is_due(line.get("verified_at"))}
                for line in map(as_map, as_items(country.get("lines")))
            ],
        }
        for code, country in safety.countries(workspace_of(request).project())
    ]
    return page(
        request,
        "safety_lines.html",
        title="Help lines",
        countries=countries,
        done=request.args.get("done", ""),
    )


@room.post("/lines/verify")
@only(CLINICIAN)
async def verify_line(request: Request) -> HTTPResponse:
    """Records that a line was verified today."""
    values = form_values(request)
    place = values.get("place", "")
    safety.verify_line(
        workspace_of(request),
        values.get("country", ""),
        int(place) if place.isdecimal() else -1,
        values.get("evidence", ""),
        date.today(),
    )
    return redirect("/safety/lines?done=1")


@room.get("/texts")
async def texts(request: Request) -> HTTPResponse:
    """What is said at risk, and who stands behind it."""
    offs = SignOffs(workspace_of(request).root)
    return page(
        request,
        "safety_texts.html",
        title="Texts",
        offs=offs,
        unsigned=len(offs.unsigned()),
        done=request.args.get("done", ""),
    )


@room.post("/texts/sign")
@only(CLINICIAN)
async def sign(request: Request) -> HTTPResponse:
    """Signs what the clinician has read; not what somebody has changed meanwhile."""
    values = form_values(request)
    name = values.get("text", "")
    offs = SignOffs(workspace_of(request).root)
    if name in offs.names and values.get("revision") != offs.revision(name):
        return problem(
            request, 409, f"“{name}” was changed while you read it.", "Nothing is signed. Read it again."
        )
    offs.sign([name], request.ctx.person.name, values.get("role") or CLINICIAN, date.today())
    return redirect(f"/safety/texts?done={name}")


def _example(workspace: Workspace, values: dict[str, str], original: str) -> str:
    text = lessons.in_own_words(values.get("text", ""), original)
    tier, _, category = values.get("kind", "").partition("/")
    return lessons.add_risk_example(workspace, tier, category, text, values.get("about", "self"))
