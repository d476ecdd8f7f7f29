"""What a screen reader is told: messages and states, each once, by live regions apart from what is seen."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.visitor import ANXIOUS, CRISIS, Visitor


def heard(visitor: Visitor) -> list[str]:
    return visitor.page.evaluate("() => window.heard")


def times(visitor: Visitor, words: str) -> int:
    return sum(words in text for text in heard(visitor))


def test_each_message_is_heard_once(visitor: Visitor) -> None:
    """A transcript of what is added to the live regions while they can be heard."""
    visitor.visit()
    visitor.run("listen")
    visitor.open()
    visitor.at("#agree").click()
    expect(visitor.draft).to_be_focused()
    expect(visitor.said("welcome")).to_have_count(1)
    answer = visitor.ask(ANXIOUS).locator(".bubble p").first.inner_text()
    crisis = visitor.ask(CRISIS)
    expect(crisis).to_contain_text("Support is there for you now")
    expect(visitor.said("Call 999")).to_have_count(1)
    visitor.ask("what is avoidant attachment?")
    assert times(visitor, "Hello, and welcome") == 1
    assert times(visitor, answer.splitlines()[0]) == 1
    assert times(visitor, "Samaritans: Call 116 123") == 1
    assert times(visitor, "Attachment Guide said:") == 4
    assert times(visitor, "Attachment Guide is writing") == 3
    # What the visitor wrote is heard while it is written, not again.
    assert times(visitor, ANXIOUS) == 0


def test_messages_are_a_list_of_articles(visitor: Visitor) -> None:
    visitor.start()
    visitor.ask()
    messages = visitor.at("ol.messages")
    expect(messages.get_by_role("article")).to_have_count(3)
    expect(messages).to_contain_text(f"You said: {ANXIOUS}")
    expect(visitor.messages.last).to_contain_text("Attachment Guide said:")
    assert visitor.at("[role=log]").count() == 0


def test_the_focus_is_told_before_the_welcome(visitor: Visitor) -> None:
    visitor.visit().open()
    visitor.run("watch_focus")
    visitor.at("#agree").click()
    expect(visitor.messages).to_have_count(1)
    assert visitor.page.evaluate("() => window.focusAtFirst") == "draft"


def test_the_same_thanks_is_heard_again(visitor: Visitor) -> None:
    visitor.start()
    visitor.ask()
    visitor.run("listen")
    for count, name in enumerate(("Yes", "No"), 1):
        visitor.answers.get_by_role("button", name=name).click()
        visitor.page.wait_for_function(
            "(n) => window.heard.filter((t) => t.includes('Thank you')).length === n", arg=count
        )


def test_writing_is_announced(visitor: Visitor) -> None:
    visitor.start()
    release = visitor.hold()
    visitor.write(ANXIOUS)
    expect(visitor.said("Attachment Guide is writing")).to_have_count(1)
    expect(visitor.at(".writing")).to_be_visible()
    release()
    expect(visitor.answers).to_have_count(1)
    expect(visitor.at(".writing")).to_have_count(0)


def test_restored_messages_are_not_read_out_again(visitor: Visitor) -> None:
    visitor.start()
    visitor.ask()
    release = visitor.hold()
    visitor.page.reload()
    visitor.run("listen")
    release()
    expect(visitor.answers).to_have_count(1)
    visitor.ask("what is avoidant attachment?")
    assert times(visitor, "Attachment Guide said:") == 1


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
    expect(visitor.said("cannot be reached right now")).to_have_count(1)
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
    visitor.run("listen")
    release()
    expect(visitor.launcher).to_contain_text("New answer")
    expect(visitor.said("New answer")).to_have_count(1)
    assert heard(visitor) == ["New answer"]
    visitor.open()
    expect(visitor.answers).to_have_count(1)
