"""The MPNet encoder as an ONNX graph: from token ids to one vector per sentence.

Written down node by node, since a conversion would need TensorFlow or PyTorch, and so that ONNX Runtime's
fused operators (`com.microsoft`) can be used. The architecture: Song et al. 2020, MPNet
(https://arxiv.org/abs/2004.09297), a BERT encoder with relative positions. The pooling: mean of the tokens,
unit length, as the authors of all-mpnet-base-v2 prescribe
(https://www.sbert.net/docs/sentence_transformer/pretrained_models.html), but after several layers: the last
one says what a sentence is about, those before it how it is said (Tenney et al. 2019, BERT Rediscovers the
Classical NLP Pipeline, https://aclanthology.org/P19-1452/), and they cost nothing more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from onnx import ModelProto, TensorProto, helper, numpy_helper

FUSED = "com.microsoft"
LAYERS = 12
HEADS = 12
# After so many layers the tokens are pooled.
POOLED = (4, 8, LAYERS)
DIMENSION = 768
INNER_DIMENSION = 3072
# The longest text in tokens; a longer one has to be cut.
MAX_TOKENS = 128
EPSILON = 1e-5
# Positions are counted from 2: 0 and 1 mean no token and padding.
FIRST_POSITION = 2
# Distances between tokens share a bias by buckets: half of them for each direction, the nearest exact.
BUCKETS = 32
FARTHEST = 128
# Names of the operators that multiply outlier channels: they stay in full precision.
OUTLIERS = "outliers"


def inner_output(layer: int) -> str:
    """Names what a layer's inner activation gives: shape (batch, tokens, INNER_DIMENSION).

    Args:
        layer: from 0.
    """
    return f"gelu_{layer}"


def build_graph(
    weights: Mapping[str, np.ndarray], outliers: Mapping[int, Sequence[int]] | None = None
) -> ModelProto:
    """Builds the graph in full precision.

    Args:
        weights: the tensors of all-mpnet-base-v2 by their names in `model.safetensors`.
        outliers: for each layer, the channels of its inner activation that are multiplied apart.
    """
    return _Builder(weights, outliers or {}).build()


class _Builder:
    """Collects nodes and constants; each method returns the name of what it added."""

    def __init__(self, weights: Mapping[str, np.ndarray], outliers: Mapping[int, Sequence[int]]) -> None:
        self._weights = weights
        self._outliers = outliers
        self._nodes: list[object] = []
        self._constants: list[TensorProto] = []

    def build(self) -> ModelProto:
        length = self._op("Shape", ["input_ids"], "length", start=1, end=2)
        self._op("Cast", ["attention_mask"], "padding", to=TensorProto.INT32)
        states = self._embeddings(length)
        bias = self._position_bias(length)
        mask = self._mask()
        pooled = []
        for layer in range(LAYERS):
            attended = self._attention(layer, states, bias)
            states = self._feed_forward(layer, attended)
            if layer + 1 in POOLED:
                pooled.append(self._pool(layer, states, mask))
        self._op("Concat", pooled, "embedding", axis=1)
        shape = ["batch", "tokens"]
        output = ["batch", len(POOLED) * DIMENSION]
        graph = helper.make_graph(
            self._nodes,
            "mpnet",
            [
                helper.make_tensor_value_info(n, TensorProto.INT64, shape)
                for n in ("input_ids", "attention_mask")
            ],
            [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, output)],
            self._constants,
        )
        versions = [helper.make_opsetid("", 18), helper.make_opsetid(FUSED, 1)]
        return helper.make_model(graph, opset_imports=versions, ir_version=9)

    def _embeddings(self, length: str) -> str:
        """Words and positions; the words' table in bytes, with a scale for each word."""
        words = self._weights["embeddings.word_embeddings.weight"]
        scale = np.maximum(np.abs(words).max(axis=1, keepdims=True) / 127, 1e-12).astype(np.float32)
        self._constant("words", np.round(words / scale).astype(np.int8))
        self._constant("word_scales", scale)
        self._op("Gather", ["words", "input_ids"], "word_bytes")
        self._op("Cast", ["word_bytes"], "word_values", to=TensorProto.FLOAT)
        self._op("Gather", ["word_scales", "input_ids"], "word_scale")
        self._op("Mul", ["word_values", "word_scale"], "word")
        positions = self._weights["embeddings.position_embeddings.weight"]
        self._constant("positions", positions[None, FIRST_POSITION : FIRST_POSITION + MAX_TOKENS])
        self._slice("positions", length, (1,), "position")
        self._op("Add", ["word", "position"], "embedded")
        return self._op(
            "LayerNormalization",
            ["embedded", *self._norm("embeddings.LayerNorm")],
            "states",
            axis=-1,
            epsilon=EPSILON,
        )

    def _position_bias(self, length: str) -> str:
        """What each head adds to the attention between two tokens for their distance."""
        place = np.arange(MAX_TOKENS)
        buckets = _bucket(place[None, :] - place[:, None])
        table = self._weights["encoder.relative_attention_bias.weight"][buckets]
        self._constant("distance_biases", table.transpose(2, 0, 1)[None])
        self._op("Concat", [length, length], "lengths", axis=0)
        return self._slice("distance_biases", "lengths", (2, 3), "distance_bias")

    def _attention(self, layer: int, states: str, bias: str) -> str:
        at = f"encoder.layer.{layer}.attention."
        parts = [f"{at}attn.{part}" for part in "qkv"]
        weight = np.concatenate([self._weights[f"{part}.weight"].T for part in parts], axis=1)
        self._matmul(states, f"qkv_{layer}", weight)
        split = [f"{part}_{layer}" for part in "qkv"]
        self._nodes.append(helper.make_node("Split", [f"qkv_{layer}"], split, axis=2, num_outputs=3))
        together = np.concatenate([self._weights[f"{part}.bias"] for part in parts])
        self._op(
            "MultiHeadAttention",
            [*split, self._constant(f"qkv_{layer}_bias", together), "padding", bias],
            f"attention_{layer}",
            FUSED,
            num_heads=HEADS,
        )
        self._matmul(f"attention_{layer}", f"heads_{layer}", self._weights[f"{at}attn.o.weight"].T)
        return self._add_and_norm(f"heads_{layer}", states, f"{at}attn.o.bias", f"{at}LayerNorm")

    def _feed_forward(self, layer: int, states: str) -> str:
        at = f"encoder.layer.{layer}."
        self._matmul(states, f"inner_{layer}", self._weights[f"{at}intermediate.dense.weight"].T)
        bias = self._constant(f"inner_{layer}_bias", self._weights[f"{at}intermediate.dense.bias"])
        inner = self._op("BiasGelu", [f"inner_{layer}", bias], inner_output(layer), FUSED)
        weight = self._weights[f"{at}output.dense.weight"].T
        outer = self._matmul_apart(layer, inner, weight)
        return self._add_and_norm(outer, states, f"{at}output.dense.bias", f"{at}output.LayerNorm")

    def _matmul_apart(self, layer: int, inner: str, weight: np.ndarray) -> str:
        """Multiplies a layer's outlier channels by themselves: they would take all the precision of bytes.

        The method: Dettmers et al. 2022, LLM.int8() (https://arxiv.org/abs/2208.07339).
        """
        channels = list(self._outliers.get(layer, ()))
        if not channels:
            return self._matmul(inner, f"outer_{layer}", weight)
        keep = np.ones(INNER_DIMENSION, dtype=np.float32)
        keep[channels] = 0
        self._op("Mul", [inner, self._constant(f"keep_{layer}", keep)], f"kept_{layer}")
        self._matmul(f"kept_{layer}", f"outer_{layer}", weight)
        self._constant(f"channels_{layer}", np.array(channels, dtype=np.int64))
        self._op("Gather", [inner, f"channels_{layer}"], f"apart_{layer}", axis=2)
        self._matmul(f"apart_{layer}", f"{OUTLIERS}_{layer}", weight[channels])
        return self._op("Add", [f"outer_{layer}", f"{OUTLIERS}_{layer}"], f"both_{layer}")

    def _mask(self) -> str:
        """What is a token and what only fills the batch, shape (batch, tokens, 1)."""
        self._op("Cast", ["attention_mask"], "is_token", to=TensorProto.FLOAT)
        mask = self._op("Unsqueeze", ["is_token", self._constant("last", np.array([2]))], "mask")
        axis = self._constant("token_axis", np.array([1]))
        self._op("ReduceSum", [mask, axis], "count", keepdims=0)
        return mask

    def _pool(self, layer: int, states: str, mask: str) -> str:
        """The mean of the tokens, of unit length."""
        self._op("Mul", [states, mask], f"tokens_only_{layer}")
        self._op("ReduceSum", [f"tokens_only_{layer}", "token_axis"], f"sum_{layer}", keepdims=0)
        self._op("Div", [f"sum_{layer}", "count"], f"mean_{layer}")
        return self._op("LpNormalization", [f"mean_{layer}"], f"pooled_{layer}", axis=1, p=2)

    def _add_and_norm(self, value: str, states: str, bias: str, norm: str) -> str:
        bias = self._constant(f"{value}_bias", self._weights[bias])
        inputs = [value, states, *self._norm(norm), bias]
        return self._op("SkipLayerNormalization", inputs, f"{value}_states", FUSED, epsilon=EPSILON)

    def _norm(self, name: str) -> list[str]:
        return [
            self._constant(f"{name}.{part}", self._weights[f"{name}.{part}"]) for part in ("weight", "bias")
        ]

    def _matmul(self, value: str, name: str, weight: np.ndarray) -> str:
        return self._op("MatMul", [value, self._constant(f"{name}_weight", weight)], name)

    def _slice(self, table: str, length: str, axes: Sequence[int], name: str) -> str:
        start = self._constant(f"{name}_start", np.zeros(len(axes), dtype=np.int64))
        along = self._constant(f"{name}_axes", np.array(axes))
        return self._op("Slice", [table, start, length, along], name)

    def _constant(self, name: str, value: np.ndarray) -> str:
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def _op(self, kind: str, inputs: list[str], name: str, domain: str = "", **attributes: object) -> str:
        self._nodes.append(helper.make_node(kind, inputs, [name], name, domain=domain, **attributes))
        return name


def _bucket(distance: np.ndarray) -> np.ndarray:
    """The buckets of distances in tokens: small ones exact, large ones by their logarithm (as in T5)."""
    half = BUCKETS // 2
    exact = half // 2
    far = np.abs(distance)
    steps = np.log(np.maximum(far, 1) / exact) / np.log(FARTHEST / exact) * (half - exact)
    large = np.minimum(exact + steps.astype(np.int64), half - 1)
    return np.where(distance > 0, half, 0) + np.where(far < exact, far, large)
