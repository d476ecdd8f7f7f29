"""What policies are shown of a long conversation: all that they look at, and no more with every turn."""

from __future__ import annotations

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from tools.recent_turns import recent

DOMAIN = Domain.from_yaml(
    """
intents: [x]
actions: [action_a]
slots: {mood: {type: text, mappings: [{type: custom}]}, count: {type: float, mappings: [{type: custom}]}}
"""
)
LISTEN = "action_listen"


def turn(number: int, by_story: bool = False, *more) -> list:
    hidden = not by_story
    return [
        UserUttered(str(number), {"name": "x"}),
        ActionExecuted("action_a", hide_rule_turn=hidden),
        *more,
        ActionExecuted(LISTEN, hide_rule_turn=hidden),
    ]


def conversation(*turns: list) -> DialogueStateTracker:
    begin = [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted(LISTEN)]
    events = [*begin, *(event for turn in turns for event in turn)]
    return DialogueStateTracker.from_events("web-a", events, DOMAIN.slots)


def shown(tracker: DialogueStateTracker) -> list[int]:
    events = recent(tracker, turns=3, story_turns=2).events
    return [int(event.text) for event in events if isinstance(event, UserUttered)]


def test_a_short_conversation_is_itself():
    tracker = conversation(*map(turn, range(5)))
    assert recent(tracker, 3, 2) is tracker


def test_the_last_turns_and_those_of_stories():
    stories = (1, 4, 6)
    tracker = conversation(*(turn(number, number in stories) for number in range(10)))
    assert shown(tracker) == [4, 6, 7, 8, 9]
    assert len(tracker.events) == 33, "the conversation itself stays as it was"


def test_it_does_not_grow():
    lengths = {len(shown(conversation(*map(turn, range(count))))) for count in (10, 100, 500)}
    assert lengths == {3}


def test_what_policies_make_of_it_is_the_same():
    tracker = conversation(*(turn(number, number % 4 == 0, SlotSet("count", 1.0)) for number in range(30)))
    for options in ({}, {"ignore_rule_only_turns": True, "rule_only_data": {}}):
        whole, short = (t.past_states(DOMAIN, **options) for t in (tracker, recent(tracker, 3, 4)))
        assert short[-4:] == whole[-4:]


def test_slots_are_as_they_were_at_each_turn():
    moods = [turn(number, number in (2, 5), SlotSet("mood", str(number))) for number in range(9)]
    tracker = conversation(*moods)
    assert shown(tracker) == [2, 5, 6, 7, 8]
    short = recent(tracker, 3, 2)
    assert short.current_slot_values() == tracker.current_slot_values()
    at = {}
    for before, _ in short.generate_all_prior_trackers():
        if before.latest_message and before.latest_message.text:
            at.setdefault(int(before.latest_message.text), before.get_slot("mood"))
    assert at == {2: "1", 5: "4", 6: "5", 7: "6", 8: "7"}


@pytest.mark.parametrize(
    "event", [UserUtteranceReverted(), Restarted(), SessionStarted(), ActiveLoop("form")]
)
def test_what_may_reach_further_back_is_shown_whole(event):
    tracker = conversation(*map(turn, range(8)), turn(8, False, event))
    assert recent(tracker, 3, 2) is tracker
