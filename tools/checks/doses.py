"""Texts that name a dose: the assistant gives none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tools.checks.findings import Finding
from tools.checks.project import Project

AMOUNT = r"(?:\d+(?:[.,]\d+)?|half an?|one|two|three|four|five|six|seven|eight|nine|ten)"
DOSE = re.compile(
    rf"\b\d+(?:[.,]\d+)?\s*(?:mg|mcg|µg|μg|ml|milligrams?|micrograms?|millilitres?|milliliters?)\b"
    rf"|\b{AMOUNT}\s+(?:pills?|tablets?|capsules?|drops?|doses?)\b",
    re.IGNORECASE,
)


def check(project: Project) -> Iterator[Finding]:
    """Looks for amounts such as "20 mg" or "two tablets" in all texts.

    Args:
        project: the content.
    """
    for variation in project.variations:
        for dose in dict.fromkeys(DOSE.findall(variation.text)):
            yield Finding(
                variation.place,
                f"“{variation.response}” names the dose “{dose}”. The assistant gives no doses: "
                "take it out and point to the person who prescribes.",
            )
