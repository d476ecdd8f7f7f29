"""What a screen reader is told: the log and the status messages."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.visitor import ANXIOUS, CRISIS, Visitor


def test_messages_arrive_in_a_live_log(visitor: Visitor) -> None:
    visitor.visit().open()
    expect(visitor.at("[role=log]")).to_have_count(0)
    visitor.at("#agree").click()
    log = visitor.at("[role=log]")
    expect(log).to_have_attribute("aria-live", "polite")
    expect(log).to_contain_text("welcome")

    visitor.ask(ANXIOUS)
    expect(log).to_contain_text(f"You said: {ANXIOUS}")
    expect(log.locator(".message").last).to_contain_text("Attachment Guide said:")
    expect(log).to_contain_text("Source:")

    visitor.ask(CRISIS)
    expect(log.locator(".message.crisis").first).to_contain_text("Support is there for you now")


def test_welcome_comes_after_the_log_is_live(visitor: Visitor) -> None:
    """A log that is put in together with its first message does not announce it."""
    visitor.visit().open()
    visitor.run("watch_log")
    visitor.at("#agree").click()
    expect(visitor.messages).to_have_count(1)
    assert visitor.page.evaluate("() => window.heldAtFirst") == 0


def test_writing_is_announced(visitor: Visitor) -> None:
    visitor.start()
    release = visitor.hold()
    visitor.write(ANXIOUS)
    expect(visitor.said("Attachment Guide is writing")).to_have_count(1)
    expect(visitor.at(".writing")).to_be_visible()
    release()
    expect(visitor.answers).to_have_count(1)
    expect(visitor.said("Attachment Guide is writing")).to_have_count(0)


def test_restored_messages_are_not_read_out_again(visitor: Visitor) -> None:
    visitor.start()
    visitor.ask()
    release = visitor.hold()
    visitor.page.reload()
    log = visitor.at("[role=log]")
    expect(log).to_have_attribute("aria-live", "off")
    release()
    expect(visitor.answers).to_have_count(1)
    expect(log).to_have_attribute("aria-live", "polite")


def test_states_are_announced(visitor: Visitor) -> None:
    visitor.start()
    visitor.ask()
    visitor.answers.get_by_role("button", name="Yes").click()
    expect(visitor.said("Thank you for telling us.")).to_have_count(1)

    visitor.draft.fill("x" * 1900)
    expect(visitor.said("100 characters left")).to_have_count(1)
    visitor.draft.fill("x" * 2001)
    expect(visitor.said("1 characters too many")).to_have_count(1)
    visitor.draft.fill("")

    restore = visitor.lose_connection()
    visitor.write("Are you there?")
    expect(visitor.said("no connection to the assistant")).to_have_count(1)
    restore()
    expect(visitor.said("The connection is back.")).to_have_count(1)

    visitor.refuse_with(400, "bad_body", "The request was not understood.")
    visitor.write("And now?")
    expect(visitor.said("could not be sent. The request was not understood.")).to_have_count(1)


def test_an_answer_to_a_closed_chat_shows_on_its_button(visitor: Visitor) -> None:
    visitor.start()
    release = visitor.hold()
    visitor.write(ANXIOUS)
    visitor.at("#close").click()
    release()
    expect(visitor.launcher).to_contain_text("New answer")
    visitor.open()
    expect(visitor.answers).to_have_count(1)
