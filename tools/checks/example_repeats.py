"""Examples that occur twice, word for word or nearly."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from tools.checks.findings import WARNING, Finding, Place
from tools.checks.project import Project
from tools.checks.texts import fold, shorten

# From this likeness on (0 to 100) two examples are nearly the same.
ALIKE = 93
# Shorter examples differ in a letter and mean something else.
FEWEST_WORDS = 4
CHUNK = 500


@dataclass(frozen=True)
class Row:
    """An example to compare with others.

    Attributes:
        folded: the text without case and punctuation.
        text: the text as it is written.
        label: what the example belongs to, such as its intent.
        place: the example's line.
    """

    folded: str
    text: str
    label: str
    place: Place


def check(project: Project) -> Iterator[Finding]:
    """Looks for repeated examples in the training data.

    Args:
        project: the content.
    """
    rows = [Row(fold(x.text), x.text, x.intent, x.place) for x in project.examples]
    for first, second in repeated(rows):
        where = f"(line {first.place.line} of {first.place.file.name})"
        if first.label == second.label:
            yield Finding(
                second.place,
                f"“{shorten(second.text)}” is twice among the examples of “{second.label}” "
                f"{where}. Take one out.",
                WARNING,
            )
        else:
            yield Finding(
                second.place,
                f"“{shorten(second.text)}” is an example of “{second.label}” and of "
                f"“{first.label}” {where}. It can only mean one: take the other out.",
            )
    for first, second in nearly_repeated(rows):
        yield Finding(
            second.place,
            f"“{shorten(second.text)}”, an example of “{second.label}”, is nearly the same as "
            f"“{shorten(first.text)}” of “{first.label}” (line {first.place.line} of "
            f"{first.place.file.name}). Take one out, or make the difference clear.",
        )


def repeated(rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Finds rows with the same text, each with the first such row before it.

    Under different labels case and punctuation do not matter; under one label they do, since people
    write the same thing in several ways.

    Args:
        rows: the examples, in the order of the files.
    """
    seen: dict[str, dict[str, Row]] = {}
    written: dict[str, Row] = {}
    for row in rows:
        labels = seen.setdefault(row.folded, {})
        others = [first for label, first in labels.items() if label != row.label]
        if others:
            yield others[0], row
        elif row.text in written:
            yield written[row.text], row
        labels.setdefault(row.label, row)
        written.setdefault(row.text, row)


def nearly_repeated(rows: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Finds rows of different labels whose texts are nearly the same, but not quite.

    Args:
        rows: the examples, in the order of the files.

    Returns:
        Each pair once, the earlier row first.
    """
    long = [row for row in rows if row.folded.count(" ") + 1 >= FEWEST_WORDS]
    order = sorted(range(len(long)), key=lambda i: len(long[i].folded))
    texts = [long[i].folded for i in order]
    lengths = [len(text) for text in texts]
    pairs: set[tuple[int, int]] = set()
    for start in range(0, len(texts), CHUNK):
        stop = min(start + CHUNK, len(texts))
        # Texts so alike cannot differ more in length: 2 * shorter / (shorter + longer) >= ALIKE.
        longest = lengths[stop - 1] * (200 / ALIKE - 1)
        end = bisect_right(lengths, longest)
        scores = process.cdist(
            texts[start:stop],
            texts[start:end],
            scorer=fuzz.ratio,
            score_cutoff=ALIKE,
            dtype=np.uint8,
        )
        for i, j in zip(*np.nonzero(scores), strict=True):
            if i < j:
                one, other = sorted((order[start + i], order[start + j]))
                pairs.add((one, other))
    return [
        (long[one], long[other])
        for one, other in sorted(pairs)
        if long[one].label != long[other].label and long[one].folded != long[other].folded
    ]
