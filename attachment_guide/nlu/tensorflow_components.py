"""Rasa's components that need TensorFlow, which the assistant does without."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

from rasa.shared.exceptions import RasaException

NAMES = (
    "ConveRTFeaturizer",
    "DIETClassifier",
    "LanguageModelFeaturizer",
    "ResponseSelector",
    "TEDPolicy",
    "UnexpecTEDIntentPolicy",
)


class TensorFlowMissingError(RasaException):
    """The configuration names components that need TensorFlow, and only its stand-in is installed."""


def check(config: dict[str, Any]) -> None:
    """Makes sure that what the configuration names can be trained in this environment.

    The stand-in would say so too, but only when such a component's turn comes, after minutes of training.

    Args:
        config: the content of config.yml.

    Raises:
        TensorFlowMissingError: when it cannot. Rasa shows the message alone, without a traceback.
    """
    named = sorted(set(_named(config)))
    if named and find_spec("tensorflow.inert"):
        raise TensorFlowMissingError(
            f"{' and '.join(named)} in config.yml cannot be used here, since TensorFlow is not installed. "
            "Run `make stock`, which installs it in .venv-stock, and then `.venv-stock/bin/rasa` in place of "
            "`.venv/bin/rasa`."
        )


def _named(config: dict[str, Any]) -> Iterator[str]:
    for section in ("pipeline", "policies"):
        for entry in config.get(section) or []:
            # Rasa takes a component's module and name as well.
            name = str(entry.get("name") if isinstance(entry, dict) else entry).rpartition(".")[2]
            if name in NAMES:
                yield name
