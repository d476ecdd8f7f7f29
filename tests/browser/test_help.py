"""Urgent help: always in view, for the right country, without consent, connection or server."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import expect

from tests.browser.visitor import CRISIS, Visitor


def test_help_before_consent_with_the_country_of_the_clock(
    visitors: Callable[..., Visitor],
) -> None:
    for zone, code, emergency in (
        ("Europe/London", "GB", "tel:999"),
        ("America/New_York", "US", "tel:911"),
    ):
        visitor = visitors(timezone_id=zone).visit().open()
        visitor.at("#help").click()
        expect(visitor.at("#help-heading")).to_be_focused()
        expect(visitor.at("#country")).to_have_value(code)
        expect(visitor.at(".emergency a").first).to_have_attribute("href", emergency)
        expect(visitor.at(".lines .call")).not_to_have_count(1)
        assert visitor.sent("POST", "/sessions") == []


def test_choosing_a_country_is_remembered(visitor: Visitor) -> None:
    visitor.visit().open()
    visitor.at("#help").click()
    visitor.at("#country").select_option("US")
    expect(visitor.at(".emergency a").first).to_have_attribute("href", "tel:911")
    visitor.page.reload()
    visitor.at("#help").click()
    expect(visitor.at("#country")).to_have_value("US")


@pytest.mark.parametrize("network", ["server down", "offline"])
def test_help_without_a_server(visitor: Visitor, network: str) -> None:
    visitor.visit()
    if network == "offline":
        visitor.context.set_offline(True)
    else:
        visitor.lose_connection("**/chat/**")
    visitor.open()
    visitor.at("#agree").click()
    expect(visitor.at(".problem").first).to_contain_text("cannot be reached")
    visitor.at("#help").click()
    expect(visitor.at(".emergency a").first).to_have_attribute("href", "tel:999")
    expect(visitor.at(".lines")).to_contain_text("Samaritans")
    expect(visitor.at(".directories a").first).to_have_attribute("href", "https://findahelpline.com/")
    expect(visitor.at(".note").last).to_contain_text("stored in this page")


def test_fetched_lines_are_kept_for_when_the_server_goes(visitor: Visitor) -> None:
    visitor.visit().open()
    visitor.at("#help").click()
    expect(visitor.at(".lines li").nth(1)).to_be_visible()
    with_server = visitor.at(".lines").inner_text()
    assert visitor.sent("GET", "/help-lines")
    visitor.lose_connection("**/chat/help-lines")
    visitor.page.reload()
    visitor.at("#help").click()
    expect(visitor.at("#help-heading")).to_be_focused()
    assert visitor.at(".lines").inner_text() == with_server
    expect(visitor.at(".note")).to_have_count(0)


def test_crisis_message_stands_out_and_stays_within_reach(visitor: Visitor) -> None:
    visitor.start()
    visitor.ask(CRISIS)
    crisis = visitor.at(".message.crisis").first
    expect(crisis).to_contain_text("Support is there for you now")
    crisis.get_by_role("button", name="Show help lines").click()
    expect(visitor.at("#help-heading")).to_be_focused()
    visitor.page.keyboard.press("Escape")
    expect(crisis.get_by_role("button", name="Show help lines")).to_be_focused()

    for question in ("what is anxious attachment?", "what is avoidant attachment?"):
        visitor.ask(question)
    visitor.at(".crisis-banner button").click()
    expect(crisis).to_be_focused()
    expect(crisis).to_be_in_viewport()
    expect(visitor.at("#help")).to_be_visible()


def test_built_in_numbers_are_those_that_staff_maintain() -> None:
    """A number that is changed in risk/ must not live on in the page."""
    root = Path(__file__).parents[2]
    built_in = json.loads((root / "web/src/data/help-fallback.json").read_text("utf-8"))
    maintained = yaml.safe_load((root / "clinical/help_lines.yml").read_text("utf-8"))
    for country in built_in["countries"]:
        current = maintained["countries"][country["code"]]
        assert country["emergency"] in current["emergency"], country["code"]
        numbers = {line["number"] for line in current["lines"] if "general" in line["for"]}
        assert {line["number"] for line in country["lines"]} <= numbers, country["code"]
    urls = {entry["url"] for entry in maintained["directories"]}
    assert {entry["url"] for entry in built_in["directories"]} <= urls
