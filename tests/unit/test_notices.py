"""What visitors are told before the first message."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from attachment_guide.settings import Settings
from channels.notices import notices

STRINGS = Path(__file__).resolve().parents[2] / "web/src/data/strings/en.json"


def test_says_what_it_is_and_what_becomes_of_the_messages():
    told = notices(Settings())
    assert set(told) == {"disclosure", "privacy_notice"}
    assert "automated assistant" in told["disclosure"] and "No person" in told["disclosure"]
    assert "diagnose" in told["disclosure"]
    assert "delete" in told["privacy_notice"]


def test_names_the_clinic_as_the_operator_set_it():
    told = notices(Settings(clinic_name="Clinic {A} & B"))
    assert "from Clinic {A} & B." in told["disclosure"]


def test_does_not_say_that_nobody_reads_where_staff_may():
    assert "No person reads" in notices(Settings())["disclosure"]
    told = notices(Settings(inbox=True))
    assert set(told) == {"disclosure", "privacy_notice"}
    assert "nobody reads them unless you allow it" in told["disclosure"]


@pytest.mark.parametrize(
    ("name", "string", "inbox"),
    [
        ("disclosure", "consentBot", False),
        ("disclosure", "consentBotStaffRead", True),
        ("privacy_notice", "consentPrivacy", False),
    ],
)
def test_the_chat_window_says_the_same_when_it_cannot_reach_the_server(name, string, inbox):
    said = json.loads(STRINGS.read_text(encoding="utf-8"))[string]
    assert said == notices(Settings(clinic_name="{clinic}", inbox=inbox))[name]
