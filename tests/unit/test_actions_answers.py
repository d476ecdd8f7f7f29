"""Actions that answer from the document: follow-ups, a place in a list, several questions, again."""

from __future__ import annotations

import pytest

from actions.action_answer import ActionAnswer
from actions.action_answer_several import ActionAnswerSeveral
from actions.action_choose import ActionChoose
from actions.action_follow_up import ActionFollowUp
from actions.action_repeat import ActionRepeat
from actions.replies import REPLIES
from tests.dsl import bot, run, user

MORE = user("tell me more", "more")
COMPARE = user("which is better", "compare")


class TestFollowUp:
    CHILDREN = user("and in kids?", "follow_up_children")

    def test_after_nothing(self):
        assert run(ActionFollowUp(), self.CHILDREN).names == ["symptoms/children"]

    def test_after_an_answer(self):
        assert run(ActionFollowUp(), bot("treatment/emdr"), self.CHILDREN).names == ["treatment/tf_cbt"]

    def test_what_was_said_in_between_does_not_matter(self):
        said = [bot("treatment/emdr"), user("thanks", "smalltalk/thanks"), bot("smalltalk/thanks")]
        assert run(ActionFollowUp(), *said, self.CHILDREN).names == ["treatment/tf_cbt"]

    def test_what_was_just_shown_leads_further(self):
        last = bot("symptoms/children", offers=["symptoms/children_trust"])
        assert run(ActionFollowUp(), last, self.CHILDREN).names == ["symptoms/children_trust"]

    def test_when_a_risk_leads_the_dialogue(self):
        led = user("and kids? i can't cope", "follow_up_children", intent_ranking=[])
        led["parse_data"]["intent"] = {"name": "concern", "confidence": 0.5}
        assert run(ActionFollowUp(), led).names == ["symptoms/children"]

    def test_another_reply_than_an_answer(self):
        kinds = user("which ones", "follow_up_kinds")
        assert run(ActionFollowUp(), bot("treatment/medication"), kinds).names == ["no_medical_advice"]


class TestChoose:
    LISTED = bot("fallback_choices", offers=["about/brain", "menu", "contact/human"])

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("the first", "about/brain"),
            ("2", "menu"),
            ("the third one", "contact/human"),
            ("the last one", "contact/human"),
            ("number 4", "choose_unclear"),
            ("that", "choose_unclear"),
        ],
    )
    def test_by_its_place(self, text, expected):
        assert run(ActionChoose(), self.LISTED, user(text, "choose")).names == [expected]

    def test_of_the_last_message_that_had_buttons(self):
        said = [bot("menu", offers=["about/brain"]), self.LISTED, bot("notice"), user("1", "choose")]
        assert run(ActionChoose(), *said).names == ["about/brain"]

    def test_when_it_is_unclear_the_buttons_come_again(self):
        [message] = run(ActionChoose(), self.LISTED, user("9", "choose")).messages
        assert [button["payload"] for button in message["buttons"]] == [
            "/about/brain",
            "/menu",
            "/contact/human",
        ]

    def test_a_button_with_an_action_behind_it(self):
        said = [bot("treatment/emdr", offers=["more"]), user("1", "choose")]
        assert run(ActionChoose(), *said).names == ["more_nothing"]

    @pytest.mark.parametrize("payload", ['choose_country{"country": "ES"}', "crisis_reply/safe_now"])
    def test_some_have_to_be_pressed(self, payload):
        said = [bot("crisis_lines_unknown", offers=[payload]), user("the first", "choose")]
        assert run(ActionChoose(), *said).names == ["choose_unclear"]

    def test_without_buttons(self):
        assert run(ActionChoose(), user("2", "choose")).names == ["follow_up_unclear"]

    def test_when_a_risk_leads_the_dialogue(self):
        assert run(ActionAnswer(), self.LISTED, user("the first", "choose")).names == ["about/brain"]


class TestAnswerSeveral:
    def test_in_the_order_of_the_questions(self):
        both = ["treatment/emdr", "about/brain"]
        assert run(ActionAnswerSeveral(), user("...", "several_questions", questions=both)).names == both

    @pytest.mark.parametrize("parsed", [{}, {"questions": None}, {"questions": []}])
    def test_none(self, parsed):
        assert run(ActionAnswerSeveral(), user("...", "several_questions", **parsed)).names == []


