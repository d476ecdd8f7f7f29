"""Messages arrive once and in order whatever the connection does, or it is said why not."""

from __future__ import annotations

import json

from playwright.sync_api import Route, expect

from tests.browser.visitor import ANXIOUS, MESSAGES, Visitor


def visitor_lines(visitor: Visitor) -> list[str]:
    return [m["text"] for m in visitor.on_server() or [] if m["from"] == "visitor"]


def test_double_click_sends_once(visitor: Visitor) -> None:
    visitor.start()
    visitor.draft.fill(ANXIOUS)
    visitor.at("#send").dblclick()
    expect(visitor.answers).to_have_count(1)
    expect(visitor.own).to_have_count(1)

    visitor.choices.first.dblclick()
    expect(visitor.own).to_have_count(2)
    expect(visitor.messages).to_have_count(5)
    assert len(visitor.sent("POST", "/messages")) == 2
    assert len(visitor_lines(visitor)) == 2


def test_double_click_on_a_first_question_sends_once(visitor: Visitor) -> None:
    visitor.start()
    visitor.at(".starters button").first.dblclick()
    expect(visitor.own).to_have_count(1)
    expect(visitor.messages).to_have_count(3)
    assert len(visitor.sent("POST", "/messages")) == 1


def test_offline_messages_wait_and_are_sent_in_order(visitor: Visitor) -> None:
    visitor.start()
    restore = visitor.lose_connection()
    visitor.write(ANXIOUS)
    visitor.write("And what is avoidant attachment?")
    expect(visitor.at(".banner")).to_contain_text("cannot be reached")
    expect(visitor.own).to_have_count(2)
    # Both wait, and both say so.
    expect(visitor.own.get_by_text("Not sent yet")).to_have_count(2)
    restore()
    expect(visitor.answers).to_have_count(2)
    expect(visitor.at(".banner")).to_have_count(0)
    assert visitor_lines(visitor) == [ANXIOUS, "And what is avoidant attachment?"]


def test_a_device_that_is_offline_waits_until_it_is_not(visitor: Visitor) -> None:
    visitor.start()
    visitor.context.set_offline(True)
    expect(visitor.at(".banner")).to_contain_text("no connection")
    visitor.write(ANXIOUS)
    expect(visitor.own.last).to_contain_text("Not sent yet")
    visitor.context.set_offline(False)
    expect(visitor.answers).to_have_count(1)
    assert visitor_lines(visitor) == [ANXIOUS]


def test_a_server_that_restarts_is_waited_for(visitor: Visitor) -> None:
    visitor.start()
    visitor.refuse_with(503, "internal", "Starting.")
    visitor.write(ANXIOUS)
    expect(visitor.own.last).to_contain_text("Not sent yet")
    visitor.heal()
    expect(visitor.answers).to_have_count(1)
    assert visitor_lines(visitor) == [ANXIOUS]


