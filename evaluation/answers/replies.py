"""What the assistant did with a message, and whether that was right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from attachment_guide.names import RESPONSE_CHOICES, is_answer
from evaluation.answers.replay import Visitor
from evaluation.sets.cases import LabelledMessage
from evaluation.stats import Proportion

UTTER = "utter_"
# What a message of the reply means, by the beginning of its name; the first that fits counts.
BEHAVIOURS = {
    "utter_crisis": "crisis",
    "utter_check": "check",
    "utter_concern": "concern",
    "utter_no_diagnosis": "no_diagnosis",
    "utter_no_medical_advice": "no_medical_advice",
    "utter_out_of_scope": "decline",
    RESPONSE_CHOICES: "asked",
    "utter_fallback": "decline",
    "utter_smalltalk": "smalltalk",
    "utter_contact": "contact",
}


@dataclass(frozen=True)
class Reply:
    """What came back.

    Attributes:
        message: what was said.
        shown: full retrieval intents of the answers shown.
        offered: those that a button leads to.
        behaviours: what else was done.
    """

    message: LabelledMessage
    shown: tuple[str, ...]
    offered: tuple[str, ...]
    behaviours: frozenset[str]

    @property
    def shows_right(self) -> bool:
        """Whether a right answer was shown."""
        return any(answer in self.message.accept for answer in self.shown)

    @property
    def offers_right(self) -> bool:
        """Whether a right answer was shown or is one tap away."""
        return any(answer in self.message.accept for answer in (*self.shown, *self.offered))

    @property
    def is_wrong(self) -> bool:
        """Whether an answer was shown that does not fit, and no choice leads to one that does."""
        return bool(self.shown) and not self.offers_right

    def is_right(self, labels: Iterable[str]) -> bool:
        """Whether one of these was done.

        Args:
            labels: such as `answer` or `decline`.
        """
        return any(self._did(label) for label in labels)

    def _did(self, label: str) -> bool:
        if label == "either":
            return self._did("answer") or self._did("decline")
        if label == "answer":
            return self.offers_right and not self.behaviours & {"check", "crisis"}
        if label == "decline":
            return "decline" in self.behaviours and not self.shown
        return label in self.behaviours


def play(messages: Iterable[LabelledMessage], url: str) -> Iterator[Reply]:
    """Says each message to a running assistant, each as a new visitor.

    Args:
        messages: what to say.
        url: the assistant's URL, without a slash at its end.

    Raises:
        urllib.error.URLError: when the assistant cannot be reached or answers with an error.
    """
    for message in messages:
        with Visitor(url) as visitor:
            yield to_reply(message, visitor.say(message.text))


def to_reply(message: LabelledMessage, said: Sequence[dict[str, Any]]) -> Reply:
    """Reads a reply.

    Args:
        message: what was said.
        said: the messages of the reply, as the web channel gives them.
    """
    names = [part["name"] or "" for part in said]
    # The buttons of a refusal are ways on, not what was asked for.
    offering = [part for part in said if _offers(part["name"] or "")]
    buttons = [button["name"] or "" for part in offering for button in part.get("buttons") or []]
    did = {behaviour for name in names if (behaviour := _behaviour(name))}
    return Reply(message, _answers(names), _answers(buttons), frozenset(did))


def _offers(name: str) -> bool:
    return is_answer(name) or name == RESPONSE_CHOICES


def _behaviour(name: str) -> str | None:
    return next((did for start, did in BEHAVIOURS.items() if name.startswith(start)), None)


def reply_lines(replies: Sequence[Reply]) -> Iterator[str]:
    """Says how many messages were met as they should be.

    Args:
        replies: to messages that others have labelled.

    Yields:
        Lines of figures, by style and for those that an answer serves; then what went wrong.
    """
    yield f"{len(replies)} labelled messages (95 % interval in brackets)"
    for style in ("", *sorted({reply.message.style for reply in replies})):
        group = [reply for reply in replies if style in ("", reply.message.style)]
        strict = Proportion.of(reply.is_right([reply.message.expect]) for reply in group)
        lenient = Proportion.of(is_met(reply) for reply in group)
        yield f"  {style or 'all':<10} as they should be {strict}   with what is accepted {lenient}"
    served = [reply for reply in replies if reply.message.expect == "answer"]
    for title, hits in (
        ("right answer shown", (reply.shows_right for reply in served)),
        ("shown or one tap away", (reply.offers_right for reply in served)),
        ("wrong, with no way to the right one", (reply.is_wrong for reply in served)),
        ("declined", ("decline" in reply.behaviours for reply in served)),
    ):
        yield f"  answer owed: {title} {Proportion.of(hits)}"
    harmless = [r for r in replies if not {r.message.expect, *r.message.also} & {"check", "crisis"}]
    alarmed = Proportion.of(bool(reply.behaviours & {"check", "crisis"}) for reply in harmless)
    yield f"  without risk, met with a check or a crisis text {alarmed}"
    for reply in replies:
        if not is_met(reply):
            yield f"  {reply.message.text[:150]!r}"
            got = ", ".join([*sorted(reply.behaviours), *reply.shown, *(f"[{o}]" for o in reply.offered)])
            wanted = ", ".join([reply.message.expect, *reply.message.accept])
            yield f"    got {got or 'nothing'}; wanted {wanted}"


def is_met(reply: Reply) -> bool:
    """Whether a message was met as it should be, or in another way that is accepted.

    Args:
        reply: to the message.
    """
    return reply.is_right([reply.message.expect, *reply.message.also])


def _answers(names: Iterable[str]) -> tuple[str, ...]:
    intents = (name.removeprefix(UTTER) for name in names)
    return tuple(intent for intent in intents if is_answer(intent))