class TestRepeat:
    REPEAT = user("say that again", "repeat")

    def test_nothing_said_before(self):
        assert run(ActionRepeat(), self.REPEAT).names == ["repeat_nothing"]
        # What came before the visitor's first message was no answer to one.
        assert run(ActionRepeat(), user("hi"), self.REPEAT).names == ["repeat_nothing"]

    def test_all_messages_of_the_last_turn_and_of_no_other(self):
        said = [user("a"), bot("about/brain"), user("b"), bot("compare_intro"), bot("treatment/emdr")]
        assert run(ActionRepeat(), *said, self.REPEAT).names == ["compare_intro", "treatment/emdr"]

    def test_twice(self):
        said = [user("a"), bot("about/brain"), self.REPEAT, bot("about/brain")]
        assert run(ActionRepeat(), *said, self.REPEAT).names == ["about/brain"]

    def test_a_text_of_no_response(self):
        assert run(ActionRepeat(), user("a"), bot(None), self.REPEAT).names == ["repeat_nothing"]

    def test_choices_come_with_their_buttons(self):
        said = [user("a"), bot("fallback_choices", offers=["about/brain", "about/effects"])]
        [message] = run(ActionRepeat(), *said, self.REPEAT).messages
        assert [button["payload"] for button in message["buttons"]] == ["/about/brain", "/about/effects"]

    def test_buttons_of_the_response_itself_are_not_doubled(self):
        said = [user("a"), bot("symptoms/children", offers=["symptoms/adults"])]
        [message] = run(ActionRepeat(), *said, self.REPEAT).messages
        assert message["buttons"] == []

    def test_help_lines_are_filled_in_again(self):
        risk = {"tier": "crisis", "category": "abuse"}
        said = [user("...", "crisis/abuse", risk=risk), bot("crisis/abuse"), bot("crisis_lines")]
        guidance, lines = run(ActionRepeat(), *said, self.REPEAT, country="ES").messages
        assert guidance["response"] == "utter_crisis/abuse"
        assert lines["country_name"] == "Spain"
        assert "016" in lines["help_lines"]

    def test_help_lines_for_the_young(self):
        said = [user("..."), bot("crisis_child_lines")]
        [lines] = run(ActionRepeat(), *said, self.REPEAT, country="CH").messages
        assert (lines["response"], "147" in lines["help_lines"]) == ("utter_crisis_child_lines", True)

    def test_the_question_for_the_country_comes_with_its_buttons(self):
        [question] = run(ActionRepeat(), user("..."), bot("crisis_lines_unknown"), self.REPEAT).messages
        assert question["response"] == "utter_crisis_lines_unknown"
        assert len(question["buttons"]) > 10

    def test_help_lines_once_the_country_is_known(self):
        said = [user("..."), bot("crisis_lines_unknown"), user("again please, in Spain", "repeat")]
        assert run(ActionRepeat(), *said).names == ["crisis_lines"]


class TestAnswer:
    """The visitor's own question, in a turn that its risk leads."""

    @pytest.mark.parametrize(
        "intent", ["symptoms/children", "smalltalk/greet", "out_of_scope/general", "menu"]
    )
    def test_an_intent_with_a_response(self, intent):
        led = user("...", intent)
        led["parse_data"]["intent"]["name"] = "concern"
        assert run(ActionAnswer(), led).names == [intent]

    @pytest.mark.parametrize("intent", ["", None, "affirm", "choose_country"])
    def test_what_needs_no_reply_of_its_own(self, intent):
        assert run(ActionAnswer(), user("...", intent)).names == []

    @pytest.mark.parametrize(
        ("intent", "expected"),
        [
            ("more", "follow_up_unclear"),
            ("compare", "compare_which"),
            ("repeat", "repeat_nothing"),
            ("not_helpful", "not_helpful"),
            ("deny", "deny"),
            ("nlu_fallback", "fallback"),
            ("follow_up_coping", "coping/overview"),
        ],
    )
    def test_an_intent_with_an_action(self, intent, expected):
        assert run(ActionAnswer(), user("...", intent)).names == [expected]

    @pytest.mark.parametrize("intent", REPLIES)
    def test_all_that_an_action_replies_to_get_along_without_a_past(self, intent):
        run(ActionAnswer(), user("...", intent))

    @pytest.mark.parametrize(
        ("intent", "score", "names"),
        [
            ("nlu_fallback", 0.9, []),
            ("out_of_scope/general", 0.9, []),
            ("smalltalk/feelings", 0.9, []),
            ("deny", 0.9, []),
            ("symptoms/children", 0.3, []),
            ("symptoms/children", 0.8, ["symptoms/children"]),
            ("no_medical_advice", 0.1, ["no_medical_advice"]),
            ("contact/human", 0.1, ["contact/human"]),
        ],
    )
    def test_beside_a_check_in_only_what_was_asked(self, intent, score, names):
        said = user("...", intent, risk={"tier": "check"}, answers=[{"id": intent, "score": score}])
        assert run(ActionAnswer(), said).names == names

    def test_without_any_message(self):
        assert run(ActionAnswer()).names == []
