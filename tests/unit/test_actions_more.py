"""Actions that lead on from an answer: tell me more, and comparing."""

from __future__ import annotations

import pytest

from actions.action_affirm import ActionAffirm
from actions.action_compare import ActionCompare
from actions.action_more import ActionMore
from attachment_guide.content.content_map import content_map, siblings
from tests.dsl import bot, run, topics, user

MORE = user("tell me more", "more")
COMPARE = user("which is better", "compare")


class TestMore:
    def test_of_nothing(self):
        assert run(ActionMore(), MORE).names == ["follow_up_unclear"]
        assert run(ActionMore(), bot("smalltalk/greet", offers=["menu"]), MORE).names == ["follow_up_unclear"]

    def test_takes_what_the_last_answer_offers(self):
        last = bot("symptoms/children", offers=["treatment/tf_cbt", "symptoms/adults"])
        assert run(ActionMore(), last, MORE).names == ["treatment/tf_cbt"]

    def test_what_else_was_offered_below_it_is_no_next_step(self):
        last = bot("symptoms/children", offers=["coping/routine"])
        own = [{"title": "TF-CBT", "payload": "/treatment/tf_cbt"}]
        last["metadata"]["metadata"] = {"next_steps": own}
        assert run(ActionMore(), last, MORE).names == ["treatment/tf_cbt"]
        assert run(ActionAffirm(), user("a"), last, user("yes", "affirm")).names == ["treatment/tf_cbt"]

    def test_stays_with_what_was_asked(self):
        asked = bot("treatment/emdr", offers=["treatment/ddp", "menu", "treatment/mbsr"])
        first = [asked, MORE, bot("treatment/ddp", offers=["about/brain"])]
        assert run(ActionMore(), *first, MORE).names == ["treatment/mbsr"]
        second = [*first, MORE, bot("treatment/mbsr", offers=["coping/routine"])]
        assert run(ActionMore(), *second, MORE).names == ["more_nothing"]

    def test_a_topic_named_is_asked_about(self):
        more = user("more on ddp", "more", entities=topics("treatment/ddp"))
        said = [bot("about/brain", offers=["about/effects"]), more, bot("treatment/ddp", offers=["menu"])]
        assert run(ActionMore(), *said, MORE).names == ["more_nothing"]

    def test_parts_of_an_answer_are_close_to_it(self):
        assert run(ActionMore(), bot("symptoms/children"), MORE).names == ["symptoms/children_trust"]
        assert run(ActionMore(), bot("about/definition"), MORE).names == ["more_nothing"]

    def test_the_last_answers_offers_come_before_those_of_earlier_ones(self):
        said = [
            bot("about/brain", offers=["about/effects"]),
            bot("causes/overview", offers=["causes/frequent_moves"]),
        ]
        assert run(ActionMore(), *said, MORE).names == ["causes/frequent_moves"]

    def test_without_offers_takes_the_next_of_the_group(self):
        assert run(ActionMore(), bot("attachment_types/overview"), MORE).names == [
            "attachment_types/secure_disruption"
        ]

    def test_offers_that_are_no_answers_do_not_count(self):
        last = bot(
            "attachment_types/overview", offers=["menu", 'choose_country{"country": "ES"}', "contact/human"]
        )
        assert run(ActionMore(), last, MORE).names == ["attachment_types/secure_disruption"]

    def test_a_topic_named_comes_first(self):
        more = user("more on emdr", "more", entities=topics("treatment/emdr"))
        assert run(ActionMore(), more).names == ["treatment/emdr"]
        last = bot("symptoms/children", offers=["treatment/tf_cbt"])
        assert run(ActionMore(), last, more).names == ["treatment/emdr"]

    def test_a_topic_named_that_was_shown_leads_further(self):
        more = user("more on emdr", "more", entities=topics("treatment/emdr"))
        last = bot("treatment/emdr", offers=["treatment/ddp"])
        assert run(ActionMore(), last, more).names == ["treatment/ddp"]

    @pytest.mark.parametrize("first", ["attachment_types/overview", "coping/overview", "symptoms/overview"])
    def test_never_the_same_text_twice_until_nothing_is_left(self, first):
        said = [bot(first)]
        for _ in content_map():
            [name] = run(ActionMore(), *said, MORE).names
            if name == "more_nothing":
                break
            said += [MORE, bot(name)]
        names = [event["metadata"]["utter_action"] for event in said if event["event"] == "bot"]
        assert name == "more_nothing"
        assert sorted(names) == sorted(f"utter_{answer}" for answer in siblings(first))
        assert run(ActionMore(), *said, MORE, bot("more_nothing"), MORE).names == ["more_nothing"]

    def test_a_text_without_a_response_is_no_answer(self):
        assert run(ActionMore(), bot(None), MORE).names == ["follow_up_unclear"]


