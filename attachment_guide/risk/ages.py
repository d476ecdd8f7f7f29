"""Whose age a message gives, and whether it is that of a child or teenager."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from attachment_guide.paths import CLINICAL
from attachment_guide.yaml_files import read_yaml

AGES_FILE = CLINICAL / "ages.yml"


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return read_yaml(AGES_FILE)


@lru_cache(maxsize=1)
def _young() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_table()['young'])})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _others() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_table()['others'])}|my \w+)\b", re.IGNORECASE)


def is_minor(text: str) -> bool:
    """Whether an age in a text is that of a child or teenager.

    Args:
        text: such as "i'm 12" or "she is fifteen".
    """
    # "Under 18" names a limit, not somebody's age.
    words = re.findall(r"(?<!under )(?<!\d)\d+|[a-z]+", text.lower())
    numbers = _table()["numbers"]
    ages = [
        int(word) if word.isdigit() else numbers[word] for word in words if word.isdigit() or word in numbers
    ]
    return min(ages) <= _table()["oldest_minor"] if ages else bool(_young().search(text))


def tells_of_another(text: str) -> bool:
    """Whether the age is somebody else's.

    Args:
        text: such as "she is fifteen" or "my son is 9".
    """
    return bool(_others().search(text))
