"""What is said when the assistant did not understand, or did not help; yes and no."""

from __future__ import annotations

import pytest

from actions.action_affirm import ActionAffirm
from actions.action_deny import ActionDeny
from actions.action_fallback import ActionFallback
from actions.action_not_helpful import ActionNotHelpful
from attachment_guide.content.choices import choice
from attachment_guide.content.content_map import content_map
from tests.dsl import action, bot, run, user

YES, NO = user("yes", "affirm"), user("no", "deny")
LOST = user("hm", "nlu_fallback", decision="reject", answers=[])
SAFETY = [
    ("crisis/suicide", "crisis_reply/safe_now", "crisis_reply/not_safe"),
    # A yes to what asks nothing is asked about.
    ("crisis_reply/nobody_there", "crisis_unclear", "crisis_reply/not_safe"),
    ("crisis_reply/not_safe", "crisis_unclear", "crisis_reply/not_safe"),
    ("crisis_reply/not_me", "crisis_reply/safe_now", "crisis_reply/not_safe"),
    # However safe somebody feels after an overdose.
    ("crisis/medical_emergency", "crisis_reply/feels_fine", "crisis_reply/not_safe"),
    ("check_yes", "crisis_reply/safe_now", "crisis_reply/not_safe"),
    ("check/self", "check_yes", "check_no"),
    ("check/other", "check_yes", "check_no"),
]
WHY, ANSWER = "crisis_reply/why_ask", "about/brain"
# What was asked, what was said in between, and what yes and no then mean.
BETWEEN = [
    ("check/self", [WHY], "check_yes", "check_no"),
    ("check/self", [ANSWER], "check_yes", "check_no"),
    ("check/other", [ANSWER, WHY, "crisis_lines"], "check_yes", "check_no"),
    ("check/self", [ANSWER, ANSWER], "about/effects", "deny"),
    ("check/self", ["check_no"], "about/effects", "deny"),
    ("crisis/suicide", [WHY], "crisis_unclear", "crisis_reply/not_safe"),
    ("crisis/suicide", [ANSWER], "crisis_unclear", "crisis_reply/not_safe"),
    ("crisis/suicide", ["crisis_reply/safe_now"], "about/effects", "deny"),
    ("crisis/suicide", [ANSWER, ANSWER], "about/effects", "deny"),
]


@pytest.fixture(autouse=True)
def no_default_country(monkeypatch):
    monkeypatch.delenv("ATTACHMENT_GUIDE_DEFAULT_COUNTRY", raising=False)


class TestFallback:
    def test_first_time(self):
        assert run(ActionFallback(), LOST).names == ["fallback"]

    def test_again(self):
        once = [LOST, action("action_fallback"), bot("fallback")]
        assert run(ActionFallback(), *once, LOST).names == ["fallback_again"]
        assert run(ActionFallback(), *once, *once, LOST).names == ["fallback_again"]

    def test_again_after_something_understood_is_the_first_time(self):
        said = [LOST, action("action_fallback"), user("hi"), action("utter_smalltalk")]
        assert run(ActionFallback(), *said, LOST).names == ["fallback"]

    def test_asks_with_three_choices(self):
        answers = list(content_map())[:3]
        [message] = run(
            ActionFallback(), user("hm", "nlu_fallback", decision="ask", choices=answers)
        ).messages
        assert message["response"] == "utter_fallback_choices"
        assert message["buttons"] == [{"title": choice(a).title, "payload": f"/{a}"} for a in answers]
        assert message["subject"] == choice(answers[0]).subject

    def test_does_not_ask_twice(self):
        asked = user("hm", "nlu_fallback", decision="ask", choices=["about/brain"])
        assert run(ActionFallback(), asked, action("action_fallback"), asked).names == ["fallback_again"]

    def test_of_a_message_that_was_not_classified(self):
        assert run(ActionFallback(), user("hm")).names == ["fallback"]


