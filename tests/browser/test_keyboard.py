"""The whole conversation without a mouse: where the focus goes, and that it is seen."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.visitor import ANXIOUS, Visitor


def tab_to(visitor: Visitor, wanted: str, key: str = "Tab", most: int = 60) -> None:
    """Press Tab until the element with this id, class or text has the focus, seen at every stop."""
    for _ in range(most):
        visitor.page.keyboard.press(key)
        focus = visitor.focus()
        assert not focus["widget"] or focus["seen"], f"focus not visible on {focus['name']}"
        if wanted in (focus["name"], focus["text"]):
            return
    raise AssertionError(f"{wanted} was not reached by {key}")


def test_conversation_by_keyboard_alone(visitor: Visitor) -> None:
    page, keys = visitor.visit().page, visitor.page.keyboard

    tab_to(visitor, "launcher")
    keys.press("Enter")
    expect(visitor.at("#consent-heading")).to_be_focused()
    tab_to(visitor, "agree")
    keys.press("Enter")
    expect(visitor.draft).to_be_focused()

    page.keyboard.type(ANXIOUS)
    keys.press("Shift+Enter")
    page.keyboard.type("Please explain.")
    expect(visitor.draft).to_have_value(f"{ANXIOUS}\nPlease explain.")
    visitor.draft.fill("")
    page.keyboard.type(ANXIOUS)
    keys.press("Enter")
    expect(visitor.answers).to_have_count(1)
    expect(visitor.draft).to_be_focused()

    # Feedback, then a button. The buttons vanish, and the focus is just above the new answer.
    tab_to(visitor, "No", "Shift+Tab")
    keys.press("Space")
    expect(visitor.answers.get_by_role("button", name="No")).to_have_attribute("aria-pressed", "true")
    title = visitor.choices.first.inner_text()
    tab_to(visitor, title)
    keys.press("Enter")
    expect(visitor.own).to_have_count(2)
    expect(visitor.own.last).to_be_focused()
    expect(visitor.own.last.locator(".bubble")).to_have_text(title)
    expect(visitor.messages).to_have_count(5)

    # Urgent help and back.
    tab_to(visitor, "help", "Shift+Tab")
    keys.press("Enter")
    expect(visitor.at("#help-heading")).to_be_focused()
    keys.press("Escape")
    expect(visitor.at("#help")).to_be_focused()

    # Close and open again: the conversation is still there.
    keys.press("Escape")
    expect(visitor.at("#panel")).to_be_hidden()
    expect(visitor.launcher).to_be_focused()
    keys.press("Enter")
    expect(visitor.draft).to_be_focused()
    expect(visitor.own).to_have_count(2)

    # Delete, thinking twice.
    tab_to(visitor, "options", "Shift+Tab")
    for decision in ("Keep it", "Yes, delete it"):
        keys.press("Enter")
        tab_to(visitor, "Delete my conversation")
        keys.press("Enter")
        dialog = visitor.at("#delete")
        expect(dialog.get_by_role("button", name="Keep it")).to_be_focused()
        if decision != "Keep it":
            tab_to(visitor, decision)
        keys.press("Enter")
        expect(dialog).to_be_hidden()
        if decision == "Keep it":
            expect(visitor.at("#options")).to_be_focused()
    expect(visitor.at("#consent-heading")).to_be_focused()


def test_escape_closes_the_innermost_first(visitor: Visitor) -> None:
    keys = visitor.start().page.keyboard
    visitor.at("#options").click()
    expect(visitor.at("#menu")).to_be_visible()
    keys.press("Escape")
    expect(visitor.at("#menu")).to_be_hidden()
    expect(visitor.at("#options")).to_be_focused()

    visitor.option("Delete")
    keys.press("Escape")
    expect(visitor.at("#delete")).to_be_hidden()
    expect(visitor.at("#options")).to_be_focused()
    expect(visitor.at("#panel")).to_be_visible()

    visitor.option("About")
    expect(visitor.at("#about-heading")).to_be_focused()
    keys.press("Escape")
    expect(visitor.at("#options")).to_be_focused()

    keys.press("Escape")
    expect(visitor.at("#panel")).to_be_hidden()
    expect(visitor.launcher).to_be_focused()


def test_tab_leaves_the_menu_and_closes_it(visitor: Visitor) -> None:
    visitor.start()
    visitor.at("#options").click()
    tab_to(visitor, "close")
    expect(visitor.at("#menu")).to_be_hidden()


def test_small_screen_keeps_the_focus_in_the_chat(visitors: Callable[..., Visitor]) -> None:
    """There the chat covers the page, so nothing behind it may get the focus."""
    visitor = visitors(390, 844).start()
    for _ in range(30):
        visitor.page.keyboard.press("Tab")
        focus = visitor.focus()
        assert focus["widget"] or focus["name"] == "body", focus
    visitor.at("#close").click()
    expect(visitor.launcher).to_be_focused()


def test_large_screen_leaves_the_page_usable(visitor: Visitor) -> None:
    visitor.start()
    visitor.page.get_by_role("link", name="Our care").click()
    expect(visitor.at("#panel")).to_be_visible()


def test_turning_the_device_keeps_chat_and_focus(visitor: Visitor) -> None:
    visitor.start()
    visitor.draft.fill("half a sentence")
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    expect(visitor.draft).to_be_focused()
    expect(visitor.draft).to_have_value("half a sentence")
    visitor.page.set_viewport_size({"width": 1280, "height": 800})
    expect(visitor.draft).to_be_focused()


def test_composing_with_an_input_method_does_not_send(visitor: Visitor) -> None:
    visitor.start()
    visitor.draft.fill("にほん")
    # Safari tells of the end of a composition first; the key that ended it then has nothing but a code.
    for values in ({"isComposing": True}, {"keyCode": 229}):
        for key in ("Enter", "Escape"):
            visitor.draft.dispatch_event("keydown", {"key": key, "bubbles": True, **values})
    expect(visitor.draft).to_have_value("にほん")
    expect(visitor.own).to_have_count(0)
    expect(visitor.at("#panel")).to_be_visible()


def test_arrow_keys_lead_from_message_to_message(visitor: Visitor) -> None:
    visitor.start()
    visitor.ask()
    keys = visitor.page.keyboard
    visitor.messages.last.focus()
    keys.press("ArrowUp")
    expect(visitor.own.last).to_be_focused()
    keys.press("Home")
    expect(visitor.messages.first).to_be_focused()
    keys.press("ArrowDown")
    expect(visitor.own.last).to_be_focused()
    keys.press("End")
    expect(visitor.messages.last).to_be_focused()


def test_the_shortcuts_of_the_page_do_not_eat_letters(visitor: Visitor) -> None:
    visitor.start()
    visitor.page.evaluate(
        """() => {
            window.seen = [];
            for (const type of ["keydown", "keypress", "keyup"])
                document.addEventListener(type, (event) => {
                    window.seen.push(event.key);
                    if ("sf/".includes(event.key)) event.preventDefault();
                });
        }"""
    )
    visitor.draft.focus()
    visitor.page.keyboard.type("self soothing / fear")
    expect(visitor.draft).to_have_value("self soothing / fear")
    assert visitor.page.evaluate("() => window.seen") == []


def test_back_closes_the_chat_where_it_covers_the_page(visitors: Callable[..., Visitor]) -> None:
    visitor = visitors(390, 844).start()
    pages = visitor.page.evaluate("() => history.length")
    visitor.page.go_back()
    expect(visitor.at("#panel")).to_be_hidden()
    assert visitor.page.url.endswith("/chat/demo")
    visitor.open()
    visitor.at("#close").click()
    expect(visitor.launcher).to_be_focused()
    assert visitor.page.evaluate("() => history.length") == pages
    assert visitor.page.evaluate("() => history.state") is None
