"""A drafted answer in the real chat window: a page for a frame, and a stand-in for the window's server."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from typing import Any

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, json

from studio.pages import page, problem
from studio.rooms.places import all_values, form_values, lines_of

room = Blueprint("preview")
# How many drafts are kept: enough for a few people with a few pages each.
MOST_DRAFTS = 50
SESSION_HEADER = "X-Chat-Session"
Message = dict[str, Any]

_drafts: OrderedDict[str, list[Message]] = OrderedDict()


@room.post("/preview")
async def draft(request: Request) -> HTTPResponse:
    """Takes a draft; returns the key under which the frame shows it."""
    values = form_values(request)
    now = time.time()
    buttons = [
        {"id": f"step-{number}", "title": title, "name": target}
        for number, (title, target) in enumerate(
            zip(all_values(request, "button_title"), all_values(request, "button_target"), strict=False)
        )
        if title.strip()
    ]
    first = next(iter(values.get("examples", "").strip().splitlines()), values.get("choice", "…"))
    _drafts[key := secrets.token_urlsafe(12)] = [
        {"id": "question", "from": "visitor", "text": first, "time": now},
        {
            "id": "answer",
            "from": "assistant",
            "text": lines_of(values.get("text", "")),
            "buttons": buttons,
            "source": {"section": values.get("section", ""), "references": all_values(request, "references")},
            "kind": "answer",
            "name": "utter_preview",
            "time": now,
        },
    ]
    while len(_drafts) > MOST_DRAFTS:
        _drafts.popitem(last=False)
    return json({"key": key})


@room.get("/preview")
async def frame(request: Request) -> HTTPResponse:
    """The page in the frame."""
    if request.args.get("key") not in _drafts:
        return problem(request, 404, "This draft is gone.", "Load the answer's page again.")
    return page(request, "preview.html", title="Preview")


@room.get("/chat/config")
async def config(_: Request) -> HTTPResponse:
    """What the window shows of the clinic."""
    return json({"clinic_name": "Preview", "max_length": 2000})


@room.get("/chat/help-lines")
async def help_lines(_: Request) -> HTTPResponse:
    """None: the window has its own for such a case."""
    return json({"countries": []})


@room.get("/chat/messages")
async def history(request: Request) -> HTTPResponse:
    """The draft, as a conversation."""
    return json({"messages": _drafts.get(request.headers.get(SESSION_HEADER, ""), [])})