class TestNotHelpful:
    BAD = user("that's not what i meant", "not_helpful")

    def test_first_time(self):
        assert run(ActionNotHelpful(), bot("about/brain"), self.BAD).names == ["not_helpful"]

    @pytest.mark.parametrize("before", ["action_not_helpful", "utter_not_helpful_again", "action_fallback"])
    def test_again(self, before):
        assert run(ActionNotHelpful(), LOST, action(before), self.BAD).names == ["not_helpful_again"]


class TestYes:
    def test_to_nothing(self):
        assert run(ActionAffirm(), YES).names == ["affirm_nothing"]
        assert run(ActionAffirm(), user("hi"), bot("smalltalk/greet"), YES).names == ["affirm_nothing"]

    def test_takes_the_first_offer(self):
        said = [user("a"), bot("symptoms/children", offers=["treatment/tf_cbt", "menu"])]
        assert run(ActionAffirm(), *said, YES).names == ["treatment/tf_cbt"]

    def test_takes_the_offer_of_the_last_message_that_makes_one(self):
        said = [
            user("a"),
            bot("about/brain", offers=["about/effects"]),
            bot("treatment/emdr", offers=["menu"]),
        ]
        assert run(ActionAffirm(), *said, bot("concern_self_harm"), YES).names == ["menu"]

    def test_an_offer_that_an_action_replies_to(self):
        said = [user("a"), bot("attachment_types/overview", offers=["more"])]
        assert run(ActionAffirm(), *said, YES).names == ["attachment_types/secure_disruption"]

    def test_an_offer_of_an_earlier_turn_is_over(self):
        said = [user("a"), bot("about/brain", offers=["menu"]), user("b"), bot("smalltalk/thanks")]
        assert run(ActionAffirm(), *said, YES).names == ["affirm_nothing"]

    @pytest.mark.parametrize(("asked", "yes", "_"), SAFETY)
    def test_to_a_question_about_safety(self, asked, yes, _):
        assert run(ActionAffirm(), user("..."), bot(asked, offers=["menu"]), YES).names[0] == yes

    def test_to_the_check_question_brings_help_lines_and_another_text_next(self):
        said = run(ActionAffirm(), user("..."), bot("check/self"), bot("crisis_lines"), YES, country="ES")
        assert said.names == ["check_yes", "crisis_lines"]
        assert said.slots == {"country": "ES", "crisis_turn": "1"}

    @pytest.mark.parametrize(("asked", "between", "yes", "no"), BETWEEN)
    def test_a_question_about_safety_stays_open_for_a_while(self, asked, between, yes, no):
        said = [user("..."), bot(asked), bot("crisis_lines_unknown")]
        for name in between:
            said += [user("b"), bot(name, offers=["about/effects"])]
        assert run(ActionAffirm(), *said, YES).names[0] == yes
        assert run(ActionDeny(), *said, NO).names[0] == no


class TestNo:
    def test_to_anything(self):
        assert run(ActionDeny(), NO).names == ["deny"]
        assert run(ActionDeny(), user("a"), bot("about/brain", offers=["menu"]), NO).names == ["deny"]

    @pytest.mark.parametrize(("asked", "_", "no"), SAFETY)
    def test_to_a_question_about_safety(self, asked, _, no):
        assert run(ActionDeny(), user("..."), bot(asked), NO).names[0] == no

    def test_not_safe_brings_help_lines(self):
        said = run(ActionDeny(), user("..."), bot("crisis/suicide"), NO, country="ES")
        assert said.names == ["crisis_reply/not_safe", "crisis_lines"]
        assert run(ActionDeny(), user("..."), bot("crisis/suicide"), NO).names[1] == "crisis_lines_unknown"

    def test_safe_needs_none(self):
        said = run(ActionDeny(), user("..."), bot("check/self"), bot("crisis_lines"), NO, country="ES")
        assert said.names == ["check_no"]
