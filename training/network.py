"""The network that learns: MiniLM as encoder, with a vector for what a word is part of, and the heads.

Its names are those that `annotate.events.network` reads. Architecture of the encoder: Wang et al. 2020 (MiniLM), from
the weights of all-MiniLM-L6-v2 (Apache-2.0). A role is scored for every place that may tell it, and the best place
counts.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from assets.enriched.annotate.events import features
from assets.enriched.annotate.events.acts import STATUSES
from assets.enriched.annotate.events.network import AMONG_HEADS, PAD, WIDTH
from assets.enriched.annotate.events.pieces import FIRST, LAST
from assets.enriched.annotate.events.readings import KINDS, ROLES
from assets.enriched.annotate.events.words import TYPES
from training.examples import Example

ATTENTION_HEADS, DEEP, DROPPED, PAIRS_DROPPED = 12, 6, 0.1, 0.25
NAMES = (
    ("q", "attention.self.query"),
    ("k", "attention.self.key"),
    ("v", "attention.self.value"),
    ("o", "attention.output.dense"),
    ("n1", "attention.output.LayerNorm"),
    ("u", "intermediate.dense"),
    ("d", "output.dense"),
    ("n2", "output.LayerNorm"),
)


class Layer(nn.Module):
    """One layer of a transformer, normalised behind."""

    def __init__(self) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.u, self.d = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.n1, self.n2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """(windows, pieces, WIDTH) of the same shape; `mask` is added to the scores of attention."""
        rows, length, _ = x.shape
        size = WIDTH // ATTENTION_HEADS
        q, k, v = (
            part(x).view(rows, length, ATTENTION_HEADS, size).transpose(1, 2) for part in (self.q, self.k, self.v)
        )
        weights = torch.softmax(torch.matmul(q * size**-0.5, k.transpose(2, 3)) + mask, -1)
        seen = self.o(torch.matmul(weights, v).transpose(1, 2).reshape(rows, length, WIDTH))
        x = self.n1(x + functional.dropout(seen, DROPPED, self.training))
        inner = self.d(functional.gelu(self.u(x)))
        out: Tensor = self.n2(x + functional.dropout(inner, DROPPED, self.training))
        return out


class Encoder(nn.Module):
    """Pieces with their types to vectors."""

    def __init__(self, weights: dict[str, Tensor]) -> None:
        super().__init__()
        self.w, self.pos = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH)
        self.typ, self.n = nn.Embedding(len(TYPES), WIDTH), nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(DEEP))
        held = {name.removeprefix("bert."): value for name, value in weights.items()}
        with torch.no_grad():
            self.w.weight.requires_grad_(False)  # words that no label tells of keep their meaning
            self.w.weight.copy_(held["embeddings.word_embeddings.weight"])
            self.pos.weight.copy_(held["embeddings.position_embeddings.weight"])
            plain = held["embeddings.token_type_embeddings.weight"][:1]
            self.typ.weight.copy_(plain.repeat(len(TYPES), 1) + 0.01 * torch.randn(len(TYPES), WIDTH))
            self.n.weight.copy_(held["embeddings.LayerNorm.weight"])
            self.n.bias.copy_(held["embeddings.LayerNorm.bias"])
            for number, layer in enumerate(self.layers):
                for mine, theirs in NAMES:
                    part = getattr(layer, mine)
                    part.weight.copy_(held[f"encoder.layer.{number}.{theirs}.weight"])
                    part.bias.copy_(held[f"encoder.layer.{number}.{theirs}.bias"])

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor) -> Tensor:
        """(windows, pieces) to (windows, pieces, WIDTH)."""
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.n(self.w(ids) + self.pos(positions)[None] + self.typ(types))
        x = functional.dropout(x, DROPPED, self.training)
        hidden = ((1 - mask[:, None, None, :].to(x.dtype)) * PAD).to(x.dtype)
        for layer in self.layers:
            x = layer(x, hidden)
        return x


class Pair(nn.Module):
    """Scores of a trigger with a stretch of words, from both vectors, their product, and the features of the pair."""

    def __init__(self, numbers: int, out: int, inner: int) -> None:
        super().__init__()
        self.t, self.m, self.x = nn.Linear(WIDTH, inner), nn.Linear(WIDTH, inner), nn.Linear(WIDTH, inner, bias=False)
        self.f, self.h, self.o = nn.Linear(numbers, inner), nn.Linear(inner, inner), nn.Linear(inner, out)

    def inner(self, trigger: Tensor, there: Tensor, numbers: Tensor) -> Tensor:
        """(pairs, inner)."""
        inner = self.t(trigger) + self.m(there) + self.f(numbers) + self.x(trigger * there)
        return functional.dropout(functional.gelu(inner, approximate="tanh"), PAIRS_DROPPED, self.training)

    def forward(self, trigger: Tensor, there: Tensor, numbers: Tensor) -> Tensor:
        """(pairs, out)."""
        return self.out(self.inner(trigger, there, numbers))

    def out(self, inner: Tensor) -> Tensor:
        """(pairs, inner) to (pairs, out)."""
        inner = functional.gelu(self.h(inner), approximate="tanh")
        out: Tensor = self.o(functional.dropout(inner, PAIRS_DROPPED, self.training))
        return out


class Among(Pair):
    """As `Pair`, but every candidate of a trigger sees the others: who takes part depends on who else does."""

    def __init__(self, numbers: int, out: int, inner: int) -> None:
        super().__init__(numbers, out, inner)
        self.q, self.k, self.v = (nn.Linear(inner, inner) for _ in range(3))
        self.a, self.n = nn.Linear(inner, inner), nn.LayerNorm(inner, eps=1e-6)

    def forward(self, trigger: Tensor, there: Tensor, numbers: Tensor) -> Tensor:
        """All candidates of one trigger: (candidates, out)."""
        inner = self.inner(trigger, there, numbers)
        rows, width = inner.shape
        q, k, v = (part(inner).view(rows, AMONG_HEADS, -1).transpose(0, 1) for part in (self.q, self.k, self.v))
        weights = torch.softmax(torch.matmul(q, k.transpose(1, 2)) * (width // AMONG_HEADS) ** -0.5, -1)
        seen = self.a(torch.matmul(weights, v).transpose(0, 1).reshape(rows, width))
        return self.out(self.n(inner + functional.dropout(seen, PAIRS_DROPPED, self.training)))


def _deep(given: int, inner: int, out: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(given, inner), nn.GELU("tanh"), nn.Dropout(0.2), nn.Linear(inner, out))


class Network(nn.Module):
    """The encoder and its heads."""

    def __init__(self, weights: dict[str, Tensor]) -> None:
        super().__init__()
        self.encoder = Encoder(weights)
        self.tag = nn.Linear(WIDTH, 1 + len(KINDS))
        self.st, self.ce = _deep(WIDTH, 128, len(STATUSES)), _deep(WIDTH, 64, 1)
        self.role = Among(features.ROLE, len(ROLES), 192)
        self.time, self.tsp = Among(features.DAY, 1, 192), _deep(WIDTH + features.TRIGGER, 128, 2)
        self.place, self.psp = Pair(features.PLACE, 1, 128), _deep(WIDTH + features.TRIGGER, 64, 2)
        self.co = Pair(features.SAME_ACT, 1, 128)

    def vectors(self, examples: Sequence[Example]) -> list[Tensor]:
        """For each document one vector a word."""
        windows = [(at, w) for at, example in enumerate(examples) for w in example.pieces.windows]
        longest = max((w.end - w.start for _, w in windows), default=0) + 2
        ids, types, mask = (torch.zeros(len(windows), longest, dtype=torch.long) for _ in range(3))
        for row, (at, w) in enumerate(windows):
            size, pieces = w.end - w.start, examples[at].pieces
            ids[row, 0], ids[row, size + 1] = FIRST, LAST
            ids[row, 1 : size + 1] = torch.from_numpy(pieces.ids[w.start : w.end])
            types[row, 1 : size + 1] = torch.from_numpy(pieces.types[w.start : w.end])
            mask[row, : size + 2] = 1
        hidden = self.encoder(ids, types, mask)
        kept: list[list[Tensor]] = [[] for _ in examples]
        for row, (at, w) in enumerate(windows):
            kept[at].append(hidden[row, 1 + w.core_start - w.start : 1 + w.core_end - w.start])
        return [
            torch.cat(parts).float()[torch.from_numpy(example.pieces.first)] if parts else torch.zeros(0, WIDTH)
            for parts, example in zip(kept, examples, strict=True)
        ]


def start(folder: Path, seed: int) -> Network:
    """A network with the encoder's published weights, from the folder of the package that holds them."""
    from safetensors.torch import load_file

    torch.manual_seed(seed)
    width = json.loads((folder / "config.json").read_text(encoding="utf-8"))["hidden_size"]
    if width != WIDTH:
        raise ValueError(f"{folder}: an encoder of width {width}, but {WIDTH} is wanted")
    return Network(load_file(folder / "model.safetensors"))
