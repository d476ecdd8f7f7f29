"""For people who read or write with effort: read aloud, larger letters, dictation."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.browser.test_content import bot
from tests.browser.visitor import AXE, CRISIS, SCRIPTS, Visitor

ANSWER = "First sentence. **Second** one!\n\n- A point"
SPOKEN = "() => window.spoken.map(({ text, voice }) => [text, voice.name])"
READ, STOP = "Read aloud", "Stop reading"


def with_script(visitor: Visitor, name: str) -> Visitor:
    visitor.context.add_init_script(path=SCRIPTS / f"{name}.js")
    return visitor


def violations(visitor: Visitor) -> list[str]:
    visitor.page.evaluate(AXE.read_text("utf-8"))
    return visitor.run("audit", whole=False)


def reading_button(message: Locator, words: str) -> Locator:
    return message.get_by_role("button", name=words, exact=True)


def test_a_message_is_read_on_request_by_a_voice_of_the_device(visitor: Visitor) -> None:
    with_script(visitor, "voices").start()
    visitor.answer_with(bot(ANSWER, id="a"))
    answer = visitor.ask()
    assert visitor.page.evaluate(SPOKEN) == [], "nothing is read unasked"
    reading_button(answer, READ).click()
    assert visitor.page.evaluate(SPOKEN) == [
        ["First sentence.", "At home"],
        ["Second one!", "At home"],
        ["A point", "At home"],
    ]
    # The same button stops it, by the keyboard too, and keeps the focus.
    expect(reading_button(answer, STOP)).to_be_focused()
    assert violations(visitor) == []
    visitor.page.keyboard.press("Enter")
    expect(reading_button(answer, READ)).to_be_focused()
    assert visitor.page.evaluate(SPOKEN) == []


def test_reading_ends_by_itself_when_closed_and_when_left(visitor: Visitor) -> None:
    with_script(visitor, "voices").start()
    welcome = visitor.messages.first
    reading_button(welcome, READ).click()
    visitor.page.evaluate("() => window.spoken.at(-1).onend()")
    expect(reading_button(welcome, READ)).to_be_visible()
    reading_button(welcome, READ).click()
    visitor.at("#close").click()
    expect(visitor.launcher).to_be_visible()
    assert visitor.page.evaluate(SPOKEN) == []


def test_guidance_for_danger_is_never_read_unasked(visitor: Visitor) -> None:
    """And nothing is read over it."""
    with_script(visitor, "voices").start()
    visitor.answer_with(bot(ANSWER, id="a"))
    reading_button(visitor.ask(), READ).click()
    visitor.answer_with(bot("I take it seriously.", id="g", kind="crisis", name="utter_crisis/suicide"))
    guidance = visitor.ask(CRISIS)
    assert visitor.page.evaluate(SPOKEN) == []
    reading_button(guidance, READ).click()
    said = " ".join(text for text, _ in visitor.page.evaluate(SPOKEN))
    assert said.startswith("I take it seriously. Call 999. Samaritans: Call 116 123")


def test_no_voice_of_the_device_no_button(visitor: Visitor) -> None:
    """Other voices would send the text to the maker of the browser."""
    with_script(visitor, "voices")
    visitor.context.add_init_script("speechSynthesis.getVoices().splice(1)")
    visitor.start()
    expect(visitor.at(".read-aloud")).to_have_count(0)


@pytest.mark.parametrize(("width", "height"), [(320, 640), (390, 844), (844, 390), (1280, 800)])
def test_letters_of_three_sizes(visitors: Callable[..., Visitor], width: int, height: int) -> None:
    visitor = visitors(width, height).start()
    visitor.answer_with(bot(ANSWER, id="a"))
    visitor.ask()
    sizes = []
    for name in ("Normal", "Large", "Largest"):
        visitor.at("#options").click()
        choice = visitor.at("#menu").get_by_role("button", name=name, exact=True)
        choice.click()
        expect(choice).to_have_attribute("aria-pressed", "true")
        expect(choice).to_be_focused()
        visitor.page.keyboard.press("Escape")
        sizes += visitor.run("styles", selector=".answer .bubble", property="fontSize")
        assert visitor.run("measure") == []
        log = visitor.at(".log").bounding_box()
        assert log and log["height"] >= 60
        for control in ("#help", "#exit", "#close", "#draft", "#send"):
            expect(visitor.at(control)).to_be_in_viewport(ratio=1)
    assert sizes == ["16px", "20px", "24px"]
    visitor.heal()
    visitor.page.reload()
    expect(visitor.messages.first).to_be_visible()
    assert visitor.run("styles", selector=".log", property="fontSize") == ["24px"]
    assert "textSize" in visitor.tab_memory()


@pytest.fixture
def dictating(visitor: Visitor) -> Visitor:
    """On a page that wants dictation, with a browser that has it."""

    def page(route: Route) -> None:
        reply = route.fetch()
        route.fulfill(
            response=reply, body=reply.text().replace("<attachment-guide", "<attachment-guide dictation")
        )

    visitor.page.route("**/chat/demo", page)
    return with_script(visitor, "recognition").start()


def test_no_dictation_unless_the_page_wants_it(visitor: Visitor) -> None:
    with_script(visitor, "recognition").start()
    expect(visitor.at("#dictate")).to_have_count(0)


def test_dictation_tells_who_may_hear_and_sends_nothing(dictating: Visitor) -> None:
    visitor = dictating
    visitor.draft.fill("Hello.")
    visitor.at("#dictate").click()
    question = visitor.page.get_by_role("alertdialog", name="Dictate your message?")
    expect(question).to_contain_text("the company that makes the browser, which may then hear what you say")
    assert violations(visitor) == []
    assert visitor.page.evaluate("() => window.recognition") is None
    question.get_by_role("button", name="Start dictating").click()
    microphone = visitor.at("#dictate")
    expect(microphone).to_have_accessible_name("Stop dictating")
    expect(microphone).to_be_focused()
    assert violations(visitor) == []
    visitor.page.evaluate("() => window.recognition.hear('what is', 'anxious attachment')")
    expect(visitor.draft).to_have_value("Hello. what is anxious attachment")
    assert visitor.sent("POST", "/messages") == []
    # Typing takes over.
    visitor.draft.fill("what is anxious attachment?")
    expect(microphone).to_have_accessible_name("Dictate your message")
    assert not visitor.page.evaluate("() => window.recognition.running")
    # Whoever knows is not asked again; a refused microphone is told.
    microphone.click()
    visitor.page.evaluate("() => window.recognition.onerror({ error: 'not-allowed' })")
    expect(visitor.at(".composer")).to_contain_text("The microphone is not allowed on this page.")


def test_nobody_listens_once_the_chat_is_closed(dictating: Visitor) -> None:
    dictating.at("#dictate").click()
    dictating.page.get_by_role("button", name="Start dictating").click()
    assert dictating.page.evaluate("() => window.recognition.running")
    dictating.at("#close").click()
    expect(dictating.launcher).to_be_visible()
    assert not dictating.page.evaluate("() => window.recognition.running")
