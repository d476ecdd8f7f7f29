"""One visitor of the demo page: what they do, what they see, and what their browser did."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Route,
    expect,
)

expect.set_options(timeout=20_000)

ANXIOUS = "what is anxious attachment?"
CRISIS = "I want to die"
# What the browser itself writes for a failed or refused request; no script can keep it from that.
NETWORK_ERROR = "Failed to load resource"

MESSAGES = "**/chat/messages"
WEB = Path(__file__).parents[2] / "web"
AXE = WEB / "node_modules/axe-core/axe.min.js"
SCRIPTS = Path(__file__).parent / "scripts"


class Visitor:
    """A browser profile with the demo page open in it."""

    def __init__(self, context: BrowserContext, server: str) -> None:
        self.context = context
        self.server = server
        self.off_origin: list[str] = []
        self.problems: list[str] = []
        self.requests: list[Request] = []
        context.on("request", self._requested)
        context.on("console", self._wrote)
        context.on("weberror", lambda error: self.problems.append(str(error.error)))
        self.page: Page = context.new_page()

    def _requested(self, request: Request) -> None:
        self.requests.append(request)
        address = urlsplit(request.url)
        if address.scheme not in ("blob", "data") and not request.url.startswith(self.server + "/"):
            self.off_origin.append(request.url)

    def _wrote(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and NETWORK_ERROR not in message.text:
            self.problems.append(message.text)

    # --- what they do ---

    def visit(self) -> Visitor:
        self.page.goto(f"{self.server}/chat/demo")
        return self

    def open(self) -> Visitor:
        self.launcher.click()
        expect(self.at("#panel")).to_be_visible()
        return self

    def start(self) -> Visitor:
        """Visit, open the chat and agree to the notice."""
        self.visit().open()
        self.at("#agree").click()
        expect(self.messages).to_have_count(1)
        return self

    def write(self, text: str) -> Visitor:
        self.draft.fill(text)
        self.draft.press("Enter")
        return self

    def ask(self, text: str = ANXIOUS) -> Locator:
        """Write something and wait for the reply, which is returned."""
        own = self.own.count()
        self.write(text)
        expect(self.own).to_have_count(own + 1)
        reply = self.own.last.locator("xpath=following-sibling::*[contains(@class, 'message')]").first
        expect(reply).to_be_visible()
        expect(self.at(".writing")).to_have_count(0)
        return reply

    def option(self, words: str) -> None:
        self.at("#options").click()
        self.at("#menu").get_by_role("button", name=words).click()

    # --- what they see ---

    def at(self, selector: str) -> Locator:
        return self.page.locator("attachment-guide").locator(selector)

    @property
    def launcher(self) -> Locator:
        return self.at(".launcher")

    @property
    def draft(self) -> Locator:
        return self.at("#draft")

    @property
    def messages(self) -> Locator:
        return self.at(".message")

    @property
    def own(self) -> Locator:
        return self.at(".message.own")

    @property
    def answers(self) -> Locator:
        return self.at(".message.answer")

    @property
    def choices(self) -> Locator:
        return self.at(".choices:not(.starters) button")

    def said(self, text: str) -> Locator:
        """What a screen reader is told outside the log."""
        return self.at("[role=status]").filter(has_text=text)

    def run(self, script: str, **values: object) -> Any:
        """Run one of the scripts beside this file in the page."""
        return self.page.evaluate((SCRIPTS / f"{script}.js").read_text("utf-8"), values or None)

    def focus(self) -> dict[str, Any]:
        return self.run("focus")

    # --- what their browser and the server did ---

    def sent(self, method: str, path: str) -> list[Request]:
        return [r for r in self.requests if r.method == method and urlsplit(r.url).path == f"/chat{path}"]

    def on_server(self) -> list[dict] | None:
        """The conversation as the server has it for the cookie; None where there is no session."""
        response = self.context.request.get(f"{self.server}/chat/messages")
        return response.json()["messages"] if response.ok else None

    def tab_memory(self) -> str:
        return self.page.evaluate(
            "() => JSON.stringify({...sessionStorage}) + JSON.stringify({...localStorage})"
        )

    def lose_connection(self, pattern: str = "**/chat/**") -> Callable[[], None]:
        """Nothing comes through any more. Returns what brings the connection back."""
        self.page.route(pattern, lambda route: route.abort())
        return lambda: self.page.unroute(pattern)

    def hold(self, pattern: str = MESSAGES) -> Callable[[], None]:
        """The server takes its time: until the returned function is called."""
        held: list[Route] = []
        self.page.route(pattern, lambda route: held.append(route))

        def release() -> None:
            for route in held:
                route.continue_()
            self.page.unroute(pattern)

        return release

    def answer_with(self, *messages: dict, status: int = 200, headers: dict[str, str] | None = None) -> None:
        """Replies of our own instead of the server's, for what the server would never send."""
        body = json.dumps({"messages": list(messages)})
        self.page.route(
            MESSAGES,
            lambda route: route.fulfill(
                status=status, body=body, content_type="application/json", headers=headers or {}
            ),
        )

    def refuse_with(
        self, status: int, code: str, message: str, headers: dict[str, str] | None = None
    ) -> None:
        error = {"error": {"code": code, "message": message}}
        headers = {"Content-Type": "application/json"} | (headers or {})
        self.page.route(
            MESSAGES,
            lambda route: route.fulfill(status=status, body=json.dumps(error), headers=headers),
        )

    def heal(self) -> None:
        self.page.unroute(MESSAGES)
