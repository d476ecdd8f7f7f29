"""Putting the last answer in simpler words."""

from __future__ import annotations

import pytest

from actions.action_affirm import ActionAffirm
from actions.action_answer import ActionAnswer
from actions.action_more import ActionMore
from actions.action_repeat import ActionRepeat
from actions.action_simpler import ActionSimpler
from actions.replies import REPLIES
from attachment_guide.content.content_map import content_map, overview_of
from attachment_guide.names import INTENT_SIMPLER
from tests.dsl import Said, bot, run, topics, user

SIMPLER = user("simpler please", INTENT_SIMPLER)


def simple(said: Said) -> list[bool]:
    """Of each message, whether its simpler text was asked for."""
    return [message.get("simple", False) for message in said.messages]


class TestAnswers:
    @pytest.mark.parametrize("answer", content_map())
    def test_the_last_answer_is_put_simply_under_its_own_name(self, answer):
        said = run(ActionSimpler(), user("a"), bot(answer), SIMPLER)
        assert (said.names, simple(said)) == ([answer], [True])

    def test_both_of_two_in_one_turn_and_none_of_those_before(self):
        shown = [user("a"), bot("about/brain"), user("b"), bot("treatment/emdr"), bot("treatment/ddp")]
        said = run(ActionSimpler(), *shown, SIMPLER)
        assert (said.names, simple(said)) == (["treatment/emdr", "treatment/ddp"], [True, True])

    def test_what_stands_beside_the_answer_is_left_out(self):
        shown = [user("a"), bot("compare_intro"), bot("treatment/emdr"), bot("support")]
        assert run(ActionSimpler(), *shown, SIMPLER).names == ["treatment/emdr"]

    def test_small_talk_in_between_does_not_matter(self):
        shown = [user("a"), bot("treatment/emdr"), user("thanks"), bot("smalltalk/thanks")]
        assert run(ActionSimpler(), *shown, SIMPLER).names == ["treatment/emdr"]

    def test_a_topic_that_is_named_comes_first(self):
        named = user("explain ddp in easy words", INTENT_SIMPLER, entities=topics("treatment/ddp"))
        for shown in ([], [user("a"), bot("treatment/emdr")]):
            said = run(ActionSimpler(), *shown, named)
            assert (said.names, simple(said)) == (["treatment/ddp"], [True])

    @pytest.mark.parametrize("shown", [[], [user("hi"), bot("smalltalk/greet")], [bot("disclosure")]])
    def test_before_any_answer_it_asks_what_to_put_simply(self, shown):
        assert run(ActionSimpler(), *shown, SIMPLER).names == ["simpler_nothing"]


class TestAgain:
    ONCE = (user("a"), bot("treatment/emdr"), SIMPLER, bot("treatment/emdr", simple=True))

    def test_there_is_nothing_simpler_but_the_overview(self):
        for shown in (self.ONCE, (*self.ONCE, SIMPLER, bot("simpler"))):
            [message] = run(ActionSimpler(), *shown, SIMPLER).messages
            assert message["response"] == "utter_simpler"
            assert [button["payload"] for button in message["buttons"]] == ["/treatment/overview"]

    @pytest.mark.parametrize("answer", ["treatment/overview", "about/brain", "sources/references"])
    def test_no_overview_where_there_is_none_or_it_was_just_shown(self, answer):
        [message] = run(ActionSimpler(), user("a"), bot(answer, simple=True), SIMPLER).messages
        assert (message["response"], message["buttons"]) == ("utter_simpler", [])

    def test_who_asked_anew_hears_it_again(self):
        said = run(ActionSimpler(), *self.ONCE, user("what is emdr"), bot("treatment/emdr"), SIMPLER)
        assert (said.names, simple(said)) == (["treatment/emdr"], [True])

    def test_of_two_the_one_that_was_not_put_simply(self):
        shown = [user("a"), bot("treatment/emdr", simple=True), bot("treatment/ddp")]
        assert run(ActionSimpler(), *shown, SIMPLER).names == ["treatment/ddp"]

    def test_another_answer_since(self):
        said = run(ActionSimpler(), *self.ONCE, user("b"), bot("about/brain"), SIMPLER)
        assert (said.names, simple(said)) == (["about/brain"], [True])


