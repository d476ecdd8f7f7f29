"""Judges the risk in a message: the one entrance for the channels and the NLU pipeline.

Phrases (phrases.py) and meaning (classifier.py) are two layers; either works without the other, so that
a missing encoder or a broken file never leaves a message unread.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from attachment_guide.risk.assessment import UNREAD, Risk
from attachment_guide.risk.fusion import Judged, by_phrases, fuse, new_hits
from attachment_guide.risk.hits import Hit, PhraseResult
from attachment_guide.risk.passages import passages, readable
from attachment_guide.risk.phrases import PhraseLayer, shared_phrases
from attachment_guide.risk.thresholds import Thresholds, read_thresholds
from attachment_guide.risk.tiers import Tier, stronger

if TYPE_CHECKING:
    from attachment_guide.nlu.stored_vectors import Encoder
    from attachment_guide.risk.classifier import RiskClassifier

logger = logging.getLogger(__name__)

# How many earlier messages a statement may be split over.
EARLIER_MESSAGES = 2


@dataclass(frozen=True)
class Look:
    """What the layers see in a message.

    Attributes:
        found: the phrases.
        whole: what the meaning of the whole message says; None without the semantic layer.
        passage: the same of its most suspicious passage, if one was judged by itself.
    """

    found: PhraseResult
    whole: Judged | None
    passage: Judged | None


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
        self.thresholds = thresholds or Thresholds()
        self._complained: set[str] = set()

    def assess(self, text: str, previous: Sequence[str] = ()) -> Risk:
        """Judges a message; never raises.

        Args:
            text: the message as it was typed.
            previous: the visitor's last one or two messages, oldest first.
        """
        try:
            text = str(text or "")
            risk = self._assess(text)
        except Exception:
            self._complain("detector")
            return UNREAD
        return self.continued(risk, text, previous)

    def continued(self, risk: Risk, text: str, previous: Sequence[str]) -> Risk:
        """Looks for a statement split over messages, such as "i want to" and then "die"; never raises.

        Only the phrase layer looks.

        Args:
            risk: of the message by itself.
            text: the message as it was typed.
            previous: the visitor's last one or two messages, oldest first.

        Returns:
            The risk of the statement where it is the stronger, else that of the message.
        """
        try:
            split = self._split_statement(risk, str(text or ""), previous)
            return split if split and stronger(split.tier, risk.tier) != risk.tier else risk
        except Exception:
            self._complain("look at earlier messages")
            return risk

    def look(self, text: str) -> Look:
        """What each layer sees in a message by itself: for those who want to know why it was judged so.

        Args:
            text: the message as it was typed.
        """
        found = self._find(text) or PhraseResult(words=text.lower().split())
        whole, passage = self._judge(text, found) or (None, None)
        return Look(found, whole, passage)

    def _split_statement(self, risk: Risk, text: str, previous: Sequence[str]) -> Risk | None:
        """The risk that shows only when the messages are put together."""
        if risk.tier == Tier.CRISIS or not previous:
            return None
        if len(text.split()) > self.thresholds.max_continuation_words:
            return None
        earlier = [str(message or "").strip() for message in previous[-EARLIER_MESSAGES:]]
        joined = self._find(" ".join([*earlier, text]))
        if joined is None or not joined.hits:
            return None
        known = [hit for message in (*earlier, text) for hit in self._hits(message)]
        return by_phrases(replace(joined, hits=new_hits(joined, known)), self.thresholds)

    def _assess(self, text: str) -> Risk:
        found = self._find(text)
        judged = self._judge(text, found or PhraseResult(words=text.lower().split()))
        if judged:
            return fuse(found or PhraseResult(), *judged, self.thresholds)
        if found is None:
            return UNREAD if text.strip() else Risk()
        return by_phrases(found, self.thresholds)

    def _hits(self, text: str) -> list[Hit]:
        found = self._find(text)
        return found.hits if found else []

    def _find(self, text: str) -> PhraseResult | None:
        if self._phrases is None:
            return None
        try:
            return self._phrases(text)
        except Exception:
            self._complain("phrase layer")
            return None

    def _judge(self, text: str, found: PhraseResult) -> tuple[Judged, Judged | None] | None:
        """Judges the meaning of the whole message, and of its most suspicious passage."""
        if self._classifier is None or self._encoder is None or not found.words:
            return None
        try:
            (whole,) = self._classifier.judge(self._encoder.encode([readable(text, found)]), [found])
            sure = whole.crisis >= self.thresholds.crisis
            return Judged(text, whole), None if sure else self._judge_passage(found)
        except Exception:
            self._complain("semantic layer")
            return None

    def _judge_passage(self, found: PhraseResult) -> Judged | None:
        """Looks at the passage that its words make most suspicious."""
        assert self._classifier and self._encoder
        parts = [self._find_in(words) for words in passages(found, self.thresholds.words_around)]
        if not parts:
            return None
        probabilities = self._classifier.risk_by_wording(parts)
        best = int(np.argmax(probabilities))
        if probabilities[best] < self.thresholds.suspicious:
            return None
        text = " ".join(parts[best].rest)
        (judgement,) = self._classifier.judge(self._encoder.encode([text]), [parts[best]])
        return Judged(text, judgement)

    def _find_in(self, words: list[str]) -> PhraseResult:
        try:
            return self._phrases.find(words) if self._phrases else PhraseResult(words=words)
        except Exception:
            self._complain("phrase layer")
            return PhraseResult(words=words)

    def _complain(self, part: str) -> None:
        """Logs a failure once and without the message; a broken layer would fail for every message."""
        if part not in self._complained:
            self._complained.add(part)
            logger.exception("The %s of the risk detector fails; the rest goes on.", part)


@lru_cache(maxsize=1)
def shared_detector() -> RiskDetector:
    """Returns the process's one detector, loaded on first use, with whatever layers can be loaded."""
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
        from attachment_guide.risk.trained import load

        encoder = shared_encoder()
        classifier = load()
    except Exception:
        logger.exception("The semantic risk layer can't be loaded: only the phrases are on.")
    return RiskDetector(phrases, classifier, encoder, read_thresholds())
