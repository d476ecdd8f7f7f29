"""Python reads this at start when its folder is on PYTHONPATH: breaks parts of a server on demand.

FAULTS_FILE names a file of lines such as `nlu: raise` or `policy: hang`. It is read anew at each call
of a part, so that a running server can be broken, and repaired, in one way after another.
"""

import importlib.abc
import importlib.util
import os
import sys
import time
from functools import wraps

FILE = os.environ.get("FAULTS_FILE", "")
# part: module, class, method
PARTS = {
    "nlu": ("components.answer_classifier", "AnswerClassifier", "process"),
    "policy": ("rasa.core.policies.rule_policy", "RulePolicy", "predict_action_probabilities"),
    "risk component": ("components.risk_intent_classifier", "RiskIntentClassifier", "process"),
    "action": (
        "actions.action_seek_professional_help",
        "ActionSeekProfessionalHelp",
        "run",
    ),
    "risk detector": ("attachment_guide.risk.detector", "RiskDetector", "assess"),
}
MODULES = {module: part for part, (module, _, _) in PARTS.items()}


def fault(part: str) -> str | None:
    try:
        with open(FILE) as file:  # noqa: PTH123 - nothing more than needed in every process
            faults = dict(line.strip().split(": ") for line in file)
    except FileNotFoundError:
        return None
    return faults.get(part)


def broken_on_demand(part: str, method):
    @wraps(method)
    def call(*arguments, **named):
        if fault(part) == "raise":
            raise RuntimeError(f"{part} is broken for a test")
        while fault(part) == "hang":
            time.sleep(0.1)
        return method(*arguments, **named)

    return call


class Loader(importlib.abc.Loader):
    def __init__(self, loader, part: str) -> None:
        self._loader, self._part = loader, part

    def __getattr__(self, name):
        return getattr(self._loader, name)

    def create_module(self, spec):
        return self._loader.create_module(spec)

    def exec_module(self, module):
        self._loader.exec_module(module)
        _, owner, method = PARTS[self._part]
        owner = getattr(module, owner)
        setattr(owner, method, broken_on_demand(self._part, getattr(owner, method)))


class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name not in MODULES:
            return None
        for finder in sys.meta_path:
            spec = None if finder is self else finder.find_spec(name, path, target)
            if spec:
                spec.loader = Loader(spec.loader, MODULES[name])
                return spec
        return None


if FILE:
    sys.meta_path.insert(0, Finder())
