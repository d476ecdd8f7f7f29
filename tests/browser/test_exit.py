"""The way out: always in reach, never set off by accident, never without a word, also within a frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Frame, Route, expect

from tests.browser.test_embedding import STATIC
from tests.browser.visitor import Visitor

NEUTRAL = "https://www.wikipedia.org/"
SITE = "http://clinic.test/"
FRAME = "http://127.0.0.1/"
IN_FRAME = f'<title>Clinic</title>{{}}<iframe src="{FRAME}" sandbox="{{}}" width=600 height=500></iframe>'
CHAT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>A chat</title><h1>A chat</h1>
<script src="/attachment-guide.js" defer></script><attachment-guide open></attachment-guide></html>"""


@pytest.fixture
def away(visitor: Visitor) -> Iterator[Visitor]:
    """A stand-in for the neutral site."""
    page = "<title>Neutral</title>"
    visitor.context.route(f"{NEUTRAL}**", lambda route: route.fulfill(body=page, content_type="text/html"))
    yield visitor
    visitor.off_origin.clear()
    visitor.problems.clear()


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844), (844, 390), (320, 256)])
def test_nothing_lies_over_the_way_out(visitors: Callable[..., Visitor], width: int, height: int) -> None:
    """Neither the menu nor a question; and the button answers the click that is made in its middle."""
    visitor = visitors(width, height).start()
    for opener, opened in (
        ("#options", "#menu"),
        ("#menu button:has-text('Delete')", "#delete"),
        ("#help", "#help-heading"),
    ):
        visitor.at(opener).click()
        expect(visitor.at(opened)).to_be_visible()
        for control in ("#exit", "#help", "#close"):
            visitor.at(control).click(trial=True)


def test_shift_with_the_mouse_is_no_press(visitor: Visitor) -> None:
    visitor.start()
    mouse, keys = visitor.page.mouse, visitor.page.keyboard
    for where in ((100, 300), (300, 320), (200, 340), (150, 360)):
        keys.down("Shift")
        mouse.click(*where)
        keys.up("Shift")
    expect(visitor.at(".exit-count")).to_have_count(0)
    expect(visitor.at("#panel")).to_be_visible()


def test_the_count_is_seen(visitor: Visitor) -> None:
    visitor.start()
    visitor.draft.focus()
    visitor.page.keyboard.press("Shift")
    expect(visitor.at(".exit-count")).to_contain_text("press 2 more times")
    expect(visitor.at(".exit-count")).to_be_in_viewport()
    visitor.page.keyboard.press("a")
    expect(visitor.at(".exit-count")).to_have_count(0)


def test_a_closed_chat_does_not_leave_without_a_word(away: Visitor) -> None:
    away.start()
    away.at("#close").click()
    away.page.keyboard.press("Shift")
    expect(away.at(".exit-count")).to_be_in_viewport()
    expect(away.said("press 2 more times")).to_have_count(1)
    away.page.keyboard.press("Shift")
    expect(away.at(".exit-count")).to_contain_text("press 1 more time")
    away.page.keyboard.press("Shift")
    expect(away.page).to_have_title("Neutral")


def test_back_does_not_return_after_the_exit_of_a_full_screen_chat(
    visitors: Callable[..., Visitor],
) -> None:
    visitor = visitors(390, 844)
    page = "<title>Neutral</title>"
    visitor.context.route(f"{NEUTRAL}**", lambda route: route.fulfill(body=page, content_type="text/html"))
    visitor.page.goto("about:blank")
    visitor.start()
    visitor.at("#exit").click()
    expect(visitor.page).to_have_title("Neutral")
    visitor.page.go_back()
    assert visitor.page.url == "about:blank"
    visitor.off_origin.clear()


def in_frame(visitor: Visitor, page: str) -> Frame:
    """A page of a clinic with the chat in a frame from another site."""

    def serve(route: Route) -> None:
        script = route.request.url.endswith(".js")
        body = (STATIC / "attachment-guide.js").read_text("utf-8") if script else CHAT
        route.fulfill(body=body, content_type="text/javascript" if script else "text/html")

    visitor.context.route(f"{FRAME}**", serve)
    visitor.context.route(f"{SITE}**", lambda route: route.fulfill(body=page, content_type="text/html"))
    visitor.page.goto(SITE)
    visitor.page.frame_locator("iframe").locator("#consent-heading").wait_for()
    return visitor.page.frames[1]


def test_the_page_around_a_frame_leaves(away: Visitor) -> None:
    frame = in_frame(away, f'<title>Clinic</title><iframe src="{FRAME}" width=600 height=500></iframe>')
    frame.locator("#exit").click()
    expect(away.page).to_have_title("Neutral")


def test_a_page_that_keeps_its_frame_in_is_asked_to_leave(away: Visitor) -> None:
    script = """<script>
        addEventListener("message", ({data}) => {
            if (data?.type === "attachment-guide-exit") location.replace(data.url);
        });</script>"""
    frame = in_frame(away, IN_FRAME.format(script, "allow-scripts allow-same-origin"))
    frame.locator("#exit").click()
    expect(away.page).to_have_title("Neutral")


def test_where_the_page_around_does_not_leave_the_frame_is_covered(away: Visitor) -> None:
    frame = in_frame(away, IN_FRAME.format("", "allow-scripts allow-same-origin allow-popups"))
    with away.page.expect_popup() as popup:
        frame.locator("#exit").click()
    expect(popup.value).to_have_title("Neutral")
    expect(frame.locator(".curtain")).to_contain_text("close this window")
    expect(frame.locator(".message, .consent")).to_have_count(0)