class TestAtRisk:
    GUIDED = (
        user("...", "crisis/abuse", risk={"tier": "crisis", "category": "abuse"}),
        bot("crisis/abuse"),
        bot("crisis_lines"),
    )

    def test_guidance_is_said_again_with_its_lines(self):
        said = run(ActionSimpler(), *self.GUIDED, SIMPLER, country="ES")
        assert said.names == ["crisis/abuse", "crisis_lines"]
        assert "016" in said.messages[1]["help_lines"]

    def test_no_answer_from_before_takes_its_place(self):
        shown = [user("a"), bot("about/brain"), *self.GUIDED]
        assert run(ActionSimpler(), *shown, SIMPLER, country="ES").names == ["crisis/abuse", "crisis_lines"]
        shown += [user("ok", "smalltalk/ok"), bot("smalltalk/ok")]
        assert run(ActionSimpler(), *shown, SIMPLER, country="ES").names == ["crisis/abuse", "crisis_lines"]

    def test_the_lines_stay_those_of_the_danger(self):
        shown = [*self.GUIDED, user("i am in spain"), bot("crisis_lines")]
        for act in (ActionSimpler(), ActionRepeat()):
            [lines] = run(act, *shown, SIMPLER, country="ES").messages
            assert "016" in lines["help_lines"]

    @pytest.mark.parametrize("name", ["check/self", "check_yes", "crisis_reply/not_safe", "crisis_young"])
    def test_any_word_on_safety_stays(self, name):
        assert run(ActionSimpler(), user("a"), bot(name), SIMPLER).names == [name]

    def test_a_question_about_safety_comes_before_the_answer(self):
        shown = [user("..."), bot("check/self"), bot("crisis_lines"), bot("coping/overview")]
        said = run(ActionSimpler(), *shown, SIMPLER, country="ES")
        assert said.names == ["check/self", "crisis_lines", "coping/overview"]
        assert simple(said) == [False, False, True]

    def test_an_answer_after_guidance_is_put_simply(self):
        said = run(ActionSimpler(), *self.GUIDED, user("what is emdr"), bot("treatment/emdr"), SIMPLER)
        assert (said.names, simple(said)) == (["treatment/emdr"], [True])

    @pytest.mark.parametrize(
        ("tier", "names"), [("check", []), ("support", ["about/brain"]), ("concern", ["about/brain"])]
    )
    def test_when_a_risk_leads_the_dialogue(self, tier, names):
        led = user("i don't get it, i can't any more", INTENT_SIMPLER, risk={"tier": tier})
        assert run(ActionAnswer(), user("a"), bot("about/brain"), led).names == names


class TestBeside:
    ONCE = TestAgain.ONCE

    def test_the_reply_to_its_intent(self):
        assert REPLIES[INTENT_SIMPLER] is ActionSimpler

    def test_repeating_keeps_the_simpler_text(self):
        said = run(ActionRepeat(), *self.ONCE, user("again", "repeat"))
        assert (said.names, simple(said)) == (["treatment/emdr"], [True])

    def test_more_stays_with_what_was_asked(self):
        asked = [user("a"), bot("treatment/emdr", offers=["treatment/ddp", "treatment/mbsr"])]
        more = user("more", "more")
        asked += [more, bot("treatment/ddp"), SIMPLER, bot("treatment/ddp", simple=True)]
        assert run(ActionMore(), *asked, more).names == ["treatment/mbsr"]

    def test_more_of_a_topic_that_was_put_simply_at_once(self):
        named = user("ddp for a child please", INTENT_SIMPLER, entities=topics("treatment/ddp"))
        shown = [named, bot("treatment/ddp", offers=["about/brain"], simple=True)]
        assert run(ActionMore(), *shown, user("more", "more")).names == ["about/brain"]

    def test_yes_to_what_was_offered_instead(self):
        shown = [SIMPLER, bot("simpler", offers=["contact/human", "menu"])]
        assert run(ActionAffirm(), *shown, user("yes", "affirm")).names == ["contact/human"]

    def test_which_groups_have_an_overview(self):
        assert {overview_of(answer) for answer in content_map()} == {
            None,
            *(f"{group}/overview" for group in ("attachment_types", "causes", "clinic", "coping")),
            *(f"{group}/overview" for group in ("seek_help", "symptoms", "treatment")),
        }
