"""Dialogues in which it matters what was said some turns before: those of data/stories/."""

from __future__ import annotations

import pytest

from tests.server.talk import names, say

BETWEEN = ("what is anxious attachment?", "utter_attachment_types/anxious")


@pytest.mark.parametrize(
    "turns",
    [
        [
            ("do I have attachment trauma?", "utter_no_diagnosis"),
            BETWEEN,
            ("can you diagnose my son?", "utter_no_diagnosis_again"),
        ],
        [
            ("should I stop taking my pills?", "utter_no_medical_advice"),
            BETWEEN,
            ("how many mg of sertraline should I take", "utter_no_medical_advice_again"),
        ],
        [
            ("do I have attachment trauma?", "utter_no_diagnosis"),
            ("should I stop taking my pills?", "utter_no_medical_advice"),
        ],
        [
            BETWEEN,
            ("that doesn't answer my question", "utter_not_helpful"),
            ("what is EMDR?", "utter_treatment/emdr"),
            ("that is not what I asked", "utter_not_helpful_again"),
        ],
        [
            ("you stupid machine", "utter_smalltalk/insult"),
            ("sorry, I was angry at you", "utter_smalltalk/apology"),
        ],
    ],
)
def test_dialogue(api, turns):
    assert [names(say(api, text))[0] for text, _ in turns] == [name for _, name in turns]
