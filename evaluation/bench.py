"""`make bench`: the whole assistant beside Rasa's starter bot, through the front door, in one run."""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path

from evaluation.pages.charts import growth
from evaluation.peers.benchmark import ProcessError
from evaluation.peers.front_door import AttachmentGuide, FrontDoor, StarterBot
from evaluation.stats import Ratio, quantile

FOLDER = Path("docs")
TURNS = 8
STARTS, ROUNDS = 3, 5
CONVERSATIONS = 6
AT_ONCE = (8, 32)
TURN_NUMBERS = (5, 20, 50, 100, 200, 350, 500)
# The turns around one of these numbers, so that each of the texts is among them.
AROUND = TURNS


@dataclass
class Figures:
    """What was measured of one assistant, a value for each start, round or message.

    Attributes:
        starts: seconds from the start to the first answer.
        memory: megabytes of all processes after the first answer, and after all messages.
        alone: milliseconds of each answer, one visitor at a time.
        at_once: the same by the number of visitors at once.
        rates: messages a second by the number of visitors at once.
        by_turn: milliseconds by the number of the turn.
    """

    starts: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)
    at_once: dict[int, list[float]] = field(default_factory=dict)
    rates: dict[int, list[float]] = field(default_factory=dict)
    by_turn: dict[int, list[float]] = field(default_factory=dict)


def measure(doors: Sequence[FrontDoor], quick: bool = False) -> list[Figures]:
    """Measures assistants by turns, so that noise on the machine affects all of them.

    Args:
        doors: the assistants.
        quick: whether to measure as little as possible, to try the program out.

    Returns:
        The figures of each.

    Raises:
        ProcessError: when one cannot be started.
    """
    figures = [Figures() for _ in doors]
    both = list(zip(doors, figures, strict=True))
    for _ in range(0 if quick else STARTS - 1):
        for door, found in both:
            with door.running() as seconds:
                found.starts.append(seconds)
    with ExitStack() as stack:
        for door, found in both:
            found.starts.append(stack.enter_context(door.running()))
            found.memory.append(door.memory())
        for _ in range(1 if quick else ROUNDS):
            for door, found in both:
                for _ in range(1 if quick else CONVERSATIONS):
                    found.alone += door.conversation(TURNS)
            for visitors in AT_ONCE:
                for door, found in both:
                    took, rate = door.at_once(visitors, visitors, TURNS)
                    found.at_once.setdefault(visitors, []).extend(took)
                    found.rates.setdefault(visitors, []).append(rate)
        for door, found in both:
            took = door.conversation(TURN_NUMBERS[1 if quick else -1] + AROUND)
            found.by_turn = {n: took[n - AROUND // 2 :][:AROUND] for n in TURN_NUMBERS if n < len(took)}
            found.memory.append(door.memory())
    return figures


def lines(names: Sequence[str], figures: Sequence[Figures]) -> Iterator[str]:
    """The table of two assistants.

    Args:
        names: theirs.
        figures: theirs, ours first.

    Yields:
        Markdown, line by line.
    """
    ours, other = figures
    yield f"| | {names[0]} | {names[1]} | ratio |"
    yield "|---|---:|---:|---|"
    rows: list[tuple[str, str, list[float], list[float], float]] = [
        ("start to first answer", "s", ours.starts, other.starts, 0.5),
        ("memory after the first answer", "MB", ours.memory[:1], other.memory[:1], 0.5),
        ("memory after all messages", "MB", ours.memory[-1:], other.memory[-1:], 0.5),
    ]
    for percent in (50, 95, 99):
        rows.append((f"p{percent}, one visitor at a time", "ms", ours.alone, other.alone, percent / 100))
    for visitors, took in ours.at_once.items():
        for percent in (50, 99):
            title = f"p{percent}, {visitors} at once"
            rows.append((title, "ms", took, other.at_once[visitors], percent / 100))
        rates = ours.rates[visitors], other.rates[visitors]
        rows.append((f"messages a second, {visitors} at once", "", *rates, 0.5))
    for title, unit, mine, theirs, q in rows:
        values = " | ".join(f"{_short(quantile(each, q))} {unit}".strip() for each in (mine, theirs))
        yield f"| {title} | {values} | {Ratio.of(mine, theirs, q)} |"


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def growth_lines(names: Sequence[str], figures: Sequence[Figures]) -> Iterator[str]:
    """The table of how long answers take in a long conversation, in milliseconds.

    Args:
        names: of the assistants.
        figures: theirs.

    Yields:
        Markdown, line by line.
    """
    numbers = list(figures[0].by_turn)
    yield f"| turn | {' | '.join(map(str, numbers))} |"
    yield f"|---|{'---:|' * len(numbers)}"
    for name, found in zip(names, figures, strict=True):
        yield f"| {name} | {' | '.join(f'{statistics.median(found.by_turn[n]):.0f}' for n in numbers)} |"


def report(names: Sequence[str], figures: Sequence[Figures], load: float) -> Iterator[str]:
    """The page.

    Args:
        names: of the assistants, ours first.
        figures: theirs.
        load: of the machine before the run.

    Yields:
        Markdown, line by line.
    """
    yield "# The whole assistant beside Rasa's starter bot"
    yield ""
    yield (
        f"Written by `make bench` on {time.strftime('%Y-%m-%d')}: {os.cpu_count()} cores, "
        f"{platform.system()} {platform.machine()}, load {load:.1f} at the start. Both run at the same time "
        "and are asked by turns, through the front door: ours through its web channel, with risk checks, "
        "stored conversations and actions; the starter bot (what `rasa init` makes: seven intents, no "
        "actions, conversations in memory) through Rasa's channel `rest`. Conversations of "
        f"{TURNS} turns; memory counts "
        "what processes share once. Ratios with 95 % bootstrap intervals where there is more than one value."
    )
    yield ""
    yield from lines(names, figures)
    yield ""
    yield "How long an answer takes in a long conversation, in milliseconds (medians over a few turns):"
    yield ""
    yield from growth_lines(names, figures)
    yield ""
    yield "![Milliseconds by the number of the turn](benchmark.svg)"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, and writes docs/benchmark.md, .svg and .json.

    Args:
        arguments: the command line; that of the process when left out.

    Returns:
        The exit code: 1 when one of the assistants cannot be started.
    """
    parser = argparse.ArgumentParser(prog="python -m evaluation.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="as little as possible, to try this program out")
    parser.add_argument("--out", type=Path, default=FOLDER, help="the folder to write to")
    options = parser.parse_args(arguments)
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        ours, starter = AttachmentGuide(Path(folder)), StarterBot(Path(folder))
        try:
            starter.prepare()
            figures = measure((ours, starter), options.quick)
        except ProcessError as error:
            print(error, file=sys.stderr)
            return 1
    names = (ours.name, starter.name)
    page = "\n".join(report(names, figures, load)) + "\n"
    (options.out / "benchmark.md").write_text(page, encoding="utf-8")
    results = dict(zip(names, map(asdict, figures), strict=True))
    rounded = json.loads(json.dumps(results), parse_float=lambda number: round(float(number), 2))
    (options.out / "benchmark.json").write_text(json.dumps(rounded) + "\n", encoding="utf-8")
    medians = {
        name: {n: statistics.median(took) for n, took in found.by_turn.items()}
        for name, found in zip(names, figures, strict=True)
    }
    growth(medians).savefig(options.out / "benchmark.svg", metadata={"Date": None})
    print(page, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
