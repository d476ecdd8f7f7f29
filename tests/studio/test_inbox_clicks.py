"""In a real browser: a visitor's failed question becomes an example, is published and taken back."""

from __future__ import annotations

import shutil
from pathlib import Path

import httpx
from playwright.sync_api import expect, sync_playwright

from tests.studio.asked import MASKED
from tests.studio.conftest import git
from tests.studio.test_clicks import WIDTHS, violations
from tests.studio.test_inbox import OWN_WORDS, client

__all__ = ["client"]


def test_from_the_inbox_to_a_publication_and_back(client: httpx.Client, project: Path) -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.set_default_timeout(180_000)
        # The link of the terminal is used up: the browser goes on with the session that it has opened.
        context.add_cookies(
            [
                {"name": name, "value": value, "url": str(client.base_url)}
                for name, value in client.cookies.items()
            ]
        )
        page = context.new_page()
        page.goto(f"{client.base_url}")
        page.click("nav >> text=Inbox")
        page.click("text=Read the inbox")
        page.locator("li a", has_text=MASKED).click()
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert violations(page) == []
        page.click("text=Make it an example")
        expect(page.locator("h1")).to_contain_text("something personal")
        page.go_back()
        page.fill("#text", OWN_WORDS)
        page.check("input[value='coping/journaling']")
        page.click("text=Make it an example")
        expect(page.locator("[role=status]")).to_contain_text("data/answers/coping.yml")
        assert violations(page) == []
        page.click("nav >> text=Changes")
        expect(page.locator(".diff")).to_contain_text(OWN_WORDS)
        page.fill("#message", "A question about notebooks")
        page.click("text=Check and publish")
        expect(page.locator("[role=status]")).to_contain_text("Published.")
        assert OWN_WORDS in (project / "data/answers/coping.yml").read_text()
        page.click("text=Undo")
        expect(page.locator("[role=status]")).to_contain_text("Taken back.")
        browser.close()
    assert git(project, "log", "--format=%s").splitlines()[1] == "A question about notebooks"
    assert OWN_WORDS not in (project / "data/answers/coping.yml").read_text()
