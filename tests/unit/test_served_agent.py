"""The served agent is Rasa's own in all but the time that it takes to load."""

from __future__ import annotations

import asyncio

import pytest
import rasa
from jsonschema import Draft202012Validator, ValidationError
from rasa.core.agent import Agent
from rasa.core.utils import AvailableEndpoints
from rasa.graph_components.providers import domain_provider
from rasa.utils.endpoints import EndpointConfig

from tools.served_agent import ServedAction, load_agent

CONFIG = """
recipe: default.v1
assistant_id: small
language: en
pipeline: [{name: WhitespaceTokenizer}, {name: KeywordIntentClassifier}]
policies: [{name: RulePolicy}]
"""
DOMAIN = """
version: "3.1"
intents: [hello, menu, act]
actions: [action_say]
slots: {country: {type: text, mappings: [{type: custom}]}}
responses:
  utter_hello: [{text: "Hello. Yes, no, 1.0: as it is written."}]
  utter_menu: [{text: menu, buttons: [{title: hello, payload: /hello}]}]
"""
DATA = """
version: "3.1"
nlu:
  - {intent: hello, examples: "- hello\\n- hi"}
  - {intent: menu, examples: "- menu\\n- topics"}
  - {intent: act, examples: "- act\\n- do"}
rules:
  - {rule: hello, steps: [{intent: hello}, {action: utter_hello}]}
  - {rule: menu, steps: [{intent: menu}, {action: utter_menu}]}
  - {rule: act, steps: [{intent: act}, {action: action_say}]}
"""


@pytest.fixture(scope="module")
def model(tmp_path_factory) -> str:
    folder = tmp_path_factory.mktemp("small")
    for name, text in (("config", CONFIG), ("domain", DOMAIN), ("data", DATA)):
        (folder / f"{name}.yml").write_text(text)
    files = [str(folder / f"{name}.yml") for name in ("domain", "config", "data")]
    trained = rasa.train(*files, output=str(folder), fixed_model_name="small")
    return str(trained.model)


async def served(model: str) -> Agent:
    return await load_agent(model, AvailableEndpoints(), asyncio.get_running_loop())


async def test_it_answers_as_rasas_agent_does(model):
    ours, rasas = await served(model), Agent.load(model)
    assert ours.domain.fingerprint() == rasas.domain.fingerprint()
    assert (ours.model_id, ours.model_name) == (rasas.model_id, rasas.model_name)
    for text in ("hello", "menu"):
        assert await ours.handle_text(text) == await rasas.handle_text(text)
    assert ours.tracker_store.domain is ours.domain


async def test_it_does_not_read_the_domain_again(model, monkeypatch):
    def read(path: str) -> None:
        raise AssertionError("domain.yml has been read")

    monkeypatch.setattr(domain_provider.Domain, "from_path", read)
    with pytest.raises(Exception, match="domain"):
        Agent.load(model)
    assert (await served(model)).is_ready()


@pytest.mark.parametrize("content", [None, b"\x1f\x8b not a model"])
async def test_without_a_model_it_is_not_ready_and_says_why(content, tmp_path, caplog):
    file = tmp_path / "broken.tar.gz"
    if content:
        file.write_bytes(content)
    assert not (await served(str(file))).is_ready()
    assert "Could not load model" in caplog.text


class Endpoint(EndpointConfig):
    """Answers every call of an action alike."""

    def __init__(self, answer):
        super().__init__()
        self.answer = answer

    async def request(self, *_, **__):
        return self.answer


async def test_rasas_schema_is_not_checked_with_every_action(model, monkeypatch):
    endpoints = AvailableEndpoints(
        action=Endpoint({"events": [], "responses": [{"text": "from the action"}]})
    )
    ours = await load_agent(model, endpoints, asyncio.get_running_loop())
    [first] = await ours.handle_text("act")
    assert first["text"] == "from the action"

    def check(schema):
        raise AssertionError("the schema was checked again")

    monkeypatch.setattr(Draft202012Validator, "check_schema", check)
    assert [message["text"] for message in await ours.handle_text("act")] == [first["text"]]


@pytest.mark.parametrize("wrong", [{"events": 5}, {"responses": ["text"]}, {"events": [{"event": "slot"}]}])
def test_what_an_action_must_not_return_is_still_refused(wrong):
    with pytest.raises(ValidationError):
        ServedAction("action_x", None)._validate_action_result(wrong)
