"""Where things are. Each path is written here once, so that moving a folder changes one line."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CONTENT_MAP = ROOT / "content-map.yml"
DATA = ROOT / "data"
ANSWERS = DATA / "answers"
CLINICAL = ROOT / "clinical"

BUILD = ROOT / "build"
ENCODER = BUILD / "encoder" / "mpnet.onnx"
ENCODER_WORDS = ENCODER.with_name("tokenizer.json")
VECTORS = BUILD / "vectors"
RISK_CLASSIFIER = BUILD / "risk" / "classifier.pkl"

# Seen from the project's folder, as `rasa train` and `rasa run` see it.
MODEL = Path("models") / "attachment-guide.tar.gz"
