"""What counts as the right thing to do with a labelled message."""

from __future__ import annotations

import json

import pytest

from evaluation.answers.replies import is_met, reply_lines, to_reply
from evaluation.sets.cases import LabelledMessage, load_labelled

BRAIN, GENES = "about/brain", "about/epigenetics"


def said(*names, buttons=()):
    offered = [{"name": f"utter_{answer}"} for answer in buttons]
    return [{"name": f"utter_{name}", "buttons": offered} for name in names]


def labelled(expect, *also, accept=(BRAIN,)):
    return LabelledMessage("text", "story", expect, also, accept)


@pytest.mark.parametrize(
    ("message", "reply", "strict", "met"),
    [
        (labelled("answer"), said(BRAIN), True, True),
        (labelled("answer"), said(GENES), False, False),
        (labelled("answer"), said(GENES, buttons=[BRAIN]), True, True),
        (labelled("answer"), said("fallback_choices", buttons=[BRAIN]), True, True),
        (labelled("answer"), said("check/self", BRAIN), False, False),
        (labelled("answer"), said("out_of_scope/general", buttons=[BRAIN]), False, False),
        (labelled("answer", "concern"), said("concern_self_harm"), False, True),
        (labelled("decline"), said("out_of_scope/general"), True, True),
        (labelled("decline"), said("fallback_choices", buttons=[BRAIN]), False, False),
        # The buttons of a refusal are ways on, no choices.
        (labelled("decline"), said("out_of_scope/general", buttons=[GENES]), True, True),
        (labelled("either"), said("out_of_scope/general"), True, True),
        (labelled("either"), said(BRAIN), True, True),
        (labelled("crisis", "check", accept=()), said("check/self"), False, True),
        (labelled("crisis", accept=()), said("crisis/suicide"), True, True),
        (labelled("no_diagnosis"), said("no_diagnosis_again"), True, True),
    ],
)
def test_right_or_wrong(message, reply, strict, met):
    reply = to_reply(message, reply)
    assert (reply.is_right([message.expect]), is_met(reply)) == (strict, met)


def test_a_wrong_answer_without_a_way_out():
    assert to_reply(labelled("answer"), said(GENES)).is_wrong
    assert not to_reply(labelled("answer"), said(GENES, buttons=[BRAIN])).is_wrong
    assert not to_reply(labelled("answer"), said("out_of_scope/general")).is_wrong


def test_lines_count_what_went_wrong():
    replies = [to_reply(labelled("answer"), said(BRAIN)), to_reply(labelled("answer"), said("check/self"))]
    lines = "\n".join(reply_lines(replies))
    assert "2 labelled messages" in lines
    assert "without risk, met with a check or a crisis text 50" in lines
    assert "got check; wanted answer, about/brain" in lines


def test_reading(tmp_path):
    entry = {
        "text": "a",
        "style": "story",
        "expect": "answer",
        "ids": [BRAIN],
        "note": "alt=check,concern; x",
    }
    file = tmp_path / "some.jsonl"
    file.write_text(json.dumps(entry) + "\n", encoding="utf-8")
    assert load_labelled(file) == [LabelledMessage("a", "story", "answer", ("check", "concern"), (BRAIN,))]
