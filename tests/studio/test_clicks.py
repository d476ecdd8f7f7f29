"""The studio in a real browser: by clicks alone, accessible, on a phone and at a desk."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from attachment_guide.paths import ROOT
from tests.studio.conftest import Studio, git

WEB = ROOT / "web"
AXE = WEB / "node_modules/axe-core/axe.min.js"
PAGES = (
    *(
        f"/safety{path}"
        for path in ("", "?check=0.5", "/review", "/phrases", "/examples", "/lines", "/texts")
    ),
    "/inbox",
    "/answers",
    "/answers/coping/journaling",
    "/try",
    "/changes",
    "/changes?check=1",
    "/nowhere",
)
WIDTHS = (390, 1280)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    subprocess.run(["bash", "tools/web_install.sh"], cwd=ROOT, check=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, studio: Studio) -> Iterator[Page]:
    """A browser that has come in; fails when a page asks another origin or breaks its own rules."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(120_000)
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on(
        "request",
        lambda request: None if request.url.startswith(studio.url) else problems.append(request.url),
    )
    page.goto(studio.link)
    yield page
    context.close()
    # The page that is asked for in vain is one.
    assert [problem for problem in problems if "404" not in problem] == []


def violations(page: Page) -> list[str]:
    """What axe finds, a line each."""
    # By evaluation, not as a script of the page: its security policy lets no other script in.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {iframes: false})")
    return [f"{v['id']}: {json.dumps([n['target'] for n in v['nodes']])}" for v in found["violations"]]


def test_no_page_violates_accessibility_or_is_cut_off(page: Page, studio: Studio) -> None:
    found = {}
    for path in PAGES:
        for width in WIDTHS:
            for scheme in ("light", "dark"):
                page.set_viewport_size({"width": width, "height": 900})
                page.emulate_media(color_scheme=scheme)
                page.goto(studio.url + path)
                wide = page.evaluate("document.documentElement.scrollWidth") > width
                if wrong := violations(page) + ["too wide"] * wide:
                    found[f"{path} {width} {scheme}"] = wrong
    assert found == {}


def test_an_answer_is_reworded_published_and_taken_back_by_clicks(page: Page, studio: Studio) -> None:
    page.fill("#filter", "writing help")
    page.click("text=journaling")
    frame = page.frame_locator("iframe")
    expect(frame.locator(".log")).to_contain_text("Journaling means writing")
    text = page.input_value("#text").replace("means writing", "means that you write")
    page.fill("#text", "Take 20 mg of sertraline.")
    expect(page.locator("studio-opinion")).to_contain_text("error")
    page.fill("#text", text)
    expect(page.locator("studio-opinion")).to_contain_text("The checks have nothing to say.")
    expect(frame.locator(".log")).to_contain_text("Journaling means that you write")
    page.click("text=Save")
    expect(page.locator("[role=status]")).to_contain_text("Saved")
    page.click("nav >> text=Changes")
    expect(page.locator(".wording")).to_contain_text("utter_coping/journaling")
    page.fill("#message", "Plainer journaling")
    page.click("text=Check and publish")
    expect(page.locator("[role=status]")).to_contain_text("Published.")
    assert git(studio.project, "log", "-1", "--format=%s") == "Plainer journaling\n"
    page.click("text=Undo")
    expect(page.locator("[role=status]")).to_contain_text("Taken back.")
    assert git(studio.project, "diff", "HEAD~2", "--stat") == ""
