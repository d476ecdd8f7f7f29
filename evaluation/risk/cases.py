"""Labelled messages that the risk detector is measured on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from attachment_guide.risk.examples import EVALUATION_FOLDER, read_rounds
from attachment_guide.risk.tiers import Tier

KEY_TURNS = "turns"


@dataclass(frozen=True)
class Case:
    """A labelled message.

    Attributes:
        text: the message.
        tier: the true tier.
        pool: the set or source that the message comes from.
        kind: its category or label.
        style: the way it is written; empty when unknown.
        about: whom it is about, `self` or `other`; empty when unknown.
    """

    text: str
    tier: str
    pool: str
    kind: str
    style: str = ""
    about: str = ""


def our_cases(folder: Path = EVALUATION_FOLDER) -> list[Case]:
    """Reads our own rounds of evaluation, without those that have been used for training.

    Args:
        folder: a folder of YAML files in the form of clinical/evaluation.
    """
    return [
        Case(e.text, e.tier, one.name, e.category, e.style, e.about)
        for one in read_rounds(folder)
        if not one.used_for_training
        for e in one.messages
    ]


def further_cases(folder: Path) -> list[Case]:
    """Reads labelled messages from somewhere else.

    Args:
        folder: a folder of JSON Lines files (`*.jsonl`). Each line is an object with a `text`, and with
            either a `tier` and a `category` or a `label` such as `crisis:abuse`; `pool` and `style` are
            optional. A label that does not begin with `crisis` counts as no risk. Conversations, which have
            `turns` in the place of a text, are left out.

    Raises:
        ValueError: when a line is not such an object; the message names the file and the line.
    """
    cases: list[Case] = []
    for file in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip():
                try:
                    row = json.loads(line)
                    if KEY_TURNS not in row:
                        cases.append(_case(row, file.stem))
                except (ValueError, KeyError, AttributeError):
                    raise ValueError(
                        f'{file}, line {number}: a line such as {{"text": "...", "tier": "none"}} is expected'
                    ) from None
    return cases


def _case(row: dict[str, object], source: str) -> Case:
    kind = str(row.get("category") or row.get("label") or "")
    tier = str(row.get("tier") or (Tier.CRISIS if kind.startswith(Tier.CRISIS) else Tier.NONE))
    return Case(str(row["text"]), tier, str(row.get("pool") or source), kind, str(row.get("style") or ""))
