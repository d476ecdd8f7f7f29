"""A real browser on the demo page of the running assistant: Chromium, or another one.

`ATTACHMENT_GUIDE_TEST_BROWSER` may be `firefox` (Debian's `firefox-esr`, if it is there, else
Playwright's own build) or `webkit` (Playwright's own build).

Whatever a test does, it also fails when the page asks another origin for anything, when the
console shows an error (one of the content security policy, for instance), or when a script throws.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, sync_playwright

from tests.browser.visitor import WEB, Visitor

FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def widget_tools() -> Path:
    """The widget's folder with its development tools (axe-core, esbuild, TypeScript) installed."""
    subprocess.run(["bash", "tools/web_install.sh"], cwd=WEB.parent, check=True)
    return WEB


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # By module, not by session: its event loop must not run while asynchronous tests do.
    name = os.environ.get("ATTACHMENT_GUIDE_TEST_BROWSER", "chromium")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    firefox = shutil.which("firefox-esr")
    # This channel speaks WebDriver BiDi, and so drives a Firefox that Playwright has not built.
    debian = {"channel": "moz-firefox", "executable_path": firefox} if firefox else {}
    with sync_playwright() as playwright:
        if name == "chromium":
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        else:
            try:
                browser = getattr(playwright, name).launch(**(debian if name == "firefox" else {}))
                # Firefox up to 153 lacks a command that Playwright sends for every visitor.
                browser.new_context().close()
            except Error as error:
                pytest.skip(f"{name} cannot be used here: {error.message.splitlines()[0]}")
        yield browser
        browser.close()


@pytest.fixture
def visitors(browser: Browser, server_url: str, widget_tools: Path) -> Iterator[Callable[..., Visitor]]:
    """Makes visitors, each in a browser profile of their own; checks what their browsers did."""
    made: list[Visitor] = []

    def make(width: int = 1280, height: int = 800, **options: object) -> Visitor:
        settings = {
            "reduced_motion": "reduce",
            "timezone_id": "Europe/London",
            "locale": "en-GB",
        } | options
        context = browser.new_context(viewport={"width": width, "height": height}, **settings)
        context.set_default_timeout(20_000)
        made.append(Visitor(context, server_url.rstrip("/")))
        return made[-1]

    yield make
    for visitor in made:
        visitor.context.close()
    for visitor in made:
        assert visitor.off_origin == [], "asked another origin"
        assert visitor.problems == [], "errors in the console"


@pytest.fixture
def visitor(visitors: Callable[..., Visitor]) -> Visitor:
    return visitors()
