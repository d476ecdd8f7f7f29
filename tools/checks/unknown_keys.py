"""Finds keys that nothing reads, most often typing mistakes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tools.checks.findings import Finding
from tools.checks.texts import did_you_mean
from tools.checks.yaml_file import Map, YamlFile


def unknown_keys(found: Map, allowed: Sequence[str], file: YamlFile, advice: str = "") -> Iterator[Finding]:
    """Says which keys of a mapping are not known.

    Args:
        found: the mapping.
        allowed: the keys that it may have.
        file: the file that the mapping stands in.
        advice: a sentence to add to each message.
    """
    for key, line in found.lines.items():
        if key not in allowed:
            message = (
                f"“{key}” is not known here.{did_you_mean(key, allowed)} Known are {', '.join(allowed)}."
            )
            yield Finding(file.place(line), f"{message} {advice}".rstrip())
