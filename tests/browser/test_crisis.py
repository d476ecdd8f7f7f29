"""In danger: whom to call is at hand, in the right country, said once, and needs no server."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.test_content import bot
from tests.browser.visitor import ANXIOUS, CRISIS, MESSAGES, Visitor

GUIDANCE = "I take it seriously. Call 112, 911, 999 or 000. Are you safe right now?"
REMINDER = "Help is still there for you."
COUNTRIES = [{"id": f"c-{name}", "title": name, "name": None} for name in ("United States", "Ireland")]


def guidance(**values: object) -> dict:
    return bot(GUIDANCE, id="g", kind="crisis", name="utter_crisis/suicide", **values)


def hrefs(links: Locator) -> list[str]:
    return links.evaluate_all("links => links.map((link) => link.getAttribute('href'))")


def test_one_card_for_the_country_of_the_clock(visitor: Visitor) -> None:
    visitor.start()
    visitor.answer_with(
        guidance(),
        bot(
            "Which country are you in?",
            id="l",
            kind="crisis",
            name="utter_crisis_lines_unknown",
            buttons=COUNTRIES,
        ),
    )
    visitor.ask(CRISIS)
    card = visitor.at(".card")
    expect(card).to_have_count(1)
    calls = visitor.at(".message.crisis a.call")
    assert hrefs(calls)[:3] == ["tel:999", "tel:116123", "sms:85258"]
    # The country is one choice, not a button each, and the same as in the help panel.
    expect(visitor.at(".choices")).to_have_text(["Yes No"], use_inner_text=True)
    expect(visitor.messages).to_have_count(3)
    card.locator("select").select_option("US")
    assert hrefs(calls)[0] == "tel:911"
    visitor.at("#help").click()
    expect(visitor.at("#country")).to_have_value("US")
    # One after the other, so that the newer one is the last that the server hears.
    with visitor.page.expect_request(lambda request: (request.post_data or "").endswith('"IE"}')):
        visitor.at("#country").select_option("IE")
    visitor.page.keyboard.press("Escape")
    expect(card.locator("select")).to_have_value("IE")
    assert countries_told(visitor) == ["US", "IE"]


def countries_told(visitor: Visitor) -> list[str | None]:
    return [request.post_data_json["country"] for request in visitor.sent("PUT", "/country")]


def test_a_country_that_could_not_be_told_is_told_again(visitor: Visitor) -> None:
    visitor.start()
    restore = visitor.lose_connection("**/chat/country")
    visitor.at("#help").click()
    with visitor.page.expect_event("requestfailed"):
        visitor.at("#country").select_option("US")
    with visitor.page.expect_response("**/chat/country") as response:
        restore()
    assert response.value.ok
    assert set(countries_told(visitor)) == {"US"}


def test_a_session_after_one_that_ended_knows_the_country(visitor: Visitor) -> None:
    """Before the message that found the old one gone: its answer may name help lines."""
    visitor.start()
    visitor.at("#help").click()
    with visitor.page.expect_response("**/chat/country"):
        visitor.at("#country").select_option("US")
    visitor.page.keyboard.press("Escape")
    assert visitor.context.request.delete(f"{visitor.server}/chat/sessions/current").ok
    visitor.context.clear_cookies()
    visitor.requests.clear()
    visitor.ask(CRISIS)
    expect(visitor.at(".message.notice").first).to_contain_text("started a new one")
    paths = [urlsplit(request.url).path for request in visitor.requests]
    assert countries_told(visitor) == ["US"]
    assert paths.index("/chat/country") < len(paths) - 1 - paths[::-1].index("/chat/messages")


def test_a_country_named_in_the_chat_is_the_panels_too(visitor: Visitor) -> None:
    visitor.start()
    lines = "In Ireland:\nEmergency: 112\nSamaritans: 116 123"
    visitor.answer_with(bot(lines, kind="crisis", name="utter_crisis_lines"))
    visitor.ask("I am in Ireland")
    visitor.at("#help").click()
    expect(visitor.at("#country")).to_have_value("IE")


def test_safe_or_not_is_answered_by_a_button(visitor: Visitor) -> None:
    visitor.start()
    visitor.answer_with(guidance())
    visitor.ask(CRISIS)
    visitor.answer_with(bot("Thank you.", id="t", kind="chat"))
    visitor.at(".safety").get_by_role("button", name="No").click()
    expect(visitor.own.last.locator(".bubble")).to_have_text("No")
    expect(visitor.at(".safety")).to_have_count(0)
    assert visitor.sent("POST", "/messages")[-1].post_data_json["text"] == "No"


def test_choices_stay_after_guidance_and_the_reminder_comes_once(visitor: Visitor) -> None:
    visitor.start()
    visitor.answer_with(guidance())
    visitor.ask(CRISIS)
    for number in range(3):
        buttons = [{"id": "b", "title": "More", "name": None}]
        visitor.answer_with(
            bot("An answer.", id=f"a{number}", buttons=buttons),
            bot(REMINDER, id=f"r{number}", kind="notice", name="utter_help_line"),
        )
        visitor.ask(ANXIOUS)
        expect(visitor.choices).to_have_text(["More"])
    expect(visitor.at(".message.notice")).to_have_count(1)
    expect(visitor.at(".crisis-banner")).to_be_visible()


def test_the_card_is_small_when_it_comes_again(visitor: Visitor) -> None:
    visitor.start()
    for number in range(2):
        visitor.answer_with(guidance() | {"id": f"g{number}"})
        visitor.ask(CRISIS)
    expect(visitor.at(".card.large")).to_have_count(1)
    small = visitor.messages.filter(has=visitor.page.locator(".card.small"))
    assert hrefs(small.locator("a.call")) == ["tel:999"]
    expect(small.locator("select")).to_have_count(0)


@pytest.mark.parametrize("place", ["panel", "card"])
def test_translation_cannot_mix_up_numbers(visitor: Visitor, place: str) -> None:
    """It replaces every text by an element of its own; what is written into the old text is not seen."""
    visitor.start()
    if place == "panel":
        visitor.at("#help").click()
        box, select = visitor.at(".helping"), visitor.at("#country")
    else:
        visitor.answer_with(guidance())
        visitor.ask(CRISIS)
        box = visitor.at(".message.crisis")
        select = box.locator("select")
    expect(box.locator("a").first).to_be_visible()
    for code, number in (("GB", "999"), ("US", "911"), ("AU", "000"), ("GB", "999")):
        select.select_option(code)
        visitor.run("translate")
        expect(box.locator("a.call").first).to_have_attribute("href", f"tel:{number}")
        for link in box.locator("a.call").all():
            shown = link.locator("b").inner_text().replace(" ", "")
            assert (link.get_attribute("href") or "").endswith(f":{shown}")


@pytest.mark.parametrize(("words", "attempts"), [("I want to end my life", 1), (ANXIOUS, 2)])
def test_help_comes_up_when_the_server_is_down(visitor: Visitor, words: str, attempts: int) -> None:
    visitor.start()
    restore = visitor.lose_connection(MESSAGES)
    visitor.write(words)
    local = visitor.at(".message.crisis")
    expect(local).to_contain_text("I cannot be reached right now")
    assert len(visitor.sent("POST", "/messages")) == attempts
    assert hrefs(local.locator("a.call"))[0] == "tel:999"
    expect(visitor.said("Call 999")).to_have_count(1)
    restore()
    expect(visitor.own.get_by_text("Not sent yet")).to_have_count(0)
    expect(visitor.messages.filter(has_text="I cannot be reached")).to_have_count(0)


def test_a_server_that_hangs_keeps_nobody_in_danger_waiting(visitor: Visitor) -> None:
    visitor.page.clock.install()
    visitor.start()
    release = visitor.hold()
    visitor.write("I want to end my life")
    expect(visitor.at(".writing")).to_be_visible()
    visitor.page.clock.run_for(6000)
    expect(visitor.at(".message.crisis")).to_contain_text("I cannot be reached right now")
    release()
    expect(visitor.at(".message.crisis").first).to_contain_text("Support is there for you now")


@pytest.mark.parametrize(("width", "height"), [(320, 640), (390, 844), (844, 390), (1280, 800)])
def test_the_emergency_number_is_in_view_at_once(
    visitors: Callable[..., Visitor], width: int, height: int
) -> None:
    visitor = visitors(width, height).start()
    visitor.answer_with(guidance())
    visitor.ask(CRISIS)
    expect(visitor.at(".emergency-calls a")).to_be_in_viewport(ratio=1)
    assert visitor.run("measure") == []
