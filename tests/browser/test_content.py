"""Whatever text arrives is shown as text, and only safe addresses become links."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visitor

PAYLOADS = [
    "<img src=x onerror=\"document.title='broken in'\">",
    "<script>document.title='broken in'</script>",
    "<svg/onload=\"document.title='broken in'\">",
    "<a href=\"javascript:document.title='broken in'\">click</a>",
    "javascript:document.title='broken in'",
    "[click](javascript:document.title='broken in')",
    "${document.title='broken in'} {{document.title='broken in'}}",
    "<iframe srcdoc=\"<script>parent.document.title='broken in'</script>\">",
    'https://"onmouseover="document.title=\'broken in\'"',
    "data:text/html,<script>1</script> vbscript:x file:///etc/passwd http://plain.example",
]


def bot(text: str, **values: object) -> dict:
    return {
        "id": "m1",
        "text": text,
        "buttons": [],
        "source": None,
        "kind": "answer",
        "name": "x",
        "time": 1.7e9,
    } | values


@pytest.mark.parametrize("kind", ["answer", "crisis"])
def test_payloads_of_the_server_are_inert(visitor: Visitor, kind: str) -> None:
    visitor.start()
    title = visitor.page.title()
    everything = "\n\n".join(PAYLOADS)
    visitor.answer_with(
        bot(
            everything,
            kind=kind,
            source={"section": everything, "references": PAYLOADS},
            buttons=[{"id": payload, "title": payload, "name": None} for payload in PAYLOADS],
        )
    )
    visitor.write("hello")
    reply = visitor.at(f".message.{kind}")
    for payload in PAYLOADS:
        expect(reply).to_contain_text(payload)
    visitor.at("details.source summary").click()
    assert visitor.run("strangers") == []
    visitor.choices.nth(1).click()
    expect(visitor.own.last).to_contain_text(PAYLOADS[1])
    assert visitor.page.title() == title


def test_payloads_of_the_visitor_are_inert(visitor: Visitor) -> None:
    visitor.start()
    title = visitor.page.title()
    everything = "\n".join(PAYLOADS)
    visitor.ask(everything)
    expect(visitor.own.locator(".bubble")).to_contain_text(PAYLOADS[0])
    assert visitor.run("strangers") == []
    visitor.page.reload()
    expect(visitor.own).to_have_count(1)
    assert visitor.run("strangers") == []
    assert visitor.page.title() == title


def test_unsafe_addresses_of_the_page_are_not_linked(visitor: Visitor) -> None:
    visitor.visit()
    visitor.page.evaluate(
        """() => {
            const guide = document.querySelector("attachment-guide");
            for (const name of ["privacy-url", "clinic-url", "exit-url"])
                guide.setAttribute(name, "javascript:document.title='broken in'");
        }"""
    )
    visitor.open()
    visitor.option("About")
    expect(visitor.at("#about-heading")).to_be_focused()
    assert visitor.run("strangers") == []


def test_addresses_and_numbers_become_links(visitor: Visitor) -> None:
    visitor.start()
    visitor.answer_with(
        bot(
            "Call 999 or 116 123, or +41 44 123 45 67. See https://findahelpline.com/i?a=1. "
            "Write to help@clinic.example, not to http://plain.example. "
            "About 40-50% of people, 2020 and 1998, 3 in 10.",
            kind="crisis",
        )
    )
    visitor.write("hello")
    links = visitor.at(".message.crisis .bubble p a")
    expect(links).to_have_count(5)
    assert links.evaluate_all("links => links.map((a) => a.getAttribute('href'))") == [
        "tel:999",
        "tel:116123",
        "tel:+41441234567",
        "https://findahelpline.com/i?a=1",
        "mailto:help@clinic.example",
    ]
    outside = links.nth(3)
    expect(outside).to_have_attribute("rel", "noopener noreferrer")
    expect(outside).to_contain_text("opens in a new tab")


def test_each_kind_time_source_and_choices_are_shown(visitor: Visitor) -> None:
    visitor.start()
    visitor.answer_with(
        bot("An answer.", id="1", source={"section": "Causes", "references": ["A book"]}),
        bot("A concern.", id="2", kind="concern"),
        bot("A notice.", id="3", kind="notice"),
        bot(
            "A chat.",
            id="4",
            kind="something new",
            buttons=[{"id": "b", "title": "More", "name": None}],
        ),
    )
    visitor.write("hello")
    expect(visitor.at(".message.answer .source")).to_contain_text("Source: Causes")
    expect(visitor.at(".message.concern .kind")).to_be_visible()
    expect(visitor.at(".message.notice .kind")).to_be_visible()
    expect(visitor.messages.last).to_have_class("message chat")
    expect(visitor.choices).to_have_text(["More"])
    expect(visitor.messages.last.locator("time")).to_have_attribute("datetime", "2023-11-14T22:13:20.000Z")
    expect(visitor.at(".day")).not_to_have_count(0)


def test_an_empty_reply_is_not_silence(visitor: Visitor) -> None:
    visitor.start()
    visitor.answer_with()
    visitor.write("hello")
    expect(visitor.messages.last).to_contain_text("No answer came back")
