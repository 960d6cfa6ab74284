"""The trained network at work: the encoder's vectors of words, and the scores that its heads give.

The encoder (MiniLM, 6 layers of 384, int8) runs in onnxruntime on one thread, a document at a time, so that what it
says of a document depends on nothing else; the heads are small and run in numpy. Both are made by `make train` and
stand in `seeds/reference/event_reader` with a model card. Here belongs running them alone: what the numbers that go in
mean is said in `features`, what the scores mean in `readings`.
"""

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from assets.enriched.annotate.events.features import Rows
from assets.enriched.annotate.events.pieces import FIRST, LAST, Pieces
from assets.reference import REFERENCE, sealed

Array = NDArray[np.float32]
WIDTH, AMONG_HEADS = 384, 4
MODEL = REFERENCE / "event_reader"
FILES = ("encoder.onnx", "heads.npz", "tokenizer.json")
PAD = -1e4  # the score of a role that nothing speaks for


@cache
def encoder() -> onnxruntime.InferenceSession:
    """The encoder, about 60 MB and a quarter of a second to load."""
    sealed(MODEL)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(MODEL / "encoder.onnx", options, providers=["CPUExecutionProvider"])


@cache
def heads() -> Mapping[str, Array]:
    """The weights of the heads by name, in single precision.

    Their products are small: more than one thread would only wait for each other, so numpy gets one from here on.
    """
    sealed(MODEL)
    threadpool_limits(1)
    with np.load(MODEL / "heads.npz") as held:
        return {name: held[name].astype(np.float32) for name in held.files}


def forget() -> None:
    """Drops what was loaded, after the files were made anew."""
    for held in (sealed, encoder, heads):
        held.cache_clear()


def encode(pieces: Pieces) -> Array:
    """One vector a word, WIDTH wide."""
    if not pieces.windows:
        return np.zeros((0, WIDTH), dtype=np.float32)
    longest = max(window.end - window.start for window in pieces.windows) + 2
    ids, types, mask = (np.zeros((len(pieces.windows), longest), dtype=np.int64) for _ in range(3))
    for row, window in enumerate(pieces.windows):
        size = window.end - window.start
        ids[row, 0], ids[row, size + 1] = FIRST, LAST
        ids[row, 1 : size + 1] = pieces.ids[window.start : window.end]
        types[row, 1 : size + 1] = pieces.types[window.start : window.end]
        mask[row, : size + 2] = 1
    (hidden,) = encoder().run(None, {"ids": ids, "types": types, "mask": mask})
    kept = [hidden[row, 1 + w.core_start - w.start : 1 + w.core_end - w.start] for row, w in enumerate(pieces.windows)]
    vectors: Array = np.concatenate(kept)[pieces.first].astype(np.float32)
    return vectors


def kinds(vectors: Array) -> Array:
    """For every word the probabilities that it tells nothing, or an act of each kind: (words, 1 + kinds)."""
    return softmax(_linear("tag", vectors))


def statuses(vectors: Array) -> Array:
    """For every trigger the probabilities of its status: (triggers, statuses)."""
    return softmax(_deep("st", vectors))


def central(vectors: Array) -> Array:
    """For every trigger the probability that the article is about its act."""
    return sigmoid(_deep("ce", vectors)[:, 0])


def roles(vectors: Array, trigger: int, rows: Rows) -> dict[int, Array]:
    """For every member of the cast the probabilities of no part and of each role, by the place that says most."""
    if not rows.which:
        return {}
    scores = _pair("role", vectors, trigger, rows)
    best: dict[int, Array] = {}
    for which, score in zip(rows.which, scores, strict=True):
        best[which] = np.maximum(best[which], score) if which in best else score
    return {which: softmax(np.concatenate(([np.float32(0)], score))) for which, score in best.items()}


def choice(name: str, vectors: Array, trigger: int, rows: Rows, numbers: Sequence[float]) -> Array:
    """Probabilities of each candidate, then of the report's own ("today", the dateline), then of none."""
    own = np.concatenate((vectors[trigger], np.asarray(numbers, dtype=np.float32)))[None, :]
    scores = _pair(name, vectors, trigger, rows)[:, 0] if rows.which else np.zeros(0, dtype=np.float32)
    return softmax(np.concatenate((scores, _deep({"time": "tsp", "place": "psp"}[name], own)[0])))


def same_act(vectors: Array, pairs: Sequence[tuple[int, int]], numbers: Sequence[Sequence[float]]) -> Array:
    """For every pair of triggers the probability that they tell one act."""
    ones, others = (vectors[[pair[side] for pair in pairs]] for side in (0, 1))
    return sigmoid(_joined("co", ones, others, np.asarray(numbers, dtype=np.float32))[:, 0])


def _pair(name: str, vectors: Array, trigger: int, rows: Rows) -> Array:
    spans = np.array(rows.spans, dtype=np.int64)
    there = (vectors[spans[:, 0]] + vectors[spans[:, 1] - 1]) * np.float32(0.5)
    return _joined(name, vectors[trigger][None, :], there, np.asarray(rows.numbers, dtype=np.float32))


def _joined(name: str, one: Array, other: Array, numbers: Array) -> Array:
    inner = _linear(f"{name}.t", one) + _linear(f"{name}.m", other) + _linear(f"{name}.f", numbers)
    inner = gelu(inner + _linear(f"{name}.x", one * other))
    if f"{name}.q.weight" in heads():
        inner = _among(name, inner)
    return _linear(f"{name}.o", gelu(_linear(f"{name}.h", inner)))


def _among(name: str, inner: Array) -> Array:
    """One layer of attention among the candidates of a trigger, normalised."""
    rows, width = inner.shape
    q, k, v = (
        _linear(f"{name}.{part}", inner).reshape(rows, AMONG_HEADS, -1).transpose(1, 0, 2) for part in ("q", "k", "v")
    )
    weights = softmax(q @ k.transpose(0, 2, 1) * np.float32((width // AMONG_HEADS) ** -0.5))
    seen = inner + _linear(f"{name}.a", (weights @ v).transpose(1, 0, 2).reshape(rows, width))
    centred = seen - seen.mean(axis=1, keepdims=True)
    held = heads()
    scale: Array = 1 / np.sqrt((centred * centred).mean(axis=1, keepdims=True) + np.float32(1e-6))
    out: Array = centred * scale * held[f"{name}.n.weight"] + held[f"{name}.n.bias"]
    return out


def _deep(name: str, given: Array) -> Array:
    return _linear(f"{name}.3", gelu(_linear(f"{name}.0", given)))


def _linear(name: str, given: Array) -> Array:
    held = heads()
    out: Array = given @ held[f"{name}.weight"].T
    bias = held.get(f"{name}.bias")
    return out if bias is None else out + bias


def gelu(x: Array) -> Array:
    """Hendrycks and Gimpel's unit in its tanh form, as the heads were trained with."""
    inner: Array = np.tanh(np.float32(0.7978845608) * (x + np.float32(0.044715) * x * x * x))
    out: Array = np.float32(0.5) * x * (1 + inner)
    return out


def softmax(x: Array) -> Array:
    """Probabilities along the last axis."""
    powers = np.exp(x - x.max(axis=-1, keepdims=True))
    out: Array = powers / powers.sum(axis=-1, keepdims=True)
    return out


def sigmoid(x: Array) -> Array:
    """Probability of a score."""
    out: Array = (1 / (1 + np.exp(-x))).astype(np.float32)
    return out
