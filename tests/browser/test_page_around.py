"""Whatever the page around does: its styles, its encoding, a second chat, a copy of its tab, a printer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from tests.browser.test_content import bot
from tests.browser.test_embedding import STATIC
from tests.browser.visitor import Visitor

SITE = "http://127.0.0.1/"


def visit_page(visitor: Visitor, body: str, content_type: str = "text/html; charset=utf-8") -> None:
    """A page of our own with the script, and no server behind it."""

    def serve(route: Route) -> None:
        if route.request.url.endswith(".js"):
            code = (STATIC / "attachment-guide.js").read_bytes()
            route.fulfill(body=code, content_type="text/javascript")
        elif route.request.url == SITE:
            route.fulfill(body=body, content_type=content_type)
        else:
            route.abort()

    visitor.page.route(f"{SITE}**", serve)
    visitor.page.goto(SITE)
    visitor.off_origin.clear()


@pytest.fixture
def guest(visitor: Visitor) -> Visitor:
    visitor.server = SITE.rstrip("/")
    return visitor


PAGE = """<!doctype html><html lang="en"><title>A clinic</title>{}<h1>A clinic</h1>
<script src="/a.js" defer></script>"""
CHAT = PAGE + "<attachment-guide open></attachment-guide></html>"
STYLES = [
    "* { font-size: 40px; text-transform: uppercase; letter-spacing: 1em }",
    "* { all: unset }",
    "* { all: unset !important; font-size: 40px !important; color: red !important }",
    "attachment-guide { font: 40px cursive !important; visibility: hidden !important }",
    "attachment-guide { opacity: 0.1 !important; transform: rotate(9deg) !important }",
]


@pytest.mark.parametrize("style", STYLES)
def test_the_styles_of_the_page_stay_outside(guest: Visitor, style: str) -> None:
    looks = []
    for css in ("", f"<style>{style}</style>"):
        visit_page(guest, CHAT.format(css))
        expect(guest.at("#consent-heading")).to_be_visible()
        box = guest.at("#panel").bounding_box()
        kept = [
            guest.run("styles", selector="#consent-heading, #help, .facts dd", property=name)
            for name in ("fontSize", "textTransform", "letterSpacing", "color", "fontFamily", "visibility")
        ]
        host = guest.page.locator("attachment-guide")
        looks.append((box, kept, host.evaluate("(one) => getComputedStyle(one).opacity")))
    assert looks[0] == looks[1]


def test_the_page_may_choose_colours_letters_and_words(guest: Visitor) -> None:
    tokens = "--attachment-guide-brand: #123456; --attachment-guide-font: serif"
    style = f"<style>attachment-guide {{ {tokens} }}</style>"
    chat = '<attachment-guide launcher-text="Questions?"></attachment-guide>'
    visit_page(guest, PAGE.format(style) + chat)
    expect(guest.launcher).to_have_text("Questions?")
    assert guest.run("styles", selector=".launcher", property="backgroundColor") == ["rgb(18, 52, 86)"]
    assert guest.run("styles", selector=".launcher", property="fontFamily") == ["serif"]
    guest.page.evaluate(
        """() => {
            window.told = [];
            for (const what of ["open", "close"])
                document.querySelector("attachment-guide")
                    .addEventListener(`attachment-guide-${what}`, () => window.told.push(what));
        }"""
    )
    guest.open()
    guest.at("#close").click()
    expect(guest.launcher).to_be_visible()
    assert guest.page.evaluate("() => window.told") == ["open", "close"]


def test_the_page_hears_that_something_was_said_not_what(visitor: Visitor) -> None:
    """Nor can it tell who is in danger."""
    visitor.visit()
    visitor.page.evaluate(
        """() => {
            window.told = [];
            document.querySelector("attachment-guide")
                .addEventListener("attachment-guide-message", ({ detail }) => window.told.push(detail));
        }"""
    )
    visitor.open().at("#agree").click()
    expect(visitor.messages).to_have_count(1)
    for kind in ("answer", "crisis", "concern", "notice", "chat"):
        visitor.answer_with(bot("Secret words.", id=kind, kind=kind))
        visitor.ask("my secret")
    told = visitor.page.evaluate("() => window.told")
    kinds = ["answer", "answer", "answer", "notice", "chat"]
    assert told == [
        news
        for kind in kinds
        for news in ({"from": "visitor", "kind": "chat"}, {"from": "assistant", "kind": kind})
    ]
    # What is brought back is no news.
    visitor.heal()
    visitor.page.evaluate("() => { window.told = []; dispatchEvent(new Event('online')); }")
    assert visitor.page.evaluate("() => window.told") == []


def test_a_greeting_is_closed_for_good_and_in_nobodys_way(visitors: Callable[..., Visitor]) -> None:
    visitor = visitors(1280, 800)
    button = ".hero .button"

    def greet(route: Route) -> None:
        reply = route.fetch()
        chat = '<attachment-guide greeting="Questions? Ask the guide."'
        route.fulfill(response=reply, body=reply.text().replace("<attachment-guide", chat))

    visitor.page.route("**/chat/demo", greet)
    visitor.visit()
    greeting = visitor.at(".greeting")
    for width in (1280, 768, 390):
        visitor.page.set_viewport_size({"width": width, "height": 800})
        expect(greeting).to_be_visible(visible=width == 1280)
        # Playwright clicks only what nothing lies over.
        visitor.page.locator(button).click(trial=True)
    visitor.page.set_viewport_size({"width": 1280, "height": 800})
    greeting.get_by_role("button", name="Close this message").click()
    expect(greeting).to_have_count(0)
    expect(visitor.launcher).to_be_focused()
    visitor.page.reload()
    expect(visitor.launcher).to_be_visible()
    expect(greeting).to_have_count(0)

    visitor.page.evaluate("() => sessionStorage.clear()")
    visitor.page.reload()
    greeting.get_by_role("button", name="Questions?").click()
    expect(visitor.at("#consent-heading")).to_be_focused()
    visitor.at("#close").click()
    expect(visitor.launcher).to_be_visible()
    expect(greeting).to_have_count(0)


def test_a_page_that_names_no_encoding_shows_every_sign(guest: Visitor) -> None:
    visit_page(guest, CHAT.format(""), "text/html; charset=windows-1252")
    expect(guest.at(".consent")).to_contain_text("clinic’s server")
    assert (STATIC / "attachment-guide.js").read_bytes().isascii()


def test_two_chats_on_a_page_are_one(guest: Visitor) -> None:
    visit_page(guest, PAGE.format("") + 2 * "<attachment-guide>No scripts.</attachment-guide>")
    expect(guest.page.get_by_role("button", name="Ask about attachment")).to_have_count(1)
    expect(guest.page.get_by_text("No scripts.").first).to_be_hidden()
    # When the first is taken away, the other takes its place.
    guest.page.evaluate("() => document.querySelector('attachment-guide').remove()")
    expect(guest.page.get_by_role("button", name="Ask about attachment")).to_have_count(1)


def test_a_language_without_a_translation_is_english_all_through(guest: Visitor) -> None:
    visit_page(guest, CHAT.format("").replace("<attachment-guide", '<attachment-guide lang="fa"'))
    root = guest.at(".root")
    expect(root).to_have_attribute("lang", "en")
    expect(root).to_have_attribute("dir", "ltr")


def test_deleting_in_a_copy_of_the_tab_deletes_in_both(visitor: Visitor) -> None:
    visitor.start()
    visitor.ask()
    with visitor.page.expect_popup() as popup:
        visitor.page.evaluate("() => { window.open(location.href); }")
    copy = popup.value
    expect(copy.locator(".message.own")).to_have_count(1)
    # What is said in one is seen in the other.
    visitor.ask("what is avoidant attachment?")
    expect(copy.locator(".message.own")).to_have_count(2)
    copy.locator("#options").click()
    copy.get_by_role("button", name="Delete my conversation").click()
    copy.get_by_role("button", name="Yes, delete it").click()
    expect(copy.locator(".consent .note")).to_contain_text("has been deleted")
    expect(visitor.messages).to_have_count(0)
    expect(visitor.at(".consent .note")).to_contain_text("deleted in another tab")


def test_printing_prints_the_whole_conversation(visitor: Visitor) -> None:
    visitor.start()
    for _ in range(3):
        visitor.ask()
    visitor.page.emulate_media(media="print")
    heights = visitor.at(".log").evaluate("(log) => [log.clientHeight, log.scrollHeight]")
    assert heights[0] >= heights[1]
    panel = visitor.at("#panel").bounding_box()
    assert panel and panel["height"] >= heights[1]
    for control in (".composer", "#exit", "#help"):
        expect(visitor.at(control)).to_be_hidden()


def test_a_key_stroke_does_not_make_the_messages_anew(visitors: Callable[..., Visitor]) -> None:
    """Each message writes its time once; a key stroke must not cost a whole conversation."""
    visitor = visitors(390, 844).start()
    answers = [bot(f"Answer {number}: https://example.org", id=f"m{number}") for number in range(200)]
    visitor.answer_with(*answers)
    visitor.ask("hello")
    visitor.page.evaluate(
        """() => {
            window.changed = 0;
            window.times = 0;
            const root = document.querySelector("attachment-guide").shadowRoot;
            new MutationObserver((all) => { window.changed += all.length; })
                .observe(root.querySelector(".messages"), {subtree: true, childList: true, attributes: true,
                                                           characterData: true});
            const format = Date.prototype.toLocaleTimeString;
            Date.prototype.toLocaleTimeString = function (...how) {
                window.times += 1;
                return format.apply(this, how);
            };
        }"""
    )
    visitor.draft.focus()
    visitor.page.keyboard.type("what is anxious attachment?")
    assert visitor.page.evaluate("() => [window.changed, window.times]") == [0, 0]
