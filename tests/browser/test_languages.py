"""The window's words in the visitor's language, while the assistant speaks English and says so."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.browser.test_content import bot
from tests.browser.test_crisis import guidance, hrefs
from tests.browser.visitor import AXE, CRISIS, Visitor

SPEAKS_ENGLISH = {
    "ar": "المساعد يفهم ويكتب بالإنجليزية فقط",
    "de": "Der Assistent versteht und schreibt nur Englisch",
    "es": "El asistente entiende y escribe solo en inglés",
    "fr": "L’assistant comprend et écrit uniquement l’anglais",
}


def in_language(visitor: Visitor, language: str) -> Visitor:
    def page(route: Route) -> None:
        reply = route.fetch()
        chat = f'<attachment-guide lang="{language}"'
        route.fulfill(response=reply, body=reply.text().replace("<attachment-guide", chat))

    visitor.page.route("**/chat/demo", page)
    return visitor


@pytest.mark.parametrize("language", SPEAKS_ENGLISH)
def test_a_conversation_in_another_language(visitor: Visitor, language: str) -> None:
    in_language(visitor, language).visit()
    root = visitor.at(".root")
    expect(root).to_have_attribute("lang", language)
    expect(root).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    visitor.open()
    expect(visitor.at(".consent")).to_contain_text(SPEAKS_ENGLISH[language])
    visitor.at("#agree").click()
    expect(visitor.messages).to_have_count(1)
    visitor.answer_with(guidance())
    visitor.ask(CRISIS)
    # What is English is marked as English, for screen readers and translators.
    expect(visitor.at(".message.crisis p[lang=en]")).to_contain_text("I take it seriously.")
    # Words follow the language, numbers the country.
    assert hrefs(visitor.at(".message.crisis a.call"))[:2] == ["tel:999", "tel:116123"]
    # Said to the assistant, and so in the language that it reads.
    expect(visitor.at(".safety button")).to_have_text(["Yes", "No"])
    assert visitor.run("measure") == []
    visitor.page.evaluate(AXE.read_text("utf-8"))
    assert visitor.run("audit", whole=False) == []


def test_words_that_cannot_be_fetched_are_english(visitor: Visitor) -> None:
    restore = visitor.lose_connection("**/attachment-guide.de.json")
    in_language(visitor, "de").visit()
    expect(visitor.launcher).to_have_text("Ask about attachment")
    restore()
    visitor.context.set_offline(True)
    visitor.context.set_offline(False)
    expect(visitor.launcher).to_have_text("Fragen zum Thema Bindung")


def test_english_needs_no_other_words(visitor: Visitor) -> None:
    visitor.start()
    visitor.answer_with(bot("An answer."))
    visitor.ask()
    assert [request.url for request in visitor.requests if request.url.endswith(".json")] == []
