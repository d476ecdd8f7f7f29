"""`make benchmark`: our NLU pipeline beside Rasa's default one, trained and measured in one run."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from evaluation.peers.benchmark import Benchmark, ProcessError
from evaluation.peers.tables import ablation_lines, comparison_lines
from evaluation.risk import latency
from evaluation.sets.cases import load_declined, load_questions, sample


def report_lines(benchmark: Benchmark) -> Iterator[str]:
    """Runs the whole benchmark.

    Args:
        benchmark: the run.

    Yields:
        The lines of the report, in Markdown.

    Raises:
        ProcessError: when a training or a measurement fails.
    """
    load_before = os.getloadavg()[0]
    ours, other = benchmark.compare()
    rankings = benchmark.ablate()
    questions = sample(load_questions(), benchmark.limit)
    declined = sample(load_declined(), benchmark.limit)
    yield f"# {ours.name} beside {other.name} pipeline"
    yield ""
    yield (
        f"{len(questions)} unseen questions and {len(declined)} other messages; 95 % intervals in "
        f"brackets. {os.cpu_count()} cores, load {load_before:.1f} at the start and "
        f"{os.getloadavg()[0]:.1f} at the end. Ours also looks for risk and topics in every message, "
        f"which the default does not."
    )
    if benchmark.epochs:
        yield ""
        yield (
            f"The default was trained for {benchmark.epochs} of its 100 epochs: its training takes "
            f"less time here than it would, and its accuracy may be lower."
        )
    yield ""
    yield from comparison_lines(ours, other, questions)
    yield ""
    yield "## What each part of our classifier adds"
    yield ""
    yield from ablation_lines(rankings, questions)
    yield ""
    yield "## How long the risk check of a message takes"
    yield ""
    yield from latency.lines()


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the comparison.

    Args:
        arguments: the command line; that of the process when left out.

    Returns:
        The exit code: 1 when a training or a measurement has failed.
    """
    parser = argparse.ArgumentParser(prog="python -m evaluation.compare", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="few examples and epochs, to try this program out"
    )
    parser.add_argument(
        "--epochs", type=int, help="epochs of Rasa's default pipeline; its own 100 take hours on two cores"
    )
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        try:
            benchmark = Benchmark(Path(folder), options.quick, options.epochs)
            for line in report_lines(benchmark):
                print(line, flush=True)
        except ProcessError as error:
            print(error, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
