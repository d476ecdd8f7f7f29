"""The form of the files in clinical/examples and clinical/evaluation: what may stand where.

The reader (examples.py) and `make check` both walk through files with the functions here, so that they
accept the same things. The reader stops at the first problem; `make check` shows them all, with their lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attachment_guide.paths import CLINICAL
from attachment_guide.risk.tiers import CATEGORIES, Tier
from attachment_guide.yaml_files import read_yaml

CATEGORIES_FILE = CLINICAL / "categories.yml"
SIDES = ("self", "other")
GROUP_KEYS = ("style", "note", "examples")
ROUND_KEYS = ("written", "by", "used_for_training", "messages")
OPTIONAL_ROUND_KEYS = ("conversations",)
CONVERSATION_KEYS = ("who", "risk", "turns")
# What a round's conversation may be: nobody in danger at any turn, or danger that comes out.
CONVERSATION_RISKS = ("none", "high")
YES_OR_NO = ("true", "false")


@dataclass(frozen=True)
class Vocabulary:
    """The names that examples may use.

    Attributes:
        categories: the categories of each tier.
        styles: the ways of writing.
    """

    categories: Mapping[str, Sequence[str]]
    styles: Sequence[str]


@dataclass(frozen=True)
class Entry:
    """An example, and where it stands.

    Attributes:
        text: the message.
        tier: its tier.
        category: its category.
        about: `self` or `other`.
        style: how it is written; empty when the file does not say.
        part: the list that holds it.
        index: its place in that list.
    """

    text: str
    tier: str
    category: str
    about: str
    style: str
    part: Any
    index: int


@dataclass(frozen=True)
class Problem:
    """Something that is not as it must be.

    Attributes:
        message: what is wrong and, unless `known` says it, what to do.
        name: the name that is not known.
        known: the names that could have been meant.
        part: the list or mapping in which it was found; None for the file as a whole.
        key: the key or index in that part; None for the part as a whole.
    """

    message: str
    name: str = ""
    known: Sequence[str] = ()
    part: Any = None
    key: str | int | None = None

    def describe(self, hint: str = "") -> str:
        """The message, followed by the names that are known.

        Args:
            hint: a sentence to put between the two, such as “Did you mean …?”.
        """
        known = f" Use one of {', '.join(self.known)}." if self.known else ""
        return f"{self.message}{hint}{known}"


def vocabulary(content: Any) -> Vocabulary:
    """The names that clinical/categories.yml defines, beside those of the program.

    Args:
        content: what the file holds.
    """
    content = content if isinstance(content, dict) else {}
    none, styles = (tuple(content.get(key) or ()) for key in ("none", "styles"))
    # Support is a way to meet a doubt, and nothing that a message is.
    said = {tier: names for tier, names in CATEGORIES.items() if tier != Tier.SUPPORT}
    return Vocabulary({**said, Tier.NONE: none}, styles)


def read_vocabulary(file: Path = CATEGORIES_FILE) -> Vocabulary:
    """Reads the names that examples may use.

    Args:
        file: clinical/categories.yml.

    Raises:
        OSError: when the file cannot be read.
    """
    return vocabulary(read_yaml(file))


def place_problems(file: Path, names: Vocabulary) -> Iterator[Problem]:
    """What is wrong with the place of a file: its folder is a tier, its name a category.

    Args:
        file: such as clinical/examples/crisis/suicide.yml.
        names: the names that are known.
    """
    tier, category = file.parent.name, file.stem
    if tier not in names.categories:
        message = f"The folder “{tier}” is not a tier: move this file into the folder of its tier."
        yield Problem(message, tier, tuple(names.categories))
    elif category not in names.categories[tier]:
        message = f"The file name “{category}” is not a category of tier “{tier}”: rename this file."
        yield Problem(message, category, names.categories[tier])


def read_example_file(content: Any, tier: str, category: str, names: Vocabulary) -> Iterator[Entry | Problem]:
    """Walks through what stands below one category: texts and groups of texts, by whom they are about.

    Args:
        content: a mapping with `self` and `other`.
        tier: of these examples.
        category: of these examples.
        names: the names that are known.

    Yields:
        Examples and problems in the order of the file.
    """
    if not isinstance(content, dict):
        yield Problem("“self:” or “other:” is expected here, with a list of examples below.", part=content)
        return
    yield from _unknown_keys(content, SIDES)
    for about in SIDES:
        items = content.get(about) or ()
        if not isinstance(items, list | tuple):
            message = f"Below “{about}:” one example a line is expected, each beginning with “- ”."
            yield Problem(message, part=content, key=about)
            continue
        for index, item in enumerate(items):
            if isinstance(item, dict):
                yield from _group(item, tier, category, about, names)
            else:
                yield _text(items, index, tier, category, about, "")


def read_round(content: Any, names: Vocabulary) -> Iterator[Entry | Problem]:
    """Walks through a round of evaluation: a head, messages by tier and category, and conversations.

    Args:
        content: a mapping with the keys of ROUND_KEYS, and perhaps of OPTIONAL_ROUND_KEYS.
        names: the names that are known.

    Yields:
        Messages and problems in the order of the file.
    """
    if not isinstance(content, dict):
        yield Problem(f"The file must begin with {', '.join(f'“{key}:”' for key in ROUND_KEYS)}.")
        return
    yield from _unknown_keys(content, (*ROUND_KEYS, *OPTIONAL_ROUND_KEYS))
    yield from _conversation_problems(content)
    for key in ROUND_KEYS:
        if not content.get(key):
            yield Problem(f"“{key}:” is missing.", part=content, key=key)
    used = content.get("used_for_training")
    if used and str(used) not in YES_OR_NO:
        message = f"“used_for_training” is “{used}”."
        yield Problem(message, known=YES_OR_NO, part=content, key="used_for_training")
    messages = content.get("messages") or {}
    if not isinstance(messages, dict):
        yield Problem("Below “messages:” the tiers are expected.", part=content, key="messages")
        return
    yield from _unknown_keys(messages, tuple(names.categories))
    for tier, categories in names.categories.items():
        below = messages.get(tier) or {}
        if not isinstance(below, dict):
            yield Problem(f"Below “{tier}:” its categories are expected.", part=messages, key=tier)
            continue
        yield from _unknown_keys(below, categories)
        for category in below:
            if category in categories:
                yield from read_example_file(below[category], tier, category, names)


def _conversation_problems(content: dict[str, Any]) -> Iterator[Problem]:
    conversations = content.get("conversations") or []
    if not isinstance(conversations, list):
        yield Problem("Below “conversations:” a list is expected.", part=content, key="conversations")
        return
    for index, one in enumerate(conversations):
        if not isinstance(one, dict):
            yield Problem("“risk:” and “turns:” are expected here.", part=conversations, key=index)
            continue
        yield from _unknown_keys(one, CONVERSATION_KEYS)
        risk, turns = one.get("risk"), one.get("turns")
        if risk not in CONVERSATION_RISKS:
            yield Problem(f"“risk” is “{risk}”.", known=CONVERSATION_RISKS, part=one, key="risk")
        if not isinstance(turns, list) or not all(isinstance(turn, str) for turn in turns) or not turns:
            message = (
                "Below “turns:” one message a line is expected, as the person writes them one after another."
            )
            yield Problem(message, part=one, key="turns")


def _group(
    group: dict[str, Any], tier: str, category: str, about: str, names: Vocabulary
) -> Iterator[Entry | Problem]:
    yield from _unknown_keys(group, GROUP_KEYS)
    style = group.get("style") or ""
    if style and style not in names.styles:
        message = f"“{style}” is not a known style."
        yield Problem(message, str(style), names.styles, group, "style")
    texts = group.get("examples")
    if not isinstance(texts, list) or not texts:
        message = "This group has no examples. Write “examples:” and below it one example a line."
        yield Problem(message, part=group, key="examples")
        return
    for index in range(len(texts)):
        yield _text(texts, index, tier, category, about, str(style))


def _text(items: Any, index: int, tier: str, category: str, about: str, style: str) -> Entry | Problem:
    text = items[index]
    if not isinstance(text, str) or not text.strip():
        message = "This example cannot be read as a text. Put it in quotes, or take it out."
        return Problem(message, part=items, key=index)
    return Entry(text.strip(), tier, category, about, style, items, index)


def _unknown_keys(content: dict[str, Any], known: Sequence[str]) -> Iterator[Problem]:
    for key in content:
        if key not in known:
            yield Problem(f"“{key}” is not known here.", str(key), known, content, key)
