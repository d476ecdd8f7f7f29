"""What stands in masked messages in the place of what was personal, such as `[NAME]`."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from attachment_guide.yaml_files import read_yaml

PERSONAL = Path(__file__).with_name("personal.yml")
# What the language model and `phonenumbers` call what is masked, and what stands in its place.
PERSON = "PERSON"
FOUND_AS = {PERSON: "NAME", "LOCATION": "PLACE", "PHONE_NUMBER": "PHONE"}


@lru_cache(maxsize=1)
def placeholder_pattern() -> re.Pattern[str]:
    """Matches any of the placeholders, in small or capital letters."""
    kinds = {*FOUND_AS.values(), *read_yaml(PERSONAL)["kinds"]}
    return re.compile(rf"\[\s*(?:{'|'.join(sorted(kinds))})\s*\]", re.IGNORECASE)
