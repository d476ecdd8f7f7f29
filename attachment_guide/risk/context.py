"""What the words around a phrase do to it, as ConText decides it (Chapman 2007; medspaCy's terms).

Cues negate a phrase, or put it in the past or into a story. Each has a category and a direction, and never
reaches beyond its sentence or a terminating cue such as "but":

    forward         changes phrases after it: "no thoughts of …"
    backward        changes phrases before it: "… is not an option"
    bidirectional   both
    pseudo          looks like a cue of its category and is none: "not only"
    terminate       ends the reach of all others
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from attachment_guide.risk.hits import Group
from attachment_guide.risk.normalize import SENTENCE_END, Normalizer
from attachment_guide.risk.phrase_grammar import PhraseError, written_out
from attachment_guide.risk.tiers import Tier

FORWARD, BACKWARD, BIDIRECTIONAL = "forward", "backward", "bidirectional"
PSEUDO, TERMINATE = "pseudo", "terminate"
DIRECTIONS = (FORWARD, BACKWARD, BIDIRECTIONAL, PSEUDO, TERMINATE)
NEGATION, PAST, RECOVERED, CURRENT, STORY = "negation", "past", "recovered", "current", "story"
HYPOTHESIS, CONJUNCTION = "hypothesis", "conjunction"
CATEGORIES = (NEGATION, PAST, RECOVERED, CURRENT, STORY, HYPOTHESIS, CONJUNCTION)

Span = tuple[int, int]


@dataclass(frozen=True)
class CueRule:
    """How the cues of one entry of context.yml work.

    Attributes:
        category: what they say of a phrase.
        direction: one of DIRECTIONS.
        max_scope: how many words they reach; None for the whole clause.
        inside: whether they also count as a part of the phrase itself.
    """

    category: str
    direction: str
    max_scope: int | None = None
    inside: bool = False

    def __post_init__(self) -> None:
        if self.category not in CATEGORIES:
            raise ValueError(f"The category {self.category!r} is not one of {', '.join(CATEGORIES)}.")
        if self.direction not in DIRECTIONS:
            raise ValueError(f"The direction {self.direction!r} is not one of {', '.join(DIRECTIONS)}.")


@dataclass(frozen=True)
class Cue:
    """A cue found in a message: its rule, its first word, and the word after its last."""

    rule: CueRule
    start: int
    end: int


class Context:
    """The rules of clinical/phrases/context.yml.

    Attributes:
        problems: what is wrong with the rules that could not be read, and so are left out.
    """

    def __init__(self, content: dict[str, Any], normalizer: Normalizer) -> None:
        """Reads the rules.

        Args:
            content: of context.yml.
            normalizer: tidies the written cues as the messages' words are tidied.

        Raises:
            KeyError: when a part of the file is missing.
        """
        self.problems: list[str] = []
        self._vocab = spacy.blank("en").vocab
        self._matcher = PhraseMatcher(self._vocab)
        self._rules: list[CueRule] = []
        for entry in content["rules"]:
            try:
                self._add(entry, normalizer)
            except (PhraseError, ValueError, TypeError, KeyError, AttributeError) as error:
                self.problems.append(str(error))
        self._self_inside = frozenset(content["self_words_inside"])
        self._other_inside = frozenset(content["other_words_inside"])
        self._self_words = frozenset(content["self_words"])
        self._other_words = frozenset(content["other_words"])
        self._subject_scope = int(content["subject_scope"])
        self._question_starts = frozenset(content["question_starts"])

    def _add(self, entry: dict[str, Any], normalizer: Normalizer) -> None:
        rule = CueRule(**{key: value for key, value in entry.items() if key != "cues"})
        rows = [row for cue in entry["cues"] for row in written_out(str(cue))]
        docs = [Doc(self._vocab, words=normalizer.tokens(row)) for row in rows]
        self._matcher.add(str(len(self._rules)), docs)
        self._rules.append(rule)

    def cues(self, words: Sequence[str]) -> list[Cue]:
        """Finds all cues of a message.

        Args:
            words: of the tidied message.
        """
        doc = Doc(self._vocab, words=list(words))
        strings = self._vocab.strings
        return [Cue(self._rules[int(strings[key])], start, end) for key, start, end in self._matcher(doc)]

    def subject(self, words: Sequence[str], phrase: Span, sentence_start: int) -> str:
        """Tells who a phrase is about: the person named in it, or nearest before it.

        Args:
            words: of the tidied message.
            phrase: place of the phrase.
            sentence_start: place of its sentence's first word.

        Returns:
            `self` or `other`.
        """
        start, end = phrase
        for word in words[start:end]:
            if word in self._other_inside:
                return "other"
            if word in self._self_inside:
                return "self"
        for word in reversed(words[max(sentence_start, start - self._subject_scope) : start]):
            if word in self._self_words:
                return "self"
            if word in self._other_words:
                return "other"
        return "self"

    def weakened(self, group: Group, context: set[str], words: Sequence[str]) -> Tier:
        """Gives the tier that is left of a phrase in its context.

        Args:
            group: what the phrase belongs to.
            context: what `categories_at` gives.
            words: of the phrase.
        """
        if NEGATION in context and group.negatable:
            return Tier.NONE
        tier = group.tier
        if STORY in context and group.story == "weaker":
            own = not self._self_inside.isdisjoint(words)
            tier = Tier.CHECK if own and tier == Tier.CRISIS else Tier.NONE
        if PAST in context and CURRENT not in context and group.past == "weaker":
            tier = {Tier.CRISIS: Tier.CHECK, Tier.CHECK: Tier.CONCERN}.get(tier, tier)
            if RECOVERED in context:
                tier = Tier.NONE
        return tier

    def is_question(self, words: Sequence[str]) -> bool:
        """Tells whether a message is a question.

        Args:
            words: of the tidied message.
        """
        return bool(words) and (words[-1] == "?" or words[0] in self._question_starts)


def categories_at(cues: Sequence[Cue], phrase: Span, sentence: Span) -> set[str]:
    """Finds what a phrase's context says of it.

    Args:
        cues: of the message.
        phrase: place of the phrase.
        sentence: place of its sentence.

    Returns:
        Categories of the cues that reach the phrase.
    """
    start, end = phrase
    first, last = sentence
    near = [cue for cue in cues if first <= cue.start and cue.end <= last]
    ends = [cue for cue in near if cue.rule.direction == TERMINATE]
    pseudo = [cue for cue in near if cue.rule.direction == PSEUDO]
    clause = (
        max((cue.end for cue in ends if cue.end <= start), default=first),
        min((cue.start for cue in ends if cue.start >= end), default=last),
    )
    return {
        cue.rule.category
        for cue in near
        if _reaches(cue, phrase, clause) and not any(_masks(other, cue) for other in pseudo)
    }


def _masks(pseudo: Cue, cue: Cue) -> bool:
    same = pseudo.rule.category == cue.rule.category
    return same and cue.rule.direction == FORWARD and pseudo.start <= cue.start and cue.end <= pseudo.end


def _reaches(cue: Cue, phrase: Span, clause: Span) -> bool:
    start, end = phrase
    left, right = clause
    rule = cue.rule
    if rule.direction == FORWARD:
        return left <= cue.start and cue.end <= start and _within(start - cue.end, rule)
    if rule.direction == BACKWARD:
        return end <= cue.start and cue.end <= right and _within(cue.start - end, rule)
    if rule.direction == BIDIRECTIONAL:
        if cue.start < end and start < cue.end:
            return rule.inside
        gap = max(start - cue.end, cue.start - end)
        return left < cue.end and cue.start < right and _within(gap, rule)
    return False


def _within(gap: int, rule: CueRule) -> bool:
    return rule.max_scope is None or gap <= rule.max_scope


def sentence_bounds(words: Sequence[str]) -> list[Span]:
    """Gives for each word the place of its sentence.

    Args:
        words: of a tidied message.
    """
    bounds: list[Span] = []
    first = 0
    for i, word in enumerate(words):
        if word in SENTENCE_END or i == len(words) - 1:
            bounds.extend([(first, i + 1)] * (i + 1 - first))
            first = i + 1
    return bounds
