"""Whatever the size of window and letters: help, the way out and the place to write stay in view."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import CRISIS, Visitor

ALWAYS = ("#help", "#exit", "#close")


def everything_in_reach(visitor: Visitor, *more: str) -> None:
    for control in (*ALWAYS, *more):
        expect(visitor.at(control)).to_be_in_viewport(ratio=1)
    (scrolled,) = visitor.page.locator("attachment-guide").evaluate_all(
        "all => all.map((one) => one.shadowRoot.querySelector('#panel').scrollTop)"
    )
    assert scrolled == 0


def long_conversation(visitor: Visitor) -> None:
    visitor.start()
    for _ in range(2):
        visitor.ask()
    visitor.ask(CRISIS)


def test_rotating_while_typing_keeps_help_and_exit(visitors: Callable[..., Visitor]) -> None:
    """Also zooming to 200 % and back, and a keyboard on the screen that makes the page lower."""
    visitor = visitors(390, 844)
    long_conversation(visitor)
    visitor.draft.fill("half a sentence")
    for width, height in ((844, 390), (390, 844), (195, 422), (390, 844), (390, 420), (390, 844), (640, 400)):
        visitor.page.set_viewport_size({"width": width, "height": height})
        expect(visitor.draft).to_be_focused()
        everything_in_reach(visitor, "#draft", "#send")


@pytest.mark.parametrize(("width", "height"), [(844, 390), (640, 360), (320, 256), (480, 300)])
def test_low_windows_keep_the_composer_in_view(
    visitors: Callable[..., Visitor], width: int, height: int
) -> None:
    visitor = visitors(width, height)
    long_conversation(visitor)
    everything_in_reach(visitor, "#draft", "#send")
    log = visitor.at(".log").bounding_box()
    assert log and log["height"] >= 60
    assert visitor.run("measure") == []


@pytest.mark.parametrize("size", [24, 32])
@pytest.mark.parametrize(("width", "height"), [(390, 844), (844, 390), (1280, 800)])
def test_large_letters(visitors: Callable[..., Visitor], size: int, width: int, height: int) -> None:
    """The size that a visitor has set in the browser for all pages."""
    visitor = visitors(width, height)
    if visitor.context.browser and visitor.context.browser.browser_type.name != "chromium":
        pytest.skip("Only Chromium lets a test set the size of letters.")
    session = visitor.context.new_cdp_session(visitor.page)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})
    long_conversation(visitor)
    everything_in_reach(visitor, "#draft", "#send")
    assert visitor.run("measure") == []
