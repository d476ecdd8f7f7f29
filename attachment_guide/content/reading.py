"""How hard a text is to read."""

from __future__ import annotations

import re

import textstat

PLACEHOLDER = re.compile(r"\{([^\n{}]*)\}")
# Flesch-Kincaid: years of school in the United States that a reader needs, at most.
HIGHEST_GRADE = 9.0


def reading_grade(text: str) -> float:
    """Flesch-Kincaid grade of a text.

    Args:
        text: English; placeholders such as `{contact_url}` do not count.
    """
    return float(textstat.flesch_kincaid_grade(PLACEHOLDER.sub("", text)))
