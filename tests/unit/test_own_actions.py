"""Actions in the server's own process answer as an action server would; a broken one breaks nothing else."""

from __future__ import annotations

import asyncio
import json
import threading

import pytest
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import ClientResponseError
from rasa_sdk.interfaces import ActionExecutionRejection as Declined

from channels.own_actions import OwnActions

WORDS = "what a visitor said"


@pytest.fixture(scope="module")
def own() -> OwnActions:
    own = OwnActions(enable_selective_domain=True)

    def register(name, action):
        own._executor.register_function(name, action)

    async def well(dispatcher, tracker, domain):
        dispatcher.utter_message(text=f"hello {tracker.sender_id}")
        return [{"event": "slot", "name": "country", "value": "ES"}]

    def broken(dispatcher, tracker, domain):
        raise KeyError(WORDS)

    def declining(dispatcher, tracker, domain):
        raise Declined("declining", "not now")

    for action in (well, broken, declining):
        register(action.__name__, action)
    return own


async def run(own: OwnActions, name: str) -> list:
    tracker = DialogueStateTracker("web-a", ())
    return await RemoteAction(name, own).run(
        None, TemplatedNaturalLanguageGenerator({}), tracker, Domain.empty()
    )


def test_the_projects_actions_are_there(own):
    assert "action_seek_professional_help" in own._executor.actions


async def test_rasa_gets_messages_and_events(own):
    said, slot = await run(own, "well")
    assert said.text == "hello web-a"
    assert (slot.key, slot.value) == ("country", "ES")


async def test_one_that_declines_lets_rasa_predict_another(own):
    with pytest.raises(ActionExecutionRejection, match="not now"):
        await run(own, "declining")


@pytest.mark.parametrize("name", ["broken", "of no such name"])
async def test_a_failure_is_told_without_the_visitors_words(own, name, caplog):
    with pytest.raises(ClientResponseError) as error:
        await own.request(json={"next_action": name, "tracker": {"sender_id": "web-a"}})
    assert error.value.status == 500
    with pytest.raises(RasaException, match=name):
        await run(own, name)
    assert name in caplog.text and WORDS not in caplog.text + str(error.value)


async def test_one_that_hangs_is_noticed_and_holds_up_nothing_else(own):
    go_on = threading.Event()

    def hanging(dispatcher, tracker, domain):
        go_on.wait(60)

    own._executor.register_function("hanging", hanging)
    call = json.loads('{"next_action": "hanging", "tracker": {"sender_id": "web-a"}}')
    running = asyncio.create_task(own.request(json=call))
    try:
        # This loop goes on, and gets no answer from that of the actions.
        done, _ = await asyncio.wait({running, asyncio.create_task(own.check())}, timeout=0.3)
        assert not done
    finally:
        go_on.set()
    assert await running == {"events": [], "responses": []}
    await own.check()
