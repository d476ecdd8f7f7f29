"""What Rasa's own policies find wrong with rules and stories, without NLU; `ask_policies` runs it."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rasa.core.policies.rule_policy import InvalidRule, RulePolicy
from rasa.core.training.story_conflict import find_story_conflicts
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.generator import TrainingDataGenerator
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.importers import utils
from rasa.shared.utils.io import read_yaml_file

# What Rasa writes in front of each contradiction.
ITEM = re.compile(r"^\s*-\s+(.+)$", re.MULTILINE)


def problems(question: dict[str, Any]) -> Iterator[str]:
    """The contradictions, each as a sentence.

    Args:
        question: the paths of config and domain (`config`, `domain`), the files with rules and stories
            (`files`), and the names that only examples and responses hold (`intents`, `actions`).
    """
    config: Any = read_yaml_file(question["config"])
    own = Domain.from_file(question["domain"])
    domain = own.merge(
        Domain.from_dict(
            {"intents": question["intents"], "actions": [a for a in question["actions"] if "/" not in a]}
        )
    )
    graph = utils.story_graph_from_paths(question["files"], domain)
    trackers: list[Any] = TrainingDataGenerator(
        graph, domain, augmentation_factor=0, use_story_concatenation=False
    ).generate()
    policies = {str(p["name"]): p for p in config.get("policies") or []}
    yield from _rules(policies.get("RulePolicy", {}), trackers, domain)
    histories = (policy.get("max_history") for policy in policies.values())
    history = next((value for value in histories if isinstance(value, int)), None)
    stories = [tracker for tracker in trackers if not tracker.is_rule_tracker]
    for conflict in find_story_conflicts(stories, domain, history):
        actions = " and ".join(
            f"“{action}” (in {', '.join(f'{name!r}' for name in names)})"
            for action, names in sorted(conflict._conflicting_actions.items(), key=lambda x: -len(x[1]))
        )
        yield f"After the same turns, stories go on in different ways: {actions}."


def _rules(settings: dict[str, Any], trackers: list[DialogueStateTracker], domain: Domain) -> Iterator[str]:
    own = {key: value for key, value in settings.items() if key != "name"}
    with tempfile.TemporaryDirectory() as folder:
        policy = RulePolicy.create(
            {**RulePolicy.get_default_config(), **own},
            LocalModelStorage.create(Path(folder)),
            Resource("rules"),
            ExecutionContext(GraphSchema({}), "check"),
        )
        try:
            policy.train(trackers, domain)
        except InvalidRule as error:
            text = str(error)
            for item in ITEM.findall(text) or [text.splitlines()[0]]:
                yield f"{item.rstrip('.')[0].upper()}{item.rstrip('.')[1:]}."