class TestCompare:
    def test_two_topics(self):
        said = run(
            ActionCompare(),
            user("emdr or ddp", "compare", entities=topics("treatment/emdr", "treatment/ddp")),
        )
        assert said.names == ["compare_intro", "treatment/emdr", "treatment/ddp"]

    def test_a_topic_named_twice_is_one(self):
        said = run(ActionCompare(), user("which", "compare", entities=topics(*["treatment/emdr"] * 2)))
        assert said.names == ["compare_which"]

    def test_no_more_than_three(self):
        four = topics("treatment/emdr", "treatment/ddp", "treatment/tf_cbt", "treatment/medication")
        assert len(run(ActionCompare(), user("all", "compare", entities=four)).names) == 4

    def test_one_topic_is_compared_with_the_last_answer(self):
        both = ["compare_intro", "treatment/ddp", "treatment/emdr"]
        one = user("how does it differ from emdr", "compare", entities=topics("treatment/emdr"))
        assert run(ActionCompare(), bot("treatment/ddp"), one).names == both
        entity = {"entity": "topic", "value": "treatment/emdr", "start": 13, "end": 17}
        one = user("compare with emdr", "compare", entities=[entity])
        assert run(ActionCompare(), bot("treatment/ddp"), one).names == both

    def test_one_topic_and_a_thing_that_the_document_does_not_know(self):
        entity = {"entity": "topic", "value": "treatment/emdr", "start": 13, "end": 17}
        one = user("hypnosis and emdr", "compare", entities=[entity])
        for said in ([], [bot("treatment/ddp")]):
            assert run(ActionCompare(), *said, one).names == ["compare_one", "treatment/emdr"]

    @pytest.mark.parametrize("text", ["whats the difference", "compare them", "and which is better?"])
    def test_without_a_name_the_last_two_answers(self, text):
        said = [bot("about/brain"), bot("treatment/emdr"), bot("treatment/ddp"), bot("treatment/ddp")]
        assert run(ActionCompare(), *said, user(text, "compare")).names == [
            "compare_intro",
            "treatment/emdr",
            "treatment/ddp",
        ]

    def test_after_a_comparison_there_is_no_ranking(self):
        said = [user("emdr or ddp"), bot("compare_intro"), bot("treatment/emdr"), bot("treatment/ddp")]
        assert run(ActionCompare(), *said, COMPARE).names == ["compare_no_ranking"]

    def test_one_topic_that_was_the_last_answer(self):
        entity = {"entity": "topic", "value": "treatment/emdr", "start": 8, "end": 12}
        one = user("compare emdr", "compare", entities=[entity])
        assert run(ActionCompare(), bot("treatment/emdr"), one).names == ["compare_which"]

    def test_one_topic_and_nothing_before(self):
        entity = {"entity": "topic", "value": "treatment/emdr", "start": 8, "end": 12}
        one = user("compare emdr", "compare", entities=[entity])
        assert run(ActionCompare(), one).names == ["compare_which"]

    def test_other_entities_are_no_topics(self):
        country = {"entity": "country", "value": "ES"}
        assert run(ActionCompare(), user("x", "compare", entities=[country])).names == ["compare_which"]

    def test_none_named_and_nothing_known(self):
        assert run(ActionCompare(), COMPARE).names == ["compare_which"]

    @pytest.mark.parametrize(
        ("ranking", "expected"),
        [
            (
                ["attachment_types/anxious", "attachment_types/avoidant", "treatment/emdr"],
                ["compare_intro", "attachment_types/anxious", "attachment_types/avoidant"],
            ),
            (
                ["attachment_types/anxious", "treatment/emdr", "attachment_types/avoidant"],
                ["compare_intro", "attachment_types/anxious", "attachment_types/avoidant"],
            ),
            (["attachment_types/anxious", "treatment/emdr"], ["compare_which"]),
            (["about/brain", "about/effects"], ["compare_which"]),
            (
                ["about/brain", "about/effects", "causes/overview", "treatment/emdr", "treatment/ddp"],
                ["compare_which"],
            ),
            ([], ["compare_which"]),
        ],
    )
    def test_none_named_takes_the_likeliest_two_of_a_group(self, ranking, expected):
        answers = [{"id": answer, "score": 0.1} for answer in ranking]
        assert (
            run(ActionCompare(), user("the clingy or the distant", "compare", answers=answers)).names
            == expected
        )
