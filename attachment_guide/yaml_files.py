"""Reads the YAML files that staff and clinicians edit."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import yaml


class WordLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads `no`, `off` and `on` as the words that they are in our lists, and dates as text."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[Any]]] = {
        letter: [
            (tag, pattern)
            for tag, pattern in resolvers
            if tag not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp") or letter in "tTfF"
        ]
        for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def read_yaml(file: Path) -> Any:
    """Reads a file that holds one YAML document.

    Args:
        file: where it is.

    Raises:
        OSError: when the file cannot be read.
        yaml.YAMLError: when it is not valid YAML.
    """
    with file.open(encoding="utf-8") as stream:
        return yaml.load(stream, Loader=WordLoader)
