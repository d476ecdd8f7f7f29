"""Puts together why a message was answered as it was; a library function, for the terminal and for pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from attachment_guide.names import (
    ENTITY_TOPIC,
    KEY_ANSWERS,
    KEY_CHOICES,
    KEY_DECISION,
    KEY_FEELING,
    KEY_QUESTIONS,
    KEY_RISK,
    own_intent,
)
from attachment_guide.nlu.dialogue_context import Context
from attachment_guide.nlu.encoder import shared_encoder
from attachment_guide.risk.detector import Look, shared_detector
from attachment_guide.risk.fusion import Judged
from attachment_guide.risk.phrases import shared_phrases
from attachment_guide.risk.thresholds import Thresholds
from tools.checks.project import Project
from tools.checks.yaml_file import as_items, as_map
from tools.trying.assistant import Assistant, Played
from tools.trying.nearest import Examples, Neighbour
from tools.trying.phrase_places import Fired, PhrasePlaces

CANDIDATES = 3
# Of guidance that came so many messages ago at most, the reply is expected; the exact window is in
# config.yml.
GUIDED_WITHIN = 12


@dataclass(frozen=True)
class Candidate:
    """An answer or intent that was considered.

    Attributes:
        name: its full intent.
        score: its probability, after the conversation was weighed.
        neighbours: the examples of it that are most like the message.
    """

    name: str
    score: float
    neighbours: tuple[Neighbour, ...]


@dataclass(frozen=True)
class RiskExplained:
    """Why a message was taken for a risk, or not.

    Attributes:
        tier: as the assistant met it, the conversation considered.
        category: what kind of risk.
        score: how likely somebody is at risk, 0 to 1.
        about: `self` or `other`.
        fired: the phrases that were found, strongest first.
        idioms: figures of speech that cancelled phrases, in tidied words.
        whole: what the meaning of the whole message says.
        passage: the same of the passage that was looked at by itself.
        limits: the figures of clinical/thresholds.yml.
    """

    tier: str
    category: str | None
    score: float
    about: str
    fired: tuple[Fired, ...]
    idioms: tuple[str, ...]
    whole: Judged | None
    passage: Judged | None
    limits: dict[str, float]


@dataclass(frozen=True)
class Explanation:
    """Why a message was answered as it was.

    Attributes:
        played: the message and what came of it.
        intent: the visitor's own full intent, whatever the risk.
        decision: `answer`, `ask` or `reject`.
        candidates: the likeliest answers, best first.
        margin: by how much the first is likelier than the second.
        offered: answers that were offered as well.
        questions: answers to several questions in one message.
        topics: topics that the message names.
        leant_on: the answer before, when the message leans on it.
        was_guided: whether guidance came shortly before.
        feeling: the feeling that was taken up; empty when none was told.
        nearest: the examples most like the message, whatever they belong to.
        limits: the limits of config.yml that the decision was made by.
        risk: see `RiskExplained`.
    """

    played: Played
    intent: str
    decision: str
    candidates: tuple[Candidate, ...]
    margin: float
    offered: tuple[str, ...]
    questions: tuple[str, ...]
    topics: tuple[str, ...]
    leant_on: str | None
    was_guided: bool
    feeling: str
    nearest: tuple[Neighbour, ...]
    limits: dict[str, float]
    risk: RiskExplained


class Explainer:
    """Explains conversations; loads the model, the examples and the risk detector once."""

    def __init__(self, assistant: Assistant, project: Project) -> None:
        """Takes what explanations are made from.

        Args:
            assistant: plays the conversations.
            project: the content, for files and lines.
        """
        self._assistant = assistant
        self._examples = Examples(project, shared_encoder())
        self._places = PhrasePlaces(shared_phrases().normalizer)
        self._limits = limits_of(project)

    async def explain(self, texts: Sequence[str]) -> list[Explanation]:
        """Plays a conversation and explains each of its messages.

        Args:
            texts: what the visitor says, one message after the other.
        """
        return [self._explained(played) for played in await self._assistant.play(texts)]

    def _explained(self, played: Played) -> Explanation:
        parsed = played.parsed
        answers = parsed.get(KEY_ANSWERS) or []
        candidates = tuple(
            Candidate(a["id"], a["score"], tuple(self._examples.nearest(played.text, a["id"])))
            for a in answers[:CANDIDATES]
        )
        topics = [e["value"] for e in parsed.get("entities") or [] if e["entity"] == ENTITY_TOPIC]
        context = Context(played.text, topics, played.shown_before)
        scores = [*(candidate.score for candidate in candidates), 0.0, 0.0]
        return Explanation(
            played=played,
            intent=own_intent(parsed),
            decision=parsed.get(KEY_DECISION) or "",
            candidates=candidates,
            margin=scores[0] - scores[1],
            offered=tuple(parsed.get(KEY_CHOICES) or ()),
            questions=tuple(parsed.get(KEY_QUESTIONS) or ()),
            topics=tuple(topics),
            leant_on=context.answer_leant_on,
            was_guided=context.was_guided(GUIDED_WITHIN),
            feeling=parsed.get(KEY_FEELING) or "",
            nearest=tuple(self._examples.nearest(played.text)),
            limits=self._limits,
            risk=self._risk(played.text, parsed.get(KEY_RISK) or {}),
        )

    def _risk(self, text: str, risk: dict[str, Any]) -> RiskExplained:
        detector = shared_detector()
        look: Look = detector.look(text)
        words = look.found.words
        return RiskExplained(
            tier=str(risk.get("tier", "none")),
            category=risk.get("category"),
            score=float(risk.get("score", 0.0)),
            about=str(risk.get("about", "self")),
            fired=tuple(self._places.of(hit) for hit in look.found.strongest_first),
            idioms=tuple(" ".join(words[start:end]) for start, end in look.found.idioms),
            whole=look.whole,
            passage=look.passage,
            limits=_numbers(detector.thresholds),
        )


def limits_of(project: Project) -> dict[str, float]:
    """The limits below the components of config.yml, by name.

    Args:
        project: the content.
    """
    found: dict[str, float] = {}
    for entry in as_items(as_map(project.config.content if project.config else None).get("pipeline")):
        for key, value in as_map(entry).items():
            if key.endswith("threshold"):
                found[key] = float(str(value))
    return found


def _numbers(thresholds: Thresholds) -> dict[str, float]:
    values = {field.name: getattr(thresholds, field.name) for field in fields(thresholds)}
    return {name: float(value) for name, value in values.items() if isinstance(value, int | float)}
