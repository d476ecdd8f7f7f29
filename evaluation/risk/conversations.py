"""Whole conversations that the risk detector is measured on: who gets help when, and who is left in peace."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attachment_guide.progress import Progress
from attachment_guide.risk.course import Turn, in_course
from attachment_guide.risk.detector import EARLIER_MESSAGES, RiskDetector
from attachment_guide.risk.examples import EVALUATION_FOLDER, read_rounds
from attachment_guide.risk.tiers import AT_RISK, HELPED, Tier
from evaluation.risk.cases import KEY_TURNS
from evaluation.stats import Proportion

# Risk levels of a conversation at which nobody needs to be asked about safety.
WITHOUT_RISK = ("none", "check_ok")
# By which turn of the visitor's help should have come.
TURNS = (1, 3, 10)


@dataclass(frozen=True)
class Conversation:
    """A labelled conversation.

    Attributes:
        source: the file that it comes from.
        risk: its level: of the strongest turn, or of the visitor as a whole.
        turns: what the visitor says, in order.
        harmless_turns: for each turn, whether nobody needs to be asked about safety at it; none where only
            the conversation as a whole is labelled.
    """

    source: str
    risk: str
    turns: tuple[str, ...]
    harmless_turns: tuple[bool, ...] = ()

    @property
    def is_at_risk(self) -> bool:
        """Whether help has to come at some time."""
        return self.risk not in WITHOUT_RISK


@dataclass(frozen=True)
class Course:
    """A conversation with the tier that the detector gave each of the visitor's turns."""

    conversation: Conversation
    tiers: tuple[Tier, ...]

    def helped_by(self, turn: int) -> bool:
        """Whether help was shown by one of the visitor's turns.

        Args:
            turn: counted from 1.
        """
        return any(tier in HELPED for tier in self.tiers[:turn])

    @property
    def alarms(self) -> int:
        """In how many turns the visitor was taken to be at risk."""
        return sum(tier in AT_RISK for tier in self.tiers)


def read_conversations(folder: Path) -> list[Conversation]:
    """Reads the conversations of a folder.

    Args:
        folder: a folder of JSON Lines files (`*.jsonl`). A line has `turns`: texts, with a `risk` for the
            conversation; or objects with `who` and `text`, and a `risk` for each turn of the visitor's.
            Files of single messages are passed over.
    """
    rows: list[tuple[str, dict[str, Any]]] = [
        (file.stem, json.loads(line))
        for file in sorted(folder.glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    return [_conversation(source, row) for source, row in rows if KEY_TURNS in row]


def our_conversations(folder: Path = EVALUATION_FOLDER) -> list[Conversation]:
    """Reads the conversations of our own rounds, without those that have been used for training.

    Args:
        folder: a folder of YAML files in the form of clinical/evaluation.
    """
    return [
        Conversation(one.name, risk, turns)
        for one in read_rounds(folder)
        if not one.used_for_training
        for risk, turns in one.conversations
    ]


def _conversation(source: str, row: dict[str, Any]) -> Conversation:
    turns = row[KEY_TURNS]
    if isinstance(turns[0], str):
        return Conversation(source, str(row["risk"]), tuple(turns))
    said = [turn for turn in turns if turn["who"] == "visitor"]
    harmless = tuple(turn["risk"] in WITHOUT_RISK for turn in said)
    strongest = next((turn["risk"] for turn in said if turn["risk"] not in WITHOUT_RISK), "none")
    return Conversation(source, strongest, tuple(turn["text"] for turn in said), harmless)


def follow(detector: RiskDetector, conversations: Sequence[Conversation]) -> list[Course]:
    """Lets a detector judge each turn with the visitor's messages before it.

    Args:
        detector: the detector to measure.
        conversations: what to follow.
    """
    courses = []
    with Progress("Conversations judged", len(conversations)) as progress:
        for one in conversations:
            courses.append(Course(one, tuple(turn.tier for turn in _turns(detector, one.turns))))
            progress.advance()
    return courses


def _turns(detector: RiskDetector, texts: Sequence[str]) -> list[Turn]:
    turns: list[Turn] = []
    for i, text in enumerate(texts):
        risk = detector.assess(text, texts[max(0, i - EARLIER_MESSAGES) : i])
        risk = in_course(risk, turns, detector.thresholds)
        turns.append(Turn(risk.tier, risk.score, risk.category, risk.about))
    return turns


def conversation_figures(courses: Sequence[Course]) -> Iterator[tuple[str, Proportion]]:
    """What became of the conversations of one source.

    Args:
        courses: the conversations with the detector's judgements.

    Yields:
        Titles and proportions, of conversations or of turns.
    """
    for risk in sorted({course.conversation.risk for course in courses}):
        of_level = [course for course in courses if course.conversation.risk == risk]
        if of_level[0].conversation.is_at_risk:
            for turn in TURNS:
                yield f"{risk}: help by turn {turn}", Proportion.of(c.helped_by(turn) for c in of_level)
            yield f"{risk}: help at any time", Proportion.of(c.helped_by(len(c.tiers)) for c in of_level)
            yield f"{risk}: crisis or check at any time", Proportion.of(bool(c.alarms) for c in of_level)
        else:
            crisis = Proportion.of(Tier.CRISIS in c.tiers for c in of_level)
            yield f"{risk}: with a false crisis", crisis
            yield f"{risk}: with a false crisis or check", Proportion.of(bool(c.alarms) for c in of_level)
            turns = sum(len(c.tiers) for c in of_level)
            yield f"{risk}: turns with one", Proportion(sum(c.alarms for c in of_level), turns)
    harmless = [
        tier in AT_RISK
        for course in courses
        for tier, is_harmless in zip(course.tiers, course.conversation.harmless_turns, strict=False)
        if is_harmless
    ]
    if harmless:
        yield "harmless turns with a false crisis or check", Proportion.of(harmless)
