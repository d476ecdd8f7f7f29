"""On another site than the server's: no cookie, the session in a header. And the bundle itself."""

from __future__ import annotations

import gzip
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from tests.browser.visitor import Visitor

STATIC = Path(__file__).parents[2] / "channels/web/static"
SITE = "http://clinic.test"
SERVER = "https://assistant.test"
PAGE = """<!doctype html><html lang="en"><title>A clinic</title><main><h1>A clinic</h1></main>
<script src="/attachment-guide.js" defer></script>
<attachment-guide server="https://assistant.test" clinic-name="A clinic" theme="dark" open>
</attachment-guide></html>"""
ALLOW = {
    "Access-Control-Allow-Origin": SITE,
    "Access-Control-Allow-Headers": "content-type, x-session-mode, x-chat-session",
    "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE",
}


def test_on_another_site_the_session_goes_in_a_header(visitors: Callable[..., Visitor]) -> None:
    visitor = visitors()
    page, seen = visitor.page, []

    def site(route: Route) -> None:
        script = route.request.url.endswith(".js")
        route.fulfill(
            body=(STATIC / "attachment-guide.js").read_text("utf-8") if script else PAGE,
            content_type="text/javascript; charset=utf-8" if script else "text/html; charset=utf-8",
        )

    def server(route: Route) -> None:
        request = route.request
        headers = request.all_headers()
        path = request.url.removeprefix(SERVER)
        if request.method != "OPTIONS":
            seen.append((request.method, path, headers))
        answers = {
            "/chat/sessions": {"token": "secret", "expires_in": 60},
            "/chat/messages": {"messages": [{"id": "1", "text": "Hello there.", "kind": "chat"}]},
        }
        route.fulfill(
            status=200,
            headers=ALLOW,
            body=json.dumps(answers.get(path, {})),
            content_type="application/json",
        )

    page.route(f"{SITE}/**", site)
    page.route(f"{SERVER}/**", server)
    page.goto(f"{SITE}/")
    # `open`: no click needed, and the focus stays with the page.
    expect(visitor.at("#consent-heading")).to_be_visible()
    assert not visitor.focus()["widget"]
    visitor.at("#agree").click()
    visitor.ask("hello")
    method, path, headers = seen[-1]
    assert (method, path) == ("POST", "/chat/messages")
    assert headers["x-chat-session"] == "secret"
    assert ("POST", "/chat/sessions") in [(m, p) for m, p, _ in seen]
    assert all("cookie" not in headers for _, _, headers in seen)
    assert visitor.context.cookies() == []
    assert visitor.run("styles", selector=".root", property="colorScheme") == ["dark"]
    assert {url.split("/")[2] for url in visitor.off_origin} <= {"clinic.test", "assistant.test"}
    visitor.off_origin.clear()


@pytest.mark.parametrize("task", ["check", "verify", "test"])
def test_types_bundle_and_controllers(widget_tools: Path, task: str) -> None:
    """The types hold, the bundle is what the sources make, and the widget's own tests pass."""
    done = subprocess.run(["npm", "run", "--silent", task], cwd=widget_tools, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_bundle_is_small_and_whole() -> None:
    code = (STATIC / "attachment-guide.js").read_bytes()
    assert len(gzip.compress(code)) < 40 * 1024
    assert b"sourceMappingURL" not in code
    for forbidden in (b"eval(", b"new Function", b"document.cookie"):
        assert forbidden not in code


def test_lock_names_no_download_addresses() -> None:
    lock = json.loads((STATIC.parents[2] / "web/package-lock.json").read_text())
    assert all("resolved" not in package for package in lock["packages"].values())
