"""Texts that name a drug: the assistant names none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attachment_guide.paths import CLINICAL
from tools.checks.findings import Finding
from tools.checks.project import Project
from tools.checks.yaml_file import YamlFile, as_items, as_map, read_yaml

FILE = "drug_names.yml"
# Used where a project has no list of its own.
OWN_FILE = CLINICAL / FILE


def check(project: Project) -> Iterator[Finding]:
    """Looks for names of clinical/drug_names.yml in all texts and buttons.

    Args:
        project: the content.
    """
    names = _names(project.risk_file(FILE) or read_yaml(OWN_FILE))
    if not names:
        return
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)
    for variation in project.variations:
        texts = [(variation.text, variation.place)]
        texts += [(button.title, button.place) for button in variation.buttons]
        for text, place in texts:
            for name in dict.fromkeys(pattern.findall(text)):
                yield Finding(
                    place,
                    f"“{variation.response}” names the drug “{name}”. The assistant names no "
                    "drug: say “medication” or “a medicine”.",
                )


def _names(file: YamlFile) -> list[str]:
    groups = as_map(file.content).values()
    names = {str(name) for group in groups for name in as_items(group)}
    return sorted(names, key=lambda name: (-len(name), name))
