"""Every state at each width, light and dark: axe-core, nothing cut off, targets large enough."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import AXE, CRISIS, MESSAGES, Visitor


class Inspector:
    """Looks at the page in every state, and remembers what was wrong in which."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        visitor.page.evaluate(AXE.read_text("utf-8"))
        self.found: list[str] = []
        self.states: list[str] = []

    def __call__(self, state: str, whole: bool = False) -> None:
        self.states.append(state)
        found = self.visitor.run("audit", whole=whole) + self.visitor.run("measure")
        self.found += [f"{state}: {problem}" for problem in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(320, 640), (390, 844), (1280, 800)])
def test_every_state(visitors: Callable[..., Visitor], width: int, height: int, scheme: str) -> None:
    visitor = visitors(width, height, color_scheme=scheme).visit()
    look = Inspector(visitor)
    expect(visitor.launcher).to_be_visible()
    look("closed", whole=True)

    visitor.open()
    look("consent", whole=True)
    visitor.at("#help").click()
    expect(visitor.at("#help-heading")).to_be_focused()
    look("help panel")
    visitor.at("#country").select_option("")
    look("help panel, another country")
    visitor.page.keyboard.press("Escape")

    restore = visitor.lose_connection("**/chat/sessions")
    visitor.at("#agree").click()
    expect(visitor.at(".problem").first).not_to_be_empty()
    look("consent, no server")
    restore()
    visitor.at("#agree").click()
    expect(visitor.messages).to_have_count(1)
    look("welcome", whole=True)

    release = visitor.hold()
    visitor.write("what is anxious attachment?")
    expect(visitor.at(".writing")).to_be_visible()
    look("writing")
    release()
    expect(visitor.answers).to_have_count(1)
    visitor.answers.get_by_role("button", name="Yes").click()
    look("answer")

    visitor.at("#options").click()
    look("options")
    visitor.page.keyboard.press("Escape")
    for words, dialog in (("Delete", "#delete"), ("Download", "#download")):
        visitor.option(words)
        expect(visitor.at(dialog)).to_be_visible()
        look(f"confirm {dialog}")
        visitor.page.keyboard.press("Escape")
        expect(visitor.at(dialog)).to_be_hidden()
    visitor.option("About")
    look("about")
    visitor.page.keyboard.press("Escape")

    visitor.ask(CRISIS)
    expect(visitor.at(".message.crisis")).not_to_have_count(0)
    look("crisis", whole=True)

    visitor.draft.fill("x" * 1990)
    expect(visitor.at("#count")).to_be_visible()
    look("near the limit")
    visitor.draft.fill("x" * 2010)
    expect(visitor.draft).to_have_attribute("aria-invalid", "true")
    look("over the limit")

    visitor.page.route(MESSAGES, lambda route: route.abort())
    visitor.write("Are you there?")
    expect(visitor.at(".banner").filter(has_text="cannot be reached")).to_be_visible()
    look("no connection")
    visitor.heal()
    visitor.refuse_with(400, "text_empty", "The message is empty.")
    expect(visitor.at(".failed")).to_be_visible()
    look("not sent")

    assert look.found == []
    assert len(look.states) == 17


@pytest.mark.parametrize(("width", "height"), [(640, 400), (320, 256)])
def test_zoomed_in_everything_can_be_reached(
    visitors: Callable[..., Visitor], width: int, height: int
) -> None:
    """A screen of 1280 by 800, or 1024, at 200 and 400 %."""
    visitor = visitors(width, height).visit()
    look = Inspector(visitor)
    visitor.open()
    look("consent")
    visitor.at("#agree").click()
    expect(visitor.messages).to_have_count(1)
    visitor.ask()
    look("answer")
    visitor.at("#send").scroll_into_view_if_needed()
    expect(visitor.at("#send")).to_be_in_viewport()
    expect(visitor.at("#help")).to_be_in_viewport(ratio=1)
    visitor.at("#help").click()
    look("help panel")
    last = visitor.at(".directories a").last
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport()
    assert look.found == []


def test_right_to_left(visitor: Visitor) -> None:
    visitor.visit()
    visitor.page.evaluate("() => { document.documentElement.dir = 'rtl'; }")
    launcher = visitor.launcher.bounding_box()
    assert launcher and launcher["x"] < 100
    visitor.open()
    visitor.at("#agree").click()
    visitor.ask()
    look = Inspector(visitor)
    look("right to left")
    mark, close = visitor.at(".mark").bounding_box(), visitor.at("#close").bounding_box()
    own, reply = (
        visitor.own.locator(".bubble").bounding_box(),
        visitor.at(".message .bubble").first.bounding_box(),
    )
    # English words on a page written from right to left: on that page's side, but written as English is.
    assert mark and close and mark["x"] < close["x"] < 640
    assert own and reply and own["x"] > reply["x"]
    assert look.found == []


def test_text_spacing(visitors: Callable[..., Visitor]) -> None:
    """The spacing of WCAG 1.4.12 cuts nothing off."""
    visitor = visitors(320, 640).start()
    visitor.ask()
    visitor.run("text_spacing")
    look = Inspector(visitor)
    look("chat")
    visitor.at("#help").click()
    look("help panel")
    visitor.page.keyboard.press("Escape")
    visitor.option("Delete")
    look("confirm")
    assert look.found == []


def test_forced_colours_keep_borders_and_focus(visitors: Callable[..., Visitor]) -> None:
    visitor = visitors(forced_colors="active").start()
    visitor.ask(CRISIS)
    parts = "#help, #exit, #send, .message.crisis .bubble"
    widths = visitor.run("styles", selector=parts, property="borderInlineStartWidth")
    assert len(widths) >= 4
    assert "0px" not in widths
    visitor.page.keyboard.press("Tab")
    assert visitor.focus()["seen"]


def test_motion_only_for_who_wants_it(visitors: Callable[..., Visitor]) -> None:
    for preference, moves in (("reduce", False), ("no-preference", True)):
        visitor = visitors(reduced_motion=preference).visit().open()
        (name,) = visitor.run("styles", selector="#panel", property="animationName")
        assert (name != "none") is moves
