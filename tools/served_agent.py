"""Rasa's agent, loaded without checking again what was checked when the model was trained.

Rasa reads the domain of a model from YAML and validates it against its schema whenever it loads the model,
which takes seconds. The same domain, read already, is in the model's metadata.
"""

from __future__ import annotations

import logging
from asyncio import AbstractEventLoop
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from jsonschema.validators import validator_for
from rasa.core.actions.action import Action, RemoteAction
from rasa.core.agent import Agent
from rasa.core.brokers.broker import EventBroker
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.http_interpreter import RasaNLUHttpInterpreter
from rasa.core.lock_store import LockStore
from rasa.core.nlg import NaturalLanguageGenerator, TemplatedNaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import TrackerStore
from rasa.core.utils import AvailableEndpoints
from rasa.engine import loader
from rasa.engine.graph import ExecutionContext
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelMetadata, ModelStorage
from rasa.graph_components.providers.domain_provider import DomainProvider
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.common import TempDirectoryPath, get_temp_dir_name

from stores.fail_safe import TellingTrackerStore, must_be_stored
from tools.clearing import start_clearing
from tools.recent_turns import recent

logger = logging.getLogger(__name__)


class ServedModelStorage(LocalModelStorage):
    """A model's files, and the domain of its metadata."""

    domain: Domain

    @classmethod
    def from_model_archive(
        cls, storage_path: Path, model_archive_path: str | Path
    ) -> tuple[ServedModelStorage, ModelMetadata]:
        """Unpacks a model, whose domain is to be that of its metadata."""
        storage, metadata = super().from_model_archive(storage_path, model_archive_path)
        storage.domain = metadata.domain
        nodes = metadata.predict_schema.nodes
        for name, node in nodes.items():
            if node.uses is DomainProvider:
                nodes[name] = replace(node, uses=ReadDomainProvider)
        return storage, metadata


class ReadDomainProvider(DomainProvider):
    """Provides the domain that has been read with the metadata."""

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> DomainProvider:
        """Takes the domain from the storage, which is a ServedModelStorage."""
        assert isinstance(model_storage, ServedModelStorage)
        return cls(model_storage, resource, model_storage.domain)


class ServedAction(RemoteAction):
    """A custom action, whose results are checked without checking Rasa's schema for them every time."""

    def _validate_action_result(self, result: dict[str, Any]) -> bool:
        _result_validator().validate(result)
        return True


@lru_cache(maxsize=1)
def _result_validator() -> Any:
    schema = RemoteAction.action_response_format_spec()
    return validator_for(schema)(schema)


class ServedProcessor(MessageProcessor):
    """Rasa's message processor, with a model from a ServedModelStorage and with ServedActions."""

    async def _run_action(
        self,
        action: Action,
        tracker: DialogueStateTracker,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        prediction: PolicyPrediction,
    ) -> bool:
        # Here, since Rasa makes actions in several places, and runs them all in this one.
        if type(action) is RemoteAction:
            action = ServedAction(action.name(), action.action_endpoint)
        return await super()._run_action(action, tracker, output_channel, nlg, prediction)

    def _predict_next_with_tracker(self, tracker: DialogueStateTracker) -> PolicyPrediction:
        # An action that is to follow is no prediction, and is taken off the tracker itself.
        return super()._predict_next_with_tracker(tracker if tracker.followup_action else recent(tracker))

    @staticmethod
    def _load_model(model_path: str | Path) -> tuple[str, ModelMetadata, GraphRunner]:
        with TempDirectoryPath(get_temp_dir_name()) as folder:
            metadata, runner = loader.load_predict_graph_runner(
                Path(folder), Path(model_path), ServedModelStorage, DaskGraphRunner
            )
        return Path(model_path).name, metadata, runner


class ServedAgent(Agent):
    """Rasa's agent, with a ServedProcessor, and honest about what it could not store."""

    @staticmethod
    def _create_tracker_store(store: TrackerStore | None, domain: Domain) -> TrackerStore:
        wrapped = Agent._create_tracker_store(store, domain)
        return TellingTrackerStore(wrapped._tracker_store)

    async def handle_message(self, message: UserMessage) -> list[dict[str, Any]] | None:
        """Answers a message.

        Raises:
            NotStoredError: when it was answered and could not be stored.
        """
        with must_be_stored():
            return await super().handle_message(message)

    def load_model(self, model_path: str | Path, fingerprint: str | None = None) -> None:
        """Loads a model, as Rasa's agent does."""
        self.processor = ServedProcessor(
            model_path=model_path,
            tracker_store=self.tracker_store,
            lock_store=self.lock_store,
            action_endpoint=self.action_endpoint,
            generator=self.nlg,
            http_interpreter=self.http_interpreter,
        )
        self.domain = self.processor.domain
        self._set_fingerprint(fingerprint)
        self.tracker_store.domain = self.domain
        if isinstance(self.nlg, TemplatedNaturalLanguageGenerator):
            self.nlg.responses = self.domain.responses


async def load_agent(model_path: str, endpoints: AvailableEndpoints, loop: AbstractEventLoop) -> Agent:
    """Loads a model from this machine, with the stores and servers of endpoints.yml.

    Args:
        model_path: the trained model.
        endpoints: Rasa's endpoints.
        loop: the event loop that the assistant runs in.

    Returns:
        The agent; as with Rasa, without a model when that cannot be loaded, and the log says why.
    """
    start_clearing()
    broker = await EventBroker.create(endpoints.event_broker, loop=loop)
    agent = ServedAgent(
        generator=endpoints.nlg,
        tracker_store=TrackerStore.create(endpoints.tracker_store, event_broker=broker),
        lock_store=LockStore.create(endpoints.lock_store),
        action_endpoint=endpoints.action,
        http_interpreter=RasaNLUHttpInterpreter(endpoints.nlu) if endpoints.nlu else None,
    )
    try:
        agent.load_model(model_path)
    except Exception as error:
        logger.exception("Could not load model due to %s.", error)
    return agent