def test_a_lost_reply_is_asked_for_again_and_not_said_twice(visitor: Visitor) -> None:
    visitor.start()
    lost: list[dict] = []

    def lose_reply(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(json.loads(route.request.post_data or ""))
        assert route.fetch().ok
        route.abort()

    visitor.page.route(MESSAGES, lose_reply)
    visitor.write(ANXIOUS)
    expect(visitor.answers).to_have_count(1)
    tries = [json.loads(r.post_data or "") for r in visitor.sent("POST", "/messages")]
    assert len(tries) == 2
    assert tries[0]["key"] == tries[1]["key"] and 8 <= len(tries[0]["key"]) <= 64
    visitor.heal()
    assert visitor_lines(visitor) == [ANXIOUS]


def test_reload_before_the_reply_sends_nothing_twice(visitor: Visitor) -> None:
    visitor.start()

    def lose_reply(route: Route) -> None:
        if route.request.method == "POST":
            assert route.fetch().ok
            route.abort()
        else:
            route.continue_()

    visitor.page.route(MESSAGES, lose_reply)
    visitor.write(ANXIOUS)
    expect(visitor.own.last).to_contain_text("Not sent yet")
    visitor.heal()
    visitor.page.reload()
    expect(visitor.answers).to_have_count(1)
    expect(visitor.own).to_have_count(1)
    assert visitor_lines(visitor) == [ANXIOUS]


def test_unsent_messages_survive_a_reload(visitor: Visitor) -> None:
    visitor.start()
    restore = visitor.lose_connection(MESSAGES)
    visitor.write(ANXIOUS)
    expect(visitor.own.last).to_contain_text("Not sent yet")
    visitor.page.reload()
    expect(visitor.own).to_have_count(1)
    restore()
    expect(visitor.answers).to_have_count(1)
    assert visitor_lines(visitor) == [ANXIOUS]


def test_it_is_said_when_a_message_cannot_be_sent(visitor: Visitor) -> None:
    visitor.page.clock.install()
    visitor.start()
    restore = visitor.lose_connection(MESSAGES)
    visitor.write(ANXIOUS)
    for _ in range(10):
        expect(visitor.at(".failed").or_(visitor.own.get_by_text("Not sent yet")).first).to_be_visible()
        visitor.page.clock.run_for(20_000)
        if visitor.at(".failed").count():
            break
    failed = visitor.at(".failed")
    expect(failed).to_contain_text("could not be sent. The assistant could not be reached.")
    expect(failed).not_to_contain_text("will be sent")

    # Urgent help needs no connection.
    visitor.at("#help").click()
    expect(visitor.at(".emergency a").first).to_have_attribute("href", "tel:999")
    visitor.page.keyboard.press("Escape")

    restore()
    failed.get_by_role("button", name="Try again").click()
    expect(visitor.answers).to_have_count(1)
    assert visitor_lines(visitor) == [ANXIOUS]


def test_a_message_that_failed_can_be_taken_back(visitor: Visitor) -> None:
    visitor.start()
    visitor.refuse_with(400, "bad_body", "The request was not understood.")
    visitor.write("something")
    visitor.at(".failed").get_by_role("button", name="Remove").click()
    expect(visitor.own).to_have_count(0)
    expect(visitor.draft).to_be_focused()
    visitor.heal()
    visitor.ask()
    assert visitor_lines(visitor) == [ANXIOUS]


def test_too_fast_is_waited_out(visitor: Visitor) -> None:
    visitor.start()
    visitor.refuse_with(429, "rate_limited", "Too many messages.", {"Retry-After": "1"})
    visitor.write(ANXIOUS)
    expect(visitor.at(".banner")).to_contain_text("That was fast")
    visitor.heal()
    expect(visitor.answers).to_have_count(1)


def test_a_session_that_ended_is_replaced_and_the_message_kept(visitor: Visitor) -> None:
    visitor.start()
    visitor.ask()
    assert visitor.context.request.delete(f"{visitor.server}/chat/sessions/current").ok
    visitor.context.clear_cookies()
    visitor.write("what is avoidant attachment?")
    expect(visitor.at(".message.notice")).to_contain_text("started a new one")
    expect(visitor.answers).to_have_count(2)
    assert visitor_lines(visitor) == ["what is avoidant attachment?"]


def test_too_long_is_not_sent(visitor: Visitor) -> None:
    visitor.start()
    visitor.write("x" * 2001)
    expect(visitor.at("#count")).to_contain_text("1 characters too many")
    expect(visitor.draft).to_be_focused()
    # Counted as the server counts: an emoji is one character.
    visitor.draft.fill("😀" * 2000)
    expect(visitor.at("#count")).to_contain_text("0 characters left")
    visitor.draft.fill("   ")
    visitor.at("#send").click()
    assert visitor.sent("POST", "/messages") == []


def test_deleting_while_a_message_waits_starts_nothing_anew(visitor: Visitor) -> None:
    visitor.start()
    visitor.ask()
    restore = visitor.lose_connection(MESSAGES)
    visitor.write("what is avoidant attachment?")
    expect(visitor.own.last).to_contain_text("Not sent yet")
    visitor.option("Delete")
    visitor.at("#delete").get_by_role("button", name="Yes, delete it").click()
    expect(visitor.at("#consent-heading")).to_be_focused()
    restore()
    visitor.at("#agree").click()
    visitor.ask()
    assert visitor_lines(visitor) == [ANXIOUS]
