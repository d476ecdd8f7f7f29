"""The turns of a conversation that a prediction depends on: what policies look at does not grow with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

# Kept whole: more than any rule is long.
TURNS = 15
# Of the turns before, those that stories answered: policies with a `max_history` skip what rules alone have
# answered, so that their history may begin long ago. More than any `max_history`.
STORY_TURNS = 10
# What undoes other events, wherever they are.
UNDOING = (ActionReverted, Restarted, SessionStarted, UserUtteranceReverted)


def recent(
    tracker: DialogueStateTracker, turns: int = TURNS, story_turns: int = STORY_TURNS
) -> DialogueStateTracker:
    """A conversation without the turns that no policy looks at, but with the slots that they set.

    Args:
        tracker: the conversation.
        turns: how many of the last turns to keep.
        story_turns: how many to keep of those turns before that a story answered.

    Returns:
        Another tracker; the same one when it is no longer, is inside a form, or takes something back.
    """
    first, *said = _turns(tracker.events)
    if len(said) <= turns + story_turns or tracker.active_loop:
        return tracker
    # By their types: Rasa's events are abstract classes, of which `isinstance` takes far longer.
    if any(type(event) in UNDOING for turn in said for event in turn):
        return tracker
    before, last = said[:-turns], said[-turns:]
    by_stories = [number for number, turn in enumerate(before) if not _is_hidden(turn)]
    kept = set(by_stories[-story_turns:])
    shorter = tracker.init_copy()
    slots: dict[str, Event] = {}
    for number, turn in enumerate([first, *before, *last], start=-1):
        if -1 < number < len(before) and number not in kept:
            slots.update((event.key, event) for event in turn if type(event) is SlotSet)
            continue
        for event in (*slots.values(), *turn):
            shorter.update(event)
        slots.clear()
    return shorter


def _turns(events: Iterable[Event]) -> Iterator[list[Event]]:
    """What comes before the visitor's first message, then each message and all that follows it."""
    turn: list[Event] = []
    for event in events:
        if type(event) is UserUttered:
            yield turn
            turn = []
        turn.append(event)
    yield turn


def _is_hidden(turn: Iterable[Event]) -> bool:
    """Whether rules alone have answered."""
    return all(event.hide_rule_turn for event in turn if type(event) is ActionExecuted)
