"""Answers to crisis guidance: ages, and what else visitors reply to it."""

from __future__ import annotations

import pytest

from actions.action_crisis_reply import ActionCrisisReply
from attachment_guide.risk.ages import is_minor
from tests.dsl import bot, run, user


class TestCrisisReply:
    GUIDED = (user("..."), bot("crisis/suicide"))

    @pytest.mark.parametrize("reply", ["why_ask", "afraid", "safe_now", "joke", "not_me", "will_call"])
    def test_a_reply_of_its_own(self, reply):
        said = run(ActionCrisisReply(), *self.GUIDED, user("...", f"crisis_reply/{reply}"))
        assert said.names == [f"crisis_reply/{reply}"]

    @pytest.mark.parametrize("reply", ["not_safe", "tried_no_answer", "nobody_there"])
    def test_with_help_lines(self, reply):
        said = run(ActionCrisisReply(), *self.GUIDED, user("...", f"crisis_reply/{reply}"), country="ES")
        assert said.names == [f"crisis_reply/{reply}", "crisis_lines"]
        said = run(ActionCrisisReply(), *self.GUIDED, user("...", f"crisis_reply/{reply}"))
        assert said.names == [f"crisis_reply/{reply}", "crisis_lines_unknown"]

    @pytest.mark.parametrize("guidance", ["check/self", "crisis_lines", "crisis/abuse_other"])
    def test_after_guidance_of_any_kind_and_some_turns(self, guidance):
        said = [user("..."), bot(guidance), user("hm"), bot("about/brain")]
        assert run(ActionCrisisReply(), *said, user("ok", "crisis_reply/safe_now")).names == [
            "crisis_reply/safe_now"
        ]

    @pytest.mark.parametrize(
        ("guidance", "reply", "names"),
        [
            ("check/self", "denied", ["check_no"]),
            ("check/other", "joke", ["check_no"]),
            ("check/self", "not_so", ["check_no"]),
            ("check/self", "feels_fine", ["check_no"]),
            ("check/self", "a_little", ["check_yes", "crisis_lines"]),
            ("check/self", "not_safe", ["crisis_reply/not_safe", "crisis_lines"]),
            ("crisis/suicide", "denied", ["crisis_reply/denied"]),
            ("crisis/suicide", "not_so", ["crisis_reply/not_safe", "crisis_lines"]),
            ("crisis/harm_to_others", "a_little", ["crisis_reply/a_little", "crisis_lines"]),
            ("crisis/suicide", "feels_fine", ["crisis_reply/denied"]),
            ("crisis/medical_emergency", "denied", ["crisis_reply/feels_fine"]),
            ("crisis/medical_emergency_other", "safe_now", ["crisis_reply/feels_fine"]),
            ("crisis/suicide", "scared", ["crisis_reply/scared"]),
            ("crisis/suicide_other", "scared", ["crisis_reply/other_scared"]),
            ("check/other", "other_promise", ["crisis_reply/other_promise"]),
            ("crisis/suicide", "other_promise", ["crisis_reply/secrecy"]),
            ("crisis/abuse", "abuse_watched", ["crisis_reply/abuse_watched"]),
            ("crisis/suicide", "abuse_watched", ["crisis_reply/cannot_call", "crisis_lines"]),
            ("crisis/suicide", "which_number", ["crisis_reply/which_number", "crisis_lines"]),
        ],
    )
    def test_what_it_means_after_which_guidance(self, guidance, reply, names):
        said = [user("..."), bot(guidance), user("...", f"crisis_reply/{reply}")]
        assert run(ActionCrisisReply(), *said, country="ES").names == names

    @pytest.mark.parametrize(
        ("country", "lines"),
        [("GB", "crisis_text_lines"), ("ES", "crisis_lines"), (None, "crisis_lines_unknown")],
    )
    def test_who_cannot_call_gets_the_lines_that_are_written_to(self, country, lines):
        said = run(
            ActionCrisisReply(), *self.GUIDED, user("...", "crisis_reply/cannot_call"), country=country
        )
        assert said.names == ["crisis_reply/cannot_call", lines]
        if country == "GB":
            assert said.messages[1]["help_lines"].splitlines()[1:] == ["SHOUT text line, text 85258, 24/7"]

    @pytest.mark.parametrize(
        ("text", "guidance", "names"),
        [
            ("i'm 12", "crisis/suicide", ["crisis_young", "crisis_child_lines"]),
            ("she is 15", "crisis/suicide_other", ["crisis_young_other", "crisis_child_lines"]),
            ("my sister is nine", "check/self", ["crisis_young_other", "crisis_child_lines"]),
            ("im 34", "check/self", ["crisis_reply/age"]),
        ],
    )
    def test_an_age(self, text, guidance, names):
        said = [user("..."), bot(guidance), user(text, "crisis_reply/age")]
        assert run(ActionCrisisReply(), *said, country="CH").names == names

    @pytest.mark.parametrize(
        ("text", "minor"),
        [
            ("im 13", True),
            ("she's seventeen", True),
            ("18", False),
            ("I'm a kid", True),
            ("I'm under 18", True),
            ("im13", True),
            ("he is 40, she is 9", True),
            ("old", False),
        ],
    )
    def test_whose_age_is_young(self, text, minor):
        assert is_minor(text) is minor

    def test_when_there_was_no_crisis(self):
        said = run(ActionCrisisReply(), bot("about/brain"), user("i'm fine", "crisis_reply/safe_now"))
        assert said.names == ["fallback"]
