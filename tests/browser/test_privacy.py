"""Consent, one conversation per tab, deletion, download, and leaving fast."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.visitor import ANXIOUS, Visitor

NEUTRAL = "https://www.wikipedia.org/"


def test_nothing_is_asked_of_the_server_before_the_chat_is_opened(visitor: Visitor) -> None:
    visitor.visit()
    expect(visitor.launcher).to_be_visible()
    asked = [r.url for r in visitor.requests if "/static/" not in r.url and not r.url.endswith("/demo")]
    assert asked == []


def test_consent_comes_before_the_first_message(visitor: Visitor) -> None:
    visitor.visit().open()
    consent = visitor.at(".consent")
    for words in ("computer", "emergenc", "privacy", "history"):
        expect(consent).to_contain_text(words, ignore_case=True)
    expect(visitor.draft).to_have_count(0)
    assert visitor.sent("POST", "/sessions") == []
    assert visitor.context.cookies() == []

    consent.get_by_role("button", name="Not now").click()
    expect(visitor.at("#panel")).to_be_hidden()
    assert visitor.sent("POST", "/sessions") == []

    visitor.open()
    visitor.at("#agree").click()
    expect(visitor.draft).to_be_focused()
    (cookie,) = visitor.context.cookies()
    assert cookie["name"] == "attachment_guide_session"
    assert cookie["httpOnly"]
    visitor.option("About")
    expect(visitor.at("#about-heading")).to_be_focused()


def test_longer_keeping_is_the_visitors_choice(visitor: Visitor) -> None:
    visitor.start()
    visitor.option("About")
    keep = visitor.at("[name=keep]")
    expect(keep).not_to_be_checked()
    expect(visitor.at(".page:visible")).to_contain_text("after 24 hours")
    # Nobody reads anything here.
    expect(visitor.at("[name=improve]")).to_have_count(0)
    visitor.at(".choice").click()
    visitor.page.reload()
    visitor.option("About")
    expect(keep).to_be_checked()
    keep.uncheck()
    assert [request.post_data_json for request in visitor.sent("PUT", "/consent")] == [
        {"keep": True},
        {"keep": False},
    ]


def test_being_read_is_asked_for_apart_and_a_failure_is_said(visitor: Visitor) -> None:
    def with_staff(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, json={**response.json(), "staff_read": True})

    visitor.page.route("**/chat/config", with_staff)
    visitor.start()
    visitor.option("About")
    improve = visitor.at("[name=improve]")
    expect(improve).not_to_be_checked()
    # This server has nobody who reads, and refuses it.
    improve.click()
    expect(visitor.at("[role=alert]:visible")).to_have_text("This could not be saved. Please try again.")
    expect(improve).not_to_be_checked()


def test_the_browser_keeps_no_words(visitor: Visitor) -> None:
    visitor.start()
    visitor.ask()
    assert "anxious" not in visitor.tab_memory()
    assert visitor.page.evaluate("() => localStorage.length") == 0


def test_reload_restores(visitor: Visitor) -> None:
    visitor.start()
    visitor.ask()
    visitor.choices.first.click()
    expect(visitor.own).to_have_count(2)
    expect(visitor.messages).to_have_count(5)
    before = visitor.messages.locator(".bubble").all_inner_texts()[1:]
    visitor.page.reload()
    expect(visitor.own).to_have_count(2)
    assert visitor.messages.locator(".bubble").all_inner_texts() == before
    visitor.ask("what is avoidant attachment?")


def test_reload_without_server_says_so_and_recovers(visitor: Visitor) -> None:
    visitor.start()
    visitor.ask()
    restore = visitor.lose_connection("**/chat/messages")
    visitor.page.reload()
    expect(visitor.at(".banner")).to_contain_text("could not be loaded")
    restore()
    visitor.at(".banner button").click()
    expect(visitor.answers).to_have_count(1)
    expect(visitor.draft).to_be_focused()


def _tab(visitor: Visitor) -> Page:
    page = visitor.context.new_page()
    page.goto(f"{visitor.server}/chat/demo")
    page.locator(".launcher").click()
    return page


def test_another_tab_is_another_conversation(visitor: Visitor) -> None:
    visitor.start()
    visitor.ask()
    other = _tab(visitor)
    other.locator("#agree").click()
    expect(other.locator(".message")).to_have_count(1)
    other.locator("#draft").fill("what is avoidant attachment?")
    other.locator("#draft").press("Enter")
    expect(other.locator(".message.answer")).to_have_count(1)
    other.reload()
    expect(other.locator(".message.own")).to_have_count(1)
    expect(other.locator(".message.own .bubble")).to_have_text("what is avoidant attachment?")

    visitor.page.reload()
    expect(visitor.own).to_have_count(1)
    expect(visitor.own.locator(".bubble")).to_have_text(ANXIOUS)


def test_a_closed_tab_leaves_nothing_for_who_comes_next(visitor: Visitor) -> None:
    visitor.start()
    visitor.ask()
    visitor.page.close()
    visitor.page = visitor.context.new_page()
    visitor.start()
    expect(visitor.own).to_have_count(0)
    assert visitor.on_server() == []


def test_delete_my_conversation(visitor: Visitor) -> None:
    visitor.start()
    visitor.ask()
    assert visitor.on_server()
    visitor.option("Delete")
    dialog = visitor.at("#delete")
    expect(dialog).to_contain_text("cannot be undone")
    dialog.get_by_role("button", name="Keep it").click()
    assert visitor.on_server()

    restore = visitor.lose_connection("**/chat/sessions/current")
    visitor.option("Delete")
    dialog.get_by_role("button", name="Yes, delete it").click()
    expect(dialog).to_contain_text("could not be deleted")
    assert visitor.on_server()
    restore()

    dialog.get_by_role("button", name="Yes, delete it").click()
    expect(visitor.at("#consent-heading")).to_be_focused()
    expect(visitor.at(".consent .note")).to_contain_text("has been deleted")
    expect(visitor.messages).to_have_count(0)
    assert visitor.on_server() is None
    assert visitor.context.cookies() == []
    visitor.page.reload()
    expect(visitor.at("#consent-heading")).to_be_visible()


def test_download_warns_and_then_gives_the_whole_conversation(visitor: Visitor, tmp_path: Path) -> None:
    visitor.start()
    reply = visitor.ask()
    visitor.option("Download")
    dialog = visitor.at("#download")
    expect(dialog).to_contain_text("shared")
    with visitor.page.expect_download() as download:
        dialog.get_by_role("button", name="Download").click()
    saved = tmp_path / "conversation.txt"
    download.value.save_as(saved)
    text = saved.read_text("utf-8")
    assert ANXIOUS in text
    assert reply.locator(".bubble p").first.inner_text() in text
    assert "Source:" in text
    expect(visitor.at("#options")).to_be_focused()


@pytest.fixture
def neutral_site(visitor: Visitor) -> Iterator[Visitor]:
    """A stand-in for the neutral site; the only other origin, and only once the visitor leaves."""
    visitor.context.route(
        f"{NEUTRAL}**",
        lambda route: route.fulfill(body="<title>Neutral</title>", content_type="text/html"),
    )
    yield visitor
    assert visitor.off_origin == [NEUTRAL]
    visitor.off_origin.clear()


def test_exit_button_replaces_the_page_and_clears_the_session(neutral_site: Visitor) -> None:
    visitor = neutral_site
    visitor.page.goto("about:blank")
    visitor.start()
    visitor.ask()
    pages = visitor.page.evaluate("() => history.length")
    with visitor.page.expect_request(lambda r: r.method == "DELETE"):
        visitor.at("#exit").click()
    expect(visitor.page).to_have_title("Neutral")
    assert visitor.page.evaluate("() => history.length") == pages
    visitor.page.go_back()
    assert visitor.page.url == "about:blank"
    _gone(visitor)


def test_shift_three_times_leaves_the_page(neutral_site: Visitor) -> None:
    visitor = neutral_site
    visitor.start()
    visitor.ask()
    keys = visitor.page.keyboard
    keys.press("Shift")
    expect(visitor.said("press 2 more times")).to_have_count(1)
    keys.press("Shift")
    expect(visitor.said("press 1 more time")).to_have_count(1)
    # Typing a capital is not leaving, and starts the count anew.
    visitor.draft.focus()
    keys.press("Shift+A")
    expect(visitor.said("Exit cancelled")).to_have_count(1)
    for _ in range(2):
        keys.press("Shift")
    expect(visitor.said("press 1 more time")).to_have_count(1)
    with visitor.page.expect_request(lambda r: r.method == "DELETE"):
        keys.press("Shift")
    expect(visitor.page).to_have_title("Neutral")
    _gone(visitor)


def test_shift_belongs_to_the_page_while_there_is_no_chat(visitor: Visitor) -> None:
    visitor.visit()
    for _ in range(4):
        visitor.page.keyboard.press("Shift")
    expect(visitor.launcher).to_be_visible()


def test_the_way_out_works_before_consent_and_is_honest(neutral_site: Visitor) -> None:
    visitor = neutral_site
    visitor.visit().open()
    expect(visitor.at(".consent")).to_contain_text("browser history may still show")
    visitor.at("#exit").click()
    expect(visitor.page).to_have_title("Neutral")


def _gone(visitor: Visitor) -> None:
    """Neither the tab nor the server has the conversation any more."""
    visitor.visit()
    expect(visitor.launcher).to_be_visible()
    assert "started" not in visitor.tab_memory()
    expect(visitor.messages).to_have_count(0)
    assert visitor.on_server() is None


def test_a_page_that_comes_back_does_not_bring_back_a_conversation_left_since(
    visitor: Visitor,
) -> None:
    """Browsers keep pages as they were, to show them at once on "back"."""
    visitor.start()
    visitor.ask()
    visitor.page.evaluate(
        """() => {
            sessionStorage.clear();
            window.dispatchEvent(new PageTransitionEvent("pageshow", {persisted: true}));
        }"""
    )
    expect(visitor.messages).to_have_count(0)
    expect(visitor.at("#consent-heading")).to_be_visible()
