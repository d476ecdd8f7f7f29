"""Dialogues in which it matters what was said some turns before: those of data/stories/."""

from __future__ import annotations

import pytest

from tests.server.talk import AT_RISK, names, say

BETWEEN = ("what is anxious attachment?", "utter_attachment_types/anxious")
MAYBE, OVERDOSE = "I feel like a burden to everyone", "I took an overdose"
OF_A_FRIEND, ABUSE = "my friend wants to kill herself", "my husband hits me"
# What is said right after crisis guidance or a check-in.
TO_CHECK = [
    ("i'm not suicidal", "utter_check_no"),
    ("no seriously, I'm fine", "utter_check_no"),
    ("nope just tired", "utter_check_no"),
    ("a bit", "utter_check_yes"),
]
TO_CRISIS = [
    ("leave me alone", "utter_crisis_reply/leave_me"),
    ("shut up", "utter_crisis_reply/leave_me"),
    ("don't tell anyone", "utter_crisis_reply/secrecy"),
    ("they will lock me up", "utter_crisis_reply/afraid"),
    ("what number do i call", "utter_crisis_reply/which_number"),
    ("I called them and it helped", "utter_crisis_reply/got_help"),
    ("im 13", "utter_crisis_young"),
    ("I'm in Brazil", "utter_crisis_lines_elsewhere"),
]
TO_MEDICAL = [
    ("should I go to hospital", "utter_crisis_reply/need_doctor"),
    ("i feel fine now", "utter_crisis_reply/feels_fine"),
    ("an ambulance costs too much", "utter_crisis_reply/no_ambulance"),
    ("I called an ambulance, they are coming", "utter_crisis_reply/help_coming"),
]
TO_OTHER = [
    ("she lives in another town", "utter_crisis_reply/other_far"),
    ("she won't talk to me", "utter_crisis_reply/other_no_contact"),
    ("she made me promise not to tell", "utter_crisis_reply/other_promise"),
    ("i'm scared", "utter_crisis_reply/other_scared"),
    ("she is 15", "utter_crisis_young_other"),
]
TO_ABUSE = [
    ("i can't leave", "utter_crisis_reply/abuse_cant_leave"),
    ("I don't want to leave him", "utter_crisis_reply/abuse_stay"),
    ("he checks my phone", "utter_crisis_reply/abuse_watched"),
    ("he'll take the kids", "utter_crisis_reply/abuse_children"),
]


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
        [
            ("simpler please", "utter_simpler_nothing"),
            ("what is EMDR?", "utter_treatment/emdr"),
            ("simpler please", "utter_treatment/emdr"),
            ("I don't understand", "utter_simpler"),
            (AT_RISK, "utter_crisis/suicide"),
            ("I don't understand", "utter_crisis/suicide"),
        ],
        *([(AT_RISK, "utter_crisis/suicide"), turn] for turn in TO_CRISIS),
        *([(MAYBE, "utter_check/self"), turn] for turn in TO_CHECK),
        *([(OVERDOSE, "utter_crisis/medical_emergency"), turn] for turn in TO_MEDICAL),
        *([(OF_A_FRIEND, "utter_crisis/suicide_other"), turn] for turn in TO_OTHER),
        *([(ABUSE, "utter_crisis/abuse"), turn] for turn in TO_ABUSE),
        [
            (MAYBE, "utter_check/self"),
            ("why do you ask?", "utter_crisis_reply/why_ask"),
            BETWEEN,
            ("no", "utter_check_no"),
        ],
        [
            (AT_RISK, "utter_crisis/suicide"),
            ("no", "utter_crisis_reply/not_safe"),
            ("yes", "utter_crisis_unclear"),
        ],
    ],
)
def test_dialogue(api, turns):
    assert [names(say(api, text))[0] for text, _ in turns] == [name for _, name in turns]
