"""Reads messages for risk beside the web server: none, however long, holds up another visitor's."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from attachment_guide.risk.assessment import UNREAD, Risk
from attachment_guide.risk.tiers import Tier, stronger
from channels import metrics

logger = logging.getLogger(__name__)

Assess = Callable[[str, list[str]], Risk]

# A long message is read in pieces, so that others get their turn between them. The pieces overlap by more
# than the words around a phrase that are looked at.
PIECE, OVERLAP = 4000, 400
# Of a message that is longer than all of these pieces, the beginning and the end are read: what matters is
# mostly said first or last.
FIRST_PIECES, LAST_PIECES = 3, 3
# How many messages of one visitor that are refused anyway may wait to be read.
MOST_WAITING = 4
# Most messages take milliseconds. The long ones have a thread of their own, and only one.
THREADS, THREADS_FOR_LONG = 2, 1
# Stands for what is left out.
GAP = " … "


class Detection:
    """Reads messages for risk in other threads, those of one visitor one after the other."""

    def __init__(self, assess: Assess, seconds: float) -> None:
        """Starts without any message.

        Args:
            assess: judges a message by itself and by the visitor's last ones before it; never raises.
            seconds: how long a message may wait; then the careful answer is `check`.
        """
        self._assess = assess
        self._seconds = seconds
        self._short = ThreadPoolExecutor(THREADS, "detection")
        self._long = ThreadPoolExecutor(THREADS_FOR_LONG, "detection of long messages")
        self._waiting: Counter[str] = Counter()
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def assess(self, visitor: str, text: str, previous: Sequence[str] = ()) -> Risk:
        """The risk in a message; never raises.

        Args:
            visitor: whose messages wait for each other.
            text: the message as it was typed.
            previous: the visitor's last messages before it, oldest first.
        """
        self._waiting[visitor] += 1
        metrics.WAITING.inc()
        try:
            return await asyncio.wait_for(self._in_turn(visitor, text, list(previous)), self._seconds)
        except asyncio.TimeoutError:
            logger.error("A message could not be read for risk in time.")
            return UNREAD
        finally:
            metrics.WAITING.dec()
            self._waiting[visitor] -= 1
            if not self._waiting[visitor]:
                del self._waiting[visitor]
                self._turns.pop(visitor, None)

    async def assess_refused(self, visitor: str, text: str) -> Risk:
        """The risk in a message that is over a limit; `check`, to be careful, where too many of them wait.

        Args:
            visitor: whose messages wait for each other.
            text: the message as it was typed.
        """
        if self._waiting[visitor] >= MOST_WAITING:
            return UNREAD
        return await self.assess(visitor, text)

    async def _in_turn(self, visitor: str, text: str, previous: list[str]) -> Risk:
        loop = asyncio.get_running_loop()
        async with self._turns[visitor]:
            parts = pieces(text)
            threads = self._short if len(parts) == 1 else self._long
            worst = Risk()
            for part in parts:
                risk = await loop.run_in_executor(threads, self._assess, part, previous)
                worst = risk if stronger(risk.tier, worst.tier) != worst.tier else worst
                if worst.tier == Tier.CRISIS:
                    break
            return worst if len(parts) > 1 else risk


def pieces(text: str) -> list[str]:
    """The parts of a message that are read.

    Args:
        text: of any length.

    Returns:
        The message itself unless it is long; else overlapping pieces of its beginning and of its end, which
        is all of it up to some 20,000 characters.
    """
    if len(text) <= PIECE:
        return [text]
    step = PIECE - OVERLAP
    starts = list(range(0, len(text) - OVERLAP, step))
    if len(starts) <= FIRST_PIECES + LAST_PIECES:
        return [text[start : start + PIECE] for start in starts]
    last = [max(0, len(text) - PIECE - step * back) for back in reversed(range(LAST_PIECES))]
    return [text[start : start + PIECE] for start in (*starts[:FIRST_PIECES], *last)]


def shortened(text: str, most: int) -> str:
    """The beginning and the end of a text.

    Args:
        text: of any length.
        most: the length that it may have, in characters.
    """
    if len(text) <= most:
        return text
    half = (most - len(GAP)) // 2
    return text[: most - len(GAP) - half] + GAP + text[len(text) - half :]
