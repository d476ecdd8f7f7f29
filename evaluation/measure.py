"""Measures one trained model in a process of its own: `python -m evaluation.measure MODEL OUTPUT`."""

from __future__ import annotations

import argparse
import asyncio
import json
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from evaluation.parsing import WARM_UP, load_agent, read_all
from evaluation.reading import Reading
from evaluation.sets import load_declined, load_questions, sample


@dataclass(frozen=True)
class Measurement:
    """What one process found out about a model.

    Attributes:
        load_seconds: loading the model, once Python and Rasa are there.
        start_seconds: from the start of the process to its first parsed message.
        peak_bytes: most memory that the process held.
        milliseconds: of each question, warm.
        cpu_milliseconds: processor time of a question on average, which a busy machine does not
            change.
        questions: what the model made of each question.
        declined: what it made of each message to decline.
    """

    load_seconds: float
    start_seconds: float
    peak_bytes: int
    milliseconds: list[float]
    cpu_milliseconds: float
    questions: list[Reading]
    declined: list[Reading]


def measure(model: Path, started: float, limit: int | None) -> Measurement:
    """Loads a model and parses the unseen messages with it.

    Args:
        model: the archive that `rasa train nlu` wrote.
        started: when this process was started, in seconds since the epoch.
        limit: how many messages of each set; all when left out.
    """
    questions, declined = sample(load_questions(), limit), sample(load_declined(), limit)
    import rasa.core.agent  # noqa: F401 - so that it does not count as loading the model

    before = time.time()
    agent = load_agent(model)
    loaded = time.time()
    asyncio.run(agent.parse_message(questions[0].text))
    answered = time.time()
    cpu = time.process_time()
    readings, milliseconds = read_all(agent, [question.text for question in questions])
    cpu = time.process_time() - cpu
    refusals, _ = read_all(agent, [message.text for message in declined])
    # In kilobytes, but on macOS.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    peak *= 1 if sys.platform == "darwin" else 1024
    return Measurement(
        load_seconds=loaded - before,
        start_seconds=answered - started,
        peak_bytes=peak,
        milliseconds=milliseconds,
        # The messages to warm up with are parsed as well.
        cpu_milliseconds=1000 * cpu / (len(questions) + min(WARM_UP, len(questions))),
        questions=readings,
        declined=refusals,
    )


def write(file: Path, measurement: Measurement) -> None:
    """Writes a measurement for the process that asked for it.

    Args:
        file: where to.
        measurement: what to write.
    """
    file.write_text(json.dumps(asdict(measurement)), encoding="utf-8")


def load(file: Path) -> Measurement:
    """Reads what `write` wrote.

    Args:
        file: where it stands.
    """
    content = json.loads(file.read_text(encoding="utf-8"))
    for name in ("questions", "declined"):
        content[name] = [
            Reading(**{**entry, "ranking": tuple(entry["ranking"]), "shown": tuple(entry["shown"])})
            for entry in content[name]
        ]
    return Measurement(**content)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures.

    Args:
        arguments: of the command line; those of the process when left out.
    """
    parser = argparse.ArgumentParser(prog="python -m evaluation.measure", description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("output", type=Path, help="JSON file to write")
    parser.add_argument("--started", type=float, default=time.time())
    parser.add_argument("--limit", type=int)
    options = parser.parse_args(arguments)
    write(options.output, measure(options.model, options.started, options.limit))


if __name__ == "__main__":
    main()
