"""What visitors are told before the first message, from the file that staff edit."""

from __future__ import annotations

from functools import lru_cache

import yaml

from attachment_guide.paths import DATA
from attachment_guide.settings import Settings

NOTICES_FILE = DATA / "conversation" / "notices.yml"
DISCLOSURE = "disclosure"
# What it says in its place where staff may read, masked, what was asked in vain.
STAFF_READ = "disclosure_staff_read"


def notices(settings: Settings) -> dict[str, str]:
    """The notices by their names in `/chat/config`: `disclosure` and `privacy_notice`.

    Args:
        settings: to fill in; they also say whether staff may read anything.
    """
    texts = dict(_texts())
    staff_read = texts.pop(STAFF_READ)
    if settings.inbox:
        texts[DISCLOSURE] = staff_read
    return {name: text.format_map(settings.in_texts) for name, text in texts.items()}


@lru_cache(maxsize=1)
def _texts() -> dict[str, str]:
    responses = yaml.safe_load(NOTICES_FILE.read_text(encoding="utf-8"))["responses"]
    return {name.removeprefix("utter_"): variations[0]["text"] for name, variations in responses.items()}
