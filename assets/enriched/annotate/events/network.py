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
AT_ONCE = 8192  # candidates whose scores are reckoned in one go: hostile texts stay bounded


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


def roles(vectors: Array, triggers: Sequence[int], rows: Sequence[Rows]) -> list[dict[int, Array]]:
    """For every trigger, for every member of the cast the probabilities of no part and of each role, by the place that
    says most; `rows` has the candidates of each trigger."""
    return [
        _best(each.which, scores) for each, scores in zip(rows, _pairs("role", vectors, triggers, rows), strict=True)
    ]


def _best(which: Sequence[int], scores: Array) -> dict[int, Array]:
    if not which:
        return {}
    members, at = np.unique(np.array(which), return_inverse=True)
    best = np.full((len(members), scores.shape[1]), PAD, dtype=np.float32)
    np.maximum.at(best, at, scores)
    chances = softmax(np.concatenate((np.zeros((len(members), 1), dtype=np.float32), best), axis=1))
    return dict(zip(members.tolist(), chances, strict=True))


def choices(
    name: str, vectors: Array, triggers: Sequence[int], rows: Sequence[Rows], numbers: Sequence[Sequence[float]]
) -> list[Array]:
    """For every trigger the probabilities of each candidate, then of the report's own ("today", the dateline), then of
    none."""
    own = np.concatenate((vectors[list(triggers)], np.asarray(numbers, dtype=np.float32)), axis=1)
    others = _deep({"time": "tsp", "place": "psp"}[name], own)
    found = _pairs(name, vectors, triggers, rows)
    return [softmax(np.concatenate((scores[:, 0], last))) for scores, last in zip(found, others, strict=True)]


def same_act(vectors: Array, pairs: Sequence[tuple[int, int]], numbers: Sequence[Sequence[float]]) -> Array:
    """For every pair of triggers the probability that they tell one act."""
    ones, others = (vectors[[pair[side] for pair in pairs]] for side in (0, 1))
    told = _linear("co.t", ones) + _linear("co.m", others)
    return sigmoid(_out("co", _inner("co", told, np.asarray(numbers, dtype=np.float32), ones * others))[:, 0])


def _pairs(name: str, vectors: Array, triggers: Sequence[int], rows: Sequence[Rows]) -> list[Array]:
    """What a head says of the candidates of every trigger: one (candidates, out) a trigger."""
    found: list[Array] = []
    first = 0
    while first < len(rows):
        last, size = first + 1, len(rows[first].which)
        while last < len(rows) and size + len(rows[last].which) <= AT_ONCE:
            size += len(rows[last].which)
            last += 1
        found += _few(name, vectors, triggers[first:last], rows[first:last])
        first = last
    return found


def _few(name: str, vectors: Array, triggers: Sequence[int], rows: Sequence[Rows]) -> list[Array]:
    sizes = [len(each.which) for each in rows]
    ends = np.cumsum(sizes)
    if not ends[-1]:
        return [np.zeros((0, heads()[f"{name}.o.weight"].shape[0]), dtype=np.float32) for _ in rows]
    spans = np.array([span for each in rows for span in each.spans], dtype=np.int64)
    numbers = np.array([line for each in rows for line in each.numbers], dtype=np.float32)
    owner = np.repeat(np.arange(len(rows)), sizes)
    ones = vectors[list(triggers)]
    places, at = np.unique(spans, axis=0, return_inverse=True)  # a name near many triggers is looked at once
    there = (vectors[places[:, 0]] + vectors[places[:, 1] - 1]) * np.float32(0.5)
    told = _linear(f"{name}.t", ones)[owner] + _linear(f"{name}.m", there)[at]
    inner = _inner(name, told, numbers, ones[owner] * there[at])
    if f"{name}.q.weight" in heads():
        inner = _among(name, inner, ends)
    return np.split(_out(name, inner), ends[:-1])


def _inner(name: str, told: Array, numbers: Array, product: Array) -> Array:
    """What a pair says before its score: `told` by each of the two, by its numbers, and by both together."""
    return gelu(told + _linear(f"{name}.f", numbers) + _linear(f"{name}.x", product))


def _out(name: str, inner: Array) -> Array:
    return _linear(f"{name}.o", gelu(_linear(f"{name}.h", inner)))


def _among(name: str, inner: Array, ends: NDArray[np.int64]) -> Array:
    """One layer of attention among the candidates of each trigger, which end at `ends`; normalised."""
    rows, width = inner.shape
    q, k, v = (_linear(f"{name}.{part}", inner).reshape(rows, AMONG_HEADS, -1).transpose(1, 0, 2) for part in "qkv")
    scale = np.float32((width // AMONG_HEADS) ** -0.5)
    told = np.empty_like(v)
    first = 0
    for last in ends:
        mine = slice(first, last)
        told[:, mine] = softmax(q[:, mine] @ k[:, mine].transpose(0, 2, 1) * scale) @ v[:, mine]
        first = last
    seen = inner + _linear(f"{name}.a", told.transpose(1, 0, 2).reshape(rows, width))
    centred = seen - seen.mean(axis=1, keepdims=True)
    held = heads()
    normal: Array = 1 / np.sqrt((centred * centred).mean(axis=1, keepdims=True) + np.float32(1e-6))
    out: Array = centred * normal * held[f"{name}.n.weight"] + held[f"{name}.n.bias"]
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
