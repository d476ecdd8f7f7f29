"""What the phrase layer gives: groups of phrases, the hits of a message, and the result as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field

from attachment_guide.risk.tiers import Tier, stronger


@dataclass(frozen=True)
class Group:
    """A list of phrases of one kind, with how their context changes them.

    Attributes:
        name: as the phrase file gives it.
        tier: of its phrases as they stand.
        category: what kind of risk; None for groups that tell a minor.
        about: `self`, `other`, or `auto` to look for the person named before the phrase.
        minor: whether its phrases say that somebody is a child or teenager, and nothing of risk.
        negatable: whether a negation takes the phrases away.
        past: `weaker` or `keep`: what words of the past do.
        story: `weaker` or `keep`: what words of a story do.
        file: the phrase file's name without its ending.
    """

    name: str
    tier: Tier
    category: str | None
    about: str = "auto"
    minor: bool = False
    negatable: bool = True
    past: str = "weaker"
    story: str = "weaker"
    file: str = ""

    @property
    def full_name(self) -> str:
        """File and name: names of groups repeat from file to file."""
        return f"{self.file}/{self.name}"


@dataclass(frozen=True)
class Hit:
    """A phrase found in a message, after its context was looked at.

    Attributes:
        tier: what is left of the group's tier in this context.
        category: the group's.
        about: `self` or `other`.
        text: the words found.
        group: the group's full name.
        start: place of the first word.
        end: place after the last word.
        context: categories of the cues that reach it.
    """

    tier: Tier
    category: str | None
    about: str
    text: str
    group: str
    start: int
    end: int
    context: tuple[str, ...] = ()


@dataclass
class PhraseResult:
    """What the phrase layer says of a message.

    Attributes:
        hits: the phrases found.
        minor: whether it tells of a child or teenager.
        question: whether the message is a question.
        words: the message's tidied words and marks.
        idioms: places of figures of speech: first word, after the last.
        is_idle: whether the message has only words that say nothing by themselves.
    """

    hits: list[Hit] = field(default_factory=list)
    minor: bool = False
    question: bool = False
    words: list[str] = field(default_factory=list)
    idioms: list[tuple[int, int]] = field(default_factory=list)
    is_idle: bool = False

    @property
    def rest(self) -> list[str]:
        """The words without the figures of speech, which would mislead the semantic layer."""
        said = {i for start, end in self.idioms for i in range(start, end)}
        return [word for i, word in enumerate(self.words) if i not in said]

    @property
    def asks_for_means(self) -> bool:
        """Whether the message asks for means or places: phrases of tier `support` do nothing else."""
        return any(hit.tier == Tier.SUPPORT for hit in self.hits)

    @property
    def tier(self) -> Tier:
        """The strongest tier of all hits."""
        return stronger(*(hit.tier for hit in self.hits))

    @property
    def strongest_first(self) -> list[Hit]:
        """The hits, strongest tier first; of the same tier, in the order found."""
        return sorted(self.hits, key=lambda hit: -hit.tier.strength)
