"""Judges the risk in a message: the one entrance for the channels and the NLU pipeline.

Phrases (phrases.py) and meaning (classifier.py) are two layers; either works without the other, so that
a missing encoder or a broken file never leaves a message unread.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from attachment_guide.risk.normalize import SENTENCE_END
from attachment_guide.risk.phrases import Hit, PhraseLayer, PhraseResult, shared_phrases
from attachment_guide.risk.thresholds import Thresholds, read_thresholds
from attachment_guide.risk.tiers import AT_RISK, CONCERN_CATEGORIES, TIERS

if TYPE_CHECKING:
    from attachment_guide.nlu.stored_vectors import Encoder
    from attachment_guide.risk.classifier import Judgement, RiskClassifier

logger = logging.getLogger(__name__)

# Without the semantic layer: how sure a phrase of each tier is.
PHRASE_SCORES = {"crisis": 0.95, "check": 0.6, "concern": 0.3, "none": 0.02}
# When nothing at all can be judged, the visitor is asked.
UNREAD_SCORE = 0.5

# A limit that no probability reaches.
NEVER = 2.0
MAX_EVIDENCE = 5
MAX_EVIDENCE_LENGTH = 120
# The sentences of which one may be looked at by itself, from which chance by its words on. More than one
# finds nothing more.
MAX_SENTENCES = 200
SUSPICIOUS = 0.2
SENTENCE_WORDS = (4, 40)
WORDS_AROUND = 6
# The encoder reads only so much of a message anyway (128 tokens).
ENCODED_CHARACTERS = 700
# Earlier messages only count when this one is as short as the end of a split sentence.
MAX_CONTINUATION_WORDS = 8


@dataclass(frozen=True)
class Risk:
    """The risk in one message.

    Attributes:
        tier: `crisis`, `check`, `concern` or `none`.
        category: what kind, or None; at `none`, what a harmless message is about.
        score: 0 to 1, how likely the message is one of a person at risk.
        evidence: the words that say so.
        about: `self` or `other`: who is at risk, or a risk to others.
        minor: whether the writer, or who it is about, is a child or teenager.
    """

    tier: str = "none"
    category: str | None = None
    score: float = 0.0
    evidence: tuple[str, ...] = ()
    about: str = "self"
    minor: bool = False

    def as_dict(self) -> dict[str, Any]:
        """The result as the parse result carries it."""
        return {**asdict(self), "evidence": list(self.evidence)}


@dataclass(frozen=True)
class Passage:
    """A message or a sentence of it, with what is thought of it."""

    text: str
    judgement: Judgement


class RiskDetector:
    """Judges messages by phrases and by meaning."""

    def __init__(
        self,
        phrases: PhraseLayer | None = None,
        classifier: RiskClassifier | None = None,
        encoder: Encoder | None = None,
        thresholds: Thresholds | None = None,
    ) -> None:
        """Puts the layers together; see `shared_detector` for the usual ones.

        Args:
            phrases: the phrase layer, or None to do without.
            classifier: the semantic layer, or None to do without.
            encoder: sentence encoder for the semantic layer.
            thresholds: how sure is sure enough.
        """
        self._phrases = phrases
        self._classifier = classifier
        self._encoder = encoder
        self._thresholds = thresholds or Thresholds()
        self._complained: set[str] = set()

    def assess(self, text: str, previous: Sequence[str] = ()) -> Risk:
        """Judges a message; never raises.

        Args:
            text: the message as it was typed.
            previous: the visitor's last one or two messages, oldest first.
        """
        try:
            risk = self._assess(str(text or ""))
            return self._with_previous(risk, str(text or ""), previous)
        except Exception:
            self._complain("detector")
            return Risk("check", None, UNREAD_SCORE)

    def _assess(self, text: str) -> Risk:
        found = self._find(text)
        judged = self._judge(text, found or PhraseResult(words=text.lower().split()))
        if judged:
            return self._decide(text, found or PhraseResult(), *judged)
        if found is None:
            return Risk("check", None, UNREAD_SCORE) if text.strip() else Risk()
        return _from_phrases(found)

    def _with_previous(self, risk: Risk, text: str, previous: Sequence[str]) -> Risk:
        """Looks for a statement split over messages: "i want to" / "die"."""
        if risk.tier == "crisis" or not previous or self._phrases is None:
            return risk
        if len(text.split()) > MAX_CONTINUATION_WORDS:
            return risk
        earlier = [str(message or "").strip() for message in previous[-2:]]
        joined = self._find(" ".join([*earlier, text]))
        if joined is None or not joined.hits:
            return risk
        known = [hit for message in (*earlier, text) for hit in self._hits(message)]
        new = [hit for hit in joined.hits if not _is_known(hit, known)]
        split = _from_phrases(replace(joined, hits=new))
        return split if TIERS.index(split.tier) > TIERS.index(risk.tier) else risk

    def _hits(self, text: str) -> list[Hit]:
        found = self._find(text)
        return found.hits if found else []

    def _find(self, text: str) -> PhraseResult | None:
        if self._phrases is None:
            return None
        try:
            return find(self._phrases, text)
        except Exception:
            self._complain("phrase layer")
            return None

    def _judge(self, text: str, found: PhraseResult) -> tuple[Judgement, Passage | None] | None:
        """What is thought of the whole message, and of its most suspicious sentence."""
        if self._classifier is None or self._encoder is None or not found.words:
            return None
        try:
            (whole,) = self._classifier.judge(self._encoder.encode([readable(text, found)]), [found])
            if whole.crisis >= self._thresholds.crisis:
                return whole, None
            return whole, self._judge_sentence(found)
        except Exception:
            self._complain("semantic layer")
            return None

    def _judge_sentence(self, found: PhraseResult) -> Passage | None:
        """Looks at the sentence that its words make most suspicious: one may hide among many."""
        assert self._classifier and self._encoder
        sentences = _sentences(found.words)[:MAX_SENTENCES]
        if len(sentences) < 2:
            return None
        sentences += _around_phrases(found)
        parts = [self._find_in(sentence) for sentence in sentences]
        chances = self._classifier.risk_by_wording(parts)
        best = int(np.argmax(chances))
        if chances[best] < SUSPICIOUS:
            return None
        text = " ".join(parts[best].rest)
        (judgement,) = self._classifier.judge(self._encoder.encode([text]), [parts[best]])
        return Passage(text, judgement)

    def _find_in(self, words: list[str]) -> PhraseResult:
        try:
            return self._phrases.find(words) if self._phrases else PhraseResult(words=words)
        except Exception:
            self._complain("phrase layer")
            return PhraseResult(words=words)

    def _decide(self, text: str, found: PhraseResult, whole: Judgement, sentence: Passage | None) -> Risk:
        limits = self._thresholds
        hits = sorted(found.hits, key=lambda hit: -TIERS.index(hit.tier))
        strongest = hits[0].tier if hits else "none"
        plain = strongest == "crisis" and not found.question
        risk_limit = {
            "crisis": limits.check_with_phrase,
            "check": limits.check_with_hint,
        }.get(strongest, limits.check)
        crisis_limit = limits.crisis_with_phrase if plain else limits.crisis
        if strongest in ("none", "concern") and _denied(hits):
            # Only a strong doubt goes against "I am not suicidal", and only as a question.
            crisis_limit, risk_limit = NEVER, limits.check_denied
        worst, margin = Passage(text, whole), 0.0
        # A sentence lacks what stands around it, so it has to say it more clearly.
        if sentence and sentence.judgement.risk - limits.sentence_margin > whole.risk:
            worst, margin = sentence, limits.sentence_margin
        if worst.judgement.crisis - margin >= crisis_limit:
            tier = "crisis"
        elif worst.judgement.risk - margin >= risk_limit:
            tier = "check"
        elif whole.concern >= limits.concern or strongest == "concern":
            tier = "concern"
        else:
            tier = "none"
        return Risk(
            tier=tier,
            category=_category(tier, hits, worst.judgement, whole),
            score=round(max(whole.risk, worst.judgement.risk - margin), 4),
            evidence=_evidence(tier, hits, worst.text),
            about=_about(tier, hits, worst.judgement),
            minor=found.minor,
        )

    def _complain(self, part: str) -> None:
        """Logs a failure once, without the message: a broken layer fails for every message."""
        if part not in self._complained:
            self._complained.add(part)
            logger.exception("The %s of the risk detector fails; the rest goes on.", part)


def _is_known(hit: Hit, known: list[Hit]) -> bool:
    """Whether a hit is one of those known, or no more than one of them with a word or two after it."""
    return any(
        hit.text == other.text
        or (hit.text.startswith(f"{other.text} ") and TIERS.index(other.tier) >= TIERS.index(hit.tier))
        for other in known
    )


def _denied(hits: list[Hit]) -> bool:
    """Whether what was found is said not to be so, or to be in a story."""
    return any("negated" in hit.context or "story" in hit.context for hit in hits)


def find(phrases: PhraseLayer, text: str) -> PhraseResult:
    """What the phrase layer finds; of a script that it does not read, at least the words.

    Args:
        phrases: the phrase layer.
        text: the message as it was typed.
    """
    found = phrases(text)
    if found.words or not any(map(str.isalpha, text)):
        return found
    return replace(found, words=text.lower().split())


def readable(text: str, found: PhraseResult) -> str:
    """What the encoder reads: the message as it is, or what is left without figures of speech.

    Args:
        text: the message as it was typed.
        found: what the phrase layer found in it.
    """
    return (" ".join(found.rest) if found.idioms else text)[:ENCODED_CHARACTERS]


def _category(tier: str, hits: list[Hit], worst: Judgement, whole: Judgement) -> str | None:
    if tier in AT_RISK:
        strong = [hit for hit in hits if hit.tier in AT_RISK]
        if strong and strong[0].tier == "crisis":
            return _most_often(strong)
        return worst.category
    if tier == "concern":
        signs = [h.category for h in hits if h.tier == "concern" and h.category]
        return signs[0] if signs and whole.concern < 0.5 else whole.sign
    return hits[0].category if hits else None


def _most_often(hits: list[Hit]) -> str | None:
    """The category of most words found, of the strongest tier."""
    lengths: dict[str | None, int] = {}
    for hit in hits:
        if hit.tier == hits[0].tier:
            lengths[hit.category] = lengths.get(hit.category, 0) + hit.end - hit.start
    return max(lengths, key=lambda category: lengths[category])


def _about(tier: str, hits: list[Hit], judgement: Judgement) -> str:
    if tier == "none" and not hits:
        return "self"
    return "other" if judgement.other >= 0.5 else "self"


def _evidence(tier: str, hits: list[Hit], text: str) -> tuple[str, ...]:
    if tier == "none":
        return ()
    words = dict.fromkeys(hit.text for hit in hits if hit.tier != "none")
    return tuple(words)[:MAX_EVIDENCE] or (text[:MAX_EVIDENCE_LENGTH],)


def _from_phrases(result: PhraseResult) -> Risk:
    """What the phrases alone say."""
    hits = sorted(result.hits, key=lambda hit: -TIERS.index(hit.tier))
    if not hits:
        return Risk(minor=result.minor)
    top = hits[0]
    tier, category = top.tier, top.category
    if tier == "concern" and category not in CONCERN_CATEGORIES:
        category = "unresolved_trauma" if category == "abuse" else "inability_to_cope"
    elif tier == "crisis":
        category = _most_often(hits)
    about = "other" if all(hit.about == "other" for hit in hits if hit.tier == tier) else "self"
    return Risk(tier, category, PHRASE_SCORES[tier], _evidence(tier, hits, ""), about, result.minor)


def _sentences(words: list[str]) -> list[list[str]]:
    """Sentences of a tidied message; long ones without marks in overlapping stretches."""
    shortest, longest = SENTENCE_WORDS
    sentences: list[list[str]] = [[]]
    for word in words:
        sentences[-1].append(word)
        if word in SENTENCE_END:
            sentences.append([])
    parts: list[list[str]] = []
    for sentence in sentences:
        if len(sentence) <= longest:
            parts.append(sentence)
        else:
            step = longest // 2
            parts.extend(sentence[i : i + longest] for i in range(0, len(sentence) - step, step))
    return [part for part in parts if len(part) >= shortest]


def _around_phrases(found: PhraseResult) -> list[list[str]]:
    """The words around each phrase of crisis: no row of other words without full stops may hide it."""
    return [
        found.words[max(0, hit.start - WORDS_AROUND) : hit.end + WORDS_AROUND]
        for hit in found.hits[:MAX_SENTENCES]
        if hit.tier == "crisis"
    ]


@lru_cache(maxsize=1)
def shared_detector() -> RiskDetector:
    """The process's one detector, loaded on first use, with whatever layers can be loaded."""
    phrases: PhraseLayer | None = None
    classifier: RiskClassifier | None = None
    encoder: Encoder | None = None
    try:
        phrases = shared_phrases()
    except Exception:
        logger.exception("The risk phrases can't be read: only the semantic layer is on.")
    try:
        # Here, so that the phrases work where these packages do not even load.
        from attachment_guide.nlu.encoder import shared_encoder
        from attachment_guide.risk.classifier import load

        encoder = shared_encoder()
        classifier = load()
    except Exception:
        logger.exception("The semantic risk layer can't be loaded: only the phrases are on.")
    return RiskDetector(phrases, classifier, encoder, read_thresholds())
