"""Measures one trained model in a process of its own: `python -m evaluation.peers.measure MODEL OUTPUT`."""

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

from evaluation.answers.parsing import WARM_UP, load_agent, predict_all
from evaluation.answers.prediction import Prediction
from evaluation.sets.cases import load_declined, load_questions, sample


@dataclass(frozen=True)
class Measurement:
    """What one process has measured on a model.

    Attributes:
        load_seconds: the time to load the model, once Rasa has been imported.
        start_seconds: the time from the start of the process to its first parsed message.
        peak_bytes: the largest amount of memory that the process has held.
        milliseconds: the latency of each question, after warming up.
        cpu_milliseconds: the mean processor time per question, which depends less on what else runs.
        questions: the prediction for each question.
        declined: the prediction for each message to decline.
    """

    load_seconds: float
    start_seconds: float
    peak_bytes: int
    milliseconds: list[float]
    cpu_milliseconds: float
    questions: list[Prediction]
    declined: list[Prediction]


def measure(model: Path, started: float, limit: int | None) -> Measurement:
    """Loads a model and parses the evaluation sets with it.

    Args:
        model: the archive that `rasa train nlu` has written.
        started: the time when this process was started, in seconds since 1970.
        limit: the largest number of messages of each set; None for all.

    Raises:
        FileNotFoundError: when the model does not exist.
    """
    questions, declined = sample(load_questions(), limit), sample(load_declined(), limit)
    import rasa.core.agent  # noqa: F401 - imported here so that it does not count as loading the model

    before = time.time()
    agent = load_agent(model)
    loaded = time.time()
    asyncio.run(agent.parse_message(questions[0].text))
    answered = time.time()
    cpu = time.process_time()
    predictions, milliseconds = predict_all(agent, [question.text for question in questions])
    cpu = time.process_time() - cpu
    refusals, _ = predict_all(agent, [message.text for message in declined])
    # Linux counts in kilobytes, macOS in bytes.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    peak *= 1 if sys.platform == "darwin" else 1024
    return Measurement(
        load_seconds=loaded - before,
        start_seconds=answered - started,
        peak_bytes=peak,
        milliseconds=milliseconds,
        # The messages for warming up are parsed in this time as well.
        cpu_milliseconds=1000 * cpu / (len(questions) + min(WARM_UP, len(questions))),
        questions=predictions,
        declined=refusals,
    )


def write(file: Path, measurement: Measurement) -> None:
    """Writes a measurement, for the process that has started this one.

    Args:
        file: the file to write.
        measurement: the measurement.
    """
    file.write_text(json.dumps(asdict(measurement)), encoding="utf-8")


def load(file: Path) -> Measurement:
    """Reads a measurement.

    Args:
        file: the file that `write` has written.
    """
    content = json.loads(file.read_text(encoding="utf-8"))
    for name in ("questions", "declined"):
        content[name] = [
            Prediction(**{**entry, "ranking": tuple(entry["ranking"]), "shown": tuple(entry["shown"])})
            for entry in content[name]
        ]
    return Measurement(**content)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures a model and writes the measurement to a file.

    Args:
        arguments: the command line; that of the process when left out.
    """
    parser = argparse.ArgumentParser(prog="python -m evaluation.peers.measure", description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("output", type=Path, help="JSON file to write")
    parser.add_argument("--started", type=float, default=time.time())
    parser.add_argument("--limit", type=int)
    options = parser.parse_args(arguments)
    write(options.output, measure(options.model, options.started, options.limit))


if __name__ == "__main__":
    main()
