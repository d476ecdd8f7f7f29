"""The trained semantic layer: read from its file, and trained first when that is missing or out of date."""

from __future__ import annotations

import fcntl
import hashlib
import pickle
import time
from pathlib import Path

from attachment_guide.paths import RISK_CLASSIFIER
from attachment_guide.progress import duration
from attachment_guide.risk.classifier import VERSION, RiskClassifier
from attachment_guide.risk.examples import example_files, harmless_feelings, used_rounds
from attachment_guide.risk.normalize import TABLES_FILE
from attachment_guide.risk.phrases import PHRASES_FOLDER
from attachment_guide.risk.train import train


def fingerprint() -> str:
    """Returns a digest of what the trained file is made from: examples, phrases, tables and version."""
    digest = hashlib.sha256(f"{VERSION}".encode())
    for file in [*example_files(), *sorted(PHRASES_FOLDER.glob("*.yml")), TABLES_FILE]:
        # The folder of an example file is its tier.
        digest.update(f"{file.parent.name}/{file.name}".encode() + file.read_bytes())
    # Only those that are learned from: a new round to measure by calls for no training.
    digest.update(repr(used_rounds()).encode())
    digest.update(repr(harmless_feelings()).encode())
    return digest.hexdigest()


def load(file: Path = RISK_CLASSIFIER) -> RiskClassifier:
    """Reads the trained classifier, or trains it first when it is missing or out of date.

    Args:
        file: where it is.
    """
    classifier, reason = _read(file)
    if classifier:
        return classifier
    file.parent.mkdir(parents=True, exist_ok=True)
    # Of several processes that start at once, one trains and the others wait for it.
    with file.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        classifier, reason = _read(file)
        if classifier:
            return classifier
        print(f"\n== Training the risk classifier, since {reason}", flush=True)
        started = time.monotonic()
        made_from = fingerprint()
        classifier = train()
        _write(file, classifier, made_from)
        print(f"== Trained in {duration(time.monotonic() - started)}", flush=True)
        return classifier


def _read(file: Path) -> tuple[RiskClassifier | None, str]:
    """The stored classifier, or None and why it can't be used."""
    try:
        with file.open("rb") as stream:
            stored = pickle.load(stream)
        if stored["fingerprint"] == fingerprint():
            return stored["classifier"], ""
        return None, "the examples or phrases have changed"
    except FileNotFoundError:
        return None, "it has not been trained yet"
    except Exception as error:
        return None, f"its file can't be read ({type(error).__name__})"


def _write(file: Path, classifier: RiskClassifier, made_from: str) -> None:
    # Written aside first: a process that starts meanwhile must not read half a file.
    part = file.with_suffix(".part")
    with part.open("wb") as stream:
        pickle.dump({"fingerprint": made_from, "classifier": classifier}, stream, protocol=5)
    part.replace(file)
