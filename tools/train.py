"""`make train`: trains the model and the risk classifier when what they are made from has changed."""

from __future__ import annotations

import hashlib
import re
import sys
import time
from pathlib import Path

from attachment_guide.content.texts import parted
from attachment_guide.paths import BUILD, MODEL, RISK_CLASSIFIER, ROOT
from attachment_guide.progress import duration
from attachment_guide.settings import child_environment
from tools.quiet import run_quietly

STAMP = MODEL.with_name("trained-from.sha256")
SECONDS = MODEL.with_name("training-seconds.txt")
LOG = BUILD / "logs" / "training.log"
SOURCES = (
    *("config.yml", "domain.yml", "data/**/*.yml", "components/*.py"),
    *("attachment_guide/*.py", "attachment_guide/content/*.*", "attachment_guide/nlu/*.py"),
)
RESPONSE_NAME = re.compile(r"^  utter_.*", re.MULTILINE)
# The risk classifier knows by itself what it is made from; asking it takes seconds, so not before each start.
RISK_STAMP = RISK_CLASSIFIER.with_name("seen.txt")
RISK_SOURCES = (
    *("attachment_guide/**/*", "clinical/**/*", "data/conversation/feelings.yml"),
    "requirements/runtime.txt",
)


def fingerprint(patterns: tuple[str, ...] = SOURCES) -> str:
    """A digest of all files that the model is made from.

    Args:
        patterns: glob patterns of the files, relative to the project's folder.
    """
    digest = hashlib.sha256()
    for path in sorted({p for pattern in patterns for p in Path().glob(pattern) if p.is_file()}):
        if "__pycache__" not in path.parts:
            digest.update(str(path).encode() + b"\0" + _learned(path) + b"\0")
    return digest.hexdigest()


def _learned(path: Path) -> bytes:
    """What of a file the model learns from: the wording of responses is no part of it, their names are."""
    if path.parts[0] != "data":
        return path.read_bytes()
    learned, said = parted(path.read_text(encoding="utf-8"))
    return "".join([learned, *RESPONSE_NAME.findall(said)]).encode()


def is_up_to_date() -> bool:
    """Whether the model has been trained from the files as they are now."""
    return MODEL.exists() and STAMP.exists() and STAMP.read_text().strip() == fingerprint()


def main() -> int:
    """Trains what is out of date.

    Returns:
        The exit code: 1 when the training has failed.
    """
    if not is_up_to_date() and not train_model():
        return 1
    if not risk_is_unchanged():
        load_risk_classifier()
    return 0


def risk_state() -> str:
    """The risk classifier's file and whatever it may have been made from, as they are now."""
    file = RISK_CLASSIFIER.stat()
    return f"{fingerprint(RISK_SOURCES)} {file.st_size} {file.st_mtime_ns}"


def risk_is_unchanged() -> bool:
    """Whether the risk classifier has been loaded since it, or anything that it is made from, has changed."""
    return RISK_CLASSIFIER.exists() and RISK_STAMP.exists() and RISK_STAMP.read_text() == risk_state()


def load_risk_classifier() -> None:
    """Loads the risk classifier, which trains it when its examples or phrases have changed.

    Better now, where it can be seen, than when the first visitor writes.
    """
    # Imported here, since it takes seconds.
    from attachment_guide.risk.trained import load

    before = fingerprint(RISK_SOURCES)
    load()
    if fingerprint(RISK_SOURCES) == before:
        RISK_STAMP.write_text(risk_state())


def train_model() -> bool:
    """Trains Rasa's model; returns whether that has succeeded."""
    print(f"\n== Training the model{last_time(SECONDS)}", flush=True)
    started = time.monotonic()
    before = fingerprint()
    environment = child_environment(TQDM_DISABLE="1", PYTHONUNBUFFERED="1")
    command = [sys.executable, "-m", "rasa", "train", "--out", str(MODEL.parent)]
    command += ["--fixed-model-name", MODEL.name.split(".")[0]]
    if run_quietly(command, environment, LOG):
        print(
            "\nThe training failed; the lines above say why, and all that Rasa said is in "
            f"{LOG.relative_to(ROOT)}. `make check` explains mistakes in the content in plain words.",
            file=sys.stderr,
        )
        return False
    seconds = time.monotonic() - started
    STAMP.write_text(before)
    SECONDS.write_text(f"{seconds:.0f}")
    print(f"== Trained in {duration(seconds)}", flush=True)
    return True


def last_time(file: Path) -> str:
    """Words for how long it may take: as long as last time, or what the first time is made of.

    Args:
        file: holds the seconds of the last training.
    """
    try:
        seconds = duration(float(file.read_text()))
    except (OSError, ValueError):
        return ": the first time, most of it goes into the sentence vectors of all examples, counted below"
    return f": {seconds} the last time; sentence vectors are made of new texts alone, counted below"


if __name__ == "__main__":
    sys.exit(main())
