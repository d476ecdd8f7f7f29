"""`make train`: trains the model and the risk classifier when what they are made from has changed."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import time
from pathlib import Path

from attachment_guide.content.texts import parted
from attachment_guide.paths import MODEL, RISK_CLASSIFIER
from attachment_guide.settings import child_environment

STAMP = MODEL.with_name("trained-from.sha256")
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
    print(
        "\n== Training the model: five to ten minutes the first time, about three after a change", flush=True
    )
    started = time.monotonic()
    before = fingerprint()
    environment = child_environment(TQDM_DISABLE="1", PYTHONWARNINGS="ignore::DeprecationWarning")
    command = [sys.executable, "-m", "rasa", "train", "--out", str(MODEL.parent)]
    command += ["--fixed-model-name", MODEL.name.split(".")[0]]
    if subprocess.run(command, env=environment, check=False).returncode:
        print(
            "\nThe training failed; the lines above say why. `make check` explains mistakes in the content "
            "in plain words, with file and line.",
            file=sys.stderr,
        )
        return False
    STAMP.write_text(before)
    print(f"== Trained in {time.monotonic() - started:.0f} s", flush=True)
    return True


if __name__ == "__main__":
    sys.exit(main())
