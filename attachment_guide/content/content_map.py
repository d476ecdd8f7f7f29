"""The content map: every required answer, with the facts that it must state."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import yaml

from attachment_guide.paths import CONTENT_MAP


@dataclass(frozen=True)
class RequiredAnswer:
    """One answer of the content map.

    Attributes:
        id: full retrieval intent, such as `symptoms/children`.
        title: what the answer is about, as visitors read it.
        references: numbers in the document's list of references.
        facts: what the answer must convey.
    """

    id: str
    title: str
    references: tuple[int, ...]
    facts: tuple[str, ...]


@lru_cache(maxsize=1)
def content_map() -> dict[str, RequiredAnswer]:
    """All required answers by their full retrieval intent, in the map's order."""
    groups = yaml.safe_load(CONTENT_MAP.read_text(encoding="utf-8"))
    return {
        f"{group}/{key}": RequiredAnswer(
            f"{group}/{key}", entry["title"], tuple(entry["refs"]), tuple(entry["facts"])
        )
        for group, entries in groups.items()
        for key, entry in entries.items()
    }


def overview_of(answer: str) -> str | None:
    """The answer to the question about a group as a whole; None where the group has none.

    Args:
        answer: full retrieval intent of one of the group.
    """
    overview = f"{answer.split('/')[0]}/overview"
    return overview if overview in content_map() else None


def siblings(answer: str) -> list[str]:
    """The answers of the same group as a given one, that one included, in the map's order.

    Args:
        answer: full retrieval intent.
    """
    group = answer.split("/")[0]
    return [owed for owed in content_map() if owed.startswith(f"{group}/")]
