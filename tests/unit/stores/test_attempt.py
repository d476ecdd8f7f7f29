"""Work that was given up is not stored, and what is stored cannot be given up."""

from __future__ import annotations

import pytest
from rasa.shared.core.events import SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker

from stores.attempt import ATTEMPT, Attempt, GivenUpError, storing
from stores.tracker_store import ConversationStore
from tests.unit.stores.test_tracker_store import DOMAIN, SENDER


@pytest.fixture
def attempt():
    attempt = Attempt()
    token = ATTEMPT.set(attempt)
    yield attempt
    ATTEMPT.reset(token)


def test_what_was_given_up_is_not_stored(attempt):
    assert attempt.give_up()
    with pytest.raises(GivenUpError), storing():
        pytest.fail("it must not come so far")
    assert attempt.give_up(), "as often as one likes"


def test_what_is_stored_cannot_be_given_up(attempt):
    with storing():
        assert not attempt.give_up(), "it is just being stored"
    assert not attempt.give_up()
    with storing():
        pass


def test_what_could_not_be_stored_can_be_given_up(attempt):
    with pytest.raises(OSError, match="full"), storing():
        raise OSError("full")
    assert attempt.give_up()


async def test_the_store_asks(tmp_path, attempt):
    store = ConversationStore(DOMAIN, db=str(tmp_path / "test.db"))
    tracker = DialogueStateTracker.from_events(SENDER, [SessionStarted()], DOMAIN.slots)
    attempt.give_up()
    with pytest.raises(GivenUpError):
        await store.save(tracker)
    assert await store.retrieve(SENDER) is None
    ATTEMPT.set(None)
    await store.save(tracker)
    assert await store.retrieve(SENDER) is not None
    store.engine.dispose()


async def test_what_has_nothing_new_does_not_count(tmp_path, attempt):
    """Rasa saves each tracker once before its turn."""
    store = ConversationStore(DOMAIN, db=str(tmp_path / "test.db"))
    await store.save(DialogueStateTracker.from_events(SENDER, [], DOMAIN.slots))
    assert attempt.give_up()
    store.engine.dispose()
